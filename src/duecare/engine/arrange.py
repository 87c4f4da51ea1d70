"""An order of a law's variables to begin with: what stands in one line of the law stands together.

The order decides how large functions grow. FORCE (Aloul, Markov and Sakallah 2003) pulls the variables of each line
and list to one place; it asks for no diagram and takes a second at most. Below the conditions stand the steps, those
that few duties share first, then the issues of the review rule, and what is asked about whole duties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duecare.engine.duties import duties_of, duty_id, measures_served_by
from duecare.ir.declarations import Law
from duecare.ir.expressions import Element, Expression, Guarded, Leaf, SomeAffected
from duecare.ir.walk import children

_ROUNDS = 300
_RULES = ("met", "when", "never", "opens", "in_force", "applicable", "due", "performed", "liable", "breached")


def arranged(law: Law) -> tuple[str, ...]:
    """Return an order of all variables that the law may need (named as in `engine.compile`)."""
    lines = _Lines(law)
    conditions = _force(list(lines.variables()), list(lines.edges()))
    reviewing = {name for name in conditions if name in lines.reviewing}
    above = [name for name in conditions if name not in reviewing]
    placed = _with_companions(law, above, lines)
    below = [name for name in conditions if name in reviewing]
    return tuple(dict.fromkeys([*placed, *_steps(law), *below, *_whole_duties(law)]))


def conditions_toward_some(law: Law) -> list[Expression]:
    """Return what the law asks of `some affected` State, each once."""
    found: list[Expression] = []
    for rule in _rules(law):
        for part in _parts(rule):
            if isinstance(part, SomeAffected) and part.item not in found:
                found.append(part.item)
    return found


class _Lines:
    """The leaves and issues of every line and list of a law, elements and their own lines included."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.elements = {element.name: element.met for element in law.elements}
        self.plain = {leaf.name for leaf in law.leaves if leaf.scope not in {"measure", "duty"}}
        self.issues = {issue.name: issue_variables(issue.name, len(issue.positions)) for issue in law.issues}
        review = [law.review.omitted] if law.review else []
        self.reviewing = {n for r in review for p in _parts(r) if isinstance(p, Guarded) for n in self.issues[p.issue]}
        self._below: dict[str, frozenset[str]] = {}

    def variables(self) -> Iterator[str]:
        """Yield leaves and issues in the order in which the law speaks of them."""
        seen: set[str] = set()
        for rule in _rules(self.law):
            for name in self.ordered(rule):
                if name not in seen:
                    seen.add(name)
                    yield name

    def ordered(self, expression: Expression) -> Iterator[str]:
        if isinstance(expression, Guarded):
            yield from self.issues[expression.issue]
        if isinstance(expression, Leaf) and expression.name in self.plain:
            yield f"leaf:{expression.name}"
        if isinstance(expression, Element):
            yield from sorted(self.below(expression))
        for child in children(expression):
            yield from self.ordered(child)

    def below(self, expression: Expression) -> frozenset[str]:
        """Return the variables that an expression rests on."""
        if isinstance(expression, Leaf):
            return frozenset({f"leaf:{expression.name}"} if expression.name in self.plain else ())
        if isinstance(expression, Element):
            if expression.name not in self._below:
                self._below[expression.name] = self.below(self.elements[expression.name])
            return self._below[expression.name]
        own = self.issues[expression.issue] if isinstance(expression, Guarded) else ()
        return frozenset(own).union(*(self.below(child) for child in children(expression)))

    def edges(self) -> Iterator[frozenset[str]]:
        """Yield the sets of variables that belong together, one a line or list."""
        for rule in self.law.presumptions:
            yield self.below(rule.when) | ({f"leaf:{rule.leaf}"} if rule.leaf in self.plain else set())
        for condition in _rules(self.law):
            yield self.below(condition)
            for part in _parts(condition):
                if not isinstance(part, Leaf | Element):
                    yield self.below(part)


def issue_variables(issue: str, positions: int) -> tuple[str, ...]:
    """Return the variables that encode which position of an issue a reading takes."""
    return tuple(f"issue:{issue}#{index}" for index in range(positions - 1))


def _rules(law: Law) -> Iterator[Expression]:
    declared = (*law.elements, *law.defences, *law.presumptions, *law.constraints, *law.measures, *law.obligations)
    for rule in (*declared, *duties_of(law)):
        for name in _RULES:
            expression = getattr(rule, name, None)
            if expression is not None:
                yield expression
    yield from (law.step.due, law.step.closed) if law.step else ()
    yield from (law.review.omitted,) if law.review else ()


def _parts(expression: Expression) -> Iterator[Expression]:
    yield expression
    for child in children(expression):
        yield from _parts(child)


def _with_companions(law: Law, order: Sequence[str], lines: _Lines) -> list[str]:
    """Return the order with what belongs to a leaf right before it: presumable, established, pleaded, of others."""
    before: dict[str, list[str]] = {}
    place = {name: index for index, name in enumerate(order)}
    for defence in law.defences:
        grounds = [name for name in lines.below(defence.when) if name in place]
        before.setdefault(min(grounds, key=place.__getitem__, default=""), []).append(f"raised:{defence.name}")
    for number, item in enumerate(conditions_toward_some(law)):
        asked = [name for name in lines.below(item) if name in place]
        before.setdefault(min(asked, key=place.__getitem__, default=""), []).append(f"other:{number}")
    found = ["here", *before.get("", ())]
    for name in order:
        key = name.removeprefix("leaf:")
        found += [*before.get(name, ()), f"shown:{key}", f"asserted:{key}", name]
    return found


def _steps(law: Law) -> Iterator[str]:
    """Yield what is asked about each step, steps that few duties share first."""
    services = [measures_served_by(duty.served_by) for duty in duties_of(law)]
    asked = [leaf.name for leaf in law.leaves if leaf.scope == "measure"]
    for measure in sorted(law.measures, key=lambda m: sum(m.name in service for service in services)):
        for name in ("taken", *asked):
            yield f"asserted:{name}({measure.name})"
            yield f"shown:{name}({measure.name})"
            yield f"leaf:{name}({measure.name})"


def _whole_duties(law: Law) -> Iterator[str]:
    asked = [leaf.name for leaf in law.leaves if leaf.scope == "duty"]
    for duty in duties_of(law):
        for name in asked:
            yield f"asserted:{name}({duty_id(duty)})"
            yield f"shown:{name}({duty_id(duty)})"
            yield f"leaf:{name}({duty_id(duty)})"


def _force(order: Sequence[str], edges: Iterable[frozenset[str]]) -> list[str]:
    """Return the order of the smallest total span seen while each variable moves to the middle of its edges."""
    place = {name: index for index, name in enumerate(order)}
    kept = [inner for edge in edges if len(inner := sorted(edge & place.keys())) > 1]
    mine: dict[str, list[int]] = {name: [] for name in order}
    for number, edge in enumerate(kept):
        for name in edge:
            mine[name].append(number)
    best, least = place, _span(kept, place)
    for _ in range(_ROUNDS):
        middles = [sum(place[name] for name in edge) / len(edge) for edge in kept]
        pull = {n: sum(middles[e] for e in mine[n]) / len(mine[n]) if mine[n] else float(place[n]) for n in order}
        names = sorted(order, key=lambda name: (pull[name], place[name]))
        place = {name: index for index, name in enumerate(names)}
        span = _span(kept, place)
        if span < least:
            best, least = place, span
    return sorted(order, key=best.__getitem__)


def _span(edges: Sequence[Sequence[str]], place: dict[str, int]) -> int:
    return sum(max(place[name] for name in edge) - min(place[name] for name in edge) for edge in edges)
