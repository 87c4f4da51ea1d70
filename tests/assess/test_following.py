"""What would follow, for whole dossiers: asked of breaches alone, moved by its own facts alone, and told once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from duecare.assess.assess import assess
from duecare.assess.consequences import Answer, Following, consequences, may_be_breached
from duecare.assess.model import Assessment
from duecare.dossier.model import Dossier
from duecare.dossier.read import parse_dossier
from duecare.public import render
from duecare.report.document import Heading, Table
from duecare.report.memo import memo
from duecare.rulebook.load import load_bundled

_FILE = Path(__file__).parents[2] / "dossiers" / "exercise-harbour.yaml"
_WARN = "corfu_channel_duty.warn"
_HERE = "bearer: XAA, beneficiary: XBB"
_AFTER = f"""  - on: 2026-10-31
    what: The legal advisers of Southland write down what they know of the aftermath.
    sources: [inject-northland-log]
    shows:
      - injury_averted_by_performance: {{duty: {_WARN}, {_HERE}, value: yes, standing: established}}
      - injury_caused_by_omission: {{duty: {_WARN}, {_HERE}, value: yes, standing: established}}
      - grave_omission: {{duty: {_WARN}, {_HERE}, value: no, standing: established, author: a, reason: b}}
      - bearer_called_on_to_comply: {{{_HERE}, value: yes, standing: established}}
      - answer_touches_protected_duties: {{{_HERE}, value: yes, standing: established}}
"""


@cache
def exercise(extra: str = "") -> tuple[Dossier, Assessment, tuple[Following, ...]]:
    """Return the exercise with entries added to its timeline, its assessment, and what would follow."""
    bundle = load_bundled()
    text = _FILE.read_text(encoding="utf-8")
    text = re.sub(r"^timeline:\n", lambda found: found[0] + extra, text, flags=re.MULTILINE) if extra else text
    dossier = parse_dossier(text.encode(), str(_FILE), bundle.law)
    made = assess(dossier, bundle)
    return dossier, made, consequences(made, dossier, bundle)


def answer(found: tuple[Following, ...], name: str, duty: str = _WARN, view: str = "") -> Answer:
    (one,) = (one for one in found if (one.bearer, one.beneficiary, one.duty, one.name) == ("XAA", "XBB", duty, name))
    return next(said for said in one.found.answers if said.view == view)


def test_consequences_are_asked_of_breaches_alone() -> None:
    """Every duty that was or may have been breached, and is in question, has them; no other duty, and no norm, does."""
    _, made, found = exercise()
    asked = {(one.bearer, one.beneficiary, one.duty) for one in found}
    breaches = {(one.bearer, one.beneficiary, one.duty) for one in made.findings if may_be_breached(one)}
    assert asked == breaches
    assert asked
    assert not {one.duty for one in made.findings if one.norm} & {duty for _, _, duty in asked}


def test_facts_of_the_aftermath_change_no_outcome() -> None:
    """What is claimed on consequences alone moves no outcome, no date and no question, and does move what follows."""
    _, before, open_ = exercise()
    _, after, known = exercise(_AFTER)
    assert after.findings == before.findings
    assert after.questions == before.questions
    assert not answer(open_, "reparation").settled
    assert answer(known, "reparation").turns_on == ("reparation_causation",)
    assert answer(known, "countermeasures_in_answer").words == ("does not follow",)


def test_each_view_answers_for_itself() -> None:
    """There is an answer for all readings together and for each view of the assessment, in that order."""
    _, made, found = exercise()
    for one in found:
        assert [said.view for said in one.found.answers] == ["", *made.views]


@pytest.mark.parametrize("extra", ["", _AFTER], ids=["as it is", "with the aftermath"])
def test_a_memo_tells_each_consequence_once_for_a_frame(extra: str) -> None:
    """Under one heading a frame each consequence has one row, whatever the number of duties breached."""
    dossier, made, found = exercise(extra)
    law = load_bundled().law
    blocks = memo(made, dossier, law, (), (), found).blocks
    tables = [one for one in blocks if isinstance(one, Table) and one.caption == "As if breached, and if it binds"]
    at = next(index for index, one in enumerate(blocks) if isinstance(one, Heading) and one.anchor == "following")
    heads = [one for one in blocks[at + 1 :] if isinstance(one, Heading)]
    heads = heads[: next(index for index, one in enumerate(heads) if one.level == 2)]
    frames = {(one.bearer, one.beneficiary) for one in found}
    assert len(tables) == len(heads) == len(frames)
    for table in tables:
        texts = [row[0][0] for row in table.rows]
        assert len(texts) == len(set(texts))
        assert set(texts) <= {rule.text for rule in law.consequences}


def test_a_memo_lists_conditions_and_allows_nothing() -> None:
    """Of countermeasures each condition is told as it stands, and nowhere that they follow or may be taken."""
    dossier, made, _ = exercise(_AFTER)
    text = render(made, "markdown", dossier=dossier)
    (row,) = (line for line in text.splitlines() if "ot met: not answer touches protected duties" in line)
    assert re.search(r"[Mm]et: [^;]*bearer called on to comply", row)
    assert not re.search(r"follows|allowed|permitted|lawful|may be taken|should", row)


def test_without_a_breach_nothing_is_said() -> None:
    """An assessment without a duty that may have been breached has no such part."""
    dossier, made, _ = exercise()
    blocks = memo(made, dossier, load_bundled().law).blocks
    assert not [one for one in blocks if isinstance(one, Heading) and one.text == "What would follow"]
