"""Laws that reproach a State with omissions alone: no rule counts a step taken against it."""

from __future__ import annotations

from dataclasses import replace

from duecare.ir.declarations import DefenceRule, Duty, Law, ReviewRule
from duecare.ir.expressions import All, AnyOf, Constant, Expression, OfDuty, OfStep, Status, Taken
from duecare.ir.walk import map_expression

_OMITTED = AnyOf((OfDuty("step omitted"), OfDuty("baseline step omitted")))


def tame(law: Law) -> Law:
    """Return the law without what turns on steps taken, save that a duty is breached by what is omitted of it."""
    return replace(
        law,
        obligations=tuple(replace(o, applicable=_plain(o.applicable)) for o in law.obligations),
        duties=tuple(_tame_duty(duty) for duty in law.duties),
        norms=tuple(replace(norm, expected=_plain(norm.expected)) for norm in law.norms),
        elements=tuple(replace(element, met=_plain(element.met)) for element in law.elements),
        presumptions=tuple(replace(rule, when=_plain(rule.when)) for rule in law.presumptions),
        constraints=(),
        defences=tuple(_tame_defence(rule) for rule in law.defences),
        step=law.step and replace(law.step, due=_plain(law.step.due), closed=_plain(law.step.closed)),
        review=ReviewRule("", (), _OMITTED),
    )


def _tame_duty(duty: Duty) -> Duty:
    omitted = Status(duty.id, "omitted")
    return replace(
        duty,
        due=_plain(duty.due),
        applicable=duty.applicable and _plain(duty.applicable),
        liable=duty.liable and All((omitted, _plain(duty.liable))),
        breached=All((omitted, _plain(duty.breached))),
    )


def _tame_defence(rule: DefenceRule) -> DefenceRule:
    return replace(rule, when=_plain(rule.when))


def _plain(expression: Expression) -> Expression:
    return map_expression(_without_steps, expression)


def _without_steps(part: Expression) -> Expression:
    """Take what was done or left undone out of a condition."""
    turns_on_steps = isinstance(part, (Taken, OfDuty, Status)) or part == OfStep("taken")
    return Constant(False) if turns_on_steps else part
