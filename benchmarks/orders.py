"""Orders of a law's variables to compare, and its compilation in any of them.

FORCE (Aloul, Markov and Sakallah 2003) draws variables that stand in one line of the law to one place: it asks
for no diagram, and takes milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duecare.engine.compile import Compiled, _Builder, compile_law, duties_of, measures_served_by
from duecare.engine.diagram import reachable
from duecare.ir.declarations import Issue, Law
from duecare.ir.expressions import Element, Expression, Guarded, Leaf
from duecare.ir.walk import children

_BESIDE = ("asserted", "shown")


def compile_in(law: Law, order: Sequence[str], builder: type[_Builder] = _Builder) -> Compiled:
    """Return the law compiled with its variables in this order, those it does not name last."""
    built = builder(law)
    built.places = {name: place for place, name in enumerate(order)}
    roots = built.roots()
    diagram = built.diagram
    kept = sorted(reachable(diagram, roots.values()))
    number = {node: index for index, node in enumerate(kept)}
    return Compiled(
        law, tuple(built.places), tuple(diagram.level[node] for node in kept),
        tuple(number[diagram.low[node]] for node in kept), tuple(number[diagram.high[node]] for node in kept),
        {name: number[node] for name, node in roots.items()}, tuple(built.some), dict(built.places),
    )  # fmt: skip


class BinaryBuilder(_Builder):
    """Codes an issue's positions as binary numbers; the last position takes the codes left over."""

    def position(self, issue: Issue, name: str) -> int:
        """Return `the reading takes this position`."""
        names = [position.name for position in issue.positions]
        bits = max(1, (len(names) - 1).bit_length())
        last = len(names) - 1
        codes = range(names.index(name), 1 << bits if names[last] == name else names.index(name) + 1)
        return self.diagram.disjunction([self._code(issue.name, code, bits) for code in codes])

    def _code(self, issue: str, code: int, bits: int) -> int:
        tests = [(self.variable(f"issue:{issue}#{bit}"), code >> (bits - 1 - bit) & 1) for bit in range(bits)]
        return self.diagram.conjunction([test if one else self.diagram.negation(test) for test, one in tests])


def as_built(law: Law) -> list[str]:
    """Return the order in which the compiler first needs the variables."""
    return list(compile_law(law).variables)


def issues_on_top(built: Sequence[str]) -> list[str]:
    """Return all issues above all facts."""
    return sorted(built, key=lambda name: not name.startswith("issue:"))


def by_element(law: Law, built: Sequence[str]) -> list[str]:
    """Return the variables of one element after those of another, in the order of the law; all else as built."""
    lines = Lines(law, built)
    found = dict.fromkeys(name for element in law.elements for name in sorted(lines.below(element.met)))
    return list(dict.fromkeys([*found, *built]))


def forced(law: Law, built: Sequence[str]) -> list[str]:
    """Return the conditions by FORCE, then each step's variables together, then review and whole duties.

    Steps that few duties share come first, `taken` before the rest of its step. The issues of the review rule
    stand below all steps and above the appraisals of whole duties, which only they let in.
    """
    conditions, steps, review, duties = parts(law, built)
    core = [name for name in conditions if name.startswith(("leaf:", "issue:"))]
    lines = Lines(law, built)
    placed = with_companions(force(core, list(lines.edges())), conditions, lines)
    return placed + by_sharing(law, steps) + review + duties


def parts(law: Law, built: Sequence[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the variables of conditions, of steps, of the issues of the review rule, and of whole duties."""
    measures = {measure.name for measure in law.measures}
    reviewing = set(_issues(law.review.omitted)) if law.review else set()
    found: tuple[list[str], list[str], list[str], list[str]] = ([], [], [], [])
    for name in built:
        kind, _, rest = name.partition(":")
        about = rest.partition("(")[2].removesuffix(")")
        if kind == "issue" and rest.rpartition("#")[0] in reviewing:
            found[2].append(name)
        elif about in measures:
            found[1].append(name)
        else:
            found[3 if about or kind in {"review", "status"} else 0].append(name)
    return found


def _issues(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Guarded):
        yield expression.issue
    for child in children(expression):
        yield from _issues(child)


def by_sharing(law: Law, steps: Iterable[str]) -> list[str]:
    """Return the variables of steps, those of a step that few duties share first, `taken` before the rest."""
    services = [measures_served_by(duty.served_by) for duty in duties_of(law)]
    shared = {m.name: sum(m.name in service for service in services) for m in law.measures}
    place = {m.name: index for index, m in enumerate(law.measures)}

    def key(name: str) -> tuple[int, int, bool, bool]:
        measure = name.partition("(")[2].removesuffix(")")
        return shared[measure], place[measure], "taken" not in name, not name.startswith("asserted")

    return sorted(steps, key=key)


def with_companions(order: Sequence[str], every: Sequence[str], lines: Lines) -> list[str]:
    """Return the order with what belongs to a leaf before it: asserted, shown, exceptions it is a ground of."""
    first: dict[str, list[str]] = {}
    grounds = {f"raised:{defence.name}": lines.below(defence.when) for defence in lines.law.defences}
    place = {name: index for index, name in enumerate(order)}
    for name in every:
        if name not in place:
            kind, _, rest = name.partition(":")
            near = {f"leaf:{rest}"} if kind in _BESIDE else grounds.get(name, set())
            stands = min((place[other] for other in near if other in place), default=0)
            first.setdefault(order[stands], []).append(name)
    return [name for leaf in order for name in (*first.get(leaf, ()), leaf)]


class Lines:
    """The variables of every line and list of a law, elements and their own lines included."""

    def __init__(self, law: Law, variables: Sequence[str]) -> None:
        self.law = law
        self.known = frozenset(variables)
        self.elements = {element.name: element.met for element in law.elements}
        self.issues: dict[str, set[str]] = {}
        for name in variables:
            if name.startswith("issue:"):
                self.issues.setdefault(name.removeprefix("issue:").rpartition("#")[0], set()).add(name)
        self._below: dict[str, set[str]] = {}

    def below(self, expression: Expression) -> set[str]:
        """Return the variables of leaves and issues that an expression rests on."""
        if isinstance(expression, Leaf):
            return {f"leaf:{expression.name}"} & self.known
        if isinstance(expression, Element):
            if expression.name not in self._below:
                self._below[expression.name] = self.below(self.elements[expression.name])
            return self._below[expression.name]
        found = set(self.issues.get(expression.issue, ())) if isinstance(expression, Guarded) else set()
        return found.union(*(self.below(child) for child in children(expression)))

    def edges(self) -> Iterator[set[str]]:
        """Yield the sets of variables that belong together, one a line or list."""
        law = self.law
        for rule in (*law.elements, *law.defences, *law.presumptions, *law.measures, *law.obligations, *duties_of(law)):
            also = {f"leaf:{rule.leaf}"} & self.known if hasattr(rule, "leaf") else set()
            for keyword in ("met", "when", "opens", "in_force", "applicable", "due", "liable", "breached"):
                expression = getattr(rule, keyword, None)
                if expression is not None:
                    yield self.below(expression) | also
                    yield from self._inside(expression)

    def _inside(self, expression: Expression) -> Iterator[set[str]]:
        for child in children(expression):
            if not isinstance(child, (Leaf, Element)):
                yield self.below(child)
                yield from self._inside(child)


def force(order: Sequence[str], edges: Sequence[set[str]], rounds: int = 300) -> list[str]:
    """Return the order of the smallest total span seen while each variable moves to the middle of its edges."""
    names = set(order)
    inner = [sorted(edge & names) for edge in edges]
    kept = [edge for edge in inner if len(edge) > 1]
    mine: dict[str, list[int]] = {name: [] for name in order}
    for number, edge in enumerate(kept):
        for name in edge:
            mine[name].append(number)
    place = {name: index for index, name in enumerate(order)}
    best, least = place, _span(kept, place)
    for _ in range(rounds):
        middles = [sum(place[name] for name in edge) / len(edge) for edge in kept]
        pull = {n: sum(middles[e] for e in mine[n]) / len(mine[n]) if mine[n] else float(place[n]) for n in order}
        place = {name: index for index, name in enumerate(sorted(place, key=lambda name: (pull[name], place[name])))}
        span = _span(kept, place)
        if span < least:
            best, least = place, span
    return sorted(order, key=best.__getitem__)


def _span(edges: Sequence[Sequence[str]], place: dict[str, int]) -> int:
    return sum(max(place[name] for name in edge) - min(place[name] for name in edge) for edge in edges)
