"""Tells which line of a declaration is missing, misplaced, repeated or not its own."""

from __future__ import annotations

from difflib import get_close_matches

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.lang.chunks import Chunk
from duecare.lang.outline import CLAUSES, in_words, mark, of_line

# Lines that belong to another kind of declaration for a reason worth giving.
_WHY = {
    ("norm", "breached when"): "a norm is expected and met, and never breached",
    ("norm", "liable when"): "a norm is expected and met, and never makes liable",
    ("norm", "due when"): "a norm is expected: write `expected when`",
    ("element", "when"): "write `met when`",
    ("fact", "met when"): "what follows from a condition is an element",
    ("appraisal", "met when"): "what follows from a condition is an element",
}


def outline_problem(chunk: Chunk) -> Diagnostic | None:
    """Return what is wrong with the order of the lines, looked at without what they hold."""
    clauses = dict(mark(line) for line in CLAUSES[chunk.keyword])
    order = list(clauses)
    own = [(number, line) for number, line in enumerate(chunk.lines) if line[:3].strip() and line[:2] == "  "]
    seen: list[str] = []
    for number, line in own:
        keyword = of_line(line)
        problem = _wrong_line(chunk.keyword, keyword, line, seen) or _wrong_place(keyword, seen, order, clauses)
        if problem:
            message, advice = problem
            return Diagnostic(Span(chunk.file, chunk.line + number, 3), message, advice)
        seen.append(keyword)
    missing = [keyword for keyword in order if clauses[keyword] in ("", "+") and keyword not in seen]
    if missing and seen:
        message = f"this {chunk.keyword} lacks {in_words(missing[0])}"
        return Diagnostic(Span(chunk.file, chunk.line, 1), message, _lines(chunk.keyword))
    return None


def _wrong_line(declaration: str, keyword: str, line: str, seen: list[str]) -> tuple[str, str] | None:
    clauses = [mark(line)[0] for line in CLAUSES[declaration]]
    if keyword in clauses:
        return None
    a = "an" if declaration[0] in "aeio" else "a"
    why = _WHY.get((declaration, keyword))
    if keyword:
        return f"{a} {declaration} has no line `{keyword}`", why or _lines(declaration)
    begin = " ".join(line.split()[:2])[:40]
    near = get_close_matches(begin, clauses, 1, 0.7) or get_close_matches(begin.split()[0], clauses, 1, 0.7)
    quoted = 'put a text between " and "' if '"TEXT"' not in seen else _lines(declaration)
    advice = f"did you mean `{near[0]}`?" if near else quoted
    return f"{a} {declaration} has no line that begins with '{begin}'", advice


def _wrong_place(keyword: str, seen: list[str], order: list[str], clauses: dict[str, str]) -> tuple[str, str] | None:
    shown = in_words(keyword)
    if keyword in seen and clauses[keyword] not in ("*", "+"):
        return f"{shown} stands here a second time", "keep one"
    later = [other for other in seen if order.index(other) > order.index(keyword)]
    if later:
        return f"{shown} stands too late", f"move it above {in_words(later[0])}"
    return None


def _lines(declaration: str) -> str:
    shown = []
    for line in CLAUSES[declaration]:
        keyword, sign = mark(line)
        shown.append(f"[{keyword}]" if sign in ("?", "*") else keyword)
    return "its lines are, in this order: " + ", ".join(shown)
