"""Writes what a law holds: counts, the grades of what it cites, and the rules that rest on memory alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

import typer

from duecare.weave.stats import Graded, Stats

_COUNTED = (
    *("chapters", "obligations", "duties", "norms", "elements", "facts", "presumptions", "constraints"),
    *("exceptions", "consequences", "issues", "positions", "holders", "measures", "cases", "factors", "sources"),
)


def write_stats(stats: Stats, *, as_json: bool) -> None:
    """Write a law's counts as lines for people, or as JSON."""
    if as_json:
        typer.echo(json.dumps(asdict(stats), indent=2, ensure_ascii=False))
        return
    for line in _lines(stats):
        typer.echo(line)


def _lines(stats: Stats) -> Iterator[str]:
    yield f"law {stats.law_hash}"
    yield ""
    for name in _COUNTED:
        yield _counted(name, getattr(stats, name))
    yield ""
    yield "views: positions taken"
    yield from (f"  {name:<24}{stance.taken:>5} of {stance.of}" for name, stance in stats.views.items())
    yield ""
    yield "how what is cited was checked"
    yield _graded("in rules", stats.rules)
    yield _graded("in prose", stats.prose)
    yield _graded("places registered", stats.places)
    yield ""
    alone = stats.memory_alone
    yield f"rules that rest on memory alone: {len(alone)}"
    yield from (f"  {name} †" for name in alone)


def _counted(name: str, number: int | Mapping[str, int]) -> str:
    if isinstance(number, int):
        return f"{name:<24}{number:>7,}"
    kinds = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in number.items() if word != "total")
    return f"{name:<24}{number['total']:>7,}  {kinds}"


def _graded(where: str, graded: Graded) -> str:
    told = f"{graded.seen} seen, {graded.secondary} secondary, {graded.memory} memory"
    ungraded = f", {graded.ungraded} States' own words, not graded" if graded.ungraded else ""
    return f"  {where:<22}{graded.total:>7,}  {told}{ungraded}"
