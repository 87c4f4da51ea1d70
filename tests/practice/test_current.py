"""What counts: rules 1 to 5 of the chapter on what States have said."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import LAW, TODAY, UNION, entry, register_of, texts_of

from duecare.base.moments import parse_moment
from duecare.practice.current import Counting, Said, authors, words_of
from duecare.practice.declared import declared_view
from duecare.practice.model import Register
from duecare.practice.tally import tally

BINDS = "binds@harbour_duty"
_STANCES = ("accepts", "denies", "elsewhere", "undecided", "silent", "unspecified")
_CODED = {"accepts": ("holds", ("yes",)), "denies": ("holds", ("no",)), "undecided": ("open", ())}


def _finland(*records: str, union: str = UNION) -> Register:
    return register_of(texts_of(FIN="".join(records), UNION=union))


def _answer(register: Register, issue: str = BINDS, counting: Counting = TODAY, who: str = "FIN") -> object:
    said = words_of(register, who, counting).on(issue)
    return said and (said.answer.mode, said.answer.positions, said.record.id)


def _position(said: str, grade: str = "seen") -> str:
    return f"  positions:\n    - {{{said}, grade: {grade}}}\n"


def test_a_later_text_replaces_an_earlier_on_what_it_addresses() -> None:
    """The later answer stands, the earlier is named, and other issues keep the earlier answer."""
    first = entry("one", "FIN", "2020-01-01", stance="denies", more=_position("holds: reach.far"))
    register = _finland(first, entry("two", "FIN", "2021-01-01", stance="accepts"))
    assert _answer(register) == ("holds", ("yes",), "two")
    assert _answer(register, "reach") == ("holds", ("far",), "one")
    said = words_of(register, "FIN", TODAY).on(BINDS)
    assert said is not None and said.replaced == ("one",)


def test_silence_changes_nothing_and_an_open_question_does() -> None:
    """A text that does not address the question leaves the earlier answer; one that leaves it open ends it."""
    accepts = entry("one", "FIN", "2020-01-01", stance="accepts")
    assert _answer(_finland(accepts, entry("two", "FIN", "2021-01-01", stance="silent"))) == ("holds", ("yes",), "one")
    register = _finland(accepts, entry("two", "FIN", "2021-01-01", stance="undecided"))
    assert _answer(register) == ("open", (), "two")
    assert declared_view(LAW, register, "FIN", TODAY).view.stances == ()


def test_silence_is_recorded() -> None:
    """It is a fact about a text, and no position."""
    words = words_of(
        _finland(entry("one", "NOR", "2020", stance="silent").replace("NOR", "FIN"), union=""), "FIN", TODAY
    )
    assert [record.id for record in words.silent] == ["one"]
    assert words.answers == ()


def test_a_text_that_merely_fits_repeats() -> None:
    """A weaker reading that fits does not blur a better one; one that does not fit replaces it."""
    first = entry("one", "FIN", "2020-01-01", more=_position("holds: reach.far"))
    fits = entry("two", "FIN", "2021-01-01", more=_position("holds: reach.far or near", "memory"))
    said = words_of(_finland(first, fits), "FIN", TODAY).on("reach")
    assert said is not None
    assert (said.record.id, said.answer.positions, said.repeated) == ("one", ("far",), ("two",))
    other = entry("two", "FIN", "2021-01-01", more=_position("holds: reach.near", "memory"))
    assert _answer(_finland(first, other), "reach") == ("holds", ("near",), "two")
    better = entry("two", "FIN", "2021-01-01", more=_position("holds: reach.far or near"))
    assert _answer(_finland(first, better), "reach") == ("holds", ("far", "near"), "two")


def test_a_doubt_is_no_position() -> None:
    """It fills no view; it takes from an earlier answer what it doubts, and a later answer ends it."""
    doubts = entry("two", "FIN", "2021-01-01", more=_position("doubts: reach.far"))
    assert declared_view(LAW, _finland(doubts), "FIN", TODAY, conditional=True).taken == 1  # the Union's, on BINDS
    assert _answer(_finland(doubts), "reach") is None
    both = entry("one", "FIN", "2020-01-01", more=_position("holds: reach.far or near"))
    assert _answer(_finland(both, doubts), "reach") == ("holds", ("near",), "one")
    far = both.replace("far or near", "far")
    assert _answer(_finland(far, doubts), "reach") is None
    again = entry("three", "FIN", "2022-01-01", more=_position("holds: reach.far"))
    words = words_of(_finland(far, doubts, again), "FIN", TODAY)
    assert words.doubts == ()


def test_what_would_hold_if_it_bound_is_kept_apart() -> None:
    """Content beside a denial is conditional, and is in the view only where that is asked for."""
    register = _finland(entry("one", "FIN", "2020-01-01", stance="denies").replace("denies}", "denies, extent: wide}"))
    assert _answer(register, "reach") == ("if_binding", ("far", "near"), "one")
    assert [s.issue for s in declared_view(LAW, register, "FIN", TODAY).view.stances] == [BINDS]
    asked = declared_view(LAW, register, "FIN", TODAY, conditional=True)
    assert [s.issue for s in asked.view.stances] == [BINDS, "reach"]


def test_codes_beside_other_rules_speak_of_those() -> None:
    """Where a text finds duties elsewhere, its codes take no position on this duty."""
    text = entry("one", "FIN", "2020-01-01", stance="elsewhere").replace("elsewhere}", "elsewhere, extent: wide}")
    assert _answer(_finland(text), "reach") is None


@pytest.mark.parametrize("flag", ["stance_unread", "silence_unverified", "low_confidence"])
def test_flagged_records_count_only_if_asked_for(flag: str) -> None:
    """Nothing of them counts, whatever was read beside the stance; lifted, the flag bars nothing."""
    more = f"  flags: [{flag}]\n" + _position("holds: reach.far")
    register = _finland(entry("one", "FIN", "2020-01-01", stance="accepts", more=more), union="")
    assert words_of(register, "FIN", TODAY).answers == ()
    assert [one.record.id for one in words_of(register, "FIN", TODAY).uncounted] == ["one"]
    asked = Counting(TODAY.as_of, flagged=True)
    assert _answer(register, counting=asked) == ("holds", ("yes",), "one")
    lifted = more + f'  lifted: [{flag}]\n  remark: "The text was read since."\n'
    register = _finland(entry("one", "FIN", "2020-01-01", stance="accepts", more=lifted), union="")
    assert _answer(register) == ("holds", ("yes",), "one")


def test_a_contested_record_counts() -> None:
    """That others read a text otherwise is shown and bars nothing."""
    register = _finland(entry("one", "FIN", "2020", stance="accepts", more="  flags: [contested]\n"))
    assert _answer(register) == ("holds", ("yes",), "one")


def test_a_recommendation_never_counts() -> None:
    """It is no statement of law, not even where flagged records are asked for."""
    text = entry("one", "FIN", "2020", stance="accepts", more="  legal_effect: recommendation\n")
    assert _answer(_finland(text, union=""), counting=Counting(TODAY.as_of, flagged=True)) is None


def test_a_record_counts_from_the_day_it_certainly_existed() -> None:
    """A year alone counts from its end."""
    register = _finland(entry("one", "FIN", "2020", stance="accepts"), union="")
    assert _answer(register, counting=Counting(parse_moment("2020-12-30"))) is None
    assert _answer(register, counting=Counting(parse_moment("2020-12-31"))) == ("holds", ("yes",), "one")


def test_a_groups_text_counts_for_who_endorsed_it() -> None:
    """In their own name: they; through an organ: only if asked for; nobody else ever."""
    register = _finland()
    asked = Counting(TODAY.as_of, organs=True)
    assert _answer(register, who="EST") == ("holds", ("yes",), "union_2020")
    assert _answer(register, who="NOR") is None
    assert _answer(register, who="NOR", counting=asked) == ("holds", ("yes",), "union_2020")
    assert _answer(register, who="SWE", counting=asked) is None
    said = words_of(register, "EST", TODAY).on(BINDS)
    assert said is not None and said.via == "UNION"


@pytest.mark.parametrize("stance", ["denies", "undecided"])
def test_own_words_come_first(stance: str) -> None:
    """A group's later text changes nothing of what a State says itself, an open question included."""
    register = _finland(entry("one", "FIN", "2019-01-01", stance=stance))
    assert _answer(register) == (*_CODED[stance], "one")


def test_a_derived_record_counts_through_its_group_alone() -> None:
    """It stands in the register, and the State is counted once, through the group."""
    more = "  flags: [derived]\n  derived_from: union_2020\n"
    register = _finland(entry("one", "FIN", "2020-01-01", stance="accepts", more=more))
    assert _answer(register) == ("holds", ("yes",), "union_2020")
    (count,) = tally(register, BINDS, TODAY).counts
    assert (len(count.own), [who for who, _ in count.through]) == (0, ["EST", "FIN"])


_records = st.lists(
    st.tuples(
        st.sampled_from(("EST", "FIN", "NOR")),
        st.dates(parse_moment("2015-01-01").earliest.date(), parse_moment("2025-12-31").earliest.date()),
        st.sampled_from(_STANCES),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one[:2],
)
_Drawn = list[tuple[str, object, str, bool]]


def _texts(drawn: _Drawn, shuffled: int = 0) -> dict[str, str]:
    files: dict[str, list[str]] = {}
    for who, day, stance, flagged in drawn:
        name = f"{who.lower()}_{str(day).replace('-', '_')}"
        more = "  flags: [stance_unread]\n" if flagged else ""
        files.setdefault(who, []).append(entry(name, who, str(day), stance=stance, more=more))
    for listed in files.values():
        Random(shuffled).shuffle(listed)
    return texts_of(UNION=UNION, **{who: "".join(listed) for who, listed in files.items()})


@settings(deadline=None, max_examples=60)
@given(_records)
def test_the_last_that_counts_is_what_stands(drawn: _Drawn) -> None:
    """Against a plain count by hand: the latest unflagged answer of each State, else its group's."""
    register = register_of(_texts(drawn))
    for who in ("EST", "FIN", "NOR"):
        own = sorted((str(day), stance) for w, day, stance, flagged in drawn if w == who and not flagged)
        speaking = [stance for _, stance in own if stance in _CODED]
        expected = _CODED[speaking[-1]] if speaking else ("holds", ("yes",)) if who != "NOR" else None
        said = words_of(register, who, TODAY).on(BINDS)
        assert (said and (said.answer.mode, said.answer.positions)) == expected


@settings(deadline=None, max_examples=30)
@given(_records, st.integers(1, 9))
def test_the_order_of_text_never_matters(drawn: _Drawn, seed: int) -> None:
    """Records may stand in any order in their files."""
    first, second = (register_of(_texts(drawn, shuffled)) for shuffled in (0, seed))
    assert first.hash == second.hash
    assert [words_of(first, who, TODAY) for who in authors(first)] == [
        words_of(second, who, TODAY) for who in authors(second)
    ]


@settings(deadline=None, max_examples=30)
@given(_records, st.dates(parse_moment("2014-01-01").earliest.date(), parse_moment("2026-12-31").earliest.date()))
def test_what_comes_later_says_nothing_of_an_earlier_date(drawn: _Drawn, day: object) -> None:
    """Taking away every record after a date changes nothing at that date."""
    counting = Counting(parse_moment(str(day)))
    whole = register_of(_texts(drawn))
    then = register_of(_texts([one for one in drawn if str(one[1]) <= str(day)]))
    for who in ("EST", "FIN", "NOR"):
        assert _plain(words_of(whole, who, counting).on(BINDS)) == _plain(words_of(then, who, counting).on(BINDS))


@settings(deadline=None, max_examples=30)
@given(_records)
def test_each_state_is_counted_once(drawn: _Drawn) -> None:
    """Every author stands in one place of a tally: an answer, not counted, or nothing said."""
    register = register_of(_texts(drawn))
    counted = tally(register, BINDS, TODAY)
    listed = [who for count in counted.counts for who, _ in (*count.own, *count.through)]
    listed += [*(who for who, _ in counted.uncounted), *counted.nothing]
    assert sorted(listed) == sorted({"EST", "FIN", *(who for who, *_ in drawn)})


def _plain(said: Said | None) -> object:
    return said and (said.answer, said.record.id, said.via)
