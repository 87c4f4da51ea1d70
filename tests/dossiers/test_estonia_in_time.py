"""Estonia 2007 under the law of 2007 and under that of today: two answers, and what divides them."""

from __future__ import annotations

from functools import cache

from record import FOLDER, assessed

from duecare.assess.attribute import Difference, Given, difference
from duecare.assess.difference import Changed
from duecare.base.moments import parse_moment
from duecare.dossier.read import read_dossier
from duecare.rulebook.law_at import law_at
from duecare.rulebook.load import load_bundled

_THEN = "2007-06-01"
_PLACE = ("RUS", "EST")


@cache
def in_time() -> Difference:
    """Return what differs between the law of 2007 and the law as at its own date, each applied throughout."""
    bundle = load_bundled()
    dossier = read_dossier(FOLDER / "estonia-2007.yaml", bundle.law)
    before, after = (law_at(bundle, parse_moment(day)) for day in (_THEN, bundle.law.as_at))
    return difference(
        Given(dossier, before, dossier.written, "balance"), Given(dossier, after, dossier.written, "balance")
    )


def changed(duty: str) -> Changed:
    """Return how the finding on a duty of Russia toward Estonia changed."""
    return next(one for one in in_time().changed if (one.bearer, one.beneficiary, one.duty) == (*_PLACE, duty))


def test_only_the_law_differs() -> None:
    """Facts, date and proof are the same, and so the law alone is the reason of every change."""
    told = in_time()
    assert told.kinds == ("law",)
    assert told.changed
    assert told.unchanged
    assert {one.because for one in told.changed} == {(("law",),)}
    assert told.claims == ()


def test_the_norms_of_2015_are_not_expected_in_2007() -> None:
    """Under the law of 2007 no norm is expected; under that of today each is, and whether it is met is open."""
    norms = [one.name for one in load_bundled().law.norms]
    assert set(in_time().law.rules_new) == set(norms)
    for name in norms:
        (shift,) = (one for one in changed(name).shifts if "" in one.views)
        assert shift.before.words == ("not expected",)
        assert shift.before.settled
        assert not shift.after.settled


def test_as_restated_each_norm_stands_between_its_own_dates() -> None:
    """The floods had ended eight years before there were norms: as restated, too, none is expected."""
    found = [one for one in assessed("estonia-2007").findings if one.norm]
    assert found
    assert {outcome.words for one in found for outcome in one.as_held} == {("not expected",)}


def test_breach_by_mere_omission_is_a_later_reading() -> None:
    """In 2007 all known to the law let breach wait for the event; today it may be possible before anything happened."""
    assert ("corfu_breach", "omission") in in_time().law.positions_new
    (date,) = (one for one in changed("corfu_channel_duty.prevent").dates if one.event == "breached")
    assert date.before[0] == "2007-04-27"
    assert date.after[0] < "2007-04-27"


def test_liability_without_a_wrong_is_a_later_reading() -> None:
    """That the no-harm rule is breached only when harm is not made good was first held after 2007."""
    (shift,) = changed("no_harm_duty.prevent").shifts
    assert "liable" not in shift.before.words
    assert "liable" in shift.after.words
