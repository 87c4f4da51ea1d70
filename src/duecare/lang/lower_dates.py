"""`in force from` and `in force until`: a rule that is one between dates, as a condition that the calendar answers.

Each pair of dates is a fact of its own, which no analyst is asked. It stands before what a norm is expected on, and
before both when an obligation or a duty is in force and when it applies: what was done before there was such a rule
is not measured by it, though the rule may be in force today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from duecare.base.moments import parse_moment
from duecare.ir.declarations import Duty, Law, LeafRule, Norm, Obligation
from duecare.ir.expressions import All, AnyOf, Constant, Expression, Guarded, Leaf
from duecare.lang import clauses as of
from duecare.lang.lowering import Lowering
from duecare.lang.syntax import Declaration, Word

_FROM, _UNTIL = "in force from", "in force until"
_Leaves = Mapping[tuple[str, str], LeafRule]


def with_dates(law: Law, declarations: Iterable[Declaration], at: Lowering) -> Law:
    """Return the law with every rule that says so standing between its dates."""
    leaves = {(one.keyword, _name(one)): leaf for one in declarations if (leaf := _leaf(one, at))}
    if not leaves:
        return law
    new = {leaf.name: leaf for leaf in leaves.values()}
    obligations = {one.name: _obligation(one, leaves) for one in law.obligations}
    return replace(
        law,
        obligations=tuple(obligations.values()),
        duties=tuple(_duty(one, obligations, leaves) for one in law.duties),
        norms=tuple(_norm(one, leaves) for one in law.norms),
        leaves=(*law.leaves, *new.values()),
    )


def _name(declaration: Declaration) -> str:
    name = declaration.name.text
    return f"{declaration.of.text}.{name}" if declaration.of else name


def _leaf(declaration: Declaration, at: Lowering) -> LeafRule | None:
    """Return the fact that a declaration's dates come to; None if it names none, or names what is no date."""
    since, until = (of.words(declaration.clauses, keyword) for keyword in (_FROM, _UNTIL))
    dated = [_is_date(word, at) for word in (*since, *until)]  # each is looked at, so that each mistake is told
    if not dated or not all(dated):
        return None
    first, last = (words[0].text if words else "" for words in (since, until))
    if first and last and parse_moment(last).latest < parse_moment(first).earliest:
        at.refuse(until[0].span, f"the rule ends, {last}, before it begins, {first}", "mend one of the two dates")
        return None
    told = [(f"from {first}", f"of {first} or later"), (f"until {last}", f"of {last} or before")]
    parts = [both for both, given in zip(told, (first, last), strict=True) if given]
    return LeafRule(
        name="_".join(["law", *(re.sub(r"\W", "_", name) for name, _ in parts)]).replace(" ", "_"),
        kind="fact",
        scope="operation",
        question=f"Is the law that counts here that {' and '.join(words for _, words in parts)}?",
        since=first,
        until=last,
        span=(since or until)[0].span,
    )


def _is_date(word: Word, at: Lowering) -> bool:
    try:
        parse_moment(word.text)
    except ValueError as error:
        at.refuse(word.span, str(error), "write a year, a month or a day")
        return False
    return True


def _norm(norm: Norm, leaves: _Leaves) -> Norm:
    leaf = leaves.get(("norm", norm.name))
    return replace(norm, expected=_between(leaf, norm.expected)) if leaf else norm


def _obligation(obligation: Obligation, leaves: _Leaves) -> Obligation:
    leaf = leaves.get(("obligation", obligation.name))
    if leaf is None:
        return obligation
    in_force, applicable = _between(leaf, obligation.in_force), _between(leaf, obligation.applicable)
    return replace(obligation, in_force=in_force, applicable=applicable)


def _duty(duty: Duty, obligations: Mapping[str, Obligation], leaves: _Leaves) -> Duty:
    """Return a duty between its own dates and its obligation's; what it has from that is between them already."""
    whole = leaves.get(("obligation", duty.obligation))
    if whole and duty.applicable is not None:
        duty = replace(duty, applicable=_between(whole, duty.applicable))
    own = leaves.get(("duty", duty.id))
    if own is None or duty.obligation not in obligations:
        return duty
    applicable = obligations[duty.obligation].applicable if duty.applicable is None else duty.applicable
    in_force = All(()) if duty.in_force is None else duty.in_force
    return replace(duty, in_force=_between(own, in_force), applicable=_between(own, applicable))


def _between(leaf: LeafRule, condition: Expression) -> Expression:
    """Return a condition that holds only between dates.

    Where each line of a list stands under positions, a reading that takes none leaves it empty, which means not in
    force: one line more would hide that, and so it is said.
    """
    if condition == Constant(True):
        return Leaf(leaf.name, leaf.span)
    lines = condition.items if isinstance(condition, All) else ()
    guards = tuple(replace(one, item=Constant(True)) for one in lines if isinstance(one, Guarded))
    said = (AnyOf(guards),) if guards and len(guards) == len(lines) else ()
    return All((Leaf(leaf.name, leaf.span), *said, condition))
