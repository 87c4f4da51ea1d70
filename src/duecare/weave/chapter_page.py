"""A chapter of the edition: its headings, and each passage with its rules beside it or under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from duecare.ir.declarations import Case, Issue, LeafRule, Measure, View
from duecare.weave.atlas import Atlas
from duecare.weave.cases import case
from duecare.weave.chapters import Chapter, Heading, Passage, Rule
from duecare.weave.issues import issue
from duecare.weave.markup import Html, el, lines, together
from duecare.weave.measures import measures
from duecare.weave.prose import block, inline
from duecare.weave.questions import questions
from duecare.weave.rules import card
from duecare.weave.views import view

# So many rules stand beside their passage; more of them stand under it, side by side.
_BESIDE = 2


def chapter_page(chapter: Chapter, atlas: Atlas) -> Html:
    """Return a chapter."""
    title = el("h3", el("span", str(chapter.number), cls="number"), " ", chapter.title)
    pieces = (
        _heading(piece, chapter, atlas) if isinstance(piece, Heading) else _passage(piece, chapter, atlas)
        for piece in chapter.pieces
    )
    return el("section", title, "\n", lines(pieces), cls="chapter", id=chapter.anchor)


def heading_words(heading: Heading) -> str:
    """Return what a heading says, without its marks."""
    return " ".join("".join(part.content for token in heading.tokens for part in token.children or ()).split())


def sections_of(chapter: Chapter) -> tuple[tuple[Heading, str], ...]:
    """Return the sections of a chapter, each with the number of what stands first in it."""
    found: list[tuple[Heading, str]] = []
    for index, piece in enumerate(chapter.pieces):
        if isinstance(piece, Heading) and piece.level == 2:
            found.append((piece, next((_first(one) for one in chapter.pieces[index:] if isinstance(one, Passage)), "")))
    return tuple(found)


def _first(passage: Passage) -> str:
    numbers = (*(one.number for one in passage.prose), *(one.number for one in passage.rules))
    return next((number for number in numbers if number), "")


def _heading(heading: Heading, chapter: Chapter, atlas: Atlas) -> Html:
    words = inline([token for token in heading.tokens if token.type == "inline"], atlas, chapter.file)
    return el(f"h{min(heading.level + 2, 6)}", words, id=heading.anchor)


def _passage(passage: Passage, chapter: Chapter, atlas: Atlas) -> Html:
    prose = lines(block(one, atlas, chapter.file) for one in passage.prose)
    broad = any(token.type == "table_open" for one in passage.prose for token in one.tokens)
    groups = [(kind, tuple(rules)) for kind, rules in groupby(passage.rules, key=_kind)]
    beside: tuple[Rule, ...] = ()
    if prose and not broad and groups and groups[0][0] == "cards" and len(groups[0][1]) <= _BESIDE:
        beside = groups.pop(0)[1]
    parts = [el("div", prose, cls="prose broad" if broad else "prose")] if prose else []
    if beside:
        parts.append(el("div", lines(_cards(beside, chapter, atlas)), cls="beside"))
    shown = el("div", *parts, cls="passage" if beside else "passage alone") if parts else Html("")
    return lines((shown, *(_group(kind, rules, chapter, atlas) for kind, rules in groups)))


def _kind(rule: Rule) -> str:
    """Return how rules of this kind are set: as questions, as a table of measures, broad, or as cards."""
    match rule.owner:
        case LeafRule():
            return "questions"
        case Measure():
            return "measures"
        case Issue() | View():
            return "broad"
        case _:
            return "cards"


def _group(kind: str, rules: Sequence[Rule], chapter: Chapter, atlas: Atlas) -> Html:
    if kind == "questions":
        return questions(rules, atlas)
    if kind == "measures":
        return measures(rules, atlas)
    if kind == "broad":
        shown = (issue(one, atlas) if isinstance(one.owner, Issue) else view(one, atlas) for one in rules)
        return el("div", lines(shown), cls="broad")
    return el("div", lines(_cards(rules, chapter, atlas)), cls="cards")


def _cards(rules: Sequence[Rule], chapter: Chapter, atlas: Atlas) -> Iterator[Html]:
    for rule in rules:
        shown = case(rule, atlas) if isinstance(rule.owner, Case) else card(rule, atlas, chapter.obligation)
        yield together((shown,))
