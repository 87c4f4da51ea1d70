"""Consequences in the body of a memo: what would follow from a breach, shortly, and what would not."""

from __future__ import annotations

from collections.abc import Iterator

from duecare.assess.consequences import Following
from duecare.engine.consequences import LISTS
from duecare.report.document import Block, Heading, Items, Paragraph, Table, Text
from duecare.report.memo_annexes import LIMITS
from duecare.report.memo_consequences import brief
from duecare.report.memo_record import Desk
from duecare.report.names import frame_label

_INTRO = (
    "Supposing a breach where the record leaves one possible, and that the duty binds: what would follow, and how the "
    "record stands on it. Annex F tells it in full, with authorities. None of it says what anybody should do."
)
_NONE = "No breach is found or left possible on this record, so that nothing is to be said of what would follow."


def consequences_body(desk: Desk, numbers: Iterator[int]) -> Iterator[Block]:
    """Yield what would follow toward each State, then what this memo does not say."""
    yield Heading(2, "Consequences and limits", "consequences")
    frames: dict[tuple[str, str], list[Following]] = {}
    for one in desk.following:
        if one.beneficiary and one.beneficiary != one.bearer:
            frames.setdefault((one.bearer, one.beneficiary), []).append(one)
    yield Paragraph((_INTRO if desk.following else _NONE,), next(numbers))
    for frame, found in frames.items():
        rows = tuple(_rows(found, desk))
        yield Table(frame_label(*frame, desk.assessment), ("Consequence", "On this record"), rows, (7, 5))
    yield Items(tuple((line,) for line in LIMITS))


def _rows(found: list[Following], desk: Desk) -> Iterator[tuple[Text, ...]]:
    """Yield a row for each consequence: how it stands, for all duties or for some of them."""
    for name in dict.fromkeys(one.name for one in found):
        same = [one for one in found if one.name == name]
        if same[0].tells == LISTS:
            said = (
                "Conditions, none of which this memo finds to be met as a whole: Annex F lists them, with what is open."
            )
        else:
            said = "; ".join(dict.fromkeys(brief(one, desk.law) for one in same))
        yield (same[0].text,), (f"{said[:1].upper()}{said[1:].rstrip('.')}.",)
