"""The record of the State that is asked about: from its own side, with what is missing, and no accusation."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sample import LAW, assessment, dossier
from test_hostile_text import HOSTILE, Page, seen, shape, spoilt

from duecare.base.moments import parse_moment
from duecare.dossier.model import Claim, Dossier, Message
from duecare.report.document import Document
from duecare.report.html import to_html
from duecare.report.markdown import to_markdown
from duecare.report.own_record.record_of import record_of


def _record(read: Dossier | None = None, state: str = "XAA") -> Document:
    return record_of(state, assessment(), read or dossier(), LAW)


def _text(document: Document) -> str:
    return to_markdown(document).replace("\\", "")


def _claim(leaf: str, value: str, standing: str = "established", about: str = "") -> Claim:
    when = parse_moment("2024-05-07")
    return Claim("T1.9", leaf, value, standing, when, about, "XAA", "XBB" if about else "", sources=("log",))


def _claiming(*claims: Claim) -> Dossier:
    return replace(dossier(), claims=(*dossier().claims, *claims))


def test_it_tells_what_was_due_done_known_and_missing() -> None:
    """Due dates, steps with their dates, evidence and capacity, knowledge each way, and what nobody has spoken of."""
    text = _text(_record(_claiming(_claim("taken", "yes", about="M51"), _claim("within_capacity", "no", about="M51"))))
    assert "harbour duty (warn) | due: since 3 May 2024" in text
    row = next(line for line in text.splitlines() if line.startswith("| M51: Warn the State endangered."))
    assert "taken (established), 7 May 2024 [E-1, seen]" in row
    assert "beyond it (established)" in row
    assert row.endswith("| – |")
    assert "Steps of which nobody has said anything:** M43, Stop the traffic." in text
    assert "| 3 May 2024 | knowledge | yes, established | [E-1, seen] |" in text


def test_a_step_not_shown_asks_for_its_trace_and_nothing_more() -> None:
    """Of a step that is denied or only alleged the record asks for evidence; silence about another is no omission."""
    for value, standing in (("no", "established"), ("yes", "alleged")):
        text = _text(_record(_claiming(_claim("taken", value, standing, "M51"))))
        assert "evidence that it was taken, and when, or of why it could not be" in text
    assert "That nothing is said of them is no omission" in text


def test_what_was_asked_and_what_came_of_it() -> None:
    """Requests stand with their replies, days and stage; a silence is told, and as neither omission nor consent."""
    read = dossier()
    asked = replace(read.requests[0], name="note-1", channel="note", reply_by=parse_moment("2024-05-08"))
    silent = Message("R1", parse_moment("2024-05-20"), "XAA", "XBB", "Nothing came.", (), "green", answers="note-1",
                     stage="silent")  # fmt: skip
    text = _text(_record(replace(read, requests=(asked,), replies=(silent,))))
    assert "An answer was asked for, by 8 May 2024" in text
    assert "20 May 2024, no answer by then: Nothing came." in text
    assert "silent, 15 days after the request; the day by which an answer was asked for is past" in text
    assert "shows neither that nothing was done nor that anything was agreed to" in text
    acted = replace(silent, stage="acted", what="Says that it did.", evidence=("log",), sources=("paper",))
    text = _text(_record(replace(read, requests=(asked,), replies=(acted,))))
    assert "acted: Says that it did. [E-2, secondary], borne out by [E-1, seen]" in text
    assert "agreed to" not in text


def test_its_own_account_stands_with_its_evidence() -> None:
    """What a State says of itself stands with what bears it out, or with that nothing does."""
    assert "Nothing was known. [E-2, secondary] | none offered" in _text(_record())


def test_it_accuses_nobody_and_concedes_nothing() -> None:
    """It says that it concedes nothing and attributes nothing; defences nobody raised are named."""
    text = _text(_record())
    assert "It concedes neither that a duty binds, nor that anything was due" in text
    assert "attributes the operation to nobody" in text
    assert "Not raised so far, and open to it where the facts bear it out: necessity." in text
    assert not re.search(r"\b(?:violat|fault|guilt|failed)", text)
    assert "{duty}" not in text and "see the table" not in text


def test_a_state_of_which_nothing_is_known() -> None:
    """A record of a State with no request, account or claim says so in each part."""
    bare = replace(dossier(), requests=(), replies=(), account=(), claims=())
    text = _text(_record(bare))
    assert "The dossier holds no request to Northland." in text
    assert "Nobody has claimed anything of what it knew." in text
    assert "holds no account of Northland of its own conduct" in text
    assert "No duty of it is in question." in _text(_record(bare, "XBB"))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    """Whatever users write anywhere, it becomes no markup of a record."""

    def made(words: str) -> Document:
        told, read = spoilt(words)
        return record_of("XAA", told, replace(read, replies=_replies(words)), LAW)

    page = Page(to_html(made(text)))
    assert page.tags == Page(to_html(made("calm"))).tags
    assert shape(made(text)) == shape(made("calm"))
    assert seen(text) in page.text


def _replies(words: str) -> tuple[Message, ...]:
    return (Message("R1", parse_moment("2024-05-20"), "XAA", "XBB", words, ("log",), "green"),)
