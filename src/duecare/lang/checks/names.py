"""No name is declared twice, and none is a word that rules need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.ir.declarations import Duty, ElementRule, Law, LeafRule, Measure, Norm, Obligation
from duecare.lang.checks.owners import label, span_of
from duecare.lang.outline import KEYWORDS

# Words that conditions and facts of cases begin with or hold, and words that may begin the line after one.
_OWN = (
    "advanced",
    "all",
    "any",
    "at",
    "baseline",
    "capacity",
    "custom",
    "late",
    "not",
    "some",
    "step",
    "taken",
)
RESERVED = frozenset((*_OWN, "under", "unknown", *(keyword.split()[0] for keyword in KEYWORDS)))
_SOURCE_WORDS = frozenset(("practice",))
Named = tuple[str, str, Span]
Atom = Obligation | Duty | Norm | ElementRule | LeafRule | Measure


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell names declared twice and names that are reserved."""
    for group in _groups(law):
        yield from _repeated(group)
    yield from _reserved(law)


def _groups(law: Law) -> Iterator[list[Named]]:
    """Yield the names that must differ from one another: what a condition may say, then each other kind."""
    atoms: tuple[Atom, ...] = (*law.obligations, *law.norms, *law.elements, *law.leaves, *law.measures)
    aliases = [(alias, f"alias of '{leaf.name}'", leaf.span) for leaf in law.leaves for alias in leaf.aliases]
    yield [(owner.name, label(owner), owner.span) for owner in atoms] + aliases
    yield [(duty.id, label(duty), duty.span) for duty in law.duties]
    named = (
        law.sources,
        law.issues,
        law.views,
        law.cases,
        law.constraints,
        law.defences,
        law.consequences,
        law.factors,
    )
    for declared in named:
        yield [(owner.name, label(owner), span_of(owner)) for owner in declared]
    for issue in law.issues:
        yield [(p.name, f"position '{p.name}' of {label(issue)}", p.span) for p in issue.positions]


def _repeated(group: list[Named]) -> Iterator[Diagnostic]:
    first: dict[str, Named] = {}
    for name, what, span in sorted(group, key=lambda named: named[2]):
        if name not in first:
            first[name] = (name, what, span)
            continue
        _, other, place = first[name]
        where = f"{other} at {place}" if other != what else str(place)
        yield Diagnostic(span, f"{what} bears a name that is taken ({where})", "give each its own name")


def _reserved(law: Law) -> Iterator[Diagnostic]:
    atoms: tuple[Atom, ...] = (
        *law.obligations,
        *law.duties,
        *law.norms,
        *law.elements,
        *law.leaves,
        *law.measures,
    )
    for owner in atoms:
        if owner.name in RESERVED:
            yield _reserved_name(owner.name, span_of(owner))
    for source in law.sources:
        if source.name in _SOURCE_WORDS:
            yield _reserved_name(source.name, source.span)


def _reserved_name(name: str, span: Span) -> Diagnostic:
    return Diagnostic(span, f"'{name}' is a word of the law language", "choose another name")
