"""The edition as a page: valid, alone, every link leads somewhere, in the order of the book, the same each time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from woven import HERE, LAWS, MADE_UP, book, page, written

from duecare.weave.chapters import PARTS

Golden = Callable[[Path, str], None]
WEAVE = (
    "import sys; from pathlib import Path; from duecare.lang.book import read_book; "
    "from duecare.weave.page import edition; sys.stdout.write(edition(read_book(Path(sys.argv[1]))))"
)


def test_golden(golden: Golden) -> None:
    """The edition of a small law, word for word."""
    golden(HERE / "golden" / "edition.html", written("made up"))


@pytest.mark.parametrize("name", LAWS)
def test_valid_and_whole(name: str) -> None:
    """Tags nest as HTML allows, ids are unique, and every link within leads to one of them."""
    assert page(name).all("main")


@pytest.mark.parametrize("name", LAWS)
def test_nothing_is_fetched_or_run(name: str) -> None:
    """No script, no picture, no font and no sheet from elsewhere; the page forbids them itself."""
    assert not re.search(r"<(script|img|link|iframe|object|form)|@import|url\(", written(name))
    policies = [node.attributes["content"] for node in page(name).all("meta") if "http-equiv" in node.attributes]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_the_same_law_gives_the_same_bytes() -> None:
    """No order of a set or a dict shows in the page."""
    pages = []
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run([sys.executable, "-c", WEAVE, MADE_UP], env=env, capture_output=True, check=True)
        pages.append(run.stdout)
    assert pages[0] == pages[1] == written("made up").encode()


@pytest.mark.parametrize("name", LAWS)
def test_chapters_stand_by_part_and_path(name: str) -> None:
    """Every file is one chapter; parts stand in their order, chapters in a part by path; contents name each."""
    kinds = list(PARTS)
    files = sorted(book(name).chapters, key=lambda one: (kinds.index(one.front.kind), one.file))
    chapters = [node for node in page(name).all("section") if "chapter" in node.classes]
    assert [node.id for node in chapters] == [f"chapter-{number}" for number in range(1, len(files) + 1)]
    titles = [node.all("h3")[0].text.split(" ", 1)[1] for node in chapters]
    assert [title for file, title in zip(files, titles, strict=True) if file.front.title not in ("", title)] == []
    led = [node.attributes["href"][1:] for node in page(name).by_id("contents").all("a")]
    assert [one for one in led if one.startswith("chapter-")] == [node.id for node in chapters]


@pytest.mark.parametrize("name", LAWS)
def test_numbers_run_through_each_chapter(name: str) -> None:
    """Paragraphs and rules of a chapter are numbered from one on, in the order in which they stand."""
    for chapter in (node for node in page(name).all("section") if "chapter" in node.classes):
        first = chapter.id.removeprefix("chapter-")
        shown = [node.text for node in chapter.all(cls="num")]
        assert shown == [f"{first}.{number}" for number in range(1, len(shown) + 1)]


def test_each_chapter_has_its_running_title() -> None:
    """On paper each chapter's pages bear its title, whatever signs are in it."""
    style = page("made up").all("style")[0].text
    for number in range(1, 8):
        assert f"#chapter-{number} {{ page: chapter-{number}; }}" in style
        assert f"@page chapter-{number} {{ @top-right {{ content: " in style
    assert "\\000020clear\\000020wrecks" in style


def test_links_of_prose() -> None:
    """A link to a chapter leads there, one to the web out, and one to nowhere is text."""
    first = page("made up").by_id("p-1.1")
    links = {node.text: node.attributes["href"] for node in first.all("a") if "num" not in node.classes}
    assert links == {"the lights": "#chapter-2", "a page": "https://example.org/coast"}
    assert "nothing and a page." in first.text


def test_prose_names_rules_and_authorities() -> None:
    """A name in code leads to its rule, brackets with works lead to them, also over a line's end; others stay."""
    said = page("made up").by_id("p-2.1")
    assert said.text == (
        "2.1 A State keeps its lights burning [Lights Case, p 4●; Pilot 1999, p 2●]. Whether it must watch is asked by "
        "watch 2.9, and what was told by told† 5.2; [brackets] of no work are left alone."
    )
    led = [node.attributes["href"] for node in said.all("a")]
    assert led == ["#p-2.1", "#source-lights_case", "#source-pilot", "#issue-watch", "#index-told"]


def test_a_table_of_prose_is_a_table() -> None:
    """A table stays one, with its authorities and names."""
    rows = [[cell.text for cell in row.all("td")] for row in page("made up").by_id("p-2.5").all("tr")]
    assert rows == [[], ["smoke", "[Pilot 1999, p 2●], doubting", "light known† 2.6"]]
