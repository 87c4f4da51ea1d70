"""What reports say: golden answers, tables and memos, and a sentence for every outcome word."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from sample import LAW, assessment, dossier, figures, finding, open_, outcomes, real_assessment, real_dossier, settled
from sample import WARN as WARN_DUTY

from duecare.assess.model import Assessment, HistoryLine, Outcome
from duecare.dossier.model import Dossier
from duecare.report.dates import in_brief, in_words
from duecare.report.document import Document, Heading, Note, Paragraph, Table, Tone, notes_of
from duecare.report.headline import as_text, headline
from duecare.report.html import to_html
from duecare.report.markdown import to_markdown
from duecare.report.memo import memo
from duecare.report.table import write_assessment
from duecare.report.wording import DONE, FAILED, IDLE, SENTENCES, by_view, phrase, since, word

GOLDEN = Path(__file__).parent / "golden"
Golden = Callable[[Path, str], None]
Case = tuple[str, Assessment, Dossier]

# Every word that SEMANTICS of the chain and of norms allows.
WORDS = (
    "not in force",
    "not applicable",
    "not due",
    "breached (wrongfulness precluded)",
    "breached",
    "liable",
    "met late",
    "not met",
    "running",
    "nothing within its power",
    "met",
    "not expected",
    "expected and met late",
    "expected and not met",
    "expected and met",
)


@pytest.fixture(params=["exercise", "real"])
def case(request: pytest.FixtureRequest) -> Case:
    """Return an assessment with its dossier: of an exercise, and of real States."""
    if request.param == "exercise":
        return request.param, assessment(), dossier()
    return request.param, real_assessment(), real_dossier()


def table(made: Assessment, width: int = 0) -> str:
    """Return what `duecare assess` writes: in a pipe, or on a terminal of that width."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width or 120,
        force_terminal=bool(width),
        color_system=None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    write_assessment(made, LAW, console)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def test_headline(case: Case, golden: Golden) -> None:
    """The answer puts what was not done first, then what is open, then what was met; gates stand apart."""
    name, made, _ = case
    golden(GOLDEN / f"{name}.answer.txt", as_text(headline(made, LAW)))


def test_table(case: Case, golden: Golden) -> None:
    """In a pipe the terminal output is plain text, and opens with the answer."""
    name, made, _ = case
    text = table(made)
    assert text.isascii()
    golden(GOLDEN / f"{name}.txt", text)


def test_markdown_memo(case: Case, golden: Golden) -> None:
    """The memo holds every part, each fact with its sources, and each authority with its grade."""
    name, made, read = case
    golden(GOLDEN / f"{name}.md", to_markdown(memo(made, read, LAW, figures())))


def test_html_memo(case: Case, golden: Golden) -> None:
    """The page is the same document, with anchors, notes and signs."""
    name, made, read = case
    golden(GOLDEN / f"{name}.html", to_html(memo(made, read, LAW, figures())))


@pytest.mark.parametrize("width", [80, 100, 140])
def test_no_line_is_wider_than_the_terminal(case: Case, width: int) -> None:
    """On a terminal nothing runs over its edge."""
    assert max(len(line) for line in table(case[1], width).splitlines()) <= width


def test_every_word_has_a_sentence() -> None:
    """No outcome can come up for which the memo has no words, and every word has its rank."""
    assert set(SENTENCES) == set(WORDS)
    assert FAILED | DONE | IDLE | {"running", "breached (wrongfulness precluded)"} == set(WORDS)


@pytest.mark.parametrize("one", WORDS)
def test_sentences_are_neutral(one: str) -> None:
    """A sentence speaks of the record or the rule, and charges nobody."""
    assert not any(charge in SENTENCES[one].lower() for charge in ("violat", "failed", "guilt", "attack", "blame"))


def test_an_empty_answer_says_why_it_is_empty() -> None:
    """Where no claim ties a State to the operation, that is told, and what to do about it."""
    nobody = replace(assessment(), findings=(), questions=())
    assert "No State is assessed, for no claim says how one is tied to the operation." in as_text(headline(nobody, LAW))
    assert "No State is assessed" in table(nobody)


def test_open_is_not_told_as_an_omission() -> None:
    """What is open is told as open, with the gravest that stays possible, or all if nothing grave does."""
    assert word(Outcome("", ("not due", "breached"), False, not_established=True)) == (
        "open (breach possible, not established)"
    )
    assert word(Outcome("", ("not due", "met"), False)) == "open (not due or met)"


def test_many_views_of_one_mind_are_counted_last() -> None:
    """Where one view parts from many, that one is named and the many are `the others`; in full all are named."""
    told = by_view(finding(WARN_DUTY, outcomes(open_("a", "b"), settled("met"), *[settled("not due")] * 2)), VIEWS)
    assert phrase(told, LAW, whole=False) == "met under Harbour Manual; not due under Sceptic and Silent"
    told = by_view(finding(WARN_DUTY, outcomes(open_("a", "b"), *[settled("met")] * 3)), VIEWS)
    assert phrase(told, LAW, whole=False) == "met under every view"


VIEWS = ("manual", "sceptic", "silent")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (HistoryLine("due", "2024-05-03", "2024-05-03"), "since 3 May 2024"),
        (HistoryLine("due", "2024-05-03", ""), "possible from 3 May 2024"),
        (HistoryLine("due", "2024-05-03", "2024-06"), "possible from 3 May 2024, certain from June 2024"),
    ],
)
def test_since(line: HistoryLine, said: str) -> None:
    """A date that is only possible is never told as certain."""
    assert since(line) == said


@pytest.mark.parametrize(
    ("label", "words", "brief"),
    [
        ("2021", "2021", "2021"),
        ("2021-05", "May 2021", "May 2021"),
        ("start of 2015-11", "start of November 2015", "start of Nov 2015"),
        ("2026-03-01T12:00Z", "1 March 2026 12:00 UTC", "1 Mar 2026 12:00 UTC"),
        ("2026-03-01T12:00+01:00", "1 March 2026 12:00 +01:00", "1 Mar 2026 12:00 +01:00"),
        ("2022-12/2023-05", "December 2022 to May 2023", "Dec 2022 to May 2023"),
        ("<b>", "<b>", "<b>"),
    ],
)
def test_dates(label: str, words: str, brief: str) -> None:
    """A date keeps its precision and its zone when its month is written out."""
    assert (in_words(label), in_brief(label)) == (words, brief)


def test_tone_is_never_alone() -> None:
    """Colour and sign only go with the words."""
    shown = Table("t", ("a", "b"), ((("duty",), (Tone("breached", "failed"),)),))
    assert "breached" in to_html(Document("t", "m", (shown,)))
    assert "breached" in to_markdown(Document("t", "m", (shown,)))


def test_headings_have_order(case: Case) -> None:
    """Levels of headings never skip one, so that a screen reader's outline holds."""
    levels = [block.level for block in memo(case[1], case[2], LAW).blocks if isinstance(block, Heading)]
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


def test_paragraphs_are_numbered_through(case: Case) -> None:
    """Numbered paragraphs count from one without a gap."""
    blocks = memo(case[1], case[2], LAW).blocks
    numbers = [block.number for block in blocks if isinstance(block, Paragraph) and block.number]
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_nobody_read_is_marked_where_it_is_cited(case: Case) -> None:
    """A note on an authority cited from memory carries a dagger in the text, and no other note does."""
    document = memo(case[1], case[2], LAW)
    notes = notes_of(document)
    unread = [number for number, note in enumerate(notes, 1) if any(a.grade == "memory" for a in note.authorities)]
    page, text = to_html(document), to_markdown(document)
    for number, _ in enumerate(notes, 1):
        assert (f">{number}†</a>" in page) == (number in unread)
        assert (f"[^{number}]†" in text) == (number in unread)
    assert 0 < len(unread) < len(notes)


def test_a_memo_names_what_it_was_made_from(case: Case) -> None:
    """The law, the dossier and the date are named in full, and an exercise says that it is one."""
    name, made, read = case
    text = to_markdown(memo(made, read, LAW))
    assert made.law_hash in text
    assert made.dossier_hash in text
    assert in_words(made.as_of) in text
    assert ("every State, person, date and document in this memo is invented" in text) == (name == "exercise")
    assert "Without prejudice to any legal position" in text


def test_what_is_later_than_the_as_of_date_is_told_as_such() -> None:
    """As of an earlier date later entries are still printed, but said not to count, and no table uses them."""
    early = replace(assessment(), as_of="2024-05-03")
    text = to_markdown(memo(early, dossier(), LAW))
    facts, _, application = text.partition("## Law")
    assert facts.count("Later than the as-of date, and not counted.") == 4
    assert "(para 1)" in application
    assert "(para 2)" not in application


def test_the_same_input_gives_the_same_bytes(case: Case) -> None:
    """Nothing in an output depends on when, where or how often it is made."""
    _, made, read = case
    assert to_html(memo(made, read, LAW)) == to_html(memo(made, read, LAW))
    assert table(made) == table(made)


def test_no_fact_is_lost_between_formats(case: Case) -> None:
    """Every note of the page is a note of the text."""
    document = memo(case[1], case[2], LAW)
    count = sum(isinstance(note, Note) for note in notes_of(document))
    assert to_html(document).count('<li id="note-') == to_markdown(document).count("\n[^") == count
