"""Writes how answers on an issue came about in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from duecare.cli.show_practice import table_of
from duecare.ir.declarations import Law
from duecare.practice.current import Counting, Said
from duecare.practice.model import Register
from duecare.practice.tally import BIAS, rule_of
from duecare.practice.timeline import Event
from duecare.report.stances import answer_words, issue_words


def write_timeline(
    issue: str, events: Sequence[Event], law: Law, register: Register, counting: Counting, out: Console
) -> None:
    """Write each text that changed its author's answer, with how many States then held what in their own words."""
    words = issue_words(issue, law)
    out.print(Text(f"{words[:1].upper()}{words[1:]}, up to {counting.as_of}"), style="bold")
    table = table_of("Date", "Record", "Answer", "Before", "States in their own words, from then on")
    stand: dict[str, Said | None] = {}
    for event in events:
        if event.record.who not in register.groups:
            stand[event.record.who] = event.after
        if event.changed:
            name = event.record.id + (" (group)" if event.record.who in register.groups else "")
            cells = (event.record.date.text, name, _told(event.after), _told(event.before), _totals(stand))
            table.add_row(*(Text(cell) for cell in cells))
    out.print(table)
    still = [event for event in events if not event.changed]
    barred = sum(bool(event.why_uncounted) for event in still)
    out.print(Text(f"{len(still)} further texts changed nothing here, of which {barred} do not count."))
    out.print(Text(f"Rule: {rule_of(counting)} Register {register.hash[:12]}."))
    out.print(Text(f"Note: {BIAS}"))


def _told(said: Said | None) -> str:
    return answer_words(said) if said else "-"


def _totals(stand: dict[str, Said | None]) -> str:
    counts = Counter(answer_words(said) for said in stand.values() if said is not None)
    return "; ".join(f"{answer} {counts[answer]}" for answer in sorted(counts))
