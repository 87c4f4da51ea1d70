"""Authorities as a memo cites them: each with the grade of the very place that is cited."""

from __future__ import annotations

from collections.abc import Iterable

from duecare.base.states import is_state, state_name
from duecare.ir.declarations import Citation, Holder, Law
from duecare.report.document import Authority, Block, Document, Inline, Note, Table, Text, notes_of
from duecare.report.names import named_sources

GRADE_WORDS = {
    "seen": "seen: the place was read",
    "secondary": "secondary: read in somebody else's account",
    "memory": "memory (†): not read; check before relying on it",
}


def note(citations: Iterable[Citation], law: Law) -> Text:
    """Return a footnote on these authorities; nothing where there are none."""
    found = tuple(_authority(one.source, one.pinpoint, law) for one in citations)
    return (Note(found),) if found else ()


def holders(held: Iterable[Holder], law: Law) -> Text:
    """Return who holds or doubts a position, by name, with a footnote for every work."""
    parts: list[Inline] = []
    for holder in held:
        parts += [*(["; "] if parts else []), *_holder(holder, law)]
    return tuple(parts) or ("nobody known to us",)


def authorities_table(blocks: tuple[Block, ...]) -> Table:
    """List the authorities that footnotes of these blocks cite, by name, with places and grades."""
    cited = {one for found in notes_of(Document("", "", blocks)) for one in found.authorities}
    by_name: dict[str, list[Authority]] = {}
    grades = list(GRADE_WORDS)
    for one in sorted(cited, key=lambda one: (one.short, one.name, one.pinpoint, grades.index(one.grade))):
        by_name.setdefault(one.name, []).append(one)
    rows = tuple(_row(places) for places in by_name.values())
    return Table(
        "Authorities cited, with how each place was checked",
        ("Authority", "In full", "Places, by grade"),
        rows,
        (3, 7, 6),
    )


def names_unread(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the names of authorities of which these blocks cite a place that nobody read."""
    cited = (one for found in notes_of(Document("", "", blocks)) for one in found.authorities)
    return tuple(sorted({one.short for one in cited if one.grade == "memory"}))


def unread_in(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Return the authorities of which these blocks cite a place that nobody read, by name, with those places."""
    cited = {one for found in notes_of(Document("", "", blocks)) for one in found.authorities}
    places: dict[str, list[str]] = {}
    for one in sorted((one for one in cited if one.grade == "memory"), key=lambda one: (one.short, one.pinpoint)):
        places.setdefault(one.short, []).extend([one.pinpoint] if one.pinpoint else [])
    return tuple(", ".join([name, *named]) for name, named in places.items())


def grade_of(citation: Citation, law: Law) -> str:
    """Return how well a cited place was checked."""
    return _authority(citation.source, citation.pinpoint, law).grade


def _row(places: list[Authority]) -> tuple[Text, ...]:
    by_grade: dict[str, list[str]] = {}
    for one in places:
        by_grade.setdefault(one.grade, []).append(one.pinpoint or "as a whole")
    listed = "; ".join(f"{grade}{'†' if grade == 'memory' else ''}: {', '.join(by_grade[grade])}" for grade in by_grade)
    return (places[0].short,), (places[0].cite,), (listed,)


def _authority(name: str, pinpoint: str, law: Law) -> Authority:
    source = next((source for source in law.sources if source.name == name), None)
    if source is None:
        return Authority(name, name, name, pinpoint, "memory")
    places = {place.text: place.grade for place in source.pinpoints}
    return Authority(name, source.cite, source.short, pinpoint, places.get(pinpoint, source.grade))


def _holder(holder: Holder, law: Law) -> Text:
    remark = f", {named_sources(holder.note, law)}" if holder.note else ""
    source = next((source for source in law.sources if source.name == holder.name), None)
    if source is not None:
        return (source.short + remark, Note((_authority(holder.name, holder.pinpoint, law),)))
    if holder.name == "practice":
        return (f"State practice{remark}",)
    code, _, year = holder.name.partition(" ")
    named = f"{state_name(code)} {year}" if is_state(code) else holder.name
    place = f", {holder.pinpoint}" if holder.pinpoint else ""
    return (f"{named}{place}{remark}",)
