"""What a case leaves open, slice by slice, as a function of the variables of the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from duecare.base.known import UNKNOWN, Known
from duecare.engine.compile import _Builder
from duecare.engine.diagram import FALSE, TRUE
from duecare.ir.declarations import Case
from duecare.rulebook.cases import facts_of_case, slices_of_case


def scenes(case: Case, builder: _Builder, admissible: int) -> tuple[int, ...]:
    """Return, for each slice of a case, where its facts and its reading hold."""
    d, known = builder.diagram, facts_of_case(case, builder.law)
    reading = [
        d.disjunction([builder.position(builder.issues[stance.issue], name) for name in stance.positions])
        for stance in case.reading
    ]
    view = d.conjunction([admissible, *reading])
    return tuple(
        d.both(view, d.conjunction(list(_literals(builder, known, index))))
        for index in range(len(slices_of_case(case)))
    )


def _literals(builder: _Builder, known: Mapping[str, tuple[Known, ...]], index: int) -> Iterator[int]:
    """Yield the variables that are constant at a slice; nobody else was affected in a case."""
    raised = {name for name, row in known.items() if any(one.raised for one in row)}
    raising = {rule.name: set(rule.raised_by) for rule in builder.law.defences}
    for name, level in sorted(builder.places.items(), key=lambda item: item[1]):
        kind, _, rest = name.partition(":")
        one = known[rest][index] if rest in known else UNKNOWN
        value = {
            "leaf": one.value,
            "asserted": one.asserted,
            "shown": one.value is True,
            "raised": bool(raising.get(rest, set()) & raised),
            "other": False,
        }.get(kind)
        if value is not None:
            yield builder.diagram.variable(level) ^ (FALSE if value else TRUE)
