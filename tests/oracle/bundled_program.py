"""The bundled law as one program for clingo, put together once; what a frame knows is assumed, not stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from answers import Answer, fitting
from bundled_frames import bundled_law, days
from clingo_oracle import answer, assumed, grounded
from completions import Reading

from duecare.base.known import Known
from duecare.engine.frame import Frame
from duecare.export.asp import history_program, law_program, readings_program, slices_of
from duecare.export.asp_facts import term_of

# Whatever a frame may know; each question assumes for every one of these atoms whether it is so.
_OPEN = """
{ known_true(X,T); known_false(X,T); asserted(X,T) } :- instance(X,_), slice(T).
{ known_true(of("late",M),T) } :- measure(M), slice(T).
{ raised(L,T) } :- raised_by(_,L), slice(T).
{ beneficiary; closed_list }.
{ view(V) } :- allows(V,_,_).
{ content_of(V) } :- allows(V,_,_).
"""
_STATED = {"known_true", "known_false", "asserted", "raised", "beneficiary", "closed_list"}
_CHOSEN = {"view", "content_of"}


class Program:
    """The law over so many slices a day apart, ready for questions about any frame without other named States."""

    def __init__(self, count: int) -> None:
        law = law_program(bundled_law())
        slices = slices_of(bundled_law(), days(count))
        self.control = grounded("\n".join([law, *slices, readings_program(), history_program(), _OPEN]))
        self.literals = {
            str(atom.symbol): atom.literal
            for atom in self.control.symbolic_atoms
            if atom.symbol.name in _STATED | _CHOSEN and not atom.is_fact
        }

    def answer(self, frame: Frame, *, reading: Reading = (), view: str = "", gates: bool = True) -> Answer | None:
        """What may be and must be so of a frame in one reading, or in all those of a view; None if nothing can be."""
        so = set(_stated(frame)) | ({f'{"view" if gates else "content_of"}("{view}")'} if view else set())
        facts = [literal if name in so else -literal for name, literal in self.literals.items()]
        found = answer(self.control, [*facts, *self._literals(reading)])
        return found and found.about(fitting(bundled_law(), frame))

    def _literals(self, reading: Reading) -> Sequence[int]:
        atoms = self.control.symbolic_atoms
        return [atoms[symbol].literal for symbol, _ in assumed(reading)]


@cache
def program(count: int) -> Program:
    """The program for so many slices."""
    return Program(count)


def _stated(frame: Frame) -> Iterator[str]:
    """Yield the atoms that say what a frame knows."""
    yield from ["beneficiary"] if frame.beneficiary else []
    yield from ["closed_list"] if frame.closed else []
    for name, row in frame.known.items():
        for i, known in enumerate(row):
            yield from (f"{said}({term_of(name)},{i})" for said in _said(known))


def _said(known: Known) -> Iterator[str]:
    if known.value is not None:
        yield "known_true" if known.value else "known_false"
    if known.asserted:
        yield "asserted"
    if known.raised:
        yield "raised"
