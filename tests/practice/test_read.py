"""A register is read strictly: every mistake is told, with its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import GROUPS, MAPPING, REASON, UNION, entry, register_of, texts_of

from duecare.practice.model import Register
from duecare.practice.read import read_register, read_texts

GOOD = entry("fin_2020", "FIN", "2020-10-15", stance="accepts")
_POSITION = "  positions:\n    - {{{}}}\n"


def test_a_record_is_read() -> None:
    """What stands in the file stands in the record; codes left out are unspecified."""
    record = register_of(texts_of(FIN=GOOD, UNION=UNION)).record("fin_2020")
    assert (record.who, record.name, record.date.text, record.dated) == ("FIN", "Finland", "2020-10-15", True)
    assert record.codes == {"stance": "accepts", "extent": "unspecified"}
    assert (record.legal_effect, record.origin, record.reason) == ("opinio_juris", "survey", REASON)


def test_a_year_alone_is_no_date() -> None:
    """Where only the year is known the record lies somewhere in it."""
    record = register_of(texts_of(FIN=GOOD.replace("date: 2020-10-15", "year: 2020"), UNION=UNION)).record("fin_2020")
    assert (record.dated, record.date.text) == (False, "2020")


def _first(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "line", "message", "advice"),
    [
        (_first("  who: FIN", "  who: FIM"), 2, "'FIM' is the code of no State and of no group", "FIN"),
        (_first("  who: FIN", "  who: EST"), 2, "a record of EST stands in the file of FIN", "EST.yaml"),
        (_first("  who: FIN", "  whom: FIN"), 2, "has no `whom`", "did you mean `who`?"),
        (_first("date: 2020-10-15", "date: 2020-13-15"), 3, "'2020-13-15' is not a date of the calendar", "a date"),
        (_first("  date: 2020-10-15\n", ""), 1, "has no date", "`year:`"),
        (_first("secondary", "secondry"), 5, "`grade` cannot be 'secondry'", "secondary"),
        (_first(REASON, "Yes."), 6, "the reason is no sentence", "in a sentence"),
        (_first(f'  reason: "{REASON}"\n', ""), 1, "lacks `reason`", "add"),
        (_first("accepts", "accept"), 7, "'accept' is no code of stance", "did you mean `accepts`?"),
        (_first("{stance: accepts}", "{stanse: accepts}"), 7, "no column 'stanse'", "did you mean `stance`?"),
        (GOOD + "  flags: [stance_unred]\n", 8, "'stance_unred' is no flag", "did you mean `stance_unread`?"),
        (GOOD + "  lifted: [contested]\n", 8, "the flag 'contested' is not there to be lifted", "take it out"),
        (GOOD + "  legal_effect: binding\n", 8, "`legal_effect` cannot be 'binding'", "opinio_juris"),
        (GOOD + "  url: somewhere\n", 8, "`url` cannot be 'somewhere'", "https"),
        (GOOD + _POSITION.format("holds: reach.far"), 9, "lacks `grade`", "add"),
        (GOOD + _POSITION.format("grade: seen"), 9, "takes no position", "holds"),
        (GOOD + _POSITION.format("holds: reach, grade: seen"), 9, "`holds` cannot be read", "issue.position"),
        (GOOD + _POSITION.format("open: reach.far, grade: seen"), 9, "`open` cannot be read", "the issue alone"),
        (GOOD + _POSITION.format("holds: reach.far, doubts: reach.near, grade: seen"), 9, "two things at once", "one"),
        (GOOD + "fin_2020:\n  who: FIN\n", 8, "the key 'fin_2020' stands here twice", "keep one"),
        (GOOD.replace("fin_2020", "Fin 2020"), 1, "'Fin 2020' is no name of a record", "fin_2020"),
        ("- a\n", 1, "lists records by their names", "name"),
        ("fin_2020: [\n", 2, "this YAML cannot be read", ""),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, message: str, advice: str) -> None:
    """Each mistake names its place, what is wrong, and what to do."""
    _, problems = read_texts(texts_of(FIN=text, UNION=UNION))
    assert [(one.span.file, one.span.line) for one in problems] == [("practice/FIN.yaml", line)]
    assert message in problems[0].message
    assert advice in problems[0].advice


def test_no_mistake_hides_another() -> None:
    """Mistakes of all files are told at once."""
    texts = texts_of(FIN=GOOD.replace("secondary", "good"), UNION=UNION.replace(REASON, "No"))
    _, problems = read_texts({**texts, "practice/groups.yaml": GROUPS.replace("[NOR]", "[NOX]")})
    assert sorted(one.span.file.rpartition("/")[2] for one in problems) == ["FIN.yaml", "UNION.yaml", "groups.yaml"]


def test_a_name_is_given_once() -> None:
    """Two files cannot give one name to two records."""
    _, problems = read_texts(texts_of(EST=GOOD.replace("who: FIN", "who: EST"), FIN=GOOD, UNION=UNION))
    assert ["the name 'fin_2020' is taken" in one.message for one in problems] == [True]


def test_the_codes_are_read_strictly_too() -> None:
    """A misspelt key of the mapping is told in its place."""
    texts = {**texts_of(UNION=UNION), "practice/mapping.yaml": MAPPING.replace("silent: yes", "silnt: yes")}
    _, problems = read_texts(texts)
    assert [(one.span.file, one.span.line) for one in problems] == [("practice/mapping.yaml", 18)]


def test_a_law_without_register_has_an_empty_one(tmp_path: Path) -> None:
    """Nothing is needed to have a law."""
    assert read_register(tmp_path).records == ()
    assert read_register(tmp_path) == Register(hash=read_register(tmp_path).hash)


def test_the_hash_names_content_and_not_places() -> None:
    """Lines and the order of files do not change it; a word does."""
    texts = texts_of(FIN=GOOD, UNION=UNION)
    first = register_of(texts).hash
    moved = {**dict(reversed(list(texts.items()))), "practice/FIN.yaml": "\n\n" + GOOD}
    assert register_of(moved).hash == first
    changed = {**texts, "practice/FIN.yaml": GOOD.replace("no more", "much more")}
    assert register_of(changed).hash != first
