"""Conditions: syntax to expressions, every name resolved to what it is."""

from __future__ import annotations

from duecare.base.spans import Span
from duecare.ir.declarations import Service
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
from duecare.lang.lowering import Lowering
from duecare.lang.syntax import Condition, Group, Guard, Line, ServiceGroup, Word

_OF_OBLIGATION = ("in force", "applicable")
_ALWAYS = Constant(True)
# What may be said of a duty that was breached, and nowhere else.
_OF_BREACH = ("still ", "wrongfulness ", "owed to ")


def lower_condition(condition: Condition, at: Lowering) -> Expression:
    """Return the expression a whole condition stands for.

    A guard on the whole condition becomes the guard of the one line of an `any of`, so that a guarded line
    always stands in a list and its absence leaves an empty one.
    """
    expression = lower_line(condition, at)
    return AnyOf((expression,)) if isinstance(expression, Guarded) else expression


def lower_line(line: Condition, at: Lowering) -> Expression:
    """Return the expression of one line or list, with its guard."""
    expression = _group(line, at) if isinstance(line, Group) else _line(line, at)
    return expression if line.guard is None else _guarded(expression, line.guard, at)


def lower_service(group: ServiceGroup, at: Lowering) -> Service:
    """Return the measures that serve a duty."""
    return Service(group.mode, tuple(_served(item, at) for item in group.items))


def _served(item: Word | ServiceGroup, at: Lowering) -> str | Service:
    if isinstance(item, ServiceGroup):
        return lower_service(item, at)
    if item.text not in at.names.measures:
        at.unknown(item, "a measure", at.names.measures)
    return item.text


def _guarded(item: Expression, guard: Guard, at: Lowering) -> Guarded:
    issue = at.issue(guard.issue, guard.span)
    return Guarded(item, issue, at.positions(guard.issue, guard.positions), guard.span)


def _group(group: Group, at: Lowering) -> Expression:
    items = tuple(lower_line(item, at) for item in group.items)
    found: Expression
    if group.mode == "all of":
        found = All(items)
    elif group.mode == "any of":
        found = AnyOf(items)
    else:
        found = AtLeast(int(group.mode.split()[2]), items)
    return SomeAffected(found) if group.affected else found


def _line(line: Line, at: Lowering) -> Expression:
    contrary = line.status == "not performed"
    if contrary and line.negated:
        at.refuse(line.subject.span, "this is denied twice", f"write `{line.subject.text} performed`")
    atom = _atom(line.subject, "performed" if contrary else line.status, at)
    return Not(atom) if line.negated or contrary else atom


def _atom(subject: Word, status: str, at: Lowering) -> Expression:
    if subject.text == "custom" and not status:
        return Constant(True)
    if subject.text.startswith(_OF_BREACH):
        return _of_breach(subject, at)
    if subject.text in ("step", "baseline step"):
        return _of_step_taken(subject, status, at)
    if status == "tier":
        return _of_step(subject, subject.text, f"{subject.text} tier", at)
    if not status:
        return _named(subject, at)
    if status == "taken":
        return _taken(subject, at)
    return _status(subject, status, at)


def _named(word: Word, at: Lowering) -> Expression:
    names = at.names
    if word.text in names.leaves:
        return Leaf(word.text, word.span)
    if word.text in names.elements:
        return Element(word.text, word.span)
    kind = names.kind(word.text)
    if kind in ("a duty", "an obligation", "a measure"):
        status = {"a duty": "performed", "an obligation": "applicable", "a measure": "taken"}[kind]
        advice = f"say what of it, such as `{word.text} {status}`"
        at.refuse(word.span, f"'{word.text}' is {kind}, which does not hold by itself", advice)
    else:
        at.unknown(word, "a fact, appraisal or element", [*names.leaves, *names.elements])
    return _ALWAYS


def _taken(subject: Word, at: Lowering) -> Expression:
    if subject.text not in at.names.measures:
        at.unknown(subject, "a measure", at.names.measures)
    return Taken(subject.text, subject.span)


def _status(subject: Word, status: str, at: Lowering) -> Expression:
    if status in _OF_OBLIGATION:
        if subject.text not in at.names.obligations:
            at.unknown(subject, "an obligation", at.names.obligations)
        return Status(subject.text, status, subject.span)
    duty = subject.text if "." in subject.text else f"{at.obligation}.{subject.text}"
    if duty not in at.names.duties:
        _unknown_duty(subject, at)
    return Status(duty, status, subject.span)


def _unknown_duty(subject: Word, at: Lowering) -> None:
    duties = at.names.duties
    own = {duty.partition(".")[2] for duty in duties if duty.startswith(f"{at.obligation}.")}
    elsewhere = sorted(duty for duty in duties if duty.partition(".")[2] == subject.text)
    if elsewhere and at.names.whole:
        message = f"'{subject.text}' is no duty of '{at.obligation}'"
        if not at.obligation:
            message = f"the duty '{subject.text}' is named without its obligation"
        at.refuse(subject.span, message, f"write '{elsewhere[0]}'")
    else:
        at.unknown(subject, "a duty", own | duties)


def _of_step_taken(subject: Word, status: str, at: Lowering) -> Expression:
    words = f"{subject.text} {status}"
    if words == "step taken" and at.at_hand == "measure":
        return OfStep("taken", subject.span)
    if at.at_hand in ("duty", "breach"):
        return OfDuty(words, subject.span)
    where = "`review`, `consequence` and in presumptions about a duty"
    if words == "step taken":
        where = "`step`, `review`, `consequence` and in presumptions about a measure or a duty"
    _out_of_place(subject.span, words, where, at)
    return _ALWAYS


def _of_breach(subject: Word, at: Lowering) -> Expression:
    if at.at_hand != "breach":
        _out_of_place(subject.span, subject.text, "`consequence`", at)
    return OfDuty(subject.text, subject.span)


def _of_step(subject: Word, what: str, words: str, at: Lowering) -> Expression:
    if at.at_hand != "measure":
        _out_of_place(subject.span, words, "`step` and in presumptions about a measure", at)
    return OfStep(what, subject.span)


def _out_of_place(span: Span, words: str, where: str, at: Lowering) -> None:
    at.refuse(span, f"`{words}` means nothing here", f"it may be said only in {where}")
