"""The memo on the dossiers that come with Duecare: for whom it speaks, what it keeps, and what it must not say."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from bundled import GOLDEN, NAMES, body_of, dossier_of, made_of, memo_on, text_on
from sample import LAW, assessment
from sample import dossier as made_up

from duecare import assess, load_rulebook
from duecare.assess.elements import elements_of, under
from duecare.assess.sensitivity import sensitivity
from duecare.base.errors import InputError
from duecare.base.moments import parse_moment
from duecare.report.authorities import unread_in
from duecare.report.document import Document, Figure, Heading, Link, Note, Paragraph, Table, notes_of, targets
from duecare.report.markdown import to_markdown
from duecare.report.memo import memo
from duecare.report.memo_reader import in_question, reader_of
from duecare.report.names import duty_label, obligation_label
from duecare.report.written_memo import check_read, memo_of

TWO_STATES = ("estonia-2007", "hse-2021", "medibank-2022")
# Nothing that the memo says itself may charge anybody, or counsel force or countermeasures.
_CHARGES = re.compile(
    r"\b(violat\w+|guilt\w*|culprit|perpetrator|failed to|is to blame|retaliat\w+|should strike)\b", re.I
)


@pytest.mark.parametrize("name", NAMES)
def test_front_and_body(name: str, golden: object) -> None:
    """What a reader sees before the annexes, word for word; the hash of the law is left out."""
    text = re.sub(r"(?<=sha256 )[0-9a-f]{64}", "(left out)", body_of(text_on(name)))
    golden(GOLDEN / f"memo-{name}.md", text)  # type: ignore[operator]


@pytest.mark.parametrize("name", NAMES)
def test_every_duty_in_question_stands_in_the_matrix(name: str) -> None:
    """Nothing that the record is about is left to the annexes alone."""
    made, blocks = made_of(name), memo_on(name).blocks
    first = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor == "matrix")
    last = next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.anchor == "options")
    rows = [row for block in blocks[first:last] if isinstance(block, Table) for row in block.rows]
    cells = [str(row[0][0]).casefold() for row in rows]
    for finding in (*in_question(made.findings), *in_question(made.findings, norms=True)):
        label = duty_label(finding).removeprefix("norm ").casefold()
        whole = obligation_label(finding.obligation, load_rulebook().law).casefold()
        named = [cell for cell in cells if finding.norm or whole in cell]
        assert any(label in cell or re.search(rf"{whole}(?! \()", cell) for cell in named), finding.duty


@pytest.mark.parametrize("name", NAMES)
def test_every_state_of_a_dossier_can_be_written_for(name: str) -> None:
    """Each of its States gets a memo of its own, which says so at the top and measures by its own words."""
    made = made_of(name)
    for code, state in made.states:
        text = text_on(name, code) if code == reader_of(dossier_of(name)).code else ""
        text = text or to_markdown(memo(made, dossier_of(name), load_rulebook().law, reader=code))
        assert f"- **For**: {state}, " in text
        assert "(s)" not in body_of(text)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_referred_to_is_there(name: str) -> None:
    """Every annex that the text names has its heading, and every link leads somewhere."""
    document, text = memo_on(name), text_on(name)
    heads = {block.text[:7] for block in document.blocks if isinstance(block, Heading)}
    assert {f"Annex {letter}" for letter in re.findall(r"Annex ([A-Z])\b", text)} <= heads
    known = targets(document)
    links = {part.anchor for block in document.blocks for part in _parts(block) if isinstance(part, Link)}
    assert links <= known


def _parts(value: object) -> list[object]:
    if isinstance(value, tuple):
        return [part for item in value for part in _parts(item)]
    fields = getattr(type(value), "__dataclass_fields__", None)
    return [value, *(part for name in fields for part in _parts(getattr(value, name)))] if fields else [value]


@pytest.mark.parametrize("name", NAMES)
def test_the_memo_charges_nobody(name: str) -> None:
    """Outside what the dossier and the law say, no word charges a State or counsels a response."""
    dossier = dossier_of(name)
    said = " ".join([dossier.summary, *(one.what for one in (*dossier.timeline, *dossier.patterns, *dossier.account))])
    found = {word for word in _CHARGES.findall(body_of(text_on(name))) if word not in said}
    assert not found & {"violates", "violated", "guilty", "culprit", "perpetrator", "is to blame", "should strike"}
    assert "recommends no measure" in text_on(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_condition_is_the_same_under_each_view_or_differs_by_reading(name: str) -> None:
    """What all held readings settle each view settles alike, and no view leaves more possible than they do together."""
    for part in elements_of(made_of(name), dossier_of(name), load_rulebook()):
        together = under(part)
        for answer in part.answers:
            assert set(answer.words) <= set(together.words), part.name
            if together.settled and answer.words:
                assert answer.settled, part.name
        assert bool(part.missing or part.issues) or together.settled, part.name


@pytest.mark.parametrize("name", ["exercise-harbour"])
def test_a_supposition_comes_out_as_an_assessment_of_it_would(name: str) -> None:
    """What knowledge of another date changes is what assessing the dossier with those dates gives."""
    dossier, made, law = dossier_of(name), made_of(name), load_rulebook()
    onsets = {leaf.name for leaf in law.law.leaves if leaf.onset}
    for one in sensitivity(made, dossier, law):
        if one.kind != "known from":
            continue
        date = parse_moment(one.value)
        claims = tuple(
            replace(claim, since=date)
            if claim.leaf in onsets and claim.value == "yes" and claim.since.earliest < date.earliest
            else claim
            for claim in dossier.claims
        )
        anew = {(f.bearer, f.beneficiary, f.duty): f for f in assess(replace(dossier, claims=claims), law).findings}
        told = {(change.bearer, change.beneficiary, change.duty): change for change in one.changes}
        assert told
        for finding in made.findings:
            key = finding.bearer, finding.beneficiary, finding.duty
            after = next(outcome for outcome in anew[key].if_binds if not outcome.view)
            before = next(outcome for outcome in finding.if_binds if not outcome.view)
            if key in told:
                assert told[key].after.words == after.words
            elif not finding.norm and not finding.waits_for and finding.bearer != finding.beneficiary:
                assert after.words == before.words, key


def test_strict_names_every_authority_that_nobody_read() -> None:
    """Each is refused by name; where everything was read nothing is refused."""
    document = memo_on("hse-2021")
    with pytest.raises(InputError) as refused:
        check_read(document)
    listed = unread_in(document.blocks)
    assert [one.message for one in refused.value.diagnostics] == [f"nobody has read {name}" for name in listed]
    for name in listed:
        assert name.partition(",")[0] in text_on("hse-2021").partition("## Short answer")[0]
    check_read(Document("t", "m", ()))


def test_drawings_stand_where_they_belong_and_none_is_needed() -> None:
    """A drawing by its name comes into the body; the memo is the same without it."""
    shown = {
        name: Figure(name, "<svg/>", f"alt of {name}", name) for name in ("timeline", "timeline-2", "argument-RUS-IRL")
    }
    document = memo(made_of("hse-2021"), dossier_of("hse-2021"), load_rulebook().law, drawings=shown)
    without = memo(made_of("hse-2021"), dossier_of("hse-2021"), load_rulebook().law)
    assert {block.name for block in document.blocks if isinstance(block, Figure)} == set(shown)
    assert tuple(block for block in document.blocks if not isinstance(block, Figure)) == without.blocks


def test_a_dossier_without_an_affected_state_speaks_for_nobody() -> None:
    """Nobody's position is looked at, and nothing is said to be owed to anybody."""
    dossier = dossier_of("hse-2021")
    alone = replace(
        dossier,
        states=("RUS",),
        claims=tuple(one for one in dossier.claims if not one.beneficiary),
        requests=(),
        replies=(),
    )
    text = to_markdown(memo_of(assess(alone, declared=True), alone, load_rulebook()))
    assert "- **For**: nobody in particular." in text
    assert "names no State that the operation affected" in text


def test_a_dossier_in_which_nothing_is_known_still_makes_a_memo() -> None:
    """With roles alone, and with no register, the memo says what would bring duties into play."""
    made = made_of("hse-2021")
    roles = tuple(one for one in dossier_of("hse-2021").claims if one.leaf == "territorial_origin")
    harmed = tuple(one for one in dossier_of("hse-2021").claims if one.leaf == "harm_felt_there")
    bare = replace(dossier_of("hse-2021"), claims=(*roles, *harmed), requests=(), replies=(), account=(), appraisals=())
    document = memo_of(assess(bare), bare, load_rulebook())
    assert any(isinstance(block, Heading) and block.anchor == "answer" for block in document.blocks)
    without = replace(
        made, declared=(), records=(), across=(), findings=tuple(replace(f, own=()) for f in made.findings)
    )
    assert "Ireland has declared nothing" in to_markdown(memo(without, dossier_of("hse-2021"), load_rulebook().law))


def test_a_state_that_is_origin_and_affected_reads_both() -> None:
    """It is told what others owe it, and in a part of its own what is asked of it."""
    both = replace(
        made_up(),
        claims=(
            *made_up().claims,
            replace(made_up().claims[0], id="T1.9", leaf="harbour", bearer="XBB", beneficiary=""),
        ),
    )
    text = to_markdown(memo(assessment(), both, LAW, reader="XBB"))
    assert "as a State affected, and as one from or through whose territory" in text
    assert "As the State that is itself asked" in text


@pytest.mark.slow
@pytest.mark.parametrize("name", TWO_STATES)
def test_a_memo_on_two_states_keeps_to_its_pages(name: str) -> None:
    """The annexes begin after two pages of front and at most twelve of body."""
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    from duecare.report.pdf import to_pdf

    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(to_pdf(memo_on(name)).content)).pages]
    assert any("At a glance" in page for page in pages[:2])
    begins = next(number for number, page in enumerate(pages, 1) if "\nAnnex A: evidence" in page)
    assert begins <= 15


def test_notes_are_cited_once_in_full() -> None:
    """An authority stands in full in the first note that cites it, and comes back by the number of that note."""
    from duecare.report.document import footnotes

    document, seen = memo_on("hse-2021"), dict[str, int]()
    for number, (note, text) in enumerate(zip(notes_of(document), footnotes(document), strict=True), 1):
        words = "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in text)
        assert isinstance(note, Note)
        assert "ibid" not in words.casefold()
        for authority in note.authorities:
            if seen.setdefault(authority.name, number) != number:
                assert f"(n {seen[authority.name]})" in words
    assert len(seen) > 20


def test_paragraph_numbers_run_through() -> None:
    """Paragraphs are numbered from one without a gap, annexes included."""
    numbers = [block.number for block in memo_on("hse-2021").blocks if isinstance(block, Paragraph) and block.number]
    assert numbers == list(range(1, len(numbers) + 1))
