"""No document for a level bears a trace of what is above it: not in text, data, metadata or figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from planted import LEVEL, SIGNS, planted

from duecare.assess.assess import assess
from duecare.assess.consequences import consequences
from duecare.assess.factors import factors_of
from duecare.assess.model import Assessment
from duecare.assess.why import why
from duecare.dossier.model import Dossier
from duecare.dossier.read import parse_dossier
from duecare.dossier.release import released
from duecare.practice.check import register_of
from duecare.report.document import Document
from duecare.report.html import to_html
from duecare.report.markdown import to_markdown
from duecare.report.memo import memo
from duecare.report.notices.notice import Asked, notice
from duecare.report.notices.template import CHANNELS, bundled
from duecare.report.own_record.record_of import record_of
from duecare.report.pictures.argument import argument_map
from duecare.report.pictures.chosen import desk_of
from duecare.report.pictures.for_memo import figures_of
from duecare.report.pictures.ladder import ladders
from duecare.report.pictures.readings import readings
from duecare.report.pictures.timeline import timeline
from duecare.report.record import as_json, plain, to_json
from duecare.report.release_words import release_words, with_release
from duecare.rulebook.load import Bundle, load_bundled

_TEXT = """dossier: quay-2024
title: "Exercise: the quay"
summary: A crane stops.
tlp: clear
exercise: yes
written: 2024-06-01
operation: {kind: sabotage, began: 2024-05-04, ended: 2024-05-06}
states: {XAA: Northland, XBB: Southland}
sources:
  log: {title: A log, publisher: Exercise control, date: 2024-05-20, grade: seen}
timeline:
  - on: 2024-05-03
    what: Northland finds a program.
    sources: [log]
    tlp: amber
    shows:
      - admitted_knowledge: {bearer: XAA, value: yes, standing: established}
  - on: 2024-05-04
    what: The crane of Southland stops.
    sources: [log]
    shows:
      - territorial_origin: {bearer: XAA, value: yes, standing: established}
      - act_materialised: {beneficiary: XBB, value: yes, standing: established}
requests:
  - {id: n1, on: 2024-05-05, by: XBB, to: XAA, channel: note, what: Southland asks Northland to end it., sources: [log]}
"""


@dataclass(frozen=True)
class Made:
    """A case with its law and its assessment."""

    bundle: Bundle
    dossier: Dossier
    assessment: Assessment


@pytest.fixture(scope="module")
def made() -> Made:
    """Return the case for a level, made from a file that holds more."""
    bundle = load_bundled()
    secret = parse_dossier(planted(_TEXT, "XAA", "XBB", "corfu_channel_duty.halt"), "x.yaml", bundle.law)
    read = released(secret, LEVEL)
    register = register_of(bundle.law, bundle.folder)
    return Made(bundle, read, assess(read, bundle, register=register, declared=True))


def _documents(made: Made) -> Iterator[Document]:
    bundle, read, result = made.bundle, made.dossier, made.assessment
    yield memo(result, read, bundle.law, (), factors_of(result, read, bundle), consequences(result, read, bundle))
    for channel in CHANNELS:
        yield notice(bundled(channel), read, Asked("XBB", "XAA", read.written), bundle.law, result).document
    yield from (record_of(state, result, read, bundle.law) for state in read.states)


def _figures(made: Made) -> Iterator[str]:
    desk = desk_of(made.assessment, made.dossier, made.bundle.law)
    told = why(made.dossier, made.bundle, bearer="XAA", beneficiary="XBB", duty="corfu_channel_duty.halt")
    yield as_json(plain(told))
    for figure in (timeline(desk), *ladders(desk), *readings(desk), argument_map(told, desk)):
        yield figure.svg + figure.alt + figure.caption


def test_no_trace_of_what_is_above_the_level(made: Made) -> None:
    """In no document, figure or data made for a level stands any planted text, State or address."""
    written = [to_json(made.assessment), *_figures(made)]
    for document in _documents(made):
        told = with_release(document, made.dossier.released)
        written += [to_markdown(told), to_html(told)]
    assert len(written) > 15
    assert [sign for sign in SIGNS for one in written if sign.lower() in one.lower()] == []
    assert any("Northland finds a program" in one for one in written)


def test_a_memo_has_its_figures_by_the_names_of_their_places(made: Made) -> None:
    """A timeline, and for each frame between States a map of the argument: each is named for its place."""
    figures = figures_of(made.assessment, made.dossier, made.bundle)
    assert {"timeline", "argument-XAA-XBB"} <= set(figures)
    assert all(figure.name == name for name, figure in figures.items())
    document = Document("Figures", "TLP:AMBER", tuple(figures.values()))
    page = to_html(document)
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_no_sign_of_how_much_was_left_out(made: Made) -> None:
    """The same case written without anything above the level gives the same result: numbers, hash and all."""
    bare = released(parse_dossier(_TEXT.encode(), "x.yaml", made.bundle.law), LEVEL)
    assert repr(bare) == repr(made.dossier)


def test_each_says_that_the_outcome_may_differ(made: Made) -> None:
    """A memo, a record and each figure say for which level they were made; so does the data."""
    words = release_words(LEVEL)
    assert "may differ" in words and "TLP:AMBER" in words
    assert made.assessment.released == LEVEL
    first, *_ = _documents(made)
    assert words in to_markdown(with_release(first, LEVEL))
    assert all("the outcome may differ" in " ".join(one.split()) for one in list(_figures(made))[1:])


def test_the_highest_level_used_stands_on_the_document(made: Made) -> None:
    """What is told marks the document: a notice that uses nothing above the head has the marking of the head."""
    first, csirt, *_, record = _documents(made)
    assert [one.marking.partition("TLP:")[2].split()[0] for one in (first, csirt, record)] == [
        "AMBER",
        "CLEAR",
        "AMBER",
    ]
