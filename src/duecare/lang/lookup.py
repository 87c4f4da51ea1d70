"""What a law says under a name: the rule, its authorities, where it stands, and who uses it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duecare.base.spans import Span
from duecare.ir.declarations import (
    Case,
    Citation,
    Consequence,
    Duty,
    Factor,
    Holder,
    Issue,
    Law,
    LeafRule,
    Measure,
    Norm,
    ReviewRule,
    Source,
    StepRule,
    View,
)
from duecare.ir.expressions import Element, Expression, Guarded, Leaf, Status, Taken
from duecare.ir.walk import conditions, measures_of, walk
from duecare.lang.book import Book
from duecare.lang.checks.owners import Owner, label, span_of
from duecare.lang.format_rules import format_declaration
from duecare.lang.syntax import Declaration

# What is of use by itself, whoever names it.
_OF_USE = (View, Case, Consequence, StepRule, ReviewRule, Factor)


@dataclass(frozen=True, slots=True)
class Authority:
    """A citation with what is registered of it; grade is empty where nothing is."""

    cited: str
    cite: str = ""
    grade: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One declaration: what it is called, where it stands, its rule, its authorities and its users.

    used_by is None where a declaration is of use by itself: a view, a case, a consequence, a factor, the rules
    on steps and review.
    """

    label: str
    span: Span
    rule: str
    authorities: tuple[Authority, ...]
    used_by: tuple[str, ...] | None


def find(book: Book, name: str) -> tuple[Entry, ...]:
    """Return every declaration that bears a name, an alias or an id, in the order of the text."""
    written = {d.span: d for chapter in book.chapters for d in chapter.declarations}
    named = {d.name.span: d for d in written.values()}
    found: dict[Span, Owner] = {}
    for owner in _owners(book.law):
        if name in _names(owner):
            found.setdefault(span_of(owner), owner)
    return tuple(_entry(owner, named.get(span) or written.get(span), book.law) for span, owner in found.items())


def known_names(law: Law) -> tuple[str, ...]:
    """Return every name that `find` finds something under."""
    return tuple(sorted({name for owner in _owners(law) for name in _names(owner)}))


def _owners(law: Law) -> Iterator[Owner]:
    rules: tuple[Owner, ...] = (*law.obligations, *law.duties, *law.norms, *law.elements, *law.leaves)
    others: tuple[Owner, ...] = (
        *law.presumptions,
        *law.constraints,
        *law.issues,
        *law.defences,
        *law.measures,
        *law.consequences,
    )
    last: tuple[Owner, ...] = (*law.factors, *law.views, *law.cases, *law.sources)
    yield from (*rules, *others, *last)
    yield from (single for single in (law.step, law.review) if single is not None)


def _names(owner: Owner) -> tuple[str, ...]:
    own = str(getattr(owner, "name", "") or getattr(owner, "leaf", "") or type(owner).__name__[:-4].lower())
    aliases = owner.aliases if isinstance(owner, LeafRule | Factor) else ()
    full = str(getattr(owner, "id", own))
    return tuple(dict.fromkeys((own, full, own.partition("@")[0], *aliases)))


def _entry(owner: Owner, written: Declaration | None, law: Law) -> Entry:
    rule = format_declaration(written) if written else owner.cite + "\n" if isinstance(owner, Source) else ""
    users = None if isinstance(owner, _OF_USE) else tuple(_users(owner, law))
    return Entry(label(owner), span_of(owner), rule, tuple(_authorities(owner, law)), users)


def _authorities(owner: Owner, law: Law) -> Iterator[Authority]:
    sources = {source.name: source for source in law.sources}
    if isinstance(owner, Source):
        yield from (Authority(place.text, "", place.grade, place.says) for place in owner.pinpoints)
    for citation in _citations(owner):
        source = sources.get(citation.source)
        cited = f"{citation.source} at {citation.pinpoint}" if citation.pinpoint else citation.source
        if source is None:
            yield Authority(cited)
            continue
        place = next((p for p in source.pinpoints if p.text == citation.pinpoint), None)
        yield Authority(cited, source.cite, place.grade if place else source.grade, place.says if place else "")


def _citations(owner: Owner) -> Iterator[Citation]:
    yield from getattr(owner, "sources", ())
    for stance in (*getattr(owner, "stances", ()), *getattr(owner, "reading", ())):
        if stance.source is not None:
            yield stance.source
    if isinstance(owner, Issue):
        holders: Iterable[Holder] = (h for p in owner.positions for h in (*p.held_by, *p.doubted_by))
        yield from (Citation(holder.name, holder.pinpoint) for holder in holders)


def _users(owner: Owner, law: Law) -> list[str]:
    """Return the labels of the declarations that name this one, each once."""
    own = set(_names(owner)) if not isinstance(owner, Source) else set()
    users: dict[str, None] = {}
    for user, _, expression in conditions(law):
        if user != owner and any(_speaks_of(part, owner, own) for part in walk(expression)):
            users[label(user)] = None
    for other in _owners(law):
        if other != owner and _mentions(other, owner, own):
            users[label(other)] = None
    return list(users)


def _speaks_of(part: Expression, owner: Owner, own: set[str]) -> bool:
    if isinstance(part, Guarded):
        return isinstance(owner, Issue) and part.issue.partition("@")[0] in own
    if isinstance(part, Status):
        return part.subject == getattr(owner, "id", getattr(owner, "name", ""))
    if isinstance(part, Taken):
        return part.measure in own
    return isinstance(part, (Leaf, Element)) and part.name in own


def _mentions(other: Owner, owner: Owner, own: set[str]) -> bool:
    """Say whether a declaration names another outside its conditions."""
    if isinstance(owner, Source):
        return any(citation.source == owner.name for citation in _citations(other))
    stances = (*getattr(other, "stances", ()), *getattr(other, "reading", ()))
    if isinstance(owner, Measure) and isinstance(other, (Duty, Norm)):
        return owner.name in measures_of(other.served_by)
    if isinstance(owner, Duty) and isinstance(other, Case) and other.obligation == owner.obligation:
        return any(expectation.duty == owner.name for expectation in other.expects)
    if isinstance(owner, Issue):
        return any(stance.issue.partition("@")[0] in own for stance in stances)
    if any(given.leaf in own or given.about in own for block in getattr(other, "slices", ()) for given in block.facts):
        return True
    full = getattr(owner, "id", getattr(owner, "name", ""))
    return bool(full) and full in (
        getattr(other, "to", ""),
        getattr(other, "leaf", ""),
        getattr(other, "obligation", ""),
    )
