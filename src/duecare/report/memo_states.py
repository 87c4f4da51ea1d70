"""The application in the body of a memo: for each State an element table, then prose, then the contrary argument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.assess.elements import Answer, Part, of_frame, under
from duecare.assess.model import Finding
from duecare.dossier.model import Claim
from duecare.report.authorities import note
from duecare.report.document import Block, Heading, Inline, Paragraph, Strong, Table, Text, joined
from duecare.report.memo_argument import each_way
from duecare.report.memo_element_words import claims_of, sources_of, text_of
from duecare.report.memo_prose import claims_paragraphs, conditions, steps
from duecare.report.memo_reader import frames_of, in_question
from duecare.report.memo_record import Desk, paragraphs
from duecare.report.memo_results import in_short
from duecare.report.names import (
    OF_STEPS,
    few,
    frame_label,
    leaf_label,
    obligation_label,
    split,
    views_in_order,
)
from duecare.report.wording import issues_words
from duecare.report.wording import under as under_views

_FEW = 3
_HEADS = ("Element", "Facts for", "Facts against", "Not shown", "Result")


def application_body(desk: Desk, numbers: Iterator[int]) -> Iterator[Block]:
    """Yield the application, frame by frame; what is not in question stands in Annex D alone."""
    yield Heading(2, "Application", "application")
    found = in_question(desk.assessment.findings)
    if not found:
        yield Paragraph(
            ("On this record no duty is in question. Annex D tells what would bring one into play.",), next(numbers)
        )
    told, full = dict[str, int](), [frame for frame in frames_of(found) if _is_told_in_full(frame, desk)]
    for frame in full:
        asked = [one for one in found if (one.bearer, one.beneficiary) == frame]
        yield Heading(3, frame_label(*frame, desk.assessment), f"on-{frame[0]}-{frame[1]}")
        yield from _table(frame, desk)
        yield from _prose(asked, frame, desk, numbers, told)
    rest = [frame for frame in frames_of(found) if frame not in full]
    if rest:
        yield Heading(3, "What else is in question" if full else "What is in question", "on-others")
    for frame in rest:
        asked = [one for one in found if (one.bearer, one.beneficiary) == frame]
        yield Paragraph((Strong(f"{frame_label(*frame, desk.assessment)}. "), *_briefly(asked, desk)), next(numbers))


def _is_told_in_full(frame: tuple[str, str], desk: Desk) -> bool:
    """Say whether a frame is one of a State toward the reader, or of the reader toward another."""
    bearer, beneficiary = frame
    return beneficiary not in ("", bearer) and desk.reader.code in ("", bearer, beneficiary)


def _briefly(asked: Sequence[Finding], desk: Desk) -> Iterator[Inline]:
    yield f"If the duties bind: {in_short(asked, desk)} "
    where = claims_paragraphs(asked, desk)
    yield from (("The record speaks to them in ", *where, ". ") if where else ())
    yield "Annex D tells each duty in full."


def _table(frame: tuple[str, str], desk: Desk) -> Iterator[Block]:
    alike: dict[str, list[Part]] = {}
    for part in of_frame(desk.parts, *frame):
        alike.setdefault(text_of(part, desk), []).append(part)
    rows = tuple(row for text, parts in alike.items() if (row := _row(text, parts, desk)))
    if rows:
        yield Table("The elements, one by one; numbers are of paragraphs", _HEADS, rows, (7, 7, 5, 4, 6))


def _row(text: str, parts: Sequence[Part], desk: Desk) -> tuple[Text, ...] | None:
    part = parts[0]
    yes, no = claims_of(part, desk)
    missing = [leaf_label(one) for one in part.missing if split(one)[0] not in OF_STEPS]
    if not yes and not no and (not missing or text.endswith("?")):
        return None  # a question of which nobody has said anything is told in the prose
    cited = dict.fromkeys(place for one in parts for place in sources_of(one, desk)[:1])
    whose = joined(dict.fromkeys(obligation_label(one.obligation, desk.law).removesuffix(" duty") for one in parts))
    head: Text = (Strong(text), *note(cited, desk.law), f" {whose[:1].upper()}{whose[1:]}.")
    return head, _facts(yes, desk), _facts(no, desk), (few(missing, _FEW) or "–",), (_result(part, desk),)


def _facts(claims: Sequence[Claim], desk: Desk) -> Text:
    by_leaf: dict[str, list[Claim]] = {}
    for claim in claims:
        by_leaf.setdefault(claim.key, []).append(claim)
    alike: dict[Text, list[str]] = {}
    for key, group in by_leaf.items():
        alike.setdefault(paragraphs(group, desk), []).append(leaf_label(key))
    parts: list[Inline] = []
    for where, labels in alike.items():
        parts += ["; " if parts else "", few(labels, _FEW), *((" (", *where, ")") if where else ())]
    return tuple(parts) or ("–",)


def _result(part: Part, desk: Desk) -> str:
    together = under(part)
    if together.settled or not together.words:
        return "".join(together.words) or "–"
    groups: dict[str, list[str]] = {}
    views = views_in_order(desk.assessment, desk.law)
    for view in views:
        groups.setdefault(_word(under(part, view)), []).append(view)
    if len(groups) < 2:
        return next(iter(groups), _word(together))
    most = max(groups, key=lambda word: len(groups[word]))
    named = [f"{word} {under_views(found, desk.law)}" for word, found in groups.items() if word != most]
    return "; ".join([*named, f"{most} under the {len(groups[most])} others"])


def _word(answer: Answer) -> str:
    if answer.settled:
        return answer.words[0]
    return f"turns on {issues_words(answer.turns_on)}" if answer.turns_on else "open"


def _prose(
    asked: Sequence[Finding], frame: tuple[str, str], desk: Desk, numbers: Iterator[int], told: dict[str, int]
) -> Iterator[Block]:
    tail = " The matrix has it view by view; Annex D duty by duty, after a map of the gravest of them."
    yield Paragraph((Strong("Result, if the duties bind. "), in_short(asked, desk), tail), next(numbers))
    for number_of, obligation in enumerate(dict.fromkeys(one.obligation for one in asked)):
        duties = [one for one in asked if one.obligation == obligation]
        parts = of_frame(desk.parts, *frame, obligation)
        label = obligation_label(obligation, desk.law)
        number = next(numbers)
        head = Strong(f"{label[:1].upper()}{label[1:]}. ")
        yield Paragraph((head, *conditions(parts, desk, told, number), *steps(duties, desk)), number)
        yield Paragraph(each_way(duties, parts, desk, account=not number_of), next(numbers))
