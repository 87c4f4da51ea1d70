"""Where something in the record of a State rests: sources by their numbers, with how each was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from duecare.dossier.model import Claim, Dossier
from duecare.report.dates import in_words
from duecare.report.document import Inline, Link, Text
from duecare.report.memo_facts import evidence_numbers

NOTHING: Text = ("–",)


def sources(names: Iterable[str], dossier: Dossier) -> Text:
    """Return sources by number and grade; nothing where there are none."""
    numbers = evidence_numbers(dossier)
    parts: list[Inline] = []
    for name in dict.fromkeys(names):
        label = f"[E-{numbers[name]}, {dossier.sources[name].grade}]"
        parts += [*([" "] if parts else []), Link(label, f"E-{numbers[name]}")]
    return tuple(parts)


def claims(found: Sequence[Claim], dossier: Dossier, words: Mapping[str, str]) -> Text:
    """Tell claims, each by what it says, how firmly, since when, and on what."""
    parts: list[Inline] = []
    for one in found:
        since = in_words(one.since.text)
        said = f"{words.get(one.value, one.value)} ({one.standing}), {since}"
        parts += [*(["; "] if parts else []), said, *_on(one, dossier)]
    return tuple(parts) or NOTHING


def _on(one: Claim, dossier: Dossier) -> Text:
    """Return what a claim rests on: its sources, or who signs it."""
    cited = sources(one.sources, dossier)
    return (" ", *cited) if cited else (f", {one.author}",) if one.author else ()
