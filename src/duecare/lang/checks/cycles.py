"""No rule rests on itself: not through elements, presumptions, or how far a duty has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.ir.declarations import Duty, Law, Measure
from duecare.ir.expressions import Element, Expression, Leaf, OfDuty, OfStep, Status
from duecare.ir.walk import measures_of, walk
from duecare.lang.checks.owners import span_of

# A thing that rests on others: its kind and its name, such as ("status", "x.halt due").
Node = tuple[str, str]
Graph = dict[Node, set[Node]]
# Each circle is looked for anew; after so many, those told are to be mended first.
_ENOUGH = 50


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell every circle of rules, with every place in it."""
    graph, places = _graph(law)
    for _ in range(_ENOUGH):
        circle = _circle(graph)
        if not circle:
            return
        yield _told(circle, places)
        for node, following in zip(circle, (*circle[1:], circle[0]), strict=True):
            graph[node].discard(following)


def _circle(graph: Graph) -> tuple[Node, ...]:
    """Return the nodes of one circle, each resting on the next, from the first by name on."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        nodes: list[Node] = list(reversed(error.args[1]))[:-1]
        start = nodes.index(min(nodes))
        return tuple(nodes[start:] + nodes[:start])
    return ()


def _told(circle: tuple[Node, ...], places: dict[Node, Span]) -> Diagnostic:
    steps = [f"{_words(node)} ({places[node]})" if node in places else _words(node) for node in circle]
    span = next((places[node] for node in circle if node in places), Span("", 0, 0))
    message = "these rules rest on one another in a circle: " + " -> ".join([*steps, _words(circle[0])])
    return Diagnostic(span, message, "take one of them out of the circle")


def _words(node: Node) -> str:
    kind, name = node
    return {"element": f"element '{name}'", "leaf": f"presumption of '{name}'", "status": f"'{name}'"}.get(kind, name)


def _graph(law: Law) -> tuple[Graph, dict[Node, Span]]:
    graph: Graph = {}
    places: dict[Node, Span] = {}
    for node, span, rests in _rests(law):
        graph.setdefault(node, set()).update(rests)
        places.setdefault(node, span)
    return graph, places


def _rests(law: Law) -> Iterator[tuple[Node, Span, set[Node]]]:
    for element in law.elements:
        yield ("element", element.name), element.span, _named(element.met)
    for presumption in law.presumptions:
        yield ("leaf", presumption.leaf), presumption.span, _named(presumption.when)
    for obligation in law.obligations:
        applicable = _named(obligation.applicable) | {_status(obligation.name, "in force")}
        yield _status(obligation.name, "in force"), obligation.span, _named(obligation.in_force)
        yield _status(obligation.name, "applicable"), obligation.span, applicable
    measures = {measure.name: measure for measure in law.measures}
    for duty in law.duties:
        yield from _duty(duty, measures)
    for defence in law.defences:
        status = {"applicable": "applicable", "due": "due"}.get(defence.defeats)
        if status:
            yield _status(defence.to, status), defence.span, _named(defence.when)
    for single, expressions in ((law.step, ("due", "closed")), (law.review, ("omitted",))):
        if single is not None:
            kind = ("step", "the `step` rule") if single is law.step else ("review", "the `review` rule")
            yield kind, span_of(single), set().union(*(_named(getattr(single, name)) for name in expressions))


def _duty(duty: Duty, measures: dict[str, Measure]) -> Iterator[tuple[Node, Span, set[Node]]]:
    applicable = _status(duty.obligation, "applicable")
    begins = _named(duty.due) | {_status(duty.obligation, "in force"), _status(duty.id, "applicable")}
    if duty.in_force is not None:
        begins |= _named(duty.in_force)
    yield (
        _status(duty.id, "applicable"),
        duty.span,
        {applicable} if duty.applicable is None else _named(duty.applicable),
    )
    yield _status(duty.id, "due"), duty.span, begins
    opens = [measures[name].opens for name in measures_of(duty.served_by) if name in measures]
    omitted = {_status(duty.id, "due"), ("review", "the `review` rule"), ("step", "the `step` rule")}
    omitted |= set().union(*(_named(rule) for rule in (*opens, duty.performed) if rule is not None))
    yield _status(duty.id, "omitted"), duty.span, omitted
    for status, expression in (("breached", duty.breached), ("liable", duty.liable)):
        if expression is not None:
            yield _status(duty.id, status), duty.span, _named(expression) | {_status(duty.id, "due")}


def _status(subject: str, status: str) -> Node:
    # To have omitted is not to have performed: both rest on the same.
    return ("status", f"{subject} {'performed' if status == 'omitted' else status}")


def _named(expression: Expression) -> set[Node]:
    found: set[Node] = set()
    for part in walk(expression):
        if isinstance(part, Element):
            found.add(("element", part.name))
        elif isinstance(part, Leaf):
            found.add(("leaf", part.name))
        elif isinstance(part, Status):
            found.add(_status(part.subject, part.status))
        elif isinstance(part, (OfDuty, OfStep)) and part.what in (
            "step omitted",
            "baseline step omitted",
            "step due",
        ):
            found.add(("step", "the `step` rule"))
    return found
