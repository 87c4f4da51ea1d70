"""A law cut to what some of its duties and norms rest on: a smaller law, in which these come out the same.

Kept is whatever their conditions name, through elements, presumptions, exceptions, steps and the duties whose
course they speak of; the issues on which a kept line stands, with those tied to them; and every constraint that can
say something of a kept leaf, or rule out a reading. A rule that is kept is kept whole, as it stands in the law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from duecare.ir.declarations import Constraint, Duty, Law, Norm, View
from duecare.ir.expressions import Element, Expression, Guarded, Leaf, Status, Taken
from duecare.ir.walk import leaves_named, measures_of, walk

_OF_SEVERAL = ("measure", "duty")


def cut(law: Law, names: Iterable[str]) -> Law:
    """Return the law as far as these duties and norms (by id or name) rest on it."""
    kept = _Kept(law)
    for name in names:
        kept.keep("duty", name)
    kept.follow()
    for constraint in law.constraints:
        kept.keep_if_it_divides(constraint)
    return kept.law()


class _Kept:
    """What is kept, by kind, and what still has to be looked into."""

    def __init__(self, law: Law) -> None:
        self.whole = law
        self.names: dict[str, set[str]] = {
            kind: set() for kind in ("duty", "obligation", "element", "leaf", "measure", "issue")
        }
        self.waiting: list[tuple[str, str]] = []
        self.ties = _ties(law)
        self.bound: dict[str, Duty | Norm] = {duty.id: duty for duty in law.duties}
        self.bound |= {norm.name: norm for norm in law.norms}

    def keep(self, kind: str, name: str) -> None:
        """Keep one thing, and look into it later."""
        if name not in self.names[kind]:
            self.names[kind].add(name)
            self.waiting.append((kind, name))

    def follow(self) -> None:
        """Keep whatever rests below what is kept."""
        while self.waiting:
            kind, name = self.waiting.pop()
            for condition in getattr(self, f"_of_{kind}")(name):
                if condition is not None:
                    self.look_into(condition)

    def keep_if_it_divides(self, constraint: Constraint) -> None:
        """Keep a constraint that may rule out a whole reading, wherever its leaves stand."""
        apart = _Kept(self.whole)
        apart.look_into(constraint.never)
        apart.follow()
        if apart.names["issue"]:
            self.look_into(constraint.never)
            self.follow()

    def look_into(self, condition: Expression) -> None:
        """Keep what a condition names."""
        for part in walk(condition):
            match part:
                case Leaf(name=name):
                    self.keep("leaf", name)
                case Element(name=name):
                    self.keep("element", name)
                case Taken(measure=measure):
                    self.keep("measure", measure)
                case Guarded(issue=issue):
                    self.keep("issue", issue)
                case Status(subject=subject):
                    self.keep("duty" if subject in self.bound else "obligation", subject)

    def _of_duty(self, name: str) -> Iterator[Expression | None]:
        rule, law = self.bound[name], self.whole
        for measure in measures_of(rule.served_by):
            self.keep("measure", measure)
        if isinstance(rule, Norm):
            yield rule.expected
        else:
            self.keep("obligation", rule.obligation)
            yield from (rule.in_force, rule.applicable, rule.due, rule.performed, rule.liable, rule.breached)
        yield from (defence.when for defence in law.defences if defence.to == name)
        yield from (law.step.due, law.step.closed) if law.step else ()
        yield law.review.omitted if law.review else None

    def _of_obligation(self, name: str) -> Iterator[Expression | None]:
        for obligation in self.whole.obligations:
            if obligation.name == name:
                yield from (obligation.in_force, obligation.applicable)
        yield from (defence.when for defence in self.whole.defences if defence.to == name)

    def _of_element(self, name: str) -> Iterator[Expression]:
        yield from (element.met for element in self.whole.elements if element.name == name)

    def _of_measure(self, name: str) -> Iterator[Expression | None]:
        yield from (measure.opens for measure in self.whole.measures if measure.name == name)

    def _of_leaf(self, name: str) -> Iterator[Expression]:
        """Yield what may presume a leaf, and what cannot be together with it; its other leaves are kept by that."""
        yield from (rule.when for rule in self.whole.presumptions if rule.leaf == name)
        yield from (one.never for one in self.whole.constraints if name in leaves_named(one.never))

    def _of_issue(self, name: str) -> Iterator[Expression]:
        for other in self.ties.get(name, ()):
            self.keep("issue", other)
        yield from ()

    def law(self) -> Law:
        """Return the law of what is kept, in its own order; all measures and duties, where a constraint is of such."""
        law, kept = self.whole, self.names
        scopes = {leaf.name: leaf.scope for leaf in law.leaves}
        constraints = tuple(one for one in law.constraints if kept["leaf"].intersection(leaves_named(one.never)))
        if any(scopes[leaf] in _OF_SEVERAL for one in constraints for leaf in leaves_named(one.never)):
            return law
        own = kept["duty"] | kept["obligation"]
        return replace(
            law,
            obligations=tuple(one for one in law.obligations if one.name in kept["obligation"]),
            duties=tuple(one for one in law.duties if one.id in kept["duty"]),
            norms=tuple(one for one in law.norms if one.name in kept["duty"]),
            elements=tuple(one for one in law.elements if one.name in kept["element"]),
            leaves=tuple(one for one in law.leaves if one.name in kept["leaf"]),
            presumptions=tuple(one for one in law.presumptions if one.leaf in kept["leaf"]),
            constraints=constraints,
            issues=tuple(one for one in law.issues if one.name in kept["issue"]),
            defences=tuple(one for one in law.defences if one.to in own),
            measures=tuple(one for one in law.measures if one.name in kept["measure"]),
            views=tuple(_view(one, kept["issue"]) for one in law.views),
            cases=(),
            consequences=(),
            factors=(),
        )


def _view(view: View, issues: set[str]) -> View:
    """Return a view as far as it speaks of these issues."""
    return replace(view, stances=tuple(one for one in view.stances if one.issue in issues))


def _ties(law: Law) -> dict[str, set[str]]:
    """Return which issues a position of each needs or rules out, in both directions."""
    found: dict[str, set[str]] = {}
    for issue in law.issues:
        for position in issue.positions:
            for other, _ in (*position.requires, *position.excludes):
                found.setdefault(issue.name, set()).add(other)
                found.setdefault(other, set()).add(issue.name)
    return found


def force_rests_on(law: Law, duty: str) -> frozenset[str]:
    """Return the leaves on which it turns whether a duty (or norm) is in force."""
    owners = {duty, duty.rpartition(".")[0]}
    gates = [one.in_force for one in law.obligations if one.name in owners]
    gates += [one.in_force for one in law.duties if one.id in owners and one.in_force is not None]
    kept = _Kept(law)
    for gate in gates:
        kept.look_into(gate)
    kept.follow()
    return frozenset(kept.names["leaf"])
