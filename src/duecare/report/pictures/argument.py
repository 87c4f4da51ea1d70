"""The argument map of one conclusion: the conclusion on top, below it what it follows from, and the case against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from duecare.assess.model import Derivation, Reason
from duecare.dossier.model import Claim
from duecare.drawing.canvas import INK, RULE, SOFT, box, line, text, width_of, wrapped
from duecare.drawing.sheet import Drawing
from duecare.report.dates import in_words
from duecare.report.document import Figure, joined
from duecare.report.memo_record import Desk
from duecare.report.names import duty_named, human, named_sources, toward, view_label
from duecare.report.pictures.framed import WIDTH, Sign, below, framed, key_of
from duecare.report.pictures.lanes import TALLEST
from duecare.report.pictures.signs import WIDE, sign
from duecare.report.wording import full

_SIZE, _LINE, _PAD, _IN, _SMALL = 6.4, 7.8, 2.2, 13.0, 5.6
_ASIDE = frozenset({"footing", "not raised"})
_OTHER = "other way"
_MEANING = {"yes": "so, on this record", "no": "not so", "open": "open"}


@dataclass(frozen=True, slots=True)
class Node:
    """A step of the argument: its number, how deep it stands, how it is, what it says, and what it rests on."""

    number: str
    depth: int
    truth: str
    says: str
    rests_on: str
    other: bool = False


def argument_map(told: Derivation, desk: Desk, width: float = WIDTH, tallest: float = TALLEST) -> Figure:
    """Return the map of a derivation; the deepest steps are left out where a page has no room for them."""
    space = width - 20
    for deepest in (9, 4, 3, 2, 1):
        nodes = tuple(nodes_of(told, desk, deepest))
        drawing = _drawn(_conclusion(told, desk), nodes, space)
        if drawing.height <= tallest:
            break
    whole = below([drawing, key_of(_key(), space)])
    title = f"Why: {_about(told, desk)}"
    said = " ".join(f"{one.number} {one.says} {_MEANING[one.truth]}." for one in nodes)
    return framed("map", title, whole, f"{_conclusion(told, desk)} {said}", tuple(_notes(told)), desk, width)


def nodes_of(told: Derivation, desk: Desk, deepest: int) -> Iterator[Node]:
    """Yield the steps of an argument in reading order, so deep; what is below is counted."""
    claims = {claim.id: claim for claim in desk.dossier.claims}
    numbered = [one for one in told.reason.children if one.kind not in _ASIDE]
    waiting = [(f"{place}", 1, one, one.kind == _OTHER) for place, one in enumerate(numbered, 1)][::-1]
    while waiting:
        number, depth, reason, other = waiting.pop()
        cut = _count(reason) - 1 if depth >= deepest else 0
        below_it = f" ({cut} further step{'s' if cut > 1 else ''} below this one)" if cut else ""
        says, rests_on = _says(reason, desk) + below_it, _rests_on(reason, claims, desk)
        yield Node(number, depth, reason.truth, says, rests_on, other)
        if not cut:
            children = enumerate(reason.children, 1)
            waiting += [(f"{number}.{place}", depth + 1, child, other) for place, child in children][::-1]


def _count(reason: Reason) -> int:
    waiting, found = [reason], 0
    while waiting:
        found += 1
        waiting += waiting.pop().children
    return found


def _about(told: Derivation, desk: Desk) -> str:
    whom = f" {toward((told.beneficiary,), told.bearer, desk.assessment)}" if told.beneficiary else ""
    return f"{duty_named(told.duty, desk.law)} of {desk.dossier.state_name(told.bearer)}{whom}"


def _conclusion(told: Derivation, desk: Desk) -> str:
    under = f"Under {view_label(told.view, desk.law)}" if told.view else "Under all held readings"
    turns = joined(human(name.partition("@")[0]) for name in told.outcome.turns_on)
    words = f"{full(told.outcome)}, by the position taken on {turns}" if turns else full(told.outcome)
    return f"{under}{', if it binds' if told.binds else ''}: {words}."


def _says(reason: Reason, desk: Desk) -> str:
    said = named_sources(reason.text, desk.law)
    if reason.kind in ("position", "issue"):
        return f"On {'every position on ' if reason.kind == 'issue' else ''}“{reason.name}”: {said}"
    if reason.kind == "duty":
        return f"{duty_named(reason.name, desk.law)}: {said}"
    heads = {"measure": reason.name, _OTHER: "The other way", "exception": human(reason.name).capitalize()}
    return f"{heads[reason.kind]}: {said}" if reason.kind in heads else said


def _rests_on(reason: Reason, claims: Mapping[str, Claim], desk: Desk) -> str:
    parts = []
    if reason.kind in ("presumed", "presumption"):
        parts.append("presumed")
    for word, names in (("", reason.claims), ("against: ", reason.against)):
        found = [claims[name] for name in names if name in claims]
        if found:
            parts.append(word + ", ".join(dict.fromkeys(_place(claim, desk) for claim in found)))
    if reason.since and parts:
        parts.append(f"from {in_words(reason.since)}")
    return "; ".join(parts)


def _place(claim: Claim, desk: Desk) -> str:
    number = desk.numbers.get(claim.entry)
    return f"para {number} ({claim.standing})" if number else claim.standing


def _notes(told: Derivation) -> Iterator[str]:
    yield "Steps are numbered; paragraphs are those of the memo. A dashed frame: the best argument the other way."
    footings = [one.text for one in told.reason.children if one.kind == "footing"]
    if footings:
        yield " ".join(footings)
    left = [human(one.name) for one in told.reason.children if one.kind == "not raised"]
    if left:
        yield f"Not raised by anybody, and left aside: {', '.join(left)}."
    if told.checked:
        yield "Checked: what this relies on is enough for the conclusion, whatever else is so."


def _key() -> list[Sign]:
    return [([*sign(kind, 4, 4.2)], WIDE, meaning) for kind, meaning in _MEANING.items()]


def _drawn(conclusion: str, nodes: Sequence[Node], width: float) -> Drawing:
    lines = wrapped(conclusion, width - 12, 8, bold=True)
    height = len(lines) * 10 + 7
    shapes: list[Element] = [box(0, 0, width, height, stroke=INK, corner=2)]
    shapes += [text(6, 10.5 + place * 10, one, 8, bold=True) for place, one in enumerate(lines)]
    y: float = height + 5
    trunks: dict[int, float] = {1: height}  # where the line to the steps of a depth begins
    for node in nodes:
        left, grave = node.depth * _IN, node.depth == 1
        inset = WIDE + 8 + width_of(node.number, _SMALL)
        said = wrapped(node.says, width - left - inset - 5, _SIZE, bold=grave)
        rests = wrapped(node.rests_on, width - left - inset - 5, _SIZE)
        tall = (len(said) + len(rests)) * _LINE + 2 * _PAD
        middle = y + _PAD + 4
        shapes.append(line(left - _IN / 2, trunks[node.depth], left - _IN / 2, middle, stroke=SOFT))
        shapes.append(line(left - _IN / 2, middle, left, middle, stroke=SOFT))
        edge, dashes = INK if grave else RULE, "2 1.6" if node.other else ""
        shapes.append(box(left, y, width - left, tall, stroke=edge, dashes=dashes, corner=2))
        shapes += [*sign(node.truth, left + 7, middle)]
        shapes.append(text(left + WIDE + 4, y + _PAD + 6, node.number, _SMALL, fill=SOFT))
        for place, one in enumerate([*said, *rests]):
            own = place < len(said)
            at = y + _PAD + 6 + place * _LINE
            shapes.append(text(left + inset, at, one, _SIZE, bold=grave and own, fill=INK if own else SOFT))
        trunks = {depth: begun for depth, begun in trunks.items() if depth < node.depth}
        trunks |= {node.depth: middle, node.depth + 1: y + tall}
        y += tall + 2.5
    return Drawing(tuple(shapes), y)
