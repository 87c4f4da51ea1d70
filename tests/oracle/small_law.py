"""The smallest law with a duty, to be changed by whoever tests one corner of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from duecare.base.known import Known
from duecare.engine.frame import Frame
from duecare.ir.declarations import (
    Duty,
    Issue,
    Law,
    LeafRule,
    Measure,
    Obligation,
    Position,
    ReviewRule,
    Service,
    StepRule,
)
from duecare.ir.expressions import Constant, Expression, OfDuty, OfStep, Status

ALWAYS, NEVER = Constant(True), Constant(False)
DUTY = "o.halt"
GATE = Issue("status", "?", (Position("accepted", ""), Position("denied", "")), gate=True)


def leaf(name: str, scope: str = "relation", *, burden: str = "", onset: bool = False) -> LeafRule:
    """A fact of this name."""
    return LeafRule(name, "fact", scope, "?", burden=burden, onset=onset)


def small_law(
    *leaves: LeafRule,
    in_force: Expression = ALWAYS,
    due: Expression = ALWAYS,
    breached: Expression | None = None,
    **parts: tuple[object, ...],
) -> Law:
    """A law of one duty, served by one step whose time is over at once; breached once the step is omitted."""
    broken = Status(DUTY, "omitted") if breached is None else breached
    duty = Duty("o", "halt", "", (), "halt", due, Service("all", ("M1",)), broken)
    return Law(
        obligations=(Obligation("o", "", (), "states", in_force, ALWAYS),),
        duties=(duty,),
        leaves=leaves,
        issues=(GATE,),
        measures=(Measure("M1", "", (), ("halt",), "baseline"),),
        step=StepRule("", (), ALWAYS, OfStep("baseline")),
        review=ReviewRule("", (), OfDuty("step omitted")),
        **parts,  # type: ignore[arg-type]
    )


def small_frame(known: Mapping[str, bool | tuple[bool | None, ...] | None], count: int = 1) -> Frame:
    """A frame of so many days in which these are asserted, throughout or day by day; nothing else is known."""
    start = datetime(2022, 1, 1, tzinfo=UTC)
    rows = {name: values if isinstance(values, tuple) else (values,) * count for name, values in known.items()}
    facts = {
        name: tuple(Known(value, asserted=True, raised=value is True) for value in row) for name, row in rows.items()
    }
    return Frame("AAA", tuple(start + timedelta(days=day) for day in range(count)), facts, (), True)
