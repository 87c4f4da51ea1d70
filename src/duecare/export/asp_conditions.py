"""Conditions as rules of an answer set program: `holds(TERM,W,T)` says that one holds in world W at slice T."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from duecare.ir.declarations import Law
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    OfDuty,
    OfStep,
    SomeAffected,
    Status,
    Taken,
)

Body = list[str]
_LISTS = (All, AnyOf, AtLeast)
_OF_DUTY = {
    "step omitted": "step_omitted({0},every,T)",
    "baseline step omitted": "step_omitted({0},baseline,T)",
    "step taken": "step_taken({0},T)",
    "step due": "step_due({0},T)",
}


@dataclass(frozen=True, slots=True)
class At:
    """Where a condition is read, in terms of the program.

    domain is what binds the variables; measure and duty are the ones at hand.
    """

    domain: str = "at(here,T)"
    world: str = "here"
    measure: str = ""
    duty: str = ""


class Conditions:
    """Writes conditions; every list within one gets a term of its own, `line(TERM,NUMBER)`."""

    def __init__(self, law: Law) -> None:
        self.rules: list[str] = []
        self.affected: dict[Expression, int] = {}
        self._scopes = {leaf.name: leaf.scope for leaf in law.leaves}

    def write(self, term: str, part: Expression, at: At) -> None:
        """Write the rules by which a whole condition holds."""
        self._define(term, list(self._bodies(term, part, at)), at)

    def instance(self, name: str, at: At) -> str:
        """Return the term of a leaf, asked of the measure or duty at hand where it is about one."""
        thing = {"measure": at.measure, "duty": at.duty}.get(self._scopes[name], "")
        return f'of("{name}",{thing})' if thing else f'"{name}"'

    def _define(self, term: str, bodies: list[Body], at: At) -> None:
        self.rules += [f"holds({term},{at.world},T) :- {', '.join([at.domain, *body])}." for body in bodies]

    def _bodies(self, term: str, part: Expression, at: At) -> Iterator[Body]:
        """Yield the bodies any of which makes a condition hold."""
        items = part.items if isinstance(part, _LISTS) else (part,)
        lines = [(f"line({term},{number})", item) for number, item in enumerate(items, 1)]
        if isinstance(part, All):
            yield [self._required(name, item, at) for name, item in lines]
            return
        offered = [self._offered(name, item, at) for name, item in lines]
        if isinstance(part, AtLeast):
            counted = [f"{n} : {', '.join(body)}" for n, bodies in enumerate(offered, 1) for body in bodies]
            yield [f"#count {{ {'; '.join(counted)} }} >= {part.number}"]
        else:
            yield from (body for bodies in offered for body in bodies)

    def _offered(self, term: str, item: Expression, at: At) -> list[Body]:
        """Return the bodies of a line of `any of`: a guarded one counts only where its position is taken."""
        if not isinstance(item, Guarded):
            return [[self._literal(term, item, at)]]
        literal = self._literal(term, item.item, at)
        return [[f'takes("{item.issue}","{position}")', literal] for position in item.positions]

    def _required(self, term: str, item: Expression, at: At) -> str:
        """Return the literal of a line of `all of`: where its position is not taken it requires nothing."""
        if not isinstance(item, Guarded):
            return self._literal(term, item, at)
        literal = self._literal(f"line({term},1)", item.item, at)
        absent = [f'not takes("{item.issue}","{position}")' for position in item.positions]
        self._define(term, [[literal], absent], at)
        return f"holds({term},{at.world},T)"

    def _literal(self, term: str, part: Expression, at: At) -> str:
        """Return the literal that says a part holds, writing the part where it is a list."""
        match part:
            case Constant(value):
                return "#true" if value else "#false"
            case Leaf(name):
                return f"reads({self.instance(name, at)},{at.world},T)"
            case Element(name):
                return f'holds(element("{name}"),{at.world},T)'
            case Status(subject, status):
                return f'status("{subject}","{status}",T)'
            case Taken(measure):
                return f'reads(of("taken","{measure}"),{at.world},T)'
            case OfStep("taken"):
                return f'reads(of("taken",{at.measure}),{at.world},T)'
            case OfStep(what):
                return f"tier({at.measure},{what})"
            case OfDuty(what):
                return _OF_DUTY[what].format(at.duty)
            case Not(item):
                return f"not {self._literal(term, item, at)}"
            case SomeAffected(item):
                return f"affected({self.affected.setdefault(item, len(self.affected) + 1)},{at.world},T)"
        self.write(term, part, at)
        return f"holds({term},{at.world},T)"
