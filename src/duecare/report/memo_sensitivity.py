"""Sensitivity in a memo: what would be otherwise if knowledge dated from another day, or more proof were asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.assess.model import Outcome
from duecare.assess.sensitivity import Change, Supposition
from duecare.report.dates import in_words
from duecare.report.document import Block, Heading, Items, Paragraph, Strong, Text, joined
from duecare.report.memo_reader import frames_of
from duecare.report.memo_record import Desk
from duecare.report.names import duties_label, frame_label
from duecare.report.standard import standard_words
from duecare.report.wording import full

_INTRO = (
    "Each line changes one thing in the record, leaves the rest, and says what then becomes of the duties in question "
    "under all held readings together, if they bind. What each answer to an open question would do is told above."
)


def sensitivity_section(suppositions: Sequence[Supposition], desk: Desk, numbers: Iterator[int]) -> Iterator[Block]:
    """Yield what each supposition changes; nothing where none was tried."""
    if suppositions:
        yield Heading(2, "Sensitivity", "sensitivity")
        yield Paragraph((_INTRO,), next(numbers))
        yield Items(tuple(_line(one, desk) for one in suppositions))


def _line(one: Supposition, desk: Desk) -> Text:
    lead = Strong(f"{_supposed(one)}: ")
    if one.impossible:
        return lead, "the rest of the record excludes that."
    if not one.changes:
        return lead, "no result changes, and no duty falls due at another certain date."
    return lead, f"{'; '.join(_changes(one.changes, desk))}."


def _supposed(one: Supposition) -> str:
    if one.kind == "proof":
        return f"If proof were asked by the standard of {standard_words(one.value)}"
    date = in_words(one.value)
    if one.kind == "known by":
        return f"If all that came to be known had been known by {date}, when the operation began"
    return f"If what came to be known earlier had been known only from {date}"


def _changes(changes: Sequence[Change], desk: Desk) -> Iterator[str]:
    groups: dict[tuple[tuple[str, str], str], list[str]] = {}
    for one in changes:
        groups.setdefault(((one.bearer, one.beneficiary), _said(one)), []).append(one.duty)
    frames = frames_of(desk.assessment.findings)
    for (frame, said), duties in groups.items():
        whole = [one for one in desk.assessment.findings if (one.bearer, one.beneficiary) == frame]
        label = duties_label([one for one in whole if one.duty in duties], desk.law, whole)
        where = f"{frame_label(*frame, desk.assessment)}, " if len(frames) > 1 else ""
        yield f"{where}{label}: {said}"


def _said(one: Change) -> str:
    parts = []
    if _words(one.before) != _words(one.after):
        gone = [word for word in one.before.words if word not in one.after.words]
        come = [word for word in one.after.words if word not in one.before.words]
        if one.after.settled:
            parts.append(f"{full(one.after)} instead of {full(one.before)}")
        else:
            stays = "stays open" if not one.before.settled else f"is open, and no longer “{one.before.words[0]}”"
            parts.append(stays)
            parts += (
                [f"with {joined(f'“{word}”' for word in come)} possible as well"]
                if come and not one.before.settled
                else []
            )
            parts += [f"without {joined(f'“{word}”' for word in gone)}"] if gone and not one.before.settled else []
    if one.due_before != one.due:
        before, after = (in_words(date) if date else "no certain date" for date in (one.due_before, one.due))
        parts.append(f"certainly due from {after}, not {before}")
    return ", ".join(parts) or "otherwise divided between the readings"


def _words(outcome: Outcome) -> tuple[tuple[str, ...], bool]:
    return outcome.words, outcome.settled
