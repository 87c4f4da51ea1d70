"""Writes what changed between two assessments; plain text where the output is piped."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from duecare.assess.attribute import Difference
from duecare.ir.declarations import Law
from duecare.report.difference_words import difference_words


def write_difference(told: Difference, law: Law, names: Mapping[str, str], out: Console) -> None:
    """Write what differs, section by section."""
    for number, section in enumerate(difference_words(told, law, names)):
        if number:
            out.print()
        out.print(Text(section.title, style="bold" if out.is_terminal else ""))
        for line in section.lines:
            out.print(Text(line if line.startswith("    ") else f"  {line}"), soft_wrap=not out.is_terminal)
