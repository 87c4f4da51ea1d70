"""Every duty can be performed and can be breached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.ir.declarations import Duty, Law, Norm
from duecare.ir.expressions import AnyOf, Constant, Expression
from duecare.ir.walk import measures_of
from duecare.lang.checks.owners import label


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell duties without measures or breach, norms without measures, and duties that nothing can review."""
    for norm in law.norms:
        yield from _served(norm)
    for duty in law.duties:
        yield from _served(duty)
        if _never(duty.breached):
            advice = "say in `breached when` what its breach takes, or make it a norm"
            yield Diagnostic(duty.span, f"{label(duty)} can never be breached", advice)
    if law.duties:
        yield from _rules_missing(law, law.duties[0].span)


def _served(served: Duty | Norm) -> Iterator[Diagnostic]:
    if not measures_of(served.served_by):
        advice = "name in `served by` the measures that perform it"
        yield Diagnostic(served.span, f"{label(served)} is served by no measure", advice)


def _never(expression: Expression) -> bool:
    if isinstance(expression, AnyOf):
        return all(_never(item) for item in expression.items)
    return isinstance(expression, Constant) and not expression.value


def _rules_missing(law: Law, span: Span) -> Iterator[Diagnostic]:
    if law.step is None:
        yield Diagnostic(span, "this law has duties but no `step` rule", "say once when a measure is due and closed")
    if law.review is None:
        yield Diagnostic(span, "this law has duties but no `review` rule", "say once when a duty is omitted")
