"""Citations: in the form of OSCOLA where the fields say everything, nothing invented, and CSL-JSON for others."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields
from pathlib import Path

import pytest

from duecare import load_rulebook
from duecare.base.errors import InputError
from duecare.export.csl import to_csl
from duecare.lang.references import TYPES, Person, Reference, references
from duecare.report.document import Authority, Document, Emphasis, Note, Paragraph, footnotes
from duecare.report.oscola import full, in_oscola, pinpoint, plain, short

LAW = load_rulebook().law
KNOWN = references(load_rulebook().folder)
SOURCES = {source.name: source for source in LAW.sources}
# The item types and the variables of CSL 1.0.2 that are used here, each with the kind of its value.
_CSL_TYPES = {
    "article-journal", "book", "chapter", "document", "legal_case", "legislation", "paper-conference", "report",
    "thesis", "treaty", "webpage",
}  # fmt: skip
_CSL_TEXTS = {
    "id", "type", "title", "title-short", "container-title", "publisher", "volume", "issue", "number", "page-first",
    "authority", "genre", "chapter-number", "URL", "note",
}  # fmt: skip


def _note(*authorities: Authority) -> Paragraph:
    return Paragraph(("x", Note(authorities)))


def _authority(name: str, place: str) -> Authority:
    source = SOURCES[name]
    return Authority(name, source.cite, source.short, place, "seen")


def _footnotes(*blocks: Paragraph) -> list[str]:
    document = in_oscola(Document("t", "m", blocks), LAW, KNOWN)
    return [
        "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in text)
        for text in footnotes(document)
    ]


def test_every_source_has_its_fields_and_no_other_has() -> None:
    """A source that is added to the law needs an entry among the references."""
    assert set(KNOWN) == set(SOURCES)
    assert set(TYPES) == _CSL_TYPES


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_no_field_says_what_the_law_does_not(name: str) -> None:
    """Each word of a field stands in the law's own citation, a date as a year, a month and a day."""
    cite = re.sub(r"[^\w]+", " ", SOURCES[name].cite)
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    found = KNOWN[name]
    for field in fields(Reference):
        value = getattr(found, field.name)
        if field.name in ("name", "type"):
            continue
        if field.name in ("issued", "in_force"):
            parts = value.partition(",")[0].split("-") if value else []
            words = [
                *parts[:1],
                *(months[int(part) - 1] for part in parts[1:2]),
                *(str(int(part)) for part in parts[2:]),
            ]
        elif isinstance(value, tuple):
            words = [word for person in value for word in re.findall(r"\w+", person.name)]
        else:
            words = re.findall(r"\w+", value)
        for word in words:
            assert re.search(rf"\b{re.escape(word)}\b", cite), (field.name, word)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_citation_in_full_is_what_the_law_cites(name: str) -> None:
    """Composed or kept, the words are those of the law; only slant and quotation marks are added."""
    assert plain(full(KNOWN[name], SOURCES[name])) == SOURCES[name].cite


def test_names_of_cases_and_of_books_are_slanted() -> None:
    """A case by its name in full and short; a book by its title; an article stands between quotation marks."""
    assert full(KNOWN["corfu_channel"], SOURCES["corfu_channel"])[0] == Emphasis("Corfu Channel")
    assert Emphasis("Cyber Operations and International Law") in full(KNOWN["delerue_2020"], SOURCES["delerue_2020"])
    assert short(KNOWN["corfu_channel"], SOURCES["corfu_channel"], {}) == (Emphasis("Corfu Channel"),)
    assert "‘The Plea of Necessity" in plain(
        full(KNOWN["arimatsu_schmitt_2021"], SOURCES["arimatsu_schmitt_2021"])
    ).replace("'", "‘")


def test_short_forms_name_the_note_and_never_say_ibid() -> None:
    """Cited again, an author's only work goes by surnames, one of several with its title, each with its first note."""
    told = _footnotes(
        _note(
            _authority("corfu_channel", "p 22"),
            _authority("dorr_2015" if "dorr_2015" in SOURCES else "delerue_2020", ""),
        ),
        _note(_authority("corfu_channel", "pp 18-22"), _authority("corfu_channel", "p 4")),
        _note(_authority("osman", "para 116")),
        _note(_authority("osman", "para 115")),
    )
    assert told[0].startswith("Corfu Channel (United Kingdom v Albania) (Merits) [1949] ICJ Rep 4, 22; ")
    assert told[1] == "Corfu Channel (n 1) 18–22, 4."
    assert told[2] == "Osman v United Kingdom App no 23452/94 (ECtHR [GC], 28 October 1998) para 116."
    assert told[3] == "Osman (n 3) para 115."
    shared = Counter(("Schmitt",) * 2)
    twice = short(
        Reference("x", "article-journal", (Person("Schmitt", "M"),), title="Grey Zones: A View"),
        SOURCES["osman"],
        shared,
    )
    assert twice == ("Schmitt, ‘Grey Zones’",)


@pytest.mark.parametrize(
    ("law", "note"),
    [
        ("p 22", "22"),
        ("pp 18-22", "18–22"),
        ("paras 7-8", "paras 7–8"),
        ("art 2(1)", "art 2(1)"),
        ("preamble", "preamble"),
    ],
)
def test_places(law: str, note: str) -> None:
    """Pages go without `p`, ranges have a dash, and everything else stays."""
    assert pinpoint(law) == note


def test_csl_items_are_of_its_types_and_variables() -> None:
    """Every item has an id and a type that CSL knows; names are lists of parts, dates lists of numbers."""
    items = json.loads(json.dumps(to_csl(LAW.sources, KNOWN)))
    assert [item["id"] for item in items] == [source.name for source in LAW.sources]
    for item in items:
        assert item["type"] in _CSL_TYPES
        for key, value in item.items():
            if key in ("author", "editor"):
                assert value
                assert all(set(one) <= {"family", "given", "literal"} and all(one.values()) for one in value)
            elif key == "issued":
                (parts,) = value["date-parts"]
                assert 1 <= len(parts) <= 3
                assert all(isinstance(part, int) for part in parts)
            else:
                assert key in _CSL_TEXTS
                assert isinstance(value, str)
                assert value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: x", "has no fields"),
        ("a: {type: novel}", "has no known type"),
        ("a: {type: book, colour: red}", "is no field"),
        ("a: {type: book, author: [{nickname: x}]}", "names nobody"),
        ("a: {type: book, issued: soon}", "is no date"),
        ("- a", "no list of references"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    """What cannot be read is told, and nothing is guessed."""
    (tmp_path / "references.yaml").write_text(text + "\n")
    with pytest.raises(InputError) as refused:
        references(tmp_path)
    assert said in refused.value.diagnostics[0].message
    assert references(tmp_path / "nowhere") == {}
