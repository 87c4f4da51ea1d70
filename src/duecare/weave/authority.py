"""Authorities as the book cites them, each with the grade of the very place that is cited."""

from __future__ import annotations

import re
from collections.abc import Iterable

from duecare.base.states import is_state, state_name
from duecare.ir.declarations import Citation, Holder
from duecare.lang.checks.sources import PRACTICE
from duecare.report.names import named_sources
from duecare.weave.atlas import Atlas
from duecare.weave.citations import UNGRADED
from duecare.weave.markup import Html, Part, el, listed, together

STATE = re.compile(r"([A-Z]{3}) (\d{4})\Z")
_UNBROKEN = 14
MEANINGS = {
    "seen": "the place was read",
    "secondary": "read in somebody else's account",
    "memory": "not read; check before relying on it",
    UNGRADED: "a State's own words, as reported; the place is given where one is known",
}
MARKS = {"seen": "●", "secondary": "◐", "memory": "†", UNGRADED: "○"}


def cite(citation: Citation, atlas: Atlas, *, graded: bool = False) -> Html:
    """Return an authority at a place with the mark of its grade; `graded` adds the grade in a word."""
    grade = atlas.known.grade(citation.source, citation.pinpoint)
    source = atlas.known.sources.get(citation.source)
    if source is None:
        return el("span", citation.source, *_at(citation.pinpoint), mark(grade, word=graded), cls="cite")
    name = el("a", source.short, href=f"#source-{source.name}", title=source.cite)
    return el("span", name, *_at(citation.pinpoint), mark(grade, word=graded), cls="cite")


def _at(pinpoint: str) -> tuple[Part, ...]:
    """Return a place after the name of a work; a short one is not broken over two lines."""
    if not pinpoint:
        return ()
    return ", ", el("span", pinpoint, cls="place" if len(pinpoint) <= _UNBROKEN else "")


def mark(grade: str, *, word: bool = False) -> Html:
    """Return the mark of a grade, with or without its word."""
    told, kind = f"{grade}: {MEANINGS[grade]}", f"grade {grade.replace(' ', '-')}"
    if word:
        return together((" ", el("span", f"{MARKS[grade]} {grade}", cls=kind, title=told)))
    return el("sup", MARKS[grade], cls=kind, title=told, role="img", aria_label=grade)


def authorities(citations: Iterable[Citation], atlas: Atlas) -> Html:
    """Return the line of authorities under a rule; nothing where it names none."""
    cited = [cite(one, atlas, graded=True) for one in citations]
    return el("p", listed(cited, "; "), cls="authorities") if cited else Html("")


def holder(one: Holder, atlas: Atlas) -> Html:
    """Return who holds or doubts a position: by name, with the place, its grade, and how it was said."""
    grade = atlas.known.grade_of_holder(one)
    parts: list[Part] = [_named(one, atlas), *_at(one.pinpoint), mark(grade, word=True)]
    if one.note:
        parts.append(el("span", ", ", named_sources(one.note, atlas.law), cls="mode"))
    return together(parts)


def holder_words(one: Holder, atlas: Atlas) -> str:
    """Return the name of who holds or doubts, by which such lists are put in order."""
    source = atlas.known.sources.get(one.name)
    if source is not None:
        return source.short
    found = STATE.match(one.name)
    if found:
        return f"{state_words(found[1])} {found[2]}"
    return "State practice" if one.name == PRACTICE else one.name


def state_words(code: str) -> str:
    """Return the name of a State; of a body that is none, the code it goes by."""
    return state_name(code) if is_state(code) else code


def _named(one: Holder, atlas: Atlas) -> Html:
    words = holder_words(one, atlas)
    if one.name in atlas.known.sources:
        return el("a", words, href=f"#source-{one.name}", title=atlas.known.sources[one.name].cite)
    found = STATE.match(one.name)
    return el("a", words, href=f"#state-{found[1]}") if found else el("span", words)
