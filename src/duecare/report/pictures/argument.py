"""The argument map of one conclusion: the conclusion on top, below it what it follows from, and the case against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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

_SIZE, _LINE, _PAD, _IN, _SMALL, _GAP = 6.4, 7.8, 2.2, 13.0, 5.6, 2.5
_ASIDE = frozenset({"footing", "not raised"})
_OTHER = "other way"
_MEANING = {"yes": "so, or supposed so", "no": "not so, or supposed not so", "open": "open"}


@dataclass(slots=True)
class Step:
    """A step of the argument: how deep it stands, how it is, what it says and rests on, and what it follows from.

    shown  the steps below it that are drawn; below: how many reasons there are below it in all.
    """

    depth: int
    truth: str
    says: str
    rests_on: str
    other: bool
    reasons: tuple[Reason, ...]
    shown: tuple[Step, ...] = ()

    @property
    def below(self) -> int:
        """Return how many steps there are below it that are not drawn."""
        return 0 if self.shown else sum(_count(one) for one in self.reasons)


def argument_map(told: Derivation, desk: Desk, width: float = WIDTH, tallest: float = TALLEST) -> Figure:
    """Return the map of a derivation, so far down as a page has room for; what is left out is counted."""
    space = width - 20
    steps = steps_of(told, desk, space, tallest)
    whole = below([_drawn(_conclusion(told, desk), steps, space), key_of(_key(), space)])
    title = f"Why: {_about(told, desk)}"
    said = " ".join(f"{number} {one.says} {_MEANING[one.truth]}." for number, one in _numbered(steps))
    return framed("map", title, whole, f"{_conclusion(told, desk)} {said}", tuple(_notes(told)), desk, width)


def steps_of(told: Derivation, desk: Desk, width: float, tallest: float) -> tuple[Step, ...]:
    """Return the steps that a conclusion follows from, those on top first; one is opened where there is room for all
    that is directly below it."""
    claims = {claim.id: claim for claim in desk.dossier.claims}
    top = _steps((one for one in told.reason.children if one.kind not in _ASIDE), 1, False, claims, desk)
    left = tallest - _head_height(_conclusion(told, desk), width) - sum(_height(one, "8.8", width) for one in top)
    waiting = list(top)
    while waiting:
        step = waiting.pop(0)
        found = _steps(step.reasons, step.depth + 1, step.other, claims, desk)
        needed = sum(_height(one, "8.8" * step.depth, width) for one in found)
        if found and needed <= left:
            step.shown = found
            left -= needed
            waiting += found
    return top


def _steps(
    reasons: Iterable[Reason], depth: int, other: bool, claims: Mapping[str, Claim], desk: Desk
) -> tuple[Step, ...]:
    """Return reasons as steps; measures of which the same is said, and nothing below them, are one."""
    found: list[Step] = []
    alike: dict[tuple[str, str, str], list[str]] = {}
    for reason in reasons:
        rests_on, status = _rests_on(reason, claims, desk), reason.text.rpartition(": ")[2]
        key = (status, rests_on, reason.truth)
        if reason.kind == "measure" and not reason.children:
            named = alike.setdefault(key, [])
            named.append(reason.name)
            if len(named) > 1:
                step = next(one for one in found if one.says == _measures(named[:-1], status))
                step.says = _measures(named, status)
                continue
        says = _measures([reason.name], status) if key in alike and reason.kind == "measure" else _says(reason, desk)
        found.append(Step(depth, reason.truth, says, rests_on, other or reason.kind == _OTHER, reason.children))
    return tuple(found)


def _measures(names: Sequence[str], status: str) -> str:
    return f"{', '.join(names)}: {status}"


def _numbered(steps: Iterable[Step]) -> Iterator[tuple[str, Step]]:
    """Yield the steps that are drawn in reading order, each with its number."""
    waiting = [(str(place), one) for place, one in enumerate(steps, 1)][::-1]
    while waiting:
        number, step = waiting.pop()
        yield number, step
        waiting += [(f"{number}.{place}", one) for place, one in enumerate(step.shown, 1)][::-1]


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


def _drawn(conclusion: str, steps: Sequence[Step], width: float) -> Drawing:
    lines = wrapped(conclusion, width - 12, 8, bold=True)
    y = _head_height(conclusion, width)
    shapes: list[Element] = [box(0, 0, width, y - 5, stroke=INK, corner=2)]
    shapes += [text(6, 10.5 + place * 10, one, 8, bold=True) for place, one in enumerate(lines)]
    trunks: dict[int, float] = {1: y - 5}  # where the line to the steps of a depth begins
    for number, step in _numbered(steps):
        left, middle, tall = step.depth * _IN, y + _PAD + 4, _height(step, number, width)
        shapes.append(line(left - _IN / 2, trunks[step.depth], left - _IN / 2, middle, stroke=SOFT))
        shapes.append(line(left - _IN / 2, middle, left, middle, stroke=SOFT))
        shapes += _box(step, number, y, width)
        trunks = {depth: begun for depth, begun in trunks.items() if depth < step.depth}
        trunks |= {step.depth: middle, step.depth + 1: y + tall - _GAP}
        y += tall
    return Drawing(tuple(shapes), y)


def _head_height(conclusion: str, width: float) -> float:
    return len(wrapped(conclusion, width - 12, 8, bold=True)) * 10 + 12


def _height(step: Step, number: str, width: float) -> float:
    return sum(map(len, _lines(step, number, width))) * _LINE + 2 * _PAD + _GAP


def _lines(step: Step, number: str, width: float) -> tuple[list[str], list[str]]:
    """Return what a step says and what it rests on, in lines; what is not drawn below it is counted."""
    more = f" ({step.below} further step{'s' if step.below > 1 else ''} below this one)" if step.below else ""
    room = width - step.depth * _IN - _inset(number) - 5
    return wrapped(step.says + more, room, _SIZE, bold=step.depth == 1), wrapped(step.rests_on, room, _SIZE)


def _inset(number: str) -> float:
    return WIDE + 8 + width_of(number, _SMALL)


def _box(step: Step, number: str, y: float, width: float) -> Iterator[Element]:
    left, grave = step.depth * _IN, step.depth == 1
    said, rests = _lines(step, number, width)
    tall = _height(step, number, width) - _GAP
    edge, dashes = INK if grave else RULE, "2 1.6" if step.other else ""
    yield box(left, y, width - left, tall, stroke=edge, dashes=dashes, corner=2)
    yield from sign(step.truth, left + 7, y + _PAD + 4)
    yield text(left + WIDE + 4, y + _PAD + 6, number, _SMALL, fill=SOFT)
    for place, one in enumerate([*said, *rests]):
        own = place < len(said)
        at = y + _PAD + 6 + place * _LINE
        yield text(left + _inset(number), at, one, _SIZE, bold=grave and own, fill=INK if own else SOFT)
