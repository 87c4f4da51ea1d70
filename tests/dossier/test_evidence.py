"""A frame hears what speaks to it, at the instants at which anything changes."""

from __future__ import annotations

from datetime import datetime

from tiny_law import LAW

from duecare.base.moments import parse_moment
from duecare.dossier.evidence import Evidence
from duecare.dossier.model import Claim, Dossier, Operation
from duecare.dossier.slices import labelled_slices, slices_of


def claim(key: str, value: str, since: str, **more: str) -> Claim:
    leaf, _, about = key.rstrip(")").partition("(")
    return Claim("T1.1", leaf, value, "probable", parse_moment(since), about=about, bearer="RUS", **more)  # type: ignore[arg-type]


def dossier(*claims: Claim, began: str = "2024-03-01", ended: str = "") -> Dossier:
    operation = Operation("wiper", parse_moment(began), parse_moment(ended) if ended else None)
    written = parse_moment("2024-06-30")
    return Dossier("d", "T", "S", "clear", written, operation, ("IRL", "NOR", "RUS"), claims=claims)


def labels(*claims: Claim, as_of: str = "2024-06-30", **more: str) -> list[str]:
    return [piece.label for piece in labelled_slices(dossier(*claims, **more), parse_moment(as_of).latest)]


def test_one_slice_a_day() -> None:
    """A date of a day is one slice, its end; the as-of date is the last."""
    found = labels(claim("notice_received", "yes", "2024-03-05"), ended="2024-03-20")
    assert found == ["2024-03-01", "2024-03-05", "2024-03-20", "2024-06-30"]


def test_two_slices_of_a_month() -> None:
    """A month has both its ends looked at."""
    found = labels(claim("notice_received", "yes", "2024-04"))
    assert found == ["2024-03-01", "start of 2024-04", "end of 2024-04", "2024-06-30"]


def test_a_day_of_which_hours_matter() -> None:
    """Where something on that day is dated by the clock, the day has both its ends looked at."""
    found = labels(claim("notice_received", "yes", "2024-03-01T12:00Z"))
    assert found == ["start of 2024-03-01", "2024-03-01T12:00Z", "end of 2024-03-01", "2024-06-30"]


def test_nothing_after_as_of() -> None:
    """What comes after the as-of date is not looked at."""
    assert labels(claim("notice_received", "yes", "2024-05-01"), as_of="2024-04-01") == [
        "2024-03-01",
        "2024-04-01",
    ]


def test_slices_are_sorted_and_unique() -> None:
    """Two things on one day are one slice."""
    data = dossier(claim("notice_received", "yes", "2024-03-05"), claim("notice_received", "no", "2024-03-05"))
    found = slices_of(data, parse_moment("2024-06-30").latest)
    assert list(found) == sorted(set(found))
    assert len(found) == 3


def frame(data: Dossier, bearer: str, beneficiary: str | None) -> dict[str, list[bool | None]]:
    at: tuple[datetime, ...] = slices_of(data, data.written.latest)
    found = Evidence(data, LAW, at, "balance").about(bearer, beneficiary)
    return {key: [each.value for each in known] for key, known in found.items()}


def test_frames_hear_their_own_claims() -> None:
    """A claim toward one beneficiary is not heard in another's frame, nor another bearer's."""
    data = dossier(claim("notice_received", "yes", "2024-03-05", beneficiary="IRL"))
    assert frame(data, "RUS", "IRL") == {"notice_received": [None, True, True]}
    assert frame(data, "RUS", "NOR") == frame(data, "NOR", "IRL") == frame(data, "RUS", None) == {}


def test_no_beneficiary_means_every_one() -> None:
    """A claim that names no beneficiary speaks in every frame of its bearer."""
    data = dossier(claim("taken(M51)", "no", "2024-03-05"))
    for beneficiary in ("IRL", "NOR", None):
        assert frame(data, "RUS", beneficiary) == {"taken(M51)": [False, False, None]}


def test_late() -> None:
    """Taken late: not before that day, the time for it past by then, and taken from that day on."""
    data = dossier(claim("taken(M51)", "late", "2024-03-05"))
    assert labels(*data.claims) == ["2024-03-01", "just before 2024-03-05", "2024-03-05", "2024-06-30"]
    assert frame(data, "RUS", "IRL") == {
        "taken(M51)": [False, False, True, True],
        "late(M51)": [None, None, True, True],
        "reasonable_time_passed(M51)": [None, True, True, True],
    }


def test_late_in_a_window_is_late_whenever_it_was() -> None:
    """Of a late step dated by a window it is certain that its time had passed before the window."""
    data = dossier(claim("taken(M51)", "late", "2024-04"))
    assert frame(data, "RUS", "IRL")["taken(M51)"] == [False, False, None, True, True]
    assert frame(data, "RUS", "IRL")["reasonable_time_passed(M51)"] == [None, True, True, True, True]
