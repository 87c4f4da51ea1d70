"""What counts as law in a Markdown file, and on which line it stands."""

from __future__ import annotations

from laws import rules

from duecare.lang.literate import Block, FrontMatter, take_apart
from duecare.lang.parse import parse_chapter

FACT = 'fact a about bearer\n  "A?"'


def test_front_matter_is_read_as_text() -> None:
    """Front matter gives id, title and kind; every value is text, so that `no` stays `no`."""
    chapter = take_apart("---\nid: no\ntitle: 1.10\nkind: shared\n---\n# A\n", "a.md")
    assert chapter.front == FrontMatter("no", "1.10", "shared")
    assert chapter.diagnostics == ()


def test_blocks_keep_their_lines() -> None:
    """A block knows the line of the file its text begins on."""
    text = f"---\nid: a\n---\n\n# A\n\n{rules(FACT)}\nProse.\n\n~~~rule\n{FACT}\n~~~\n"
    assert take_apart(text, "a.md").blocks == (Block(FACT, 8), Block(FACT, 15))
    second = parse_chapter(text, "a.md").declarations[1]
    assert (second.span.line, second.span.column) == (15, 1)
    assert (second.name.span.line, second.name.span.column) == (15, 6)


def test_other_fences_are_prose() -> None:
    """Code in other languages, and fences inside HTML comments, are not law."""
    text = f"```python\nfact = 1\n```\n\n<!--\n{rules(FACT)}-->\n\n```\nrule\n```\n"
    assert take_apart(text, "a.md").blocks == ()
    assert take_apart(text, "a.md").diagnostics == ()


def test_a_fence_inside_a_longer_fence_is_prose() -> None:
    """An example of a rule block in a page about rules is no rule."""
    assert take_apart(f"````markdown\n{rules(FACT)}````\n", "a.md").blocks == ()


def test_reading_goes_on_after_an_open_fence() -> None:
    """A fence that is never closed is told once, and the blocks after it are read."""
    chapter = parse_chapter(f"```rule\n{FACT}\n\nProse goes on.\n\n{rules(FACT)}", "a.md")
    assert [d.name.text for d in chapter.declarations] == ["a", "a"]
    assert [d.message for d in chapter.diagnostics] == ["this rule block is never closed"]


def test_a_rule_of_hyphens_is_no_front_matter() -> None:
    """Three hyphens further down are a line across the page."""
    assert take_apart("# A\n\n---\n\nText\n\n---\n", "a.md").diagnostics == ()


def test_one_bad_declaration_hides_no_other() -> None:
    """Each declaration is read by itself, in the same block too."""
    chapter = parse_chapter(rules(f"{FACT}\n\nelement b\n  met\n\n{FACT}\n\nfact c\n"), "a.md")
    assert len(chapter.declarations) == 2
    assert [d.span.line for d in chapter.diagnostics] == [6, 11]
    assert [d.name.text for d in chapter.broken] == ["b", "c"]
