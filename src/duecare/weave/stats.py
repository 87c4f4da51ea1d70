"""What a law holds, counted, and how much of it somebody has read at the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duecare.ir.codec import law_hash
from duecare.ir.declarations import Holder, Law, View
from duecare.lang.book import Book
from duecare.lang.checks.owners import Owner
from duecare.lang.sources import KINDS
from duecare.weave.chapters import Chapter, Passage, chapters_of
from duecare.weave.citations import GRADES, UNGRADED, Register, citations_of, holders_of, in_prose, register
from duecare.weave.naming import PHASES, SCOPES, TIERS, key_of, kind_of

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Graded:
    """How many times something of each grade occurs; `ungraded` are States' own words."""

    total: int
    seen: int
    secondary: int
    memory: int
    ungraded: int = 0


@dataclass(frozen=True, slots=True)
class Stance:
    """How many positions a view takes, of how many."""

    taken: int
    of: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What a law holds.

    duties, facts, issues, measures, cases and sources count the whole under `total`, and then by kind.
    issues         `asked` counts an issue as often as obligations ask it for themselves, `total` once.
    measures       one that belongs to several phases counts in each.
    rules, prose   places cited in rules and in prose, each as often as it is cited.
    places         places registered under the sources, each once.
    memory_alone   the rules that name authorities nobody has read at the place, and no others.
    """

    law_hash: str
    chapters: int
    obligations: int
    duties: Counts
    norms: int
    elements: int
    facts: Counts
    presumptions: int
    constraints: int
    exceptions: int
    consequences: int
    issues: Counts
    positions: int
    holders: Counts
    views: dict[str, Stance]
    measures: Counts
    cases: Counts
    factors: int
    sources: Counts
    rules: Graded
    prose: Graded
    places: Graded
    memory_alone: tuple[str, ...]


def stats(book: Book, named: str = "") -> Stats:
    """Return what a law holds, counted; named: the hash by which results name it and its table."""
    law, chapters, known = book.law, chapters_of(book), register(book.law)
    owners = [rule.owner for chapter in chapters for rule in chapter.rules]
    held = [pair for owner in owners for pair in holders_of(owner)]
    kinds = Counter(kind_of(owner) for owner in owners)
    return Stats(
        law_hash=named or law_hash(law),
        chapters=len(chapters),
        obligations=len(law.obligations),
        duties=_by((duty.phase for duty in law.duties), PHASES),
        norms=len(law.norms),
        elements=len(law.elements),
        facts=_facts(law),
        presumptions=len(law.presumptions),
        constraints=len(law.constraints),
        exceptions=len(law.defences),
        consequences=len(law.consequences),
        issues=_issues(law, kinds["issue"]),
        positions=sum(len(getattr(owner, "positions", ())) for owner in owners),
        holders=_holders(held),
        views={view.name: _stance(view, law) for view in sorted(law.views, key=lambda view: view.name)},
        measures=_measures(law),
        cases=_by(("gating" if case.gates else "advisory" for case in law.cases), ("gating", "advisory")),
        factors=len(law.factors),
        sources=_by((source.kind for source in law.sources), KINDS),
        rules=_in_rules(owners, held, known),
        prose=_graded(known.grade(source, place) for source, place in _in_prose(chapters, known)),
        places=_graded(place.grade for source in law.sources for place in source.pinpoints),
        memory_alone=tuple(_label(owner) for owner in owners if known.memory_only(owner)),
    )


def _by(words: Iterable[str], known: Iterable[str]) -> Counts:
    """Return how many there are, and how many of each word: the known ones in their order, and any others."""
    found = Counter(words)
    order = (*known, *sorted(set(found) - set(known)))
    return {"total": found.total(), **{word: found[word] for word in order}}


def _facts(law: Law) -> Counts:
    leaves = [leaf for leaf in law.leaves if not leaf.dated]
    kinds = _by((leaf.kind for leaf in leaves), ("fact", "appraisal"))
    scopes = _by((f"about {leaf.scope}" for leaf in leaves), [f"about {scope}" for scope in SCOPES])
    return kinds | scopes


def _issues(law: Law, declared: int) -> Counts:
    gates = {issue.name.partition("@")[0] for issue in law.issues if issue.gate}
    return {"total": declared, "gate": len(gates), "content": declared - len(gates), "asked": len(law.issues)}


def _holders(held: list[tuple[Holder, str]]) -> Counts:
    words = Counter(word for _, word in held)
    return {"total": len({holder.name for holder, _ in held}), "holds": words["holds"], "doubts": words["doubts"]}


def _stance(view: View, law: Law) -> Stance:
    return Stance(len({stance.issue for stance in view.stances}), len(law.issues))


def _measures(law: Law) -> Counts:
    tiers = _by((measure.tier for measure in law.measures), TIERS)
    phases = _by((phase for measure in law.measures for phase in measure.phases), PHASES)
    return {**tiers, **{word: number for word, number in phases.items() if word != "total"}}


def _in_rules(owners: list[Owner], held: list[tuple[Holder, str]], known: Register) -> Graded:
    cited = (known.grade(one.source, one.pinpoint) for owner in owners for one in citations_of(owner, known))
    own = (known.grade_of_holder(holder) for holder, _ in held if holder.name not in known.sources)
    return _graded([*cited, *own])


def _in_prose(chapters: Iterable[Chapter], known: Register) -> Iterator[tuple[str, str]]:
    passages = (piece for chapter in chapters for piece in chapter.pieces if isinstance(piece, Passage))
    for words in (words for passage in passages for prose in passage.prose for words in prose.texts):
        for part in in_prose(words, known):
            yield from ((one.source, one.pinpoint) for one in part if not isinstance(one, str))


def _graded(grades: Iterable[str]) -> Graded:
    found = Counter(grades)
    return Graded(found.total(), *(found[grade] for grade in (*GRADES, UNGRADED)))


def _label(owner: Owner) -> str:
    kind, name = key_of(owner)
    return f"{kind} {name}".rstrip()
