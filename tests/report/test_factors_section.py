"""Factors in a memo: on which side, by which paragraph and authority; listed, and never added up."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count

from sample import CUSTOM, LAW, P9, P10, R6, assessment, dossier

from duecare.assess.factors import FactorList, Ground, ShownFactor
from duecare.base.moments import parse_moment
from duecare.ir.declarations import Factor
from duecare.ir.expressions import Leaf, Not
from duecare.report.document import Document, Heading, Paragraph
from duecare.report.markdown import to_markdown
from duecare.report.memo import memo
from duecare.report.memo_factors import factors_section
from duecare.report.memo_facts import facts
from duecare.report.memo_record import Desk
from duecare.report.record import assessment_schema, to_json

FACTORS = (
    Factor("grave_harm", "Grave harm asks for more.", (P9,), ("raises",), Leaf("harm")),
    Factor("near_harbour", "A near harbour cuts both ways.", (R6,), ("raises", "lowers"), CUSTOM, CUSTOM),
    Factor("want_of_knowledge", "Who knew nothing owes less.", (P10,), ("lowers",), None, Not(Leaf("knowledge"))),
    Factor("fog", "Fog lowers what is expected.", (P10,), ("lowers",), None, Leaf("harbour")),
    Factor("custom_of_the_place", "What others do.", (R6,), ("raises",)),
)
BOOK = replace(LAW, factors=FACTORS)
HARM = Ground("harm", "yes", ("T1.1",))
LISTS = (
    FactorList("XAA", "", (), (), ("grave_harm", "near_harbour", "want_of_knowledge", "fog")),
    FactorList(
        "XAA",
        "XBB",
        (
            ShownFactor("near_harbour", "raises", "2024-05-04", "", (Ground("harbour", "yes", ("T1.2",)),)),
            ShownFactor("near_harbour", "lowers", "2024-05-04", "2024-05-06", (Ground("harbour", "no", ("T1.2",)),)),
            ShownFactor("grave_harm", "raises", "2024-05-04", "", (HARM,)),
        ),
        ("want_of_knowledge",),
        ("fog",),
    ),
)


def _section(lists: tuple[FactorList, ...] = LISTS) -> str:
    read, numbers = dossier(), count(1)
    until = parse_moment("2024-06-01").latest
    desk = Desk(assessment(), read, BOOK, facts(read, numbers, until).numbers, until)
    return to_markdown(Document("", "", factors_section(desk, lists, numbers)))


def _after(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0]


def test_each_factor_stands_on_its_side() -> None:
    """What speaks for more and what for less stand apart, in the order of the law, with dates and paragraphs."""
    text = _section()
    more = _after(text, "Speaks for more being expected:", "Speaks for less")
    less = _after(text, "Speaks for less being expected:", "Spoken of")
    assert more.index("Grave harm.") < more.index("Near harbour.")
    assert "Shown by: harm (para 2), from 4 May 2024." in more
    assert "Shown by: harbour: no (para 2), from 4 May 2024 until 6 May 2024." in less
    assert "Grave harm" not in less


def test_what_a_factor_means_is_said_once_and_its_authority_each_time() -> None:
    """The sentence stands where the factor is first named; each entry has its footnote."""
    text = _section()
    assert text.count("A near harbour cuts both ways.") == 1
    notes = _after(text, "Speaks for more", "Spoken of")
    assert notes.count("[^") == 3


def test_what_is_not_listed_is_named() -> None:
    """What was spoken of in vain, what nobody spoke of, and what no question shows: names only."""
    text = _section()
    assert "Spoken of, and not shown: want of knowledge. Nobody spoke of: fog." in text
    assert "custom of the place." in text
    assert "they are not added up" in text


def test_claims_against_are_shown() -> None:
    """A contrary claim that does not outweigh stands beside those that show the factor; what is presumed is said."""
    ground = Ground("harm", "yes", ("T1.1",), against=("T2.1",), presumed=True)
    lists = (replace(LISTS[1], shown=(ShownFactor("grave_harm", "raises", "2024-05-04", "", (ground,)),)),)
    assert "Shown by: presumed: harm (para 2; against: para 1), from 4 May 2024." in _section(lists)


def test_a_side_on_which_nothing_speaks_says_so() -> None:
    """An empty side is told as empty, in the same words for either."""
    text = _section((replace(LISTS[1], shown=()),))
    assert "Speaks for more being expected:** nothing that is shown." in text
    assert "Speaks for less being expected:** nothing that is shown." in text


def test_factors_that_differ_between_affected_states_say_toward_whom() -> None:
    """What shows alike toward all is told once; what shows toward one only names it."""
    found = assessment()
    one = next(finding for finding in found.findings if finding.beneficiary == "XBB")
    both = replace(found, findings=(*found.findings, replace(one, beneficiary="XAA")))
    read, until = dossier(), parse_moment("2024-06-01").latest
    desk = Desk(both, read, BOOK, facts(read, count(1), until).numbers, until)
    shown = LISTS[1].shown[-1]
    alike = (LISTS[1], replace(LISTS[1], beneficiary="XAA"))
    apart = (LISTS[1], replace(LISTS[1], beneficiary="XAA", shown=(replace(shown, since="2024-05-05"),)))
    told, differing = (to_markdown(Document("", "", factors_section(desk, one, count(1)))) for one in (alike, apart))
    assert "(toward" not in told
    assert "from 4 May 2024 (toward Southland); harm (para" in differing
    assert "from 5 May 2024 (toward its own people)." in differing


def test_a_state_of_which_nothing_is_in_question_has_no_list() -> None:
    """Factors serve appraisals: where nothing is in question none are listed, and without lists there is no section."""
    assert "Factors" not in _section(())
    idle = (replace(LISTS[1], bearer="XBB", beneficiary="XAA"),)
    assert "Speaks for" not in _section(idle)


def test_the_section_stands_in_an_annex_and_changes_nothing_else() -> None:
    """A memo with factors is the memo without them, and one annex more."""
    without, within = (memo(assessment(), dossier(), BOOK, (), lists).blocks for lists in ((), LISTS))
    names = [block.anchor for block in within if isinstance(block, Heading)]
    assert names[names.index("factors") - 1] == "context"
    others = [block for block in within if isinstance(block, Heading) and block.anchor not in ("factors", "context")]
    own = {"Northland"}
    assert [block for block in others if block.text not in own or block.anchor] == [
        block for block in without if isinstance(block, Heading)
    ]
    assert any(isinstance(block, Paragraph) and block.number for block in within)


def test_json_has_the_factors_where_they_are_given() -> None:
    """Given, they stand under `factors`; not given, nothing is said of them; the schema knows them."""
    made = assessment()
    assert "factors" not in json.loads(to_json(made))
    told = json.loads(to_json(made, LISTS))["factors"]
    assert told[1]["shown"][0]["factor"] == "near_harbour"
    assert told[1]["shown"][0]["grounds"][0]["claims"] == ["T1.2"]
    schema = assessment_schema()
    assert "factors" in schema["properties"]
    assert "factors" not in schema["required"]
    assert {"FactorList", "ShownFactor", "Ground"} <= set(schema["$defs"])
