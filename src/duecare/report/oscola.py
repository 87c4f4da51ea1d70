"""Citations in the form of OSCOLA, from structured sources: in full where first cited, then short with `(n 3)`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from duecare.ir.declarations import Law, Source
from duecare.lang.references import Person, Reference
from duecare.report.dates import in_words
from duecare.report.document import Authority, Document, Emphasis, Inline, Note, Text

_PAGES = re.compile(r"^pp? (?=\d)")
_QUOTED = re.compile(r"(?<![^\W_])'(.+?)'(?![^\W_])")
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_WORKS = ("article-journal", "chapter", "book", "thesis", "paper-conference")


def in_oscola(document: Document, law: Law, known: Mapping[str, Reference]) -> Document:
    """Return a document whose footnotes are written in the form of OSCOLA."""
    sources = {one.name: one for one in law.sources}
    shared = Counter(_surnames(one.author or one.editor) for one in known.values())
    forms: dict[str, tuple[Text, Text]] = {}
    for name, source in sources.items():
        found = known.get(name)
        forms[name] = (
            (full(found, source), short(found, source, shared)) if found else ((source.cite,), (source.short,))
        )

    def written(one: Authority) -> Authority:
        in_full, brief = forms.get(one.name, ((one.cite,), (one.short,)))
        return replace(one, full=in_full, brief=brief, pinpoint=pinpoint(one.pinpoint))

    return replace(document, blocks=_mapped(document.blocks, written))


def full(found: Reference, source: Source) -> Text:
    """Return a source in full; where its fields do not say all that the law's citation says, that citation stays."""
    composed = tuple(_composed(found))
    if plain(composed) == source.cite:
        return composed
    cite = quoted(source.cite)
    slanted = found.title if found.type in ("legal_case", "book") else ""
    before, title, after = cite.partition(slanted) if slanted else (cite, "", "")
    return (*((before,) if before else ()), Emphasis(title), *((after,) if after else ())) if title else (cite,)


def short(found: Reference, source: Source, shared: Mapping[str, int]) -> Text:
    """Return a source as it is cited again: a case by its short name, a work by authors, and by title if needed."""
    if found.type == "legal_case":
        return (Emphasis(source.short),)
    people = found.author or found.editor
    if found.type not in _WORKS or not people or any(one.literal and one.literal != "others" for one in people):
        return (source.short,)
    named = _surnames(people)
    if shared.get(named, 0) < 2 or not found.title:
        return (named,)
    title = found.title.partition(":")[0].partition("?")[0].strip('"')
    return (f"{named}, ", Emphasis(title)) if found.type == "book" else (f"{named}, ‘{title}’",)


def pinpoint(place: str) -> str:
    """Return a place as it stands in a footnote: pages without `p`, ranges with a dash."""
    return _RANGE.sub("–", _PAGES.sub("", place))


def quoted(cite: str) -> str:
    """Return a citation with the quotation marks that footnotes use."""
    return _QUOTED.sub(r"‘\1’", cite)


def plain(text: Text) -> str:
    """Return the words of a text, with the quotation marks that the law uses."""
    words = "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in text)
    return words.replace("‘", "'").replace("’", "'")


def _composed(found: Reference) -> Iterable[Inline]:
    match found.type:
        case "article-journal":
            issue = f"({found.issue})" if found.issue else ""
            volume = f"{found.volume}{issue} " if found.volume else ""
            where = f"({found.issued}) {volume}{found.container}{' ' + found.page if found.page else ''}"
            yield f"{_people(found.author)}, ‘{found.title}’ {where}"
        case "chapter":
            yield f"{_people(found.author)}, ‘{found.title}’ in "
            yield f"{_people(found.editor)} (ed{'s' if len(found.editor) > 1 else ''}), " if found.editor else ""
            yield Emphasis(found.container)
            yield f" ({_published(found)}){' ' + found.page if found.page else ''}"
        case "book":
            edited = "" if found.author else f" (ed{'s' if len(found.editor) > 1 else ''})"
            yield f"{_people(found.author or found.editor)}{edited}, "
            yield Emphasis(found.title)
            yield f" ({_published(found)}){' ' + found.chapter if found.chapter else ''}"
        case "treaty":
            force = f", entered into force {in_words(found.in_force)}" if found.in_force else ""
            series = f" {found.volume} {found.container} {found.page}" if found.volume else ""
            yield f"{found.title} (adopted {in_words(found.issued)}{force}){series}"
        case "legislation":
            title = f", {found.title}" if found.title else ""
            yield f"{found.authority} Res {found.number}{title} ({in_words(found.issued)})"
        case "report":
            by = f"{_people(found.author)}, " if found.author else ""
            yield f"{by}{found.title} ({in_words(found.issued)}){' ' + found.number if found.number else ''}"
        case "legal_case":
            yield Emphasis(found.title)
            yield _reported(found)


def _reported(found: Reference) -> str:
    """Return where a decision stands: in a series of reports, or with a court by its number and date."""
    parties = f" ({found.parties})" if found.parties else ""
    phase = f" ({found.phase})" if found.phase else ""
    date = in_words(found.issued)
    if found.container in ("ICJ Rep", "ITLOS Rep"):
        return f"{parties}{phase} [{found.issued}] {found.container} {found.page}"
    if found.container == "RIAA":
        return f"{parties} ({found.issued}) {found.volume} RIAA {found.page}"
    if found.authority.startswith("ECtHR"):
        several = "s" if " and " in found.number or "," in found.number else ""
        several = "" if found.number.endswith("others") else several
        app = f" App no{several} {found.number}" if found.number else ""
        return f"{app} ({found.authority}, {date})"
    if found.authority == "IACtHR":
        opinion = f", {found.phase}" if found.phase.startswith("Advisory") else phase
        return f"{opinion} (IACtHR, {date}) {found.container} {found.number}"
    if found.number.startswith("ICSID"):
        return f"{phase} {found.number} ({date})"
    return f"{parties}{phase} ({found.authority}, {date})"


def _published(found: Reference) -> str:
    return f"{found.publisher} {found.issued}".strip()


def _people(people: tuple[Person, ...]) -> str:
    names = [one.name for one in people]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _surnames(people: tuple[Person, ...]) -> str:
    names = [one.family or one.literal for one in people]
    if len(names) > 3:
        return f"{names[0]} and others"
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _mapped(value: Any, written: Any) -> Any:
    """Return a part of the tree with its footnotes written anew."""
    if isinstance(value, Note):
        return Note(tuple(written(one) for one in value.authorities))
    if isinstance(value, tuple):
        return tuple(_mapped(item, written) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {one.name: _mapped(getattr(value, one.name), written) for one in fields(value)}
        return value if all(changes[name] is getattr(value, name) for name in changes) else replace(value, **changes)
    return value
