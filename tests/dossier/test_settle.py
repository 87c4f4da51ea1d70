"""What claims amount to: the highest standing decides, only equals conflict, and time does the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duecare.base.known import Known
from duecare.base.moments import parse_moment
from duecare.dossier.model import PLAIN_VALUES, STANDARDS, STANDINGS, Claim
from duecare.dossier.settle import settle


def claim(value: str, standing: str, since: str = "2024-03-05", until: str | None = None, name: str = "T1.1") -> Claim:
    ends = parse_moment(until) if until else None
    return Claim(name, "leaf", value, standing, parse_moment(since), until=ends)


def end(day: str) -> datetime:
    return parse_moment(day).latest


def known(*claims: Claim, at: str = "2024-03-05", event: bool = False, standard: str = "balance") -> Known:
    return settle(claims, (end(at),), event=event, standard=standard)[0]


def values(*claims: Claim, at: tuple[str, ...], event: bool, standard: str = "balance") -> list[bool | None]:
    found = settle(claims, tuple(end(day) for day in at), event=event, standard=standard)
    return [each.value for each in found]


@pytest.mark.parametrize(
    ("standing", "counts"),
    [
        ("alleged", ["prima_facie"]),
        ("probable", ["prima_facie", "balance"]),
        ("established", ["prima_facie", "balance", "high", "conclusive"]),
    ],
)
def test_standard_of_proof(standing: str, counts: list[str]) -> None:
    """A claim below the standard of proof settles nothing."""
    settled = [standard for standard in STANDARDS if known(claim("yes", standing), standard=standard).value]
    assert settled == counts


def test_highest_standing_decides() -> None:
    """A lower contrary claim defeats nothing, and is shown after the one that counts."""
    found = known(claim("no", "probable", name="T1.2"), claim("yes", "established", name="T2.1"))
    assert (found.value, found.disputed, found.claims) == (True, False, ("T2.1", "T1.2"))


def test_equals_conflict() -> None:
    """Opposed claims of equal standing make the leaf disputed: unknown, and asserted."""
    found = known(claim("no", "probable", name="T10.1"), claim("yes", "probable", name="T9.1"))
    assert found == Known(None, asserted=True, raised=True, disputed=True, claims=("T9.1", "T10.1"))


def test_conclusive_proof_bears_no_contradiction() -> None:
    """What is established is conclusive only if no claim of probable or higher contradicts it."""
    yes = claim("yes", "established")
    assert known(yes, claim("no", "probable"), standard="conclusive").value is None
    assert known(yes, claim("no", "alleged"), standard="conclusive").value is True


@pytest.mark.parametrize("standard", STANDARDS)
def test_asserted_whatever_the_standard(standard: str) -> None:
    """A probable claim asserts the leaf at every standard; an alleged one never does."""
    assert known(claim("yes", "probable"), standard=standard).asserted
    assert not known(claim("yes", "alleged"), standard=standard).asserted


def test_found_unknown() -> None:
    """Found to be unknown: no value, yet asserted, so that no presumption holds."""
    assert known(claim("unknown", "probable")) == Known(None, asserted=True, claims=("T1.1",))


def test_unknown_is_no_contrary() -> None:
    """An equal claim of unknown does not dispute a value; a higher one decides."""
    assert known(claim("yes", "probable"), claim("unknown", "probable")).value is True
    assert known(claim("yes", "probable"), claim("unknown", "established")).value is None


@pytest.mark.parametrize("standard", STANDARDS)
def test_raised_at_any_standing(standard: str) -> None:
    """Any claim of yes raises the leaf, at whatever standing; a no does not."""
    assert known(claim("yes", "alleged"), standard=standard).raised
    assert not known(claim("no", "established"), standard=standard).raised


def test_event_stays() -> None:
    """An event is unknown before its date, and true from then on."""
    days = ("2024-03-04", "2024-03-05", "2024-06-01")
    assert values(claim("yes", "probable"), at=days, event=True) == [None, True, True]


def test_event_of_imprecise_date() -> None:
    """Inside an imprecise date the event is unknown, yet asserted; after it, true."""
    month = claim("yes", "probable", "2024-03")
    found = settle((month,), (end("2024-02-28"), end("2024-03-15"), end("2024-03-31")), event=True, standard="high")
    assert [each.asserted for each in found] == [False, True, True]
    assert values(month, at=("2024-02-28", "2024-03-15", "2024-03-31"), event=True) == [None, None, True]


def test_event_denied_until_a_day() -> None:
    """A no of an event says that it had not happened by the end of that day, and nothing of later."""
    days = ("2024-03-04", "2024-03-05", "2024-03-06")
    assert values(claim("no", "probable"), at=days, event=True) == [False, False, None]


def test_event_denied_in_a_month() -> None:
    """A no dated by a month is certain only for its beginning."""
    month = claim("no", "probable", "2024-03")
    assert values(month, at=("2024-02-29", "2024-03-01", "2024-04-01"), event=True) == [False, None, None]


def test_event_denied_then_happened() -> None:
    """A no before a yes is no dispute: it had not happened, and then it did."""
    days = ("2024-03-01", "2024-03-05", "2024-03-07", "2024-03-09")
    claims = (claim("no", "probable"), claim("yes", "probable", "2024-03-08"))
    assert values(*claims, at=days, event=True) == [False, False, None, True]


def test_event_happened_before_it_was_denied() -> None:
    """A yes before an equal no is a dispute, until the no says nothing any more."""
    claims = (claim("yes", "probable", "2024-03-02"), claim("no", "probable"))
    found = settle(claims, tuple(map(end, ("2024-03-01", "2024-03-03", "2024-03-06"))), event=True, standard="balance")
    assert [(each.value, each.disputed) for each in found] == [(False, False), (None, True), (True, False)]


def test_event_perhaps_before_its_denial() -> None:
    """A date that may lie before or after a denial fits with it; one that lies before it does not."""
    fits = claim("yes", "established", "2024-03-01/2024-03-10", name="T1.1")
    clashes = claim("yes", "established", "2024-03-01/2024-03-04", name="T1.2")
    assert known(fits, claim("no", "probable"), at="2024-03-02", event=True).value is False
    assert known(clashes, claim("no", "probable"), at="2024-03-02", event=True).value is None
    equal = known(clashes, claim("no", "established"), at="2024-03-02", event=True)
    assert (equal.value, equal.disputed) == (None, True)


def test_hours_of_one_day() -> None:
    """Where hours matter, what is dated by the day is open until the day is over."""
    day, hour = claim("yes", "probable", "2024-03-05"), end("2024-03-05T13:00Z")
    assert settle((day,), (hour,), event=True, standard="balance")[0].value is None


def test_state_until() -> None:
    """A state holds from its date until it ends; what is then, is unknown and not asserted."""
    state = claim("yes", "probable", "2024-03-05", "2024-03-10")
    days = ("2024-03-04", "2024-03-05", "2024-03-09", "2024-03-10")
    assert values(state, at=days, event=False) == [None, True, True, None]
    assert not known(state, at="2024-03-10").asserted


def test_later_equal_claim_ends_a_state() -> None:
    """A later claim of equal or higher standing ends a state; it does not dispute it."""
    claims = (claim("yes", "probable"), claim("no", "probable", "2024-03-08"))
    found = settle(claims, tuple(map(end, ("2024-03-07", "2024-03-08"))), event=False, standard="balance")
    assert [(each.value, each.disputed) for each in found] == [(True, False), (False, False)]


def test_later_lower_claim_ends_nothing() -> None:
    """A later claim of lower standing leaves the state as it was."""
    claims = (claim("yes", "established"), claim("no", "probable", "2024-03-08"))
    assert values(*claims, at=("2024-03-07", "2024-03-09"), event=False) == [True, True]


def test_later_unknown_ends_a_state() -> None:
    """A later finding that nobody knows ends what was known."""
    claims = (claim("yes", "probable"), claim("unknown", "probable", "2024-03-08"))
    assert values(*claims, at=("2024-03-07", "2024-03-09"), event=False) == [True, None]


def test_state_ends_within_a_month() -> None:
    """While it is open whether a state has given way to another, it is unknown."""
    claims = (claim("yes", "probable", "2024-02-01"), claim("no", "probable", "2024-03"))
    days = ("2024-02-28", "2024-03-15", "2024-03-31")
    assert values(*claims, at=days, event=False) == [True, None, False]


def test_order_that_cannot_be_decided() -> None:
    """Opposed claims whose order is open stay opposed: neither ends the other."""
    found = known(claim("yes", "probable", "2024-03-05"), claim("no", "probable", "2024-03"), at="2024-04-01")
    assert found.disputed


_DATES = st.sampled_from(
    [
        "2024",
        "2024-03",
        "2024-03-05",
        "2024-03-06",
        "2024-03-07",
        "2024-03-06T12:00Z",
        "2024-02-20/2024-03-06",
    ]
)
_CLAIMS = st.builds(
    claim,
    st.sampled_from(PLAIN_VALUES),
    st.sampled_from(STANDINGS),
    _DATES,
    st.sampled_from([None, None, "2024-03-07", "2024-04"]),
    st.sampled_from(["T1.1", "T1.2", "T10.1", "S1.1"]),
)
_SETS = st.lists(_CLAIMS, max_size=5)
_SLICES = tuple(
    sorted(
        bound
        for text in (
            "2024",
            "2024-03",
            "2024-03-05",
            "2024-03-06",
            "2024-03-07",
            "2024-03-06T12:00Z",
            "2024-04",
        )
        for bound in (parse_moment(text).earliest, parse_moment(text).latest)
    )
)


def _events_have_no_end(claims: list[Claim], event: bool) -> list[Claim]:
    return [replace(each, until=None) for each in claims] if event else claims


@settings(max_examples=300, deadline=None)
@given(_SETS, st.booleans(), st.sampled_from(range(3)))
def test_raising_the_standard_creates_nothing(claims: list[Claim], event: bool, step: int) -> None:
    """A higher standard keeps a value or loses it, and asserts and raises exactly what a lower one does."""
    claims = _events_have_no_end(claims, event)
    lower = settle(claims, _SLICES, event=event, standard=STANDARDS[step])
    higher = settle(claims, _SLICES, event=event, standard=STANDARDS[step + 1])
    for low, high in zip(lower, higher, strict=True):
        assert high.value in {None, low.value}
        assert (high.asserted, high.raised, high.claims) == (low.asserted, low.raised, low.claims)


@settings(max_examples=200, deadline=None)
@given(_SETS, st.booleans(), st.sampled_from(STANDARDS), st.randoms())
def test_order_of_claims_never_matters(claims: list[Claim], event: bool, standard: str, chance: object) -> None:
    """The same claims in another order amount to the same."""
    claims = _events_have_no_end(claims, event)
    mixed = list(claims)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert settle(claims, _SLICES, event=event, standard=standard) == settle(
        mixed, _SLICES, event=event, standard=standard
    )


@settings(max_examples=300, deadline=None)
@given(_SETS, _CLAIMS, st.booleans(), st.sampled_from(STANDARDS))
def test_lower_contrary_claim_changes_no_value(claims: list[Claim], denial: Claim, event: bool, standard: str) -> None:
    """A bare denial defeats nothing: a claim below all that stand changes no settled value, and is listed.

    At the conclusive standard a probable contrary claim does contradict; there an alleged one is tried.
    """
    claims = _events_have_no_end(claims, event)
    lowest = min((STANDINGS.index(each.standing) for each in claims), default=0)
    if lowest == 0:
        return
    below = STANDINGS[0 if standard == "conclusive" else lowest - 1]
    denial = replace(denial, id="X1.1", standing=below, until=None if event else denial.until)
    before = settle(claims, _SLICES, event=event, standard=standard)
    after = settle([*claims, denial], _SLICES, event=event, standard=standard)
    for old, new in zip(before, after, strict=True):
        assert old.value is None or new.value == old.value
        assert not old.disputed or new.disputed
        assert set(new.claims) - set(old.claims) <= {"X1.1"}


@settings(max_examples=300, deadline=None)
@given(_SETS, st.sampled_from(STANDARDS))
def test_events_are_monotone(claims: list[Claim], standard: str) -> None:
    """What has happened has happened: a true event stays true."""
    found = settle(_events_have_no_end(claims, True), _SLICES, event=True, standard=standard)
    happened = [each.value for each in found]
    if True in happened:
        assert set(happened[happened.index(True) :]) == {True}
