"""What must be true of a law beyond its grammar: one check a file, each from a law to diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from duecare.base.errors import Diagnostic
from duecare.ir.declarations import Law
from duecare.lang.checks import (
    cases,
    consequences,
    cycles,
    duties,
    empties,
    factors,
    issues,
    names,
    scopes,
    sources,
    unreachable,
)

Check = Callable[[Law], Iterable[Diagnostic]]
CHECKS: tuple[Check, ...] = (
    names.check,
    scopes.check,
    sources.check,
    cycles.check,
    issues.check,
    empties.check,
    unreachable.check,
    duties.check,
    consequences.check,
    cases.check,
    factors.check,
)


def check_law(law: Law) -> tuple[Diagnostic, ...]:
    """Return everything wrong with a law, in the order of its files."""
    found = {diagnostic for check in CHECKS for diagnostic in check(law)}
    return tuple(sorted(found, key=lambda diagnostic: (diagnostic.span, diagnostic.message)))
