"""A good dossier is read as it stands; no file whatever makes the reader do worse than refuse it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny_law import LAW

from duecare.base.errors import InputError
from duecare.base.moments import parse_moment
from duecare.dossier.clock import exchanges, unasked
from duecare.dossier.message_reader import REPLY_KEYS, REQUEST_KEYS
from duecare.dossier.mistakes import MOST
from duecare.dossier.model import Dossier, bearers_of, beneficiaries_of
from duecare.dossier.read import LARGEST, parse_dossier, read_dossier
from duecare.dossier.scaffold import new_dossier

_FULL = Path(__file__).parent / "full.yaml"


@pytest.fixture(scope="module")
def full() -> Dossier:
    return read_dossier(_FULL, LAW)


def _refused(data: bytes) -> InputError:
    with pytest.raises(InputError) as refused:
        parse_dossier(data, "x.yaml", LAW)
    return refused.value


def test_scalars_stay_text(full: Dossier) -> None:
    """Nothing is guessed from how a scalar looks: 1.10 keeps its zero, and NO is no truth value."""
    assert full.version == "1.10"
    assert full.sources["news"].title == "NO: a title"
    assert (full.notes, full.note_tlps) == (("One.", "NO", "Two."), ("green", "green", "red"))


def test_head(full: Dossier) -> None:
    """The head is read whole."""
    assert (full.id, full.tlp, full.exercise, full.affected_closed) == ("full", "green", False, True)
    assert full.states == ("NOR", "RUS")
    assert full.state_name("NOR") == "Norway"
    assert full.operation.harms == ("H1", "H14")
    assert str(full.operation.ended) == "2024-03"
    assert len(full.sha256) == 64


def test_claims_are_numbered_where_they_stand(full: Dossier) -> None:
    """A claim's id says in which section, entry and place it stands, whichever leaf it is about."""
    assert [(claim.id, claim.key) for claim in full.claims] == [
        ("T1.1", "notice_received"),
        ("T1.2", "territorial_origin"),
        ("T1.3", "taken(M46)"),
        ("T1.4", "within_capacity(M46)"),
        ("T1.5", "reasonable_overall(corfu_channel_duty.halt)"),
        ("T1.6", "reasonable_overall(norm_13c)"),
        ("T2.1", "operation_continues"),
        ("P1.1", "territorial_origin"),
        ("R1.1", "taken(M71)"),
        ("R3.1", "taken(M47)"),
        ("S2.1", "taken(M51)"),
        ("B2.1", "taken(M51)"),
        ("B2.2", "taken(M51)"),
        ("A1.1", "serious_adverse_consequences"),
        ("A2.1", "serious_adverse_consequences"),
    ]
    assert full.claims[0].entry == "T1"


def test_claims_inherit_from_their_entry(full: Dossier) -> None:
    """Date, marking, sources and text come from the entry unless the claim has its own."""
    first, second = full.claims[:2]
    assert str(first.since) == "2024-03-05T13:00+01:00"
    assert (first.tlp, first.text, first.sources) == ("amber", "Notice is given.", ("news", "wire", "own"))
    assert (str(second.since), second.tlp, second.value) == ("2024-03-01", "red", "unknown")
    assert first.probability == 0.8


def test_sources_of_one_origin_count_once(full: Dossier) -> None:
    """Two sources that go back to one origin are one origin; an author without sources is his own."""
    by_id = {claim.id: claim for claim in full.claims}
    assert by_id["T1.1"].origins == {"ministry", "own"}
    assert by_id["T2.1"].origins == {"A"}


def test_appraisal_author_holds_for_its_claims(full: Dossier) -> None:
    """An appraisal's author and reason stand for all its claims but those that name their own."""
    first, contrary = full.claims[-2:]
    assert (first.author, first.reason, first.text) == ("B", "Many suffered.", "Many suffered.")
    assert (contrary.author, contrary.reason, contrary.text) == ("C", "Other.", "The contrary appraisal.")


def test_silence_counts_only_through_an_inference(full: Dossier) -> None:
    """A search or an account is a claim only where it states an inference, which keeps its reason."""
    drawn = [claim for claim in full.claims if claim.id in {"S2.1", "B2.2"}]
    assert [(claim.value, claim.standing, claim.reason) for claim in drawn] == [
        ("no", "probable", "It would be there."),
        ("no", "alleged", "Its own knowledge."),
    ]
    assert [search.inference is None for search in full.searches] == [True, False]
    assert [account.evidence for account in full.account] == [("own", "news"), ()]


def test_what_came_of_a_request(full: Dossier) -> None:
    """A request has what came of it by a date; what says nothing of what it answers is told apart, and guessed at by
    nobody; a recorded silence is the last stage and shows nothing."""
    first, second = exchanges(full, full.written.latest)
    assert (first.stage, first.replies, first.overdue) == ("sent", (), False)
    assert [one.stage for one in second.replies] == ["acknowledged", "acted", "silent"]
    assert (second.request.channel, second.stage, second.overdue) == ("csirt", "silent", False)
    assert [one.id for one in unasked(full, full.written.latest)] == ["R1"]
    (early,) = exchanges(full, parse_moment("2024-03-05").latest)[1:]
    assert (early.stage, early.replies) == ("sent", ())
    assert not any(claim.entry == "R4" for claim in full.claims)


def test_no_reply_by_the_day_asked_for(full: Dossier) -> None:
    """A day that has passed without a word is told as overdue; that somebody records a silence does not mend it."""
    silent = tuple(one for one in full.replies if one.stage == "silent")
    late = exchanges(replace(full, replies=silent), parse_moment("2024-08-01").latest)
    assert [(one.stage, one.overdue) for one in late] == [("sent", False), ("silent", True)]


def test_frames_named(full: Dossier) -> None:
    """Bearers and beneficiaries are the States that claims name, in the order of the list."""
    assert bearers_of(full) == ("RUS",)
    assert beneficiaries_of(full) == ("NOR",)


def test_scaffold_reads() -> None:
    """What `new` writes is a dossier that reads, under the name asked for."""
    dossier = parse_dossier(new_dossier("clinic-2024").encode(), "x.yaml", LAW)
    assert (dossier.id, dossier.exercise, dossier.state_name("XAA")) == ("clinic-2024", True, "Northland")


def test_what_the_scaffold_leaves_out_reads_as_well() -> None:
    """The examples that stand in it as notes can be taken in as they are; each key of a message is told."""
    text = new_dossier("clinic-2024")
    taken_in = text.replace("# indicators:", "indicators:").replace("#   - {id", "  - {id")
    dossier = parse_dossier(taken_in.encode(), "x.yaml", LAW)
    assert [one.value for one in dossier.indicators] == ["192.0.2.7"]
    assert all(f"`{key}`" in text or f" {key}:" in text for key in (*REQUEST_KEYS, *REPLY_KEYS))


@pytest.mark.parametrize("name", ["", "Clinic", "a b", "a\nb: c", "-a"])
def test_scaffold_refuses_bad_names(name: str) -> None:
    """A name that the reader would refuse is refused before it is written."""
    with pytest.raises(InputError):
        new_dossier(name)


def test_byte_order_mark_and_windows_line_ends() -> None:
    """How an editor ends its lines, or marks its bytes, makes no difference."""
    data = b"\xef\xbb\xbf" + _FULL.read_bytes().replace(b"\n", b"\r\n")
    assert len(parse_dossier(data, "x.yaml", LAW).claims) == 15


def test_an_alias_repeats_what_it_names() -> None:
    """A text written once may be used again."""
    text = (
        new_dossier("a")
        .replace("title: Note to Northland's embassy", "title: &t Note")
        .replace("title: Statement on the alleged misuse of servers", "title: *t")
    )
    assert parse_dossier(text.encode(), "x.yaml", LAW).sources["northland-reply"].title == "Note"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    """A path that holds no file is a mistake with advice."""
    for path in (tmp_path / "none.yaml", tmp_path, Path("a\0b")):
        with pytest.raises(InputError, match="cannot be read"):
            read_dossier(path, LAW)


def test_too_large(tmp_path: Path) -> None:
    """More than 10 MB is refused unread."""
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(InputError, match="larger than 10 MB"):
        read_dossier(path, LAW)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 1_000_000,
        b"{a: " * 500_000,
        b"- " * 500_000,
        b"notes: [" + b"a, " * 1_000_000 + b"]",
        b"a: &a [x]\n" * 300_000,
        b"x" * 5_000_000,
        b"? " + b"x y" * 2_000_000 + b"\n: a\nstates: [" + b"xyz " * 500_000 + b"]",
    ],
    ids=["lists", "mappings", "dashes", "items", "anchors", "word", "long words"],
)
def test_hostile_files_are_refused_soon(data: bytes) -> None:
    """A file made to exhaust the reader is refused within seconds."""
    started = time.perf_counter()
    assert _refused(data).diagnostics
    assert time.perf_counter() - started < 10


def test_many_mistakes_end_the_reading() -> None:
    """After a hundred mistakes the reader says so and stops."""
    error = _refused(b"dossier: a\ntimeline:\n" + b"".join(b"  - {zzz%d: x}\n" % n for n in range(900)))
    assert len(error.diagnostics) == MOST + 1
    assert "the rest was not read" in error.diagnostics[-1].message


_LINES = new_dossier("clinic-2024").splitlines()
_JUNK = st.sampled_from(
    ["", "- ", "  ", ":", "[", "}", "&a", "*a", "<<: ", "yes", "2024", '"', "\t", "XAA", "!x", "\0"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(_LINES) - 1), st.integers(0, 80), _JUNK), max_size=4))
def test_no_spoilt_scaffold_makes_the_reader_fail(spoils: list[tuple[int, int, str]]) -> None:
    """Whatever is struck out or put in, the dossier is read or refused, never anything else."""
    lines = list(_LINES)
    for number, column, junk in spoils:
        lines[number] = lines[number][:column] + junk + lines[number][column + len(junk) :] if junk else ""
    try:
        parse_dossier("\n".join(lines).encode(), "x.yaml", LAW)
    except InputError as refused:
        assert all(found.advice for found in refused.diagnostics)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    """Any bytes are refused in words."""
    assert _refused(data).diagnostics
