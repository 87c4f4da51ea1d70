"""The best argument the other way: the smallest change under which a settled outcome would differ.

One step only: one position that somebody holds in the place of the view's, or one fact that is presumed, or that a
claim which does not outweigh the others would have otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from duecare.assess.model import Reason
from duecare.assess.reasons.inquiry import Established, Inquiry
from duecare.assess.reasons.scene import YES
from duecare.assess.reasons.telling import bare
from duecare.base.known import UNKNOWN, Known
from duecare.dossier.model import Claim
from duecare.engine.diagram import TooLargeError
from duecare.engine.frame import Frame
from duecare.engine.implicant import Literal, words_left
from duecare.ir.declarations import Holder, Position, Stance

_STANDING = {"assumed": 0, "established": 0, "probable": 0, "alleged": 1}
_PRESUMED, _POSITION = 3, 2


@dataclass(frozen=True, slots=True)
class Change:
    """A change, what it leaves possible, and how far it goes (less is nearer)."""

    reason: Reason
    words: tuple[str, ...]
    distance: int


def other_way(inquiry: Inquiry, found: Established) -> Reason:
    """Return the smallest change under which the outcome differs; or that none was found within one step."""
    changes = [*_facts(inquiry, found), *_positions(inquiry, found)]
    if not changes:
        return Reason(
            "other way", "no", "", "No other outcome within one step: no one position and no one fact changes it."
        )
    best = min(changes, key=lambda change: (len(change.words) > 1, change.distance))
    outcome = best.words[0] if len(best.words) == 1 else f"open: {' or '.join(best.words)}"
    return Reason("other way", "open", outcome, f"The outcome would then be {outcome}.", children=(best.reason,))


# -- positions ------------------------------------------------------------------------------------------


def _positions(inquiry: Inquiry, found: Established) -> Iterator[Change]:
    for stance in found.stances:
        rest = tuple(one for one in inquiry.stances if one is not stance)
        for position in inquiry.book.issues[stance.issue].positions:
            if position.held_by and position.name not in stance.positions:
                taken = (*rest, Stance(stance.issue, (position.name,)))
                words = inquiry.possible(inquiry.under(taken))
                if words not in {(), (found.word,)}:
                    yield Change(_held(inquiry, stance.issue, position), words, _POSITION)


def _held(inquiry: Inquiry, issue: str, position: Position) -> Reason:
    question = inquiry.book.issues[issue].question
    name = f"{bare(issue)}: {position.name.replace('_', ' ')}"
    note = f"held by {'; '.join(holder_words(one) for one in position.held_by)}"
    return Reason("position", "yes", name, f"{question} “{position.text}”", note=note)


def holder_words(holder: Holder) -> str:
    """Return who holds a position, and where, as the law has it."""
    place = f" at {holder.pinpoint}" if holder.pinpoint else ""
    return f"{holder.name}{place}" + (f", {holder.note}" if holder.note else "")


# -- facts ----------------------------------------------------------------------------------------------


def _facts(inquiry: Inquiry, found: Established) -> Iterator[Change]:
    for literal in found.literals:
        if literal.other < 0:
            against = _against(inquiry, literal)
            if against or literal.value is None:
                yield from _without(inquiry, found, literal, against)


def _against(inquiry: Inquiry, literal: Literal) -> tuple[Claim, ...]:
    """Return the claims that would have a leaf otherwise, the firmest first."""
    heard = inquiry.teller.heard(literal.instance, literal.other, literal.first, literal.last)
    value = _value(inquiry, literal)
    return tuple(claim for claim in heard if claim.value == ("no" if value else "yes"))


def _value(inquiry: Inquiry, literal: Literal) -> bool:
    """Return the value that a literal gives its leaf: its own, or the one presumed."""
    if literal.value is not None:
        return literal.value
    fact = inquiry.chain.conditions.fact(*_parts(literal.instance))
    return inquiry.scene(inquiry.view).value(fact, literal.first) == YES


def _parts(instance: str) -> tuple[str, str]:
    name, _, rest = instance.partition("(")
    return name, rest.rstrip(")")


def _without(inquiry: Inquiry, found: Established, literal: Literal, against: tuple[Claim, ...]) -> Iterator[Change]:
    value = not _value(inquiry, literal)
    frame = changed(inquiry.frame, literal.instance, (literal.first, literal.last), value, against)
    words = _words(inquiry, frame, found.word)
    if words not in {(), (found.word,)}:
        told = inquiry.teller.fact(literal.instance, -1, literal.first, literal.last, int(value))
        note = f"a claim that does not outweigh the others: {against[0].standing}" if against else "presumed otherwise"
        distance = min((_STANDING[claim.standing] for claim in against), default=_PRESUMED)
        yield Change(replace(told, note=note), words, distance)


def changed(frame: Frame, instance: str, slices: tuple[int, int], value: bool, against: Iterable[Claim]) -> Frame:
    """Return the frame with a leaf the other way: where a contrary claim speaks to it, else from slice to slice."""
    row = list(frame.known.get(instance) or (UNKNOWN,) * len(frame.slices))
    names = {claim.id for claim in against}
    for index, known in enumerate(row):
        spoken = bool(names & set(known.claims)) if names else slices[0] <= index <= slices[1]
        if spoken and known.value is not value:
            row[index] = Known(value, asserted=True, raised=known.raised, claims=known.claims)
    return replace(frame, known={**frame.known, instance: tuple(row)})


def _words(inquiry: Inquiry, frame: Frame, word: str) -> tuple[str, ...]:
    """Return what a changed record leaves possible under the view; the engine is asked only where rules do not do."""
    scene = inquiry.scene(inquiry.view, frame)
    if scene.value(inquiry.chain.word(inquiry.duty, word), scene.last) == YES:
        return (word,)
    try:
        return words_left(inquiry.compiled, frame, inquiry.duty, inquiry.positions(inquiry.view))
    except TooLargeError:
        return ()
