"""What a frame knows, as facts of an answer set program; what no fact settles is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duecare.base.known import UNKNOWN, Known
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law
from duecare.ir.expressions import Expression, SomeAffected, Taken
from duecare.ir.walk import conditions, leaves_used, walk

Knowns = Mapping[str, tuple[Known, ...]]
_PRIVATE = ("relation", "beneficiary", "measure")


def facts_of(law: Law, frame: Frame) -> Iterator[str]:
    """Yield what is known of the bearer toward its beneficiary, and toward other affected States."""
    if frame.beneficiary:
        yield "beneficiary."
    if frame.closed:
        yield "closed_list."
    yield from _known(frame.known, "")
    for number, known in enumerate(frame.others):
        yield from _other(law, f'"other {number + 1}"', known, len(frame.slices))


def _known(known: Knowns, before: str) -> Iterator[str]:
    for name, row in known.items():
        term = term_of(name)
        for i, what in enumerate(row):
            if what.value is not None:
                yield f"known_{'true' if what.value else 'false'}({before}{term},{i})."
            if what.asserted:
                yield f"asserted({before}{term},{i})."
            if what.raised and not before:
                yield f"raised({term},{i})."


def _other(law: Law, name: str, known: Knowns, length: int) -> Iterator[str]:
    """Yield what is known toward another State; each way its unknowns may be is a case, numbered in bits."""
    private = private_instances(law)
    doubted = [x for x in private if any(k.value is None for k in known.get(x, (UNKNOWN,) * length))]
    yield f"other({name}). case({name},0..{2 ** len(doubted) - 1})."
    yield from (f"doubt({name},{term_of(x)},{bit})." for bit, x in enumerate(doubted))
    yield from _known({x: known[x] for x in private if x in known}, f"{name},")


def term_of(instance: str) -> str:
    """Return the term of a leaf instance: `name`, or `of(name,thing)` for one about a measure or a duty."""
    name, _, thing = instance.partition("(")
    return f'of("{name}","{thing.removesuffix(")")}")' if thing else f'"{name}"'


def private_instances(law: Law) -> tuple[str, ...]:
    """Return the leaf instances that may differ from State to State and decide whether `some` is affected so."""
    items = [part.item for _, _, rule in conditions(law) for part in walk(rule) if isinstance(part, SomeAffected)]
    names, measures = _rest_on(law, items)
    found: list[str] = []
    for leaf in law.leaves:
        if leaf.name in names and leaf.scope in _PRIVATE:
            about = [f"{leaf.name}({measure.name})" for measure in law.measures]
            found += about if leaf.scope == "measure" else [leaf.name]
    return tuple(found + [f"taken({measure})" for measure in measures])


def _rest_on(law: Law, items: list[Expression]) -> tuple[set[str], list[str]]:
    """Return the leaves that conditions rest on, through elements and presumptions, and the measures they name."""
    elements = {element.name: element.met for element in law.elements}
    names: set[str] = set()
    measures: dict[str, None] = {}
    waiting = list(items)
    while waiting:
        item = waiting.pop()
        fresh = set(leaves_used(item, elements)) - names
        names |= fresh
        waiting += [rule.when for rule in law.presumptions if rule.leaf in fresh]
        measures |= {part.measure: None for part in walk(item) if isinstance(part, Taken)}
    return names, list(measures)
