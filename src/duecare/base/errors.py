"""Mistakes of users, as values until the edge prints them.

DuecareError
└── InputError      one or more diagnostics: where, what, what to do
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duecare.base.spans import Span


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: where it stands, what it is, what to do, and the line it stands in."""

    span: Span
    message: str
    advice: str = ""
    source_line: str = ""


class DuecareError(Exception):
    """Anything Duecare refuses; its text is fit for a user."""


class InputError(DuecareError):
    """Input that cannot be used, with every mistake found in it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = tuple(diagnostics)
        super().__init__("\n".join(render(d) for d in self.diagnostics))


def render(diagnostic: Diagnostic) -> str:
    """Return `file:line:col: what; what to do`, then the line with a caret under the place."""
    place = f"{diagnostic.span}: " if diagnostic.span.file else ""
    text = place + diagnostic.message
    if diagnostic.advice:
        text += f"; {diagnostic.advice}"
    if diagnostic.source_line:
        shown = diagnostic.source_line.expandtabs(1)
        text += f"\n    {shown}\n    {' ' * (max(diagnostic.span.column, 1) - 1)}^"
    return text
