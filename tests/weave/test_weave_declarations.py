"""What the edition holds of a law: every declaration once, with all it says, and the ways from one to the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from strict_page import Node
from woven import LAWS, book, page

from duecare.ir.declarations import Duty, Law, LeafRule, Presumption
from duecare.ir.expressions import All, AnyOf, AtLeast, Guarded, Leaf
from duecare.ir.walk import conditions, measures_of, walk
from duecare.lang.checks.owners import Owner
from duecare.lang.lookup import find
from duecare.report.names import human
from duecare.weave.conditions import dates_of

KINDS = {
    "obligations": "obligation",
    "duties": "duty",
    "norms": "norm",
    "elements": "element",
    "constraints": "constraint",
    "issues": "issue",
    "defences": "exception",
    "consequences": "consequence",
    "measures": "measure",
    "views": "view",
    "cases": "case",
    "factors": "factor",
}


def asked(law: Law) -> list[LeafRule]:
    """Return the questions that the law declares; that between which dates a rule stands is said with the rule."""
    return [leaf for leaf in law.leaves if not leaf.dated]


def declared(law: Law) -> Iterator[tuple[str, Owner]]:
    """Yield every declaration with the anchor that the book has to give it."""
    for field, kind in KINDS.items():
        for owner in getattr(law, field):
            name = owner.id if isinstance(owner, Duty) else owner.name.partition("@")[0]
            yield f"{kind}-{name}", owner
    for leaf in asked(law):
        yield f"fact-{leaf.name}", leaf
    counted: Counter[str] = Counter()
    for presumption in law.presumptions:
        counted[presumption.leaf] += 1
        yield f"presumption-{presumption.leaf}-{counted[presumption.leaf]}", presumption
    if law.step is not None and law.review is not None:
        yield from (("step-rule", law.step), ("review-rule", law.review))


def blanks(question: str) -> str:
    """Return a question as a reader sees it."""
    words = {"bearer": "the State", "beneficiary": "the affected State", "measure": "the step", "duty": "the duty"}
    for name, said in words.items():
        question = question.replace(f"{{{name}}}", said)
    return question


def seen(text: str) -> str:
    """Return a text with its white space as a reader sees it."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", LAWS)
def test_every_declaration_stands_once(name: str) -> None:
    """Each declaration is one rule of the book, each rule of the book one declaration, and each says what it says."""
    rules = {node.id: node for node in page(name).all(cls="rule")}
    wanted = dict(declared(book(name).law))
    presumed = {anchor for anchor in wanted if anchor.startswith("presumption-")}
    assert set(rules) == set(wanted)
    assert len(page(name).all(cls="rule")) == len(rules)
    for anchor, owner in wanted.items():
        if anchor in presumed:
            continue  # those of one question may stand in any order: see below
        text = owner.question if hasattr(owner, "question") else owner.text
        assert seen(blanks(text)) in rules[anchor].text


@pytest.mark.parametrize("name", LAWS)
def test_every_presumption_is_told(name: str) -> None:
    """Presumptions of one question stand apart, each with its text and its answer."""
    told = page(name).all("article", "presumption")
    law = book(name).law
    assert len(told) == len(law.presumptions)
    for one in law.presumptions:
        answer = f"presumption {human(one.leaf)}"
        assert any(_presumes(node, one, answer) for node in told)


def _presumes(node: Node, one: Presumption, answer: str) -> bool:
    head = node.all("header")[0].text.replace("†", "")
    said = re.search(rf"{answer} [\d.]+: (yes|no)", head)
    return bool(said) and said[1] == ("yes" if one.value else "no") and seen(one.text) in node.text


@pytest.mark.parametrize("name", LAWS)
def test_prose_is_kept(name: str) -> None:
    """Every word of the chapters' prose stands in the book, names of works in words."""
    shorts = {source.name: source.short for source in book(name).law.sources}
    shown = re.sub(r"[●◐†○]", "", page(name).all("main")[0].text)
    words = set(re.findall(r"\w+", shown))
    for file, text in book(name).texts.items():
        if file.endswith(".md"):
            prose = re.sub(r"\A---\n.*?\n---\n|^```rule\n.*?^```$|`[^`]*`|\]\([^)]*\)", " ", text, flags=re.S | re.M)
            prose = re.sub(r"\b[a-z]\w+\b", lambda found: shorts.get(found[0], found[0]), prose)
            assert set(re.findall(r"\w+", prose)) - words == set(), file


@pytest.mark.parametrize("name", LAWS)
def test_index_of_facts(name: str) -> None:
    """Every question stands in the index once, by the alphabet, with what it is about and how often it is used."""
    law = book(name).law
    entries = [node for node in page(name).by_id("facts").walk() if node.id.startswith("index-")]
    assert [node.id for node in entries] == [f"index-{one}" for one in sorted(leaf.name for leaf in asked(law))]
    for leaf, entry in ((leaf, page(name).by_id(f"index-{leaf.name}")) for leaf in asked(law)):
        assert seen(blanks(leaf.question)) in entry.text
        traits = entry.all(cls="traits")[0].text
        assert traits.startswith(f"{leaf.kind}; about ")
        assert ("happens once" in traits) is leaf.event
        assert ("its date may be open" in traits) is leaf.onset
        assert ("burden" in traits) is bool(leaf.burden)
        assert all(alias in traits for alias in leaf.aliases)
        assert _users(entry) == _uses(leaf, name)


def _users(entry: Node) -> int:
    return sum(len(node.all("a")) for node in entry.all("p", "used"))


def _uses(leaf: LeafRule, name: str) -> int:
    """Return how many declarations use a question, as `duecare law show` counts them, each of a kind on its own."""
    law = book(name).law
    ruled = {id(owner) for owner, _, part in conditions(law) if any(_is(leaf, inner) for inner in walk(part))}
    raised = {id(defence) for defence in law.defences if leaf.name in defence.raised_by}
    presumed = [one for one in law.presumptions if one.leaf == leaf.name]
    cases = [one for one in law.cases if any(fact.leaf == leaf.name for block in one.slices for fact in block.facts)]
    counted = len(ruled | raised) + len(presumed) + len(cases)
    shown = next(iter(find(book(name), leaf.name))).used_by or ()
    assert bool(shown) == bool(counted)
    return counted


def _is(leaf: LeafRule, part: object) -> bool:
    return isinstance(part, Leaf) and part.name == leaf.name


@pytest.mark.parametrize("name", LAWS)
def test_conditions_name_all_they_rest_on(name: str) -> None:
    """Each rule leads to every question it asks and to every position under which one of its lines stands.

    Between which dates it is in force it says itself.
    """
    dates = {leaf.name: dates_of(leaf) for leaf in book(name).law.leaves if leaf.dated}
    anchors = {id(owner): anchor for anchor, owner in declared(book(name).law) if not isinstance(owner, Presumption)}
    for owner, _, expression in conditions(book(name).law):
        if id(owner) not in anchors:
            continue
        led = [node.attributes["href"] for node in page(name).by_id(anchors[id(owner)]).all("a")]
        for part in walk(expression):
            if isinstance(part, Leaf):
                said = dates.get(part.name)
                assert said in page(name).by_id(anchors[id(owner)]).text if said else f"#index-{part.name}" in led
            if isinstance(part, Guarded):
                issue = part.issue.partition("@")[0]
                assert {f"#issue-{issue}.{position}" for position in part.positions} <= set(led)


@pytest.mark.parametrize("name", LAWS)
def test_measures(name: str) -> None:
    """Each measure tells its tier, its phases, and every duty and norm that it serves, and no other."""
    law = book(name).law
    for measure in law.measures:
        cells = page(name).by_id(f"measure-{measure.name}").all("td")
        assert (cells[1].text, cells[2].text) == (measure.tier, ", ".join(measure.phases))
        duties = {f"#duty-{duty.id}" for duty in law.duties if measure.name in measures_of(duty.served_by)}
        norms = {f"#norm-{norm.name}" for norm in law.norms if measure.name in measures_of(norm.served_by)}
        told = [part for part in cells[3].all("p") if "used" not in part.classes]
        led = {node.attributes["href"] for part in told for node in part.all("a")}
        assert {one for one in led if not one.startswith("#obligation-")} == duties | norms


def test_open_of_a_measure() -> None:
    """A step tells when it opens, and for how long where the law says so."""
    cells = {one: page("made up").by_id(f"measure-{one}").all("td")[4].text for one in ("L1", "L2", "L3")}
    assert cells == {
        "L1": "as soon as it is due, for 2 days",
        "L2": "when L1 6.1 is taken, for 5 hours",
        "L3": "as soon as it is due",
    }


@pytest.mark.parametrize("name", LAWS)
def test_cases(name: str) -> None:
    """A case tells whether it gates, each fact given and each word expected."""
    for case in book(name).law.cases:
        node = page(name).by_id(f"case-{case.name}")
        assert f"({'gating' if case.gates else 'advisory'})" in node.all("header")[0].text
        given = [fact for block in case.slices for fact in block.facts]
        led = [one.attributes["href"] for one in node.all("a")]
        plain = [fact for fact in given if fact.leaf not in ("taken", "late")]
        assert Counter(f"#index-{fact.leaf}" for fact in plain) == Counter(x for x in led if x.startswith("#index-"))
        bold = [one.text for one in node.all("dd")[-1].all("b")]
        assert bold == [_words(one.words) for one in case.expects]


def _words(words: tuple[str, ...]) -> str:
    *first, last = words or ("open",)
    return f"{', '.join(first)} or {last}" if first else last


def test_a_dated_case() -> None:
    """Facts stand under the date from which they hold, by their answers; measures and duties are named."""
    given = page("made up").by_id("case-reef").all("dd")[1]
    assert [re.sub(r" \d\.\d+|†", "", part.text) for part in given.all("p")] == [
        "yes: coast; weighed (keep)",
        "no: within means (L2)",
        "found to be unknown: inferred",
        "From 2 May 1931",
        "yes: told; L1 taken",
        "taken late: L2",
        "no: L3 taken",
    ]
    assert lines_of("case-reef")["reading"] == "binding for each obligation: custom (Lights Case, p 4●) watch: must"
    assert lines_of("case-reef")["expect"] == "keep: breached or not met, from May 1931 keep: open mend: not due"


def lines_of(anchor: str) -> dict[str, str]:
    """Return the lines of a rule of the made-up law, keyword by keyword, without numbers and daggers."""
    node = page("made up").by_id(anchor)
    words = [re.sub(r" \d\.\d+\b|†", "", one.text) for one in node.walk() if one.tag in ("dt", "dd")]
    return dict(zip(words[::2], words[1::2], strict=True))


def test_rules_in_words() -> None:
    """Each form of condition is said in words, its list as a list, what is denied as denied, and none is left out."""
    assert lines_of("obligation-light_duty") == {
        "owed to": "other States",
        "burden": "on the State that claims",
        "in force when": "as custom, under binding: custom",
        "applicable when": "all of coast toward at least one affected State: ship near",
    }
    assert lines_of("duty-light_duty.keep") == {
        "phase": "prevent",
        "burden": "on the State assessed",
        "in force when": "as custom, under watch: must",
        "due when": "light known",
        "served by": "all of L1 Light it. any of L2 Send a boat. L3 Ring a bell.",
        "liable when": "keep is omitted",
        "breached when": "all of keep is not performed at least 2 of ship hit coast told",
    }
    assert lines_of("duty-light_duty.mend") == {
        "phase": "redress",
        "owed to": "nobody in particular; assessed once for the State",
        "burden": "on the State that claims",
        "applicable when": "coast",
        "due when": "duty to keep lights applies",
        "served by": "L1 Light it.",
        "breached when": "mend is omitted",
    }
    assert lines_of("exception-fog") == {
        "defeats": "that anything is due",
        "raised by": "ship near",
        "footing": "there was no fog",
        "when": "ship near, under watch: need not",
    }
    assert lines_of("norm-norm_1a") == {
        "phase": "prevent",
        "expected when": "coast",
        "served by": "L3 Ring a bell.",
    }
    assert lines_of("element-light_known") == {
        "burden": "on the State that claims",
        "met when": "any of told, under proof: strict or lenient all of, under proof: lenient inferred not coast",
    }


def test_rules_on_steps_in_words() -> None:
    """What only the rules on steps may say, and what presumptions and constraints say."""
    assert lines_of("step-rule") == {
        "due when": "any of within means the step is of the advanced tier",
        "closed when": "the step was taken",
    }
    assert lines_of("review-rule") == {
        "omitted when": (
            "any of a baseline step that was due is omitted all of a step is due no step was taken not weighed "
            "a step that was due is omitted, under watch: must"
        ),
    }
    assert lines_of("presumption-told-2") == {"when": "not inferred"}
    assert lines_of("presumption-weighed-1") == {"when": "always"}
    assert lines_of("constraint-no_ships_inland") == {"never": "all of ship near not coast"}


@pytest.mark.parametrize("name", LAWS)
def test_every_condition_is_one_line(name: str) -> None:
    """A rule has a line for each of its conditions, in which every list of several items is a list."""
    anchors = {id(owner): anchor for anchor, owner in declared(book(name).law) if not isinstance(owner, Presumption)}
    for owner, keyword, expression in conditions(book(name).law):
        if id(owner) not in anchors or keyword == "opens when":
            continue
        parts = [one for one in page(name).by_id(anchors[id(owner)]).walk() if one.tag in ("dt", "dd")]
        said = {term.text: words for term, words in zip(parts[::2], parts[1::2], strict=True)}[keyword]
        wanted = [part for part in walk(expression) if isinstance(part, (All, AnyOf, AtLeast)) and len(part.items) > 1]
        shown = [one for one in said.all("ul") if len([item for item in one.parts if isinstance(item, Node)]) > 1]
        assert len(shown) == len(wanted), (anchors[id(owner)], keyword)
