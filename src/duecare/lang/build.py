"""Turns the parse tree of one declaration into syntax: reads keywords back from the names of the rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lark import Token, Tree

from duecare.base.spans import Span
from duecare.ir.declarations import Citation, Holder
from duecare.lang.syntax import (
    Clause,
    Condition,
    Declaration,
    Expect,
    Found,
    GivenBlock,
    Group,
    Guard,
    Line,
    PositionBlock,
    ServiceGroup,
    Takes,
    Value,
    Word,
)

Branch = Token | Tree[Token]
_HEAD = ("of", "to", "about")
_FLAGS = ("NOT", "EVENT", "EACH")
# A note begins at the first comma that no further part of a pinpoint follows.
_NOTE = re.compile(r",\s+(?!\d|[ivxlc]+\b|(?:pp?|paras?|arts?|r|rr|cmts?|ch|nn?|fn|s|ss|sec|pt|vol|annex)\b)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text of a declaration begins: its file, and the number of lines before it."""

    file: str
    before: int

    def span(self, branch: Branch) -> Span:
        """Return where a part of the tree stands in the file."""
        at = branch if isinstance(branch, Token) else branch.meta
        return Span(self.file, (at.line or 1) + self.before, at.column or 1)

    def word(self, token: Token) -> Word:
        """Return a token as a word, its spaces made single."""
        return Word(" ".join(token.split()), self.span(token))


def build(tree: Tree[Token], place: Place) -> Declaration:
    """Return the declaration a tree stands for."""
    head = {child.data: tokens(child)[0] for child in trees(tree) if child.data in _HEAD}
    own = tokens(tree)
    flags = tuple(place.word(t).text for t in own if t.type in _FLAGS)
    about = (str(head["about"]),) if "about" in head else ()
    name = next((place.word(t) for t in own if t.type not in _FLAGS), Word("", place.span(tree)))
    return Declaration(
        keyword=str(tree.data),
        name=name,
        clauses=tuple(_clause(child, place) for child in trees(tree) if child.data not in _HEAD),
        of=place.word(head["of"]) if "of" in head else None,
        to=place.word(head["to"]) if "to" in head else None,
        flags=about + flags,
        span=place.span(tree),
    )


def tokens(tree: Tree[Token]) -> list[Token]:
    """Return the children that are tokens."""
    return [child for child in tree.children if isinstance(child, Token)]


def trees(tree: Tree[Token]) -> list[Tree[Token]]:
    """Return the children that are trees."""
    return [child for child in tree.children if isinstance(child, Tree)]


def _clause(tree: Tree[Token], place: Place) -> Clause:
    keyword = str(tree.data).replace("_", " ")
    return Clause(keyword, _VALUES.get(str(tree.data), _words)(tree, place), place.span(tree))


def _words(tree: Tree[Token], place: Place) -> tuple[Word, ...]:
    return tuple(place.word(token) for token in tokens(tree))


def _text(tree: Tree[Token], _: Place) -> str:
    return unquote(tokens(tree)[0])


def unquote(token: str) -> str:
    """Return a quoted text without its quotation marks and escapes."""
    return re.sub(r'\\(["\\])', r"\1", token[1:-1])


def _citations(tree: Tree[Token], place: Place) -> tuple[Citation, ...]:
    return tuple(_citation(child, place) for child in trees(tree))


def _citation(tree: Tree[Token], place: Place) -> Citation:
    source, *pinpoint = tokens(tree)
    return Citation(str(source), " ".join("".join(pinpoint).split()), place.span(source))


def _holders(tree: Tree[Token], place: Place) -> tuple[Holder, ...]:
    return tuple(_holder(child, place) for child in trees(tree))


def _holder(tree: Tree[Token], place: Place) -> Holder:
    name, *rest = tokens(tree)
    where, note = "", ""
    for token in rest:
        if token.type == "HOLDER_NOTE":
            note = str(token)
        else:
            where, note = split_note(str(token))
    return Holder(str(name), " ".join(where.split()), " ".join(note.split()), place.span(name))


def split_note(place: str) -> tuple[str, str]:
    """Part the pinpoint of a holder from the note after it."""
    parts = _NOTE.split(place, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _condition(tree: Tree[Token], place: Place) -> Condition:
    return _line(trees(tree)[0], place)


def _line(tree: Tree[Token], place: Place) -> Condition:
    return _atom(tree, place) if tree.data in ("line", "atom") else _group(tree, place)


def _atom(tree: Tree[Token], place: Place) -> Line:
    guard = next((_guard(child, place) for child in trees(tree) if child.data == "under"), None)
    parts = [child for child in tree.children if not (isinstance(child, Tree) and child.data == "under")]
    negated = isinstance(parts[0], Token) and parts[0].type == "NOT"
    subject, status = _subject(parts[1:] if negated else parts, place)
    if negated and status == "performed":
        return Line(subject, "not performed", False, guard)
    return Line(subject, status, negated, guard)


def _subject(parts: list[Branch], place: Place) -> tuple[Word, str]:
    first = parts[0]
    if isinstance(first, Tree):  # of_step, of_duty, of_breach
        word, *status = tokens(first)
        if first.data == "of_breach":
            return place.word(word), ""
        return place.word(word), str(status[0]) if status else "tier"
    if len(parts) == 1:
        return place.word(first), ""
    second = parts[1]
    return place.word(first), "not performed" if isinstance(second, Tree) else place.word(second).text


def _group(tree: Tree[Token], place: Place) -> Group:
    mode, affected, guard = "", False, None
    items: list[Line | Group] = []
    for child in tree.children:
        if isinstance(child, Token):
            affected = affected or child.type == "SOME"
            mode = " ".join(child.split()) if child.type in ("ALL", "ANY") else mode
        elif child.data == "at_least":
            mode = f"at least {int(tokens(child)[0])} of"
        elif child.data == "under":
            guard = _guard(child, place)
        else:
            items.append(_line(child, place))
    return Group(mode, tuple(items), affected, guard, tree.data == "inline", place.span(tree))


def _guard(tree: Tree[Token], place: Place) -> Guard:
    issue, first, others = _positions(tree, place)
    return Guard(issue, (first, *others), place.span(tokens(tree)[0]))


def _positions(tree: Tree[Token], place: Place) -> tuple[str, Word, list[Word]]:
    reference, *others = tokens(tree)
    issue, _, position = reference.partition(".")
    span = place.span(reference)
    first = Word(position, Span(span.file, span.line, span.column + len(issue) + 1))
    return issue, first, [place.word(token) for token in others]


def _service(tree: Tree[Token], place: Place) -> ServiceGroup:
    return _measures(trees(tree)[0], place)


def _measures(tree: Tree[Token], place: Place) -> ServiceGroup:
    mode, *rest = tree.children
    items: list[Word | ServiceGroup] = []
    for child in rest:
        if isinstance(child, Token):
            items.append(place.word(child))
        elif child.data == "measure_line":
            items.append(place.word(tokens(child)[0]))
        else:
            items.append(_measures(child, place))
    return ServiceGroup(str(mode).split()[0], tuple(items), tree.data == "service_row")


def _position(tree: Tree[Token], place: Place) -> PositionBlock:
    name, text = tokens(tree)
    clauses = tuple(_clause(child, place) for child in trees(tree))
    return PositionBlock(place.word(name), unquote(text), clauses)


def _takes(tree: Tree[Token], place: Place) -> Takes:
    issue, first, others = _positions(tree, place)
    extra = {str(child.data): place.word(tokens(child)[0]) for child in trees(tree)}
    return Takes(
        issue,
        (first, *others),
        extra.get("takes_in"),
        extra.get("takes_from"),
        extra.get("takes_at"),
        place.span(tokens(tree)[0]),
    )


def _reading(tree: Tree[Token], place: Place) -> tuple[Takes, ...]:
    return tuple(_takes(child, place) for child in trees(tree))


def _given(tree: Tree[Token], place: Place) -> GivenBlock:
    facts = tuple(_found(child, place) for child in trees(tree) if child.data == "found")
    return GivenBlock(_since(tree, place), facts)


def _since(tree: Tree[Token], place: Place) -> Word | None:
    return next((place.word(tokens(child)[0]) for child in trees(tree) if child.data == "since"), None)


def _found(tree: Tree[Token], place: Place) -> Found:
    by_type = {token.type: token for token in tokens(tree)}
    prefix = next((str(by_type[kind]) for kind in ("NOT", "UNKNOWN") if kind in by_type), "")
    name = place.word(by_type["FOUND_NAME"])
    if "TAKEN" in by_type:
        return Found(Word("late" if "LATE" in by_type else "taken", name.span), prefix, name)
    about = by_type.get("SUBJECT_NAME")
    return Found(name, prefix, None if about is None else place.word(about))


def _expect(tree: Tree[Token], place: Place) -> Expect:
    outcomes = tuple(
        Word(" ".join(tokens(child)), place.span(child)) for child in trees(tree) if child.data == "outcome"
    )
    return Expect(place.word(tokens(tree)[0]), outcomes, _since(tree, place))


_CONDITIONS = (
    "in_force",
    "applicable",
    "due",
    "performed",
    "liable",
    "breached",
    "expected",
    "met",
    "opens",
    "closed",
    "omitted",
    "follows",
    "raises",
    "lowers",
)
_VALUES: dict[str, Callable[[Tree[Token], Place], Value]] = {
    "text": _text,
    "footing": _text,
    "source": _citations,
    **{f"{word}_when": _condition for word in _CONDITIONS},
    "when": _condition,
    "never": _condition,
    "served_by": _service,
    "position": _position,
    "held_by": _holders,
    "doubted_by": _holders,
    "takes": _takes,
    "reading": _reading,
    "given": _given,
    "expect": _expect,
}
