"""The syntax of a whole book to one frozen law: every name resolved, every mistake collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from duecare.base.errors import Diagnostic
from duecare.ir.declarations import Case, DefenceRule, Law, Source
from duecare.ir.expressions import Expression
from duecare.ir.walk import leaves_named, leaves_used
from duecare.lang import lower_declarations as rules
from duecare.lang.lower_dates import with_dates
from duecare.lang.lower_issues import lower_case, lower_issue, lower_view, note_uses
from duecare.lang.lowering import Lowering
from duecare.lang.names import Names, names_of
from duecare.lang.parse import ChapterText
from duecare.lang.syntax import Declaration

_Lowered = TypeVar("_Lowered")


@dataclass(frozen=True, slots=True)
class _Book:
    """The declarations of all chapters, each with the chapter it stands in."""

    placed: tuple[tuple[Declaration, ChapterText], ...]
    at: Lowering

    def each(self, keyword: str, lower: Callable[[Declaration, Lowering], _Lowered]) -> tuple[_Lowered, ...]:
        """Lower the declarations of one keyword, each at its own place."""
        return tuple(lower(d, self.at.within(_obligation_of(c))) for d, c in self.placed if d.keyword == keyword)

    def one(self, keyword: str, lower: Callable[[Declaration, Lowering], _Lowered]) -> _Lowered | None:
        """Lower the one declaration of a keyword; a law has no second one."""
        found = self.each(keyword, lower)
        spans = [d.span for d, _ in self.placed if d.keyword == keyword]
        for span in spans[1:]:
            self.at.refuse(span, f"a law has one `{keyword}` rule, and another stands at {spans[0]}", "keep one")
        return found[0] if found else None


def lower_book(
    chapters: Iterable[ChapterText], sources: tuple[Source, ...], *, whole: bool = True
) -> tuple[Law, tuple[Diagnostic, ...]]:
    """Return the law that chapters make, and what is wrong with it."""
    chapters = tuple(chapters)
    declared = [d for chapter in chapters for d in (*chapter.declarations, *chapter.broken)]
    names = names_of(declared, whole=whole and all(chapter.whole for chapter in chapters))
    at = Lowering(names)
    book = _Book(tuple((d, chapter) for chapter in chapters for d in chapter.declarations), at)
    for chapter in chapters:
        _check_chapter(chapter, at)
    between = with_dates(_rules(book, chapters, sources), (d for d, _ in book.placed), at)
    law = replace(_with_issues(between, book), as_at=_as_at(chapters, at))
    return law, tuple(at.found)


def lower_cases(chapter: ChapterText, names: Names) -> tuple[tuple[Case, ...], tuple[Diagnostic, ...]]:
    """Return the cases of a chapter outside the law, and what is wrong with them."""
    at = Lowering(replace(names, whole=names.whole and chapter.whole))
    cases = []
    for declaration in chapter.declarations:
        if declaration.keyword == "case":
            cases.append(lower_case(declaration, at))
        else:
            advice = "only cases stand outside the law; move it into a chapter of the law"
            at.refuse(declaration.span, f"this file declares '{declaration.name.text}'", advice)
    return tuple(cases), tuple(at.found)


def _rules(book: _Book, chapters: tuple[ChapterText, ...], sources: tuple[Source, ...]) -> Law:
    titles = {chapter.front.id: chapter.front.title for chapter in chapters}
    elements = book.each("element", rules.lower_element)
    met = {element.name: element.met for element in elements}
    leaves = [rules.lower_leaf(d) for d, _ in book.placed if d.keyword in ("fact", "appraisal")]
    return Law(
        sources=sources,
        obligations=book.each("obligation", lambda d, at: rules.lower_obligation(d, at, titles.get(d.name.text, ""))),
        duties=book.each("duty", rules.lower_duty),
        norms=book.each("norm", rules.lower_norm),
        elements=elements,
        leaves=tuple(leaves),
        presumptions=book.each("presume", rules.lower_presumption),
        constraints=book.each("constraint", rules.lower_constraint),
        defences=tuple(_raised(d, met) for d in book.each("exception", rules.lower_defence)),
        measures=book.each("measure", rules.lower_measure),
        consequences=book.each("consequence", rules.lower_consequence),
        factors=book.each("factor", rules.lower_factor),
        step=book.one("step", rules.lower_step),
        review=book.one("review", rules.lower_review),
    )


def _with_issues(law: Law, book: _Book) -> Law:
    """Add what can be told only when it is known which obligations turn on which issues."""
    note_uses((d for d, _ in book.placed), book.at)
    # A position may require one of an issue that nothing else turns on; go on until nothing is added.
    size = -1
    while size != len(book.at.used):
        size = len(book.at.used)
        issues = book.each("issue", lower_issue)
    return replace(
        law,
        issues=tuple(issue for group in issues for issue in group),
        views=book.each("view", lower_view),
        cases=book.each("case", lower_case),
    )


def _raised(defence: DefenceRule, met: Mapping[str, Expression]) -> DefenceRule:
    if defence.raised_by:
        return defence
    return replace(defence, raised_by=leaves_named(defence.when) or leaves_used(defence.when, met))


def _obligation_of(chapter: ChapterText) -> str:
    return chapter.front.id if chapter.front.kind == "obligation" else ""


def _as_at(chapters: tuple[ChapterText, ...], at: Lowering) -> str:
    """Return the date as at which the law stands; two different ones are refused."""
    dated = [chapter.front for chapter in chapters if chapter.front.as_at]
    for front in dated[1:]:
        at.refuse(front.span, "another chapter says already as at which date the law stands", "leave `as_at` out here")
    return dated[0].as_at if dated else ""


def _check_chapter(chapter: ChapterText, at: Lowering) -> None:
    front = chapter.front
    if front.kind == "obligation" and front.id not in at.names.obligations and at.names.whole:
        advice = "give the name of an obligation that is declared"
        at.refuse(front.span, f"there is no obligation '{front.id}' for this chapter", advice)
