"""The grammar, the tables that speak of it and the words for its terminals agree."""

from __future__ import annotations

import re

from duecare.lang.chunks import Chunk
from duecare.lang.outline import CLAUSES, FORMS, HEADS, UNDER, mark, of_line
from duecare.lang.parse import parse_declaration, parser
from duecare.lang.syntax import Declaration
from duecare.lang.syntax_errors import PHRASES, SPOKEN_OTHERWISE

LARK = parser()


def test_every_declaration_has_its_outline() -> None:
    """What the grammar may begin with is what the outline lists, with a form for each first line."""
    starts = {str(rule.expansion[0].name) for rule in LARK.rules if rule.origin.name == "start"}
    assert starts == set(CLAUSES) == set(HEADS)


def test_every_line_of_an_outline_is_a_rule() -> None:
    """Each keyword of the outline is read by a rule of the grammar."""
    rules = {str(rule.origin.name) for rule in LARK.rules}
    lines = {mark(line)[0] for lines in CLAUSES.values() for line in lines} | set(FORMS)
    for keyword in lines - {'"TEXT"'}:
        assert keyword.replace(" ", "_") in rules, keyword
    assert set(UNDER) <= lines


def test_every_terminal_has_words() -> None:
    """Whatever the parser expects can be said without its name, so that no message shows it."""
    plain = {t.name for t in LARK.terminals if re.fullmatch(r"[a-z]+", str(t.pattern.value))}
    silent = {"WORD", "_NL", "COMMA", "SEMICOLON"}
    named = {terminal.name for terminal in LARK.terminals if not terminal.name.startswith("__")}
    assert named - plain - silent - set(PHRASES) - SPOKEN_OTHERWISE == set()


def test_keyword_of_a_line() -> None:
    """The longest keyword wins, and a text is known by its quotation mark."""
    assert of_line("  in force when any of") == "in force when"
    assert of_line('  "Text."') == '"TEXT"'
    assert of_line("  whenever") == ""


def test_names_may_be_keywords_of_other_places() -> None:
    """`halt` is a phase, a duty and a position; none stands in the way of the other."""
    text = """duty halt of redress
  "Halt."
  source phase at p 1
  phase halt
  due when all of
    prevent due
    underlying under halt.any or none
    notice
    stepwise
  served by all of measure
  breached when
    halt not performed"""
    declaration = parse_declaration(Chunk("law.md", 1, tuple(text.split("\n"))))
    assert isinstance(declaration, Declaration)
