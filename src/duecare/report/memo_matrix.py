"""The matrix of a memo: State by State and duty by duty the result, whether it binds, our own words, and open facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.assess.model import Finding
from duecare.report.binding import bindings_of
from duecare.report.document import Block, Heading, Paragraph, Table, Text, Tone
from duecare.report.glance import footing_words
from duecare.report.memo_reader import frames_of, in_question, named, own_of
from duecare.report.memo_record import Desk
from duecare.report.names import OF_STEPS, duties_label, frame_label, split, views_in_order
from duecare.report.wording import by_view, phrase, word

KEY = (
    "“Open” means that facts nobody has shown still decide; “not established”, that what is missing is for the "
    "claimant to show, and could exclude it. Views are named in Annex E and not counted."
)
_BINDS = {"yes": "binds", "no": "does not bind", "open": "left open"}


def matrix(desk: Desk) -> Iterator[Block]:
    """Yield a table for all frames: duties of which the same is said stand in one row."""
    yield Heading(2, "At a glance", "matrix")
    found = in_question(desk.assessment.findings)
    norms = in_question(desk.assessment.findings, norms=True)
    if not found and not norms:
        yield Paragraph(("The record puts no duty in question. Annex D tells which would be, on what further facts.",))
        return
    yield Paragraph((KEY, *_left_out(desk)))
    own = f"By the words of {named(desk.reader.code, desk.assessment)}" if desk.reader.code else "By own words"
    heads = ("Duties", "If they bind", "Whether they bind", own, "Open")
    frames = frames_of((*found, *norms))
    for frame in sorted(frames, key=lambda one: (one[1] != desk.reader.code, one[0] == one[1] or not one[1])):
        rows = tuple(_rows(frame, found, norms, desk))
        yield Table(frame_label(*frame, desk.assessment), heads, rows, (5, 7, 3, 4, 3))


def _left_out(desk: Desk) -> tuple[str, ...]:
    waiting = sum(bool(one.waits_for) for one in desk.assessment.findings)
    footings = dict.fromkeys(footing_words(words) for one in desk.assessment.findings for words in one.footings)
    lines = [f"{words}." for words in list(footings)[:1]]
    if waiting:
        lines.append(
            f"Of {waiting} further findings nobody has said anything that would bring them into play (Annex D)."
        )
    return (" " + " ".join(lines),) if lines else ()


def _rows(
    frame: tuple[str, str], found: Sequence[Finding], norms: Sequence[Finding], desk: Desk
) -> Iterator[tuple[Text, ...]]:
    whole = [one for one in found if (one.bearer, one.beneficiary) == frame]
    views = views_in_order(desk.assessment, desk.law)
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for one in (*whole, *(norm for norm in norms if (norm.bearer, norm.beneficiary) == frame)):
        told = by_view(one, views)
        said = phrase(told, desk.law, whole=False)
        groups.setdefault((told[0].rank, said, _force(one, desk), _own(one, desk)), []).append(one)
    for (rank, said, force, own), group in groups.items():
        label = duties_label(group, desk.law, whole)
        yield (f"{label[:1].upper()}{label[1:]}",), (Tone(said, rank),), (force,), (own,), (_open(group),)


def _force(finding: Finding, desk: Desk) -> str:
    if finding.norm:
        return "not law"
    return bindings_of([finding], desk.law)[0].verdict if finding.force else "–"


def _own(finding: Finding, desk: Desk) -> str:
    own = own_of(finding, desk.reader)
    if own is None or not own.taken + own.gates_taken:
        return "–" if own is None or not own.of + own.gates_of else "nothing declared"
    parts = [_BINDS[own.force.value]] if own.force else []
    return "; ".join([*parts, *([word(own.if_binds)] if own.if_binds else [])])


def _open(group: Sequence[Finding]) -> str:
    missing = {name for one in group for name in one.missing}
    steps = {split(name)[1] for name in missing if split(name)[0] in OF_STEPS}
    facts = sum(split(name)[0] not in OF_STEPS for name in missing)
    parts = [f"{facts} fact{'s' if facts > 1 else ''}"] if facts else []
    parts += [f"{len(steps)} step{'s' if len(steps) > 1 else ''}"] if steps else []
    return ", ".join(parts) or "none"
