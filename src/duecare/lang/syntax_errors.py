"""Puts what the parser did not expect into words for lawyers; no name of the grammar ever shows."""

from __future__ import annotations

import re
from difflib import get_close_matches

from lark import Token, UnexpectedInput

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.lang.chunks import Chunk
from duecare.lang.habits import habit, shorten
from duecare.lang.outline import CONDITION, FORMS, HEADS, LISTS, UNDER, of_line
from duecare.lang.outline_errors import outline_problem

_CONDITION = frozenset(("ATOM_NAME", "DOTTED_NAME", "CUSTOM", "ATOM_TIER", "BASELINE_STEP", "STEP", "OF_BREACH"))
_LISTS = frozenset(("ALL", "ANY", "SOME", "AT", "NOT"))
_STATUS = "a status (`in force`, `applicable`, `due`, `omitted`, `performed`, `liable`, `breached` or `taken`)"
PHRASES = {
    "NEW_NAME": "a name",
    "OBLIGATION_NAME": "the name of an obligation",
    "DEFEATED_NAME": "the name of an obligation or a duty",
    "DUTY_NAME": "the name of a duty",
    "LEAF_NAME": "the name of a fact or appraisal",
    "ALIAS_NAME": "a name",
    "MEASURE_NAME": "the name of a measure",
    "POSITION_NAME": "the name of a position",
    "SOURCE_NAME": "the name of a source",
    "FOUND_NAME": "the name of a fact or measure",
    "SUBJECT_NAME": "the name of a measure or duty",
    "POSITION_REF": "an issue and a position, as in `status.default`",
    "HOLDER_NAME": "a source, a State with a year as in `FIN 2020`, or `practice`",
    "TEXT": 'a text between " and "',
    "NUMBER": "a number",
    "DATE": "a date",
    "PINPOINT": "a pinpoint",
    "HOLDER_PLACE": "a pinpoint",
    "HOLDER_NOTE": "a note",
    "OUTCOME_WORD": "an outcome such as `breached`",
    "SCOPE": "`operation`, `bearer`, `beneficiary`, `relation`, `measure` or `duty`",
    "EVENT": "`event`, `onset`",
    "EACH": "`for each obligation`",
    "OWED": "`states`, `individuals` or `all parties`",
    "ANSWER": "`yes` or `no`",
    "PARTY": "`beneficiary` or `bearer`",
    "PHASE": "`prevent`, `halt` or `redress`",
    "TIER": "`baseline`, `capacity` or `advanced`",
    "EFFECT": "`raises` or `lowers`",
    "UNIT": "`hours` or `days`",
    "DEFEATED": "`applicable`, `due` or `wrongfulness`",
    "ALL": "`all of`",
    "ANY": "`any of`",
    "SOME": "`some affected:`",
    "AT": "`at least`",
    "IN_FORCE": "`in force`",
    "STATUS": _STATUS,
    "PLACE": "`at` and a pinpoint",
    "COMMA": "a comma",
    "SEMICOLON": "a semicolon",
    "_NL": "the end of the line",
}
_WORDS = re.compile(r"`([^`]+)`")
# Told as part of "a condition", or as what a list or a status may be.
SPOKEN_OTHERWISE = _CONDITION | _LISTS
_NEVER = ("WORD", "$END", "_INDENT", "_DEDENT")


def explain(error: UnexpectedInput, chunk: Chunk) -> Diagnostic:
    """Return the diagnostic for the first thing in a declaration that its grammar does not allow."""
    token = getattr(error, "token", None)
    kind = token.type if isinstance(token, Token) else ""
    line, column = _place(error, chunk, kind)
    if line == 0 or _at_own_line(chunk, line, column, kind):
        problem = outline_problem(chunk)
        if problem:
            return problem
    accepted = _accepted(error)
    if "_INDENT" in accepted and not accepted - set(_NEVER):
        return _nothing_under(chunk, line, column)
    text = chunk.lines[line]
    form = HEADS[chunk.keyword] if line == 0 else _form(chunk, line)
    message, advice = (
        _too_far(chunk, line, kind)
        or _second_line(accepted)
        or habit(text, column)
        or _unexpected(text, column, accepted, form)
    )
    return Diagnostic(Span(chunk.file, chunk.line + line, column), message, advice)


def _place(error: UnexpectedInput, chunk: Chunk, kind: str) -> tuple[int, int]:
    """Return where the mistake stands, the line counted from 0 in the declaration."""
    last = len(chunk.lines) - 1
    line, column = getattr(error, "line", -1), getattr(error, "column", -1)
    if kind == "$END" or not isinstance(line, int) or line < 1:
        return last, len(chunk.lines[last]) + 1
    line -= 1
    if kind in ("_INDENT", "_DEDENT") and line < last:
        line = next(n for n in range(line + 1, last + 1) if chunk.lines[n])
        return line, len(chunk.lines[line]) - len(chunk.lines[line].lstrip()) + 1
    text = chunk.lines[line]
    column = min(max(column, 1), len(text) + 1)
    while column > 1 and kind not in ("_NL",) and re.match(r"[A-Za-z0-9_]{2}", text[column - 2 : column]):
        column -= 1
    return line, column


def _at_own_line(chunk: Chunk, line: int, column: int, kind: str) -> bool:
    """Say whether the mistake is which line stands here, and not what the line holds."""
    text = chunk.lines[line]
    if kind == "$END" or (kind == "_DEDENT" and line == len(chunk.lines) - 1 and column > len(text)):
        return True
    keyword = of_line(text)
    return text[:2] == "  " and text[2:3] != " " and (not keyword or column <= 2 + len(keyword))


def _accepted(error: UnexpectedInput) -> frozenset[str]:
    parser = getattr(error, "interactive_parser", None)
    return frozenset(parser.accepts()) if parser is not None else frozenset()


def _nothing_under(chunk: Chunk, line: int, column: int) -> Diagnostic:
    if column <= len(chunk.lines[line]) and line:
        line = next(n for n in range(line - 1, -1, -1) if chunk.lines[n])
    indent = len(chunk.lines[line]) - len(chunk.lines[line].lstrip())
    what = f"this {chunk.keyword}" if line == 0 else "this line"
    advice = "write what belongs to it below, indented by two more spaces"
    return Diagnostic(Span(chunk.file, chunk.line + line, indent + 1), f"{what} has nothing under it", advice)


def _form(chunk: Chunk, line: int) -> str:
    """Return how the line is written: by its own keyword, or by that of the line it belongs to."""
    own = of_line(chunk.lines[line])
    if own in FORMS:
        return FORMS[own]
    listed = next((form for words, form in LISTS.items() if words in chunk.lines[line]), "")
    if listed:
        return listed
    above = [text for text in chunk.lines[: line + 1] if text[:2] == "  " and text[2:3].strip()]
    return UNDER.get(of_line(above[-1]) if above else "", CONDITION)


def _too_far(chunk: Chunk, line: int, kind: str) -> tuple[str, str] | None:
    if kind != "_INDENT":
        return None
    spaces = len(chunk.lines[line]) - len(chunk.lines[line].lstrip())
    above = next(chunk.lines[n].strip() for n in range(line - 1, -1, -1) if chunk.lines[n])
    message = f"this line is indented under '{shorten(above)}', which takes no lines"
    return message, f"indent it by {spaces - 2} spaces, or make the line above a list (`all of` or `any of`)"


def _second_line(accepted: frozenset[str]) -> tuple[str, str] | None:
    if accepted - {"WORD", "_NL"} != {"_DEDENT"}:
        return None
    message = "this is a second line, and what it stands under takes one"
    return message, "make it a list: write `all of` or `any of` at the end of the line above both"


def _unexpected(text: str, column: int, accepted: frozenset[str], form: str) -> tuple[str, str]:
    word = re.match(r"\w+|.", text[column - 1 :])
    found = f"'{shorten(word.group())}'" if word else "the end of the line"
    phrases = _phrases(accepted)
    message = f"expected {_or(phrases)}, not {found}" if phrases else f"{found} is not expected here"
    options = [option for phrase in phrases for option in _WORDS.findall(phrase) if "." not in option]
    near = get_close_matches(word.group(), options, 1) if word else []
    if near:
        return message, f"did you mean `{near[0]}`?"
    return message, f"the form is: {form}"


def _phrases(accepted: frozenset[str]) -> list[str]:
    left = set(accepted) - set(_NEVER)
    found: list[str] = []
    if left & _CONDITION:
        found.append("a condition" if left & _LISTS else "a plain name")
        left -= _CONDITION | _LISTS
    if "STATUS" in left:
        left -= {"IN_FORCE", "NOT", "TAKEN"}
    if "AT" in left and "ALL" not in left:
        left = left - {"AT"} | {"PLACE"}
    for name in sorted(left):
        phrase = PHRASES.get(name, f"`{name.lower().replace('_', ' ')}`")
        if phrase not in found:
            found.append(phrase)
    # The end of the line is the last thing a reader thinks of.
    return sorted(found, key=lambda phrase: phrase == PHRASES["_NL"])


def _or(phrases: list[str]) -> str:
    return phrases[0] if len(phrases) == 1 else ", ".join(phrases[:-1]) + " or " + phrases[-1]
