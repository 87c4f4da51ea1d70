"""Authorities are read as text, with a grade for every place in them."""

from __future__ import annotations

from laws import over_base

from duecare.ir.declarations import Pinpoint, Source
from duecare.lang.sources import read_sources


def test_sources_are_read() -> None:
    """A pinpoint has its own grade or else its source's; what it says may be left out."""
    harbour, scholar = over_base({}).law.sources
    assert harbour == Source(
        "harbour_case", "Harbour Case (A v B), Judgment", "Harbour Case", "judgment", "1950-02-01", "seen",
        pinpoints=(Pinpoint("p 4", "seen", "A harbour is kept safe."), Pinpoint("p 5", "seen")),
    )  # fmt: skip
    assert (scholar.grade, scholar.pinpoints, scholar.url) == ("memory", (), "")


def test_scalars_stay_text() -> None:
    """A name such as `no` or a number such as 1.10 is not turned into something else."""
    text = "no:\n  cite: 1.10\n  short: yes\n  kind: treaty\n  date: 1969\n  grade: seen\n"
    (source,), problems = read_sources(text, "sources.yaml")
    assert problems == ()
    assert (source.name, source.cite, source.short, source.date) == ("no", "1.10", "yes", "1969")


def test_every_mistake_is_told() -> None:
    """One bad source hides no other."""
    text = "a:\n  cite: A\nb: text\nc:\n  cite: C\n  short: C\n  kind: song\n  date: then\n  grade: good\n"
    sources, problems = read_sources(text, "sources.yaml")
    assert [problem.span.line for problem in problems] == [1, 3, 7, 9, 8]
    assert [source.name for source in sources] == ["c"]


def test_empty_file_is_no_mistake() -> None:
    """A law without sources yet is read; its rules will miss them."""
    assert read_sources("", "sources.yaml") == ((), ())
