"""Writes declarations of the law language in canonical form, so that invented law is law text like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SOURCES = ("invented_report", "invented_award", "invented_articles", "invented_reader")
PAGES = 40


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of conditions: `all of`, `any of` or `at least N of`, perhaps under a position."""

    mode: str
    items: tuple[str | Lines, ...]
    under: str = ""


Condition = str | Lines


def all_of(*items: Condition, under: str = "") -> Lines:
    """Return a list of which every line holds."""
    return Lines("all of", items, under)


def any_of(*items: Condition, under: str = "") -> Lines:
    """Return a list of which one line is enough."""
    return Lines("any of", items, under)


def at_least(number: int, *items: Condition) -> Lines:
    """Return a list of which so many lines are enough."""
    return Lines(f"at least {number} of", items)


def some_affected(*items: Condition, under: str = "") -> Lines:
    """Return a list that holds toward at least one affected State."""
    return Lines("some affected: all of", items, under)


def clause(keyword: str, condition: Condition) -> list[str]:
    """Return a clause with its condition."""
    if isinstance(condition, str):
        return [keyword, f"  {condition}"]
    first, *rest = _listed(condition)
    return [f"{keyword} {first}", *rest]


def _listed(lines: Lines) -> list[str]:
    head = lines.mode + (f" under {lines.under}" if lines.under else "")
    inner = [line for item in lines.items for line in ([item] if isinstance(item, str) else _listed(item))]
    return [head, *(f"  {line}" for line in inner)]


def declaration(head: str, text: str, *clauses: str | Iterable[str]) -> str:
    """Return a declaration: its first line, its text, and its clauses two spaces further in."""
    lines = [head, f'  "{text}"']
    for part in clauses:
        lines += [f"  {line}" for line in ([part] if isinstance(part, str) else part)]
    return "\n".join(lines) + "\n"


def cite(*numbers: int) -> str:
    """Return a `source` clause that cites places by number; the numbers only spread the citations out."""
    return "source " + "; ".join(_place(number) for number in numbers)


def _place(number: int) -> str:
    return f"{SOURCES[number % len(SOURCES)]} at p {number % PAGES + 1}"


def chapter(name: str, title: str, kind: str, *declarations: str) -> str:
    """Return a Markdown file: front matter, a sentence, and one rule block."""
    rules = "\n".join(declarations)
    return (
        f"---\nid: {name}\ntitle: {title}\nkind: {kind}\n---\n\n# {title}\n\n"
        f"Invented, to measure a law of full size by; it says nothing about any law.\n\n```rule\n{rules}```\n"
    )


def sources_yaml() -> str:
    """Return the register of the invented authorities with every place that may be cited."""
    parts = []
    for name in SOURCES:
        lines = [
            f"{name}:",
            f'  cite: "Invented authority {name}"',
            f'  short: "{name}"',
            "  kind: literature",
            "  date: 2020",
            "  grade: memory",
            "  pinpoints:",
        ]
        lines += [
            f'    "p {page}": {{grade: memory, says: "Nothing; it is invented."}}' for page in range(1, PAGES + 1)
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
