"""Notices to a State: each in its own register, on the sender's own position, and none of them attributes anything."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from sample import LAW, dossier, real_assessment, real_dossier
from test_hostile_text import HOSTILE, Page, seen, shape

from duecare.assess.model import Assessment, Force, Instrument, Own, Took
from duecare.base.errors import InputError
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier, Indicator
from duecare.dossier.read import read_dossier
from duecare.report.document import Document, Items
from duecare.report.html import to_html
from duecare.report.markdown import to_markdown
from duecare.report.notices.notice import Asked, Made, notice
from duecare.report.notices.position import _one_by_one
from duecare.report.notices.template import CHANNELS, bundled, parse_template
from duecare.report.notices.utc import in_utc
from duecare.rulebook.load import load_bundled

_ASKED = Asked("IRL", "RUS", parse_moment("2024-06-01"), "2024-06-15", "the duty officer, +353 1 000")
_LEGAL = re.compile(
    r"\b(?:law|legal\w*|unlawful|wrongful|breach\w*|obligation\w*|dut(?:y|ies)|liab\w+|responsib\w+|diligence|"
    r"sovereign\w*|violat\w+|norms?|right|rights|treaty|convention)\b",
    re.IGNORECASE,
)
_RECORD = Instrument("irl_2023", "IRL", "Ireland", "Position Paper", "2023-07-06", "memory", "opinio_juris")


def _indicator(**changes: object) -> Indicator:
    told: dict[str, object] = {
        "id": "I1", "type": "ipv4", "value": "203.0.113.7", "first_seen": parse_moment("2024-05-04T05:30+02:00"),
        "role": "sent", "territory": "RUS", "sources": ("log",), "tlp": "green",
    }  # fmt: skip
    return Indicator(**{**told, **changes})  # type: ignore[arg-type]


def _with(*indicators: Indicator) -> Dossier:
    return replace(real_dossier(), indicators=indicators)


def _declaring(force: str = "yes") -> Assessment:
    """Return an assessment in which Ireland has declared whether a duty binds."""
    made = real_assessment()
    took = Took("status@harbour_duty", ("yes",), "irl_2023", "memory", "p 4")
    own = Own("IRL", "beneficiary", None, Force("", force), 0, 1, 1, 1, (took,))
    findings = tuple(replace(one, own=(own,)) if one.name == "warn" else one for one in made.findings)
    return replace(made, findings=findings, records=(_RECORD,))


def _made(channel: str, read: Dossier | None = None, assessment: Assessment | None = None) -> Made:
    return notice(bundled(channel), read or real_dossier(), _ASKED, LAW, assessment or real_assessment())


def _text(document: Document) -> str:
    return to_markdown(document).replace("\\", "")


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_notice_attributes(channel: str) -> None:
    """Each says that it does not attribute the activity, and carries its marking and that it is a draft."""
    made = _made(channel, _with(_indicator()))
    assert "does not attribute the activity to the Russian Federation or to anybody else" in _text(made.document)
    assert re.fullmatch(r"TLP:\w+ · DRAFT", made.document.marking)
    assert "15 June 2024" in _text(made.document)
    assert "the duty officer" in _text(made.document)
    assert _made(channel, dossier_of_exercise()).document.marking.startswith("EXERCISE · ")


def dossier_of_exercise() -> Dossier:
    """Return the real dossier marked as an exercise."""
    return replace(real_dossier(), exercise=True)


def test_a_form_of_ones_own_attributes_nothing_either() -> None:
    """A template that has no place for it gets the sentence all the same."""
    made = notice(parse_template("title: T\nbody: [{text: Help.}]\n", "t.yaml"), real_dossier(), _ASKED)
    assert "does not attribute the activity" in _text(made.document)


@pytest.mark.parametrize("name", ["estonia-2007", "exercise-harbour", "hse-2021", "medibank-2022", "revil-2021"])
def test_a_response_team_reads_no_law(name: str) -> None:
    """The notice between response teams has no word of law, whatever the dossier is about."""
    read = read_dossier(Path(__file__).parents[2] / "dossiers" / f"{name}.yaml", load_bundled().law)
    made = notice(bundled("csirt"), read, Asked(read.states[0], read.states[1], read.written))
    assert _LEGAL.findall(_text(made.document)) == []


def test_indicators_are_in_utc_in_order_and_harmless() -> None:
    """Times are turned into UTC, the first seen comes first, and nothing opens by a click; digests stay as they are."""
    made = _made("csirt", _with(
        _indicator(id="I1", type="url", value="https://a.example/x.php", first_seen=parse_moment("2024-05-05")),
        _indicator(id="I2"),
        _indicator(id="I3", type="file-hash", value="ab" * 32, first_seen=parse_moment("2024-05-06T01:00-02:00")),
        _indicator(id="I4", territory="IRL", value="198.51.100.9"),
        _indicator(id="I5", value="198.51.100.77", first_seen=parse_moment("2025-01-01")),
    ))  # fmt: skip
    text = _text(made.document)
    places = [text.index(one) for one in ("2024-05-04 03:30 UTC", "5 May 2024", "2024-05-06 03:00 UTC")]
    assert places == sorted(places)
    assert "203[.]0[.]113[.]7" in text and "hxxps://a[.]example/x[.]php" in text and "ab" * 32 in text
    assert "203.0.113.7" not in text and "https://a.example" not in text
    assert "198" not in text  # of another State, or not yet seen
    assert not made.remarks


def test_windows_in_utc() -> None:
    """A window has its ends in UTC as far as they have a clock; a day stays a day."""
    assert in_utc(parse_moment("2024-05-04T23:30-01:00/2024-05-06")) == "2024-05-05 00:30 UTC to 6 May 2024"
    assert in_utc(parse_moment("2024-05")) == "May 2024"
    assert in_utc(parse_moment("2024-05-04T10:00+01:00")) == "2024-05-04 09:00 UTC"


def test_the_marking_is_the_highest_that_is_used() -> None:
    """An indicator marked higher marks the notice; one that is not in it does not."""
    assert _made("csirt", _with(_indicator(tlp="red"))).document.marking == "TLP:RED · DRAFT"
    assert _made("csirt", _with(_indicator(tlp="red", territory="IRL"))).document.marking == "TLP:GREEN · DRAFT"
    assert "TLP:RED: for those to whom this is addressed" in _text(
        _made("csirt", _with(_indicator(tlp="red"))).document
    )


def test_a_note_claims_only_on_its_senders_words() -> None:
    """Where the sender has declared that the duty binds the note says so, with the record; else it puts no claim."""
    claims = _text(_made("note", assessment=_declaring()).document)
    assert (
        "Ireland recalls the position that it has declared, to this effect: “Yes” (Position Paper of 6 July 2023)"
        in claims
    )
    assert "to warn the States endangered" in claims
    assert "to end what is going on" not in claims  # of this duty it has declared nothing
    assert "[not read]" in claims and "[^1]†" in claims
    assert "does not say by this note that they were not kept" in claims
    for silent in (_declaring("open"), _declaring("no"), real_assessment()):
        made = _made("note", assessment=silent)
        assert "It puts forward no claim under international law." in _text(made.document)
        assert "recalls the position" not in _text(made.document)
        assert any("has declared no position on which a duty binds" in one for one in made.remarks)


def test_a_note_has_its_formulae() -> None:
    """It opens and closes as notes do, is without prejudice, and never says that anything was breached."""
    text = _text(_made("note", assessment=_declaring()).document)
    assert "presents its compliments to the [ministry of foreign affairs] of the Russian Federation" in text
    assert "high and continuing regard" in text
    assert "without prejudice to the rights, claims and legal positions of Ireland" in text
    assert not re.search(r"\b(?:breached|violated|failed to|not met)\b", text)


def test_facts_are_what_concerns_the_recipient() -> None:
    """Facts tell what happened and where, and what was raised before; no account, search or knowledge is told."""
    text = _text(_made("note").document)
    assert "The crane of Ireland stops" in text
    assert "Raised before: Ireland asks Russia to end it" in text
    assert "A minute says that the program is known" not in text
    assert "Nothing was known" not in text


def test_words_that_attribute_are_pointed_out() -> None:
    """The drafter is told where the dossier's own words say who did it."""
    read = real_dossier()
    first = replace(read.timeline[0], what="The group behind the attack is named.")
    made = _made("poc", replace(read, timeline=(first, *read.timeline[1:])))
    assert any("'behind the'" in one for one in made.remarks)
    assert any("no indicators are attached" in one for one in made.remarks)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(channel: str, text: str) -> None:
    """Whatever stands in any field a notice uses, it becomes no markup, and fills no gap a second time."""

    def spoilt(words: str) -> Document:
        read = real_dossier()
        made = replace(
            read, title=words, summary=words, operation=replace(read.operation, kind=words),
            timeline=tuple(replace(one, what=words) for one in read.timeline),
            requests=tuple(replace(one, what=words) for one in read.requests),
            indicators=(_indicator(type="other", value=words, role=words, note=words),),
        )  # fmt: skip
        asked = replace(_ASKED, contact=words)
        return notice(bundled(channel), made, asked, LAW, real_assessment()).document

    page = Page(to_html(spoilt(text)))
    assert page.tags == Page(to_html(spoilt("calm"))).tags
    assert shape(spoilt(text)) == shape(spoilt("calm"))
    assert seen(text) in page.text
    assert "{to}" in to_markdown(spoilt("a {to} b"))


@pytest.mark.parametrize(("content", "message"), [
    ("title: T\n", "a template lacks `body`"),
    ("title: 'For {whom}'\nbody: []\n", "nothing fills the gap 'whom'"),
    ("title: T\nbody: [{text: a, items: [b]}]\n", "a part of a template is one thing"),
    ("title: T\nbody: [{if: indicators}]\n", "a part of a template is one thing"),
    ("title: T\nbody: [{text: a, if: indicator}]\n", "there is no condition 'indicator'"),
    ("title: T\nbody: [{insert: fact}]\n", "there is no insert 'fact'; did you mean `facts`?"),
    ("title: T\nbody: [{fields: [a]}]\n", "`fields` must be a mapping of terms to texts"),
    ("title: T\nbody: [{paragraph: a}]\n", "a part of a template has no `paragraph`"),
    ("title: T\nbody: [", "this is not YAML"),
])  # fmt: skip
def test_a_template_that_cannot_be_filled_is_refused(content: str, message: str) -> None:
    """A mistake in a form of one's own is told with its place and what to do."""
    with pytest.raises(InputError) as refused:
        parse_template(content, "mine.yaml")
    assert message in str(refused.value)
    assert all(one.advice and one.span.line for one in refused.value.diagnostics)
    assert "mine.yaml:" in str(refused.value)


def test_no_sample_is_changed() -> None:
    """The dossier of the tests has no indicator of its own, so that what is said of none is tried."""
    assert dossier().indicators == ()
    assert "No indicators are attached." in _text(_made("poc").document)


def test_a_notice_speaks_of_what_it_holds() -> None:
    """Without indicators a response team reads of none, and is asked for nothing that needs them."""
    without, attached = _text(_made("csirt").document), _text(_made("csirt", _with(_indicator())).document)
    for words in ("below", "What was seen", "which of the systems", "further logs", "read [.] as a dot"):
        assert words not in without and words in attached
    assert "Name a contact" in without and "Name a contact" not in attached
    for made in (_made("csirt"), _made("csirt", _with(_indicator()))):
        kinds = [type(block) for block in made.document.blocks]
        assert (Items, Items) not in list(pairwise(kinds))


def test_what_is_over_is_not_to_be_ended() -> None:
    """A note asks to end what goes on, and of what is over whether anything goes on; an exercise says so in words."""
    read = real_dossier()
    lasting = replace(read, operation=replace(read.operation, ended=None))
    assert "to end the activity, where it finds that it goes on" in _text(_made("note", lasting).document)
    assert "whether anything of the activity" in _text(_made("note", read).document)
    assert "from 4 May 2024 until 6 May 2024" in _text(_made("note", read).document)
    assert "part of an exercise" in _text(_made("poc", dossier_of_exercise()).document)
    assert "exercise" not in _text(_made("poc").document)


def test_a_beginning_between_two_days_is_told_as_such() -> None:
    """What began or ended some time between two days is not said to have begun on one; logs are asked for all of it."""
    read = real_dossier()
    began, ended = parse_moment("2024-05-01/2024-05-04"), parse_moment("2024-05-06/2024-05-09")
    wide = replace(read, operation=replace(read.operation, began=began, ended=ended))
    said = (
        "which began between 1 May 2024 and 4 May 2024 and went on until some time between 6 May 2024 and 9 May 2024."
    )
    assert said in _text(_made("note", wide).document)
    assert "**Period**: 1 May 2024 to 9 May 2024" in _text(_made("csirt", wide).document)
    open_end = replace(wide, operation=replace(wide.operation, ended=None))
    assert "which began between 1 May 2024 and 4 May 2024." in _text(_made("note", open_end).document)


def test_duties_of_a_note_can_be_told_apart() -> None:
    """The duties that a sender recalls have commas of their own, so that more than commas stands between them."""
    assert "without asking the Russian Federation to share it" in _text(_made("note", assessment=_declaring()).document)
    assert _one_by_one(["To warn, in time", "To end it", "To account"]) == "to warn, in time; to end it; and to account"
    assert _one_by_one(["To warn"]) == "to warn"
