"""The tables at the end of the book: authorities with grades and where each is cited, States, and all names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from duecare.ir.declarations import Holder, Position, Source
from duecare.lang.checks.owners import Owner
from duecare.lang.sources import KINDS
from duecare.report.dates import in_words
from duecare.report.names import human, named_sources
from duecare.weave.atlas import Atlas, Place, number_link
from duecare.weave.authority import STATE, mark, state_words
from duecare.weave.chapters import Rule
from duecare.weave.conditions import positions
from duecare.weave.markup import Html, Part, el, lines, together
from duecare.weave.naming import kind_of, name_of
from duecare.weave.rules import numbers

_HEADINGS = {
    "advisory_opinion": "Advisory opinions",
    "award": "Awards",
    "commentary": "Manuals and commentaries",
    "ilc": "International Law Commission",
    "judgment": "Judgments",
    "literature": "Literature",
    "report": "Reports",
    "resolution": "Resolutions",
    "statement": "Statements of States and organisations",
    "treaty": "Treaties",
}


def authorities_table(atlas: Atlas) -> Html:
    """Return every authority by kind and name, with each place, its grade and where it is cited."""
    groups: dict[str, list[Source]] = {kind: [] for kind in KINDS}
    for source in sorted(atlas.law.sources, key=lambda one: (one.short.casefold(), one.name)):
        groups.setdefault(source.kind, []).append(source)
    return lines(
        part
        for kind, sources in groups.items()
        if sources
        for part in (
            el("h4", _HEADINGS.get(kind, human(kind).capitalize()), id=f"authorities-{kind}"),
            *(_source(source, atlas) for source in sources),
        )
    )


def _source(source: Source, atlas: Atlas) -> Html:
    whole = atlas.cited.get((source.name, ""), ())
    rows = [_place("the whole work", "", source.grade, whole)] if whole else []
    rows += [
        _place(one.text, one.says, one.grade, atlas.cited.get((source.name, one.text), ())) for one in source.pinpoints
    ]
    dagger = el("span", "†", cls="dagger") if source.grade == "memory" else ""
    return el(
        "section",
        el("p", el("b", source.short), dagger, " ", mark(source.grade, word=True), cls="short"),
        el("p", source.cite, ". ", in_words(source.date), ".", *_address(source.url), cls="cite-full"),
        el("table", el("tbody", lines(rows))) if rows else "",
        el("p", "Not cited in this edition.", cls="used") if not _cited(source, atlas) else "",
        cls="source",
        id=f"source-{source.name}",
    )


def _cited(source: Source, atlas: Atlas) -> bool:
    return any(name == source.name for name, _ in atlas.cited)


def _place(place: str, says: str, grade: str, cited: tuple[Place, ...]) -> Html:
    return el(
        "tr",
        el("th", place, scope="row"),
        el("td", says),
        el("td", mark(grade, word=True)),
        el("td", numbers(cited) if cited else "not cited"),
    )


def _address(url: str) -> Iterator[Part]:
    if urlsplit(url).scheme in ("http", "https"):
        yield from (" ", el("a", url, cls="url", href=url, rel="noreferrer"))
    elif url:
        yield from (" ", url)


def states_table(atlas: Atlas) -> Html:
    """Return what States are recorded to hold or doubt, State by State."""
    held: dict[tuple[str, str, str], list[Html]] = {}
    for owner, position, holder, word in _statements(atlas):
        found = STATE.match(holder.name)
        if found:
            name = state_words(found[1])
            row = _statement(owner, position, holder, found[2], word, atlas)
            held.setdefault((name.casefold(), name, found[1]), []).append(row)
    rows = [
        el("tbody", el("tr", el("th", name, scope="rowgroup", colspan="6")), *said, id=f"state-{code}")
        for (_, name, code), said in sorted(held.items(), key=lambda item: item[0])
    ]
    heads = ("Year", "Place", "Issue and position", "Mode", "Grade", "At")
    top = el("thead", el("tr", *(el("th", word, scope="col") for word in heads)))
    return el("table", top, *rows, cls="states") if rows else el("p", "This law names no State.")


def _statements(atlas: Atlas) -> Iterator[tuple[Rule, Position, Holder, str]]:
    for rule in (rule for chapter in atlas.chapters for rule in chapter.rules):
        for position in getattr(rule.owner, "positions", ()):
            yield from ((rule, position, one, "holds") for one in position.held_by)
            yield from ((rule, position, one, "doubts") for one in position.doubted_by)


def _statement(rule: Rule, position: Position, holder: Holder, year: str, word: str, atlas: Atlas) -> Html:
    name = str(getattr(rule.owner, "name", "")).partition("@")[0]
    note = (", ", named_sources(holder.note, atlas.law)) if holder.note else ()
    return el(
        "tr",
        el("td", year),
        el("td", holder.pinpoint or "–"),
        el("td", positions(name, (position.name,), atlas)),
        el("td", word, *note),
        el("td", mark(atlas.known.grade_of_holder(holder), word=True)),
        el("td", number_link(atlas.rules[rule.number])),
    )


def index_of_names(atlas: Atlas) -> Html:
    """Return every declaration by its name, with what it is and its number."""
    ruled: Iterable[Owner] = (rule.owner for chapter in atlas.chapters for rule in chapter.rules)
    places = atlas.rules.values()
    named = sorted(zip(ruled, places, strict=True), key=lambda pair: (_sorted(pair[0], atlas), pair[1].number))
    return el("ul", lines(el("li", _named(owner, place, atlas)) for owner, place in named), cls="names")


def _sorted(owner: Owner, atlas: Atlas) -> str:
    return name_of(owner, atlas.law).removeprefix("not ").casefold()


def _named(owner: Owner, place: Place, atlas: Atlas) -> Html:
    dagger = el("span", "†", cls="dagger") if place.memory else ""
    label = place.label if kind_of(owner) == "duty" else name_of(owner, atlas.law)
    number = el("a", place.number, href=f"#{place.anchor}")
    return together((label, dagger, el("span", f" {kind_of(owner)} ", cls="traits"), number))
