"""Issues, views and cases: syntax to frozen declarations, issues taken per obligation told apart."""

from __future__ import annotations

from collections.abc import Iterable

from duecare.base.moments import parse_moment
from duecare.ir.declarations import Case, Citation, Expectation, Given, Issue, Position, Slice, Stance, View
from duecare.lang import clauses as of
from duecare.lang.lowering import Lowering
from duecare.lang.syntax import Declaration, Expect, Found, GivenBlock, PositionBlock, Takes, Word

_VALUES = {"": True, "not": False, "unknown": None}
_OPEN = "open"


def note_uses(declarations: Iterable[Declaration], at: Lowering) -> None:
    """Note every issue taken per obligation that a view or a reading takes for one obligation by name."""
    for declaration in declarations:
        for takes in _takes(declaration):
            if takes.obligation is not None:
                at.used.add((takes.issue, takes.obligation.text))
            elif "@" in takes.issue:
                base, _, obligation = takes.issue.partition("@")
                at.used.add((base, obligation))


def lower_issue(declaration: Declaration, at: Lowering) -> tuple[Issue, ...]:
    """Return the issue, or one for each obligation that has it."""
    name = declaration.name.text
    if not at.names.issues.get(name):
        return (_issue(declaration, at, ""),)
    having = [o for o in at.names.obligations if (name, o) in at.used] or list(at.names.obligations)
    return tuple(_issue(declaration, at, obligation) for obligation in having)


def _issue(declaration: Declaration, at: Lowering, obligation: str) -> Issue:
    clauses = declaration.clauses
    at = at.within(obligation or at.obligation)
    return Issue(
        name=declaration.name.text + (f"@{obligation}" if obligation else ""),
        question=of.text(clauses),
        positions=tuple(_position(block, at) for block in of.positions(clauses)),
        gate=of.has(clauses, "gate"),
        obligation=obligation,
        span=declaration.name.span,
    )


def _position(block: PositionBlock, at: Lowering) -> Position:
    return Position(
        name=block.name.text,
        text=block.text,
        held_by=of.holders(block.clauses, "held by"),
        doubted_by=of.holders(block.clauses, "doubted by"),
        requires=_references(of.words(block.clauses, "requires"), at),
        excludes=_references(of.words(block.clauses, "excludes"), at),
        span=block.name.span,
    )


def _references(words: Iterable[Word], at: Lowering) -> tuple[tuple[str, str], ...]:
    return tuple(_reference(word, at) for word in words)


def _reference(word: Word, at: Lowering) -> tuple[str, str]:
    issue, _, position = word.text.partition(".")
    at.positions(issue, [Word(position, word.span)])
    return at.issue(issue, word.span), position


def lower_view(declaration: Declaration, at: Lowering) -> View:
    """Return a view."""
    clauses = declaration.clauses
    sources = of.citations(clauses)
    return View(
        name=declaration.name.text,
        text=of.text(clauses),
        sources=sources,
        stances=tuple(s for takes in _takes(declaration) for s in _stances(takes, sources, at)),
        span=declaration.name.span,
    )


def lower_case(declaration: Declaration, at: Lowering) -> Case:
    """Return a case."""
    clauses = declaration.clauses
    assert declaration.of is not None  # the grammar demands it
    obligation = declaration.of
    if obligation.text not in at.names.obligations and obligation.text not in at.names.norms:
        at.unknown(obligation, "an obligation or norm", [*at.names.obligations, *at.names.norms])
    sources = of.citations(clauses)
    return Case(
        name=declaration.name.text,
        obligation=obligation.text,
        text=of.text(clauses),
        sources=sources,
        gates=of.has(clauses, "gates"),
        reading=tuple(s for takes in _takes(declaration) for s in _stances(takes, sources, at)),
        slices=tuple(_slice(block, at) for block in of.every(clauses, "given", GivenBlock)),
        expects=tuple(_expectation(expect, at) for expect in of.every(clauses, "expect", Expect)),
        span=declaration.name.span,
    )


def _takes(declaration: Declaration) -> tuple[Takes, ...]:
    return of.every(declaration.clauses, "takes", Takes) + of.items(declaration.clauses, "reading", Takes)


def _stances(takes: Takes, sources: tuple[Citation, ...], at: Lowering) -> list[Stance]:
    positions = at.positions(takes.issue, takes.positions)
    source = _stance_source(takes, sources)
    return [Stance(issue, positions, source) for issue in _issues(takes, at)]


def _stance_source(takes: Takes, sources: tuple[Citation, ...]) -> Citation | None:
    if takes.source is None and takes.pinpoint is None:
        return None
    name = takes.source.text if takes.source else sources[0].source
    at = takes.source or takes.pinpoint
    assert at is not None
    return Citation(name, takes.pinpoint.text if takes.pinpoint else "", at.span)


def _issues(takes: Takes, at: Lowering) -> list[str]:
    """Return the full names of the issues a line takes: of one obligation, or of every one that has it."""
    base, named, _ = takes.issue.partition("@")
    each = at.names.issues.get(base, False)
    if takes.obligation is not None:
        if base in at.names.issues and not each:
            at.refuse(
                takes.obligation.span,
                f"the issue '{base}' is not taken for each obligation",
                "leave `in` out",
            )
        elif named:
            at.refuse(takes.obligation.span, "the obligation is named twice", f"write '{base}' and `in`")
        return [at.issue(base, takes.span) if not each else _in(base, takes.obligation, at)]
    if not each or named:
        return [at.issue(takes.issue, takes.span)]
    # By name, so that the order of chapters makes no difference to what a view is.
    known = sorted(at.names.obligations)
    having = [obligation for obligation in known if (base, obligation) in at.used]
    return [f"{base}@{obligation}" for obligation in having or known]


def _in(base: str, obligation: Word, at: Lowering) -> str:
    return at.issue(f"{base}@{obligation.text}", obligation.span)


def _slice(block: GivenBlock, at: Lowering) -> Slice:
    return Slice(_date(block.since, at), tuple(_fact(found) for found in block.facts))


def _fact(found: Found) -> Given:
    about = "" if found.about is None else found.about.text
    return Given(found.leaf.text, _VALUES[found.prefix], about, found.leaf.span)


def _expectation(expect: Expect, at: Lowering) -> Expectation:
    words = tuple(word.text for word in expect.words)
    return Expectation(expect.duty.text, () if words == (_OPEN,) else words, _date(expect.since, at), expect.duty.span)


def _date(word: Word | None, at: Lowering) -> str:
    if word is None:
        return ""
    try:
        parse_moment(word.text)
    except ValueError as error:
        at.refuse(word.span, str(error), "write a year, a month or a day")
    return word.text
