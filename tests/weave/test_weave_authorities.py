"""What the law rests on: the grade of every place shown, memory marked everywhere, positions in equal space."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from strict_page import Node
from test_weave_declarations import declared
from woven import LAWS, book, page

from duecare.ir.declarations import Case, Holder, Issue, Law, Presumption, View

MARKS = {"●": "seen", "◐": "secondary", "†": "memory", "○": "not graded"}
Place = tuple[str, str, str]


def graded(law: Law) -> dict[tuple[str, str], str]:
    """Return the grade of every place that a law registers, works as a whole among them."""
    return {
        (source.name, place): grade
        for source in law.sources
        for place, grade in (("", source.grade), *((one.text, one.grade) for one in source.pinpoints))
    }


def told(node: Node) -> Iterator[Place]:
    """Yield every authority that a part of the page cites: the work, the place, and the grade that is shown."""
    for cited in node.all(cls="cite"):
        work = cited.all("a")[0].attributes["href"].removeprefix("#source-")
        mark = cited.all(cls="grade")[0].text
        place = cited.text.removesuffix(mark).strip().removeprefix(cited.all("a")[0].text).removeprefix(", ")
        yield work, place, MARKS[mark[0]]


@pytest.mark.parametrize("name", LAWS)
def test_every_rule_shows_its_authorities_with_grades(name: str) -> None:
    """Beneath each rule stands every authority it names, at the place, with the grade of that place."""
    law = book(name).law
    grades = graded(law)
    for anchor, owner in declared(law):
        if isinstance(owner, (Issue, Presumption)):
            continue
        stances = owner.stances if isinstance(owner, View) else owner.reading if isinstance(owner, Case) else ()
        once = {(s.issue.partition("@")[0], s.positions, s.source) for s in stances if s.source}
        cited = [*getattr(owner, "sources", ()), *(source for _, _, source in once if source)]
        wanted = Counter((one.source, one.pinpoint, grades[one.source, one.pinpoint]) for one in cited)
        assert Counter(told(page(name).by_id(anchor))) == wanted, anchor


@pytest.mark.parametrize("name", LAWS)
def test_presumptions_show_their_authorities(name: str) -> None:
    """All that presumptions rest on is shown with its grade."""
    law = book(name).law
    grades = graded(law)
    wanted = Counter(
        (c.source, c.pinpoint, grades[c.source, c.pinpoint]) for one in law.presumptions for c in one.sources
    )
    assert Counter(place for node in page(name).all("article", "presumption") for place in told(node)) == wanted


@pytest.mark.parametrize("name", LAWS)
def test_prose_shows_its_authorities_with_grades(name: str) -> None:
    """What prose cites between brackets is cited on the page, at the place, with its grade."""
    law = book(name).law
    grades, works = graded(law), {source.name for source in law.sources}
    wanted: Counter[Place] = Counter()
    for file, text in book(name).texts.items():
        prose = re.sub(r"^```rule\n.*?^```$", "", text, flags=re.S | re.M) if file.endswith(".md") else ""
        for inside in re.findall(r"\[([^][]*)\]", prose):
            parts = [" ".join(part.split()).partition(" ") for part in inside.split(";")]
            if all(work in works for work, _, _ in parts):
                wanted += Counter((work, place, grades[work, place]) for work, _, place in parts)
    assert Counter(place for node in page(name).all(cls="para") for place in told(node)) == wanted


@pytest.mark.parametrize("name", LAWS)
def test_positions_have_equal_space(name: str) -> None:
    """Positions stand by the alphabet in columns of one width; all who hold or doubt one stand in its column."""
    sheet = page(name).all("style")[0].text
    assert re.search(r"\.positions \{[^}]*table-layout: fixed", sheet)
    assert not re.search(r"\.positions (col|th|td):nth", sheet)
    for issue in {one.name.partition("@")[0]: one for one in book(name).law.issues}.values():
        node = page(name).by_id(f"issue-{issue.name.partition('@')[0]}")
        ordered = sorted(issue.positions, key=lambda one: one.name)
        columns = [col for col in node.all("col") if "label" not in col.classes]
        assert len(columns) == len(ordered)
        assert not any(col.attributes for col in columns)
        heads = [head for head in node.all("th") if head.attributes["scope"] == "col"]
        assert [head.text for head in heads] == [f"{one.name.replace('_', ' ')} {one.text}" for one in ordered]
        rows = {row.all("th")[0].text: row.all("td") for row in node.all("tbody")[0].all("tr")}
        for column, position in enumerate(ordered):
            assert len(rows["held by"][column].all("li")) == len(position.held_by)
            assert len(rows["doubted by"][column].all("li")) == len(position.doubted_by)
        assert ("gate" in node.all("header")[0].text) is issue.gate


@pytest.mark.parametrize("name", LAWS)
def test_holders_show_place_grade_and_mode(name: str) -> None:
    """Of everybody who holds or doubts stand the name, the place, the grade and the words that qualify it."""
    law = book(name).law
    grades, shorts = graded(law), {source.name: source.short for source in law.sources}
    for issue in law.issues:
        items = [one.text for one in page(name).by_id(f"issue-{issue.name.partition('@')[0]}").all("li")]
        for holder in (h for position in issue.positions for h in (*position.held_by, *position.doubted_by)):
            assert any(_tells(item, holder, grades, shorts) for item in items), (items, holder)


def _tells(item: str, holder: Holder, grades: dict[tuple[str, str], str], shorts: dict[str, str]) -> bool:
    grade = grades.get((holder.name, holder.pinpoint), _noted(holder.note))
    name = shorts.get(holder.name, holder.name.rpartition(" ")[2] if " " in holder.name else "State practice")
    mark = next(sign for sign, word in MARKS.items() if word == grade)
    place = f", {holder.pinpoint}" if holder.pinpoint else ""
    first, shown, note = item.partition(f"{mark} {grade}")
    qualified = bool(note.strip(" ,")) == bool(holder.note)
    return bool(shown) and first.strip().endswith(f"{name}{place}") and qualified


def _noted(note: str) -> str:
    return "memory" if "from memory" in note else "secondary" if "as reported" in note else "not graded"


@pytest.mark.parametrize("name", LAWS)
def test_memory_is_marked_everywhere(name: str) -> None:
    """A rule all of whose authorities are from memory says so itself, and wherever a link leads to it."""
    law = book(name).law
    grades = graded(law)
    alone = {
        anchor: bool(cited) and all(grades[one.source, one.pinpoint] == "memory" for one in cited)
        for anchor, owner in declared(law)
        if (cited := getattr(owner, "sources", ())) is not None and not isinstance(owner, Presumption)
    }
    for anchor, only in alone.items():
        node = page(name).by_id(anchor)
        assert any(one.text == "† rests on memory alone" for one in node.all("span", "memory")) is only, anchor
    targets = {f"#{anchor}": only for anchor, only in alone.items() if not anchor.startswith("fact-")}
    targets |= {f"#index-{anchor[5:]}": only for anchor, only in alone.items() if anchor.startswith("fact-")}
    named = [node for node in page(name).all("a") if node.all(cls="ref") and node.attributes["href"] in targets]
    assert named
    for node in named:
        assert bool(node.all(cls="dagger")) is targets[node.attributes["href"]], node.text


@pytest.mark.parametrize("name", LAWS)
def test_table_of_authorities(name: str) -> None:
    """Every authority stands once, with its title, each place registered, its grade, and where it is cited."""
    law = book(name).law
    assert len(page(name).by_id("authorities").all("section", "source")) == len(law.sources)
    where = _cited(page(name))
    for source in law.sources:
        node = page(name).by_id(f"source-{source.name}")
        assert source.cite in node.text
        rows = {row.all("th")[0].text: row.all("td") for row in node.all("tr")}
        for place in source.pinpoints:
            says, grade, at = rows[place.text]
            assert (says.text, grade.text[2:]) == (place.says, place.grade)
            assert {one.text for one in at.all("a")} == where.get((source.name, place.text), set())
        whole = where.get((source.name, ""), set())
        assert ("the whole work" in rows) is bool(whole)
        assert not whole or {one.text for one in rows["the whole work"][2].all("a")} == whole
        assert ("Not cited in this edition." in node.text) is not any(work == source.name for work, _ in where)


def _cited(root: Node) -> dict[tuple[str, str], set[str]]:
    """Return, from the chapters alone, the numbers of what cites a place: works, and works as holders."""
    found: dict[tuple[str, str], set[str]] = {}
    for node in [*root.all(cls="para"), *root.all(cls="rule")]:
        number = node.all(cls="num")[0].text
        for work, place, _ in told(node):
            found.setdefault((work, place), set()).add(number)
        for item in node.all("li") if "issue" in node.classes else ():
            for work in (a for a in item.all("a") if a.attributes["href"].startswith("#source-")):
                place = re.split(r" [●◐†○] ", item.text)[0].removeprefix(work.text).removeprefix(", ")
                found.setdefault((work.attributes["href"].removeprefix("#source-"), place), set()).add(number)
    return found


@pytest.mark.parametrize("name", LAWS)
def test_table_of_states(name: str) -> None:
    """What each State holds or doubts stands under its name, once for each position."""
    law = book(name).law
    issues = {one.name.partition("@")[0]: one for one in law.issues}.values()
    holders = [h for one in issues for p in one.positions for h in (*p.held_by, *p.doubted_by)]
    wanted = Counter(holder.name[:3] for holder in holders if re.fullmatch(r"[A-Z]{3} \d{4}", holder.name))
    bodies = page(name).by_id("states").all("tbody")
    assert {node.id: len(node.all("tr")) - 1 for node in bodies} == {f"state-{one}": n for one, n in wanted.items()}


@pytest.mark.parametrize("name", LAWS)
def test_views_tell_positions_taken(name: str) -> None:
    """A view says how many positions it takes of how many, lists each, and names what it leaves free."""
    law = book(name).law
    for view in law.views:
        node = page(name).by_id(f"view-{view.name}")
        taken = {stance.issue for stance in view.stances}
        assert f"Positions taken: {len(taken)} of {len(law.issues)}" in node.text
        led = {one.attributes["href"] for one in node.all("a") if "position" in one.classes}
        assert led == {f"#issue-{s.issue.partition('@')[0]}.{p}" for s in view.stances for p in s.positions}
        free = {f"#issue-{one.name.partition('@')[0]}" for one in law.issues if one.name not in taken}
        left = {one.attributes["href"] for part in node.all("p", "used") for one in part.all("a")}
        assert {one for one in left if one.startswith("#issue-")} == free


def test_stances_say_for_which_obligations() -> None:
    """A stance that is not for every obligation says for which; one that says no place is that of the whole view."""
    rows = {
        view: [[re.sub(r" \d\.\d+", "", cell.text) for cell in row.all("td")] for row in node.all("tr")[1:]]
        for view in ("pilot", "whole")
        if (node := page("made up").by_id(f"view-{view}"))
    }
    assert rows == {
        "pilot": [
            ["binding for the duty to keep lights: custom or courtesy", "Pilot 1999, p 2 ● seen"],
            ["proof: lenient", "as the view as a whole"],
            ["watch: must", "Rumour, p 9 † memory"],
        ],
        "whole": [["binding for each obligation: custom", "Lights Case, p 4 ● seen"]],
    }


@pytest.mark.parametrize("name", LAWS)
def test_issues_are_listed_gates_apart(name: str) -> None:
    """The list of issues has each once, by the alphabet, gates before content and apart from it."""
    bases = {one.name.partition("@")[0]: one for one in book(name).law.issues}
    wanted = [[one for one in sorted(bases) if bases[one].gate is gate] for gate in (True, False)]
    bodies = page(name).by_id("issues-table").all("tbody")
    listed = [[row.all("a")[0].attributes["href"][7:] for row in body.all("tr")[1:]] for body in bodies]
    assert listed == [names for names in wanted if names]
