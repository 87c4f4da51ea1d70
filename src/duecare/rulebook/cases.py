"""Cases as frames: the facts of a decided case, slice by slice, as found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from duecare.base.known import UNKNOWN, Known
from duecare.base.moments import parse_moment
from duecare.ir.declarations import Case, Given, Law
from duecare.rulebook.dated import as_restated

_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def slices_of_case(case: Case) -> tuple[datetime, ...]:
    """Return an instant for each block of facts, in the order of the text; an undated one follows the last."""
    dated = [parse_moment(block.since).latest for block in case.slices if block.since]
    at = (min(dated) if dated else _ANY_DAY) - timedelta(days=len(case.slices))
    instants: list[datetime] = []
    for block in case.slices:
        at = parse_moment(block.since).latest if block.since else at + timedelta(minutes=1)
        instants.append(at)
    return tuple(instants) or (_ANY_DAY,)


def facts_of_case(case: Case, law: Law) -> dict[str, tuple[Known, ...]]:
    """Return what is known of each leaf instance at each slice; what is not given is unknown.

    Of the calendar a case knows what holds of the law as restated.
    """
    events = {leaf.name for leaf in law.leaves if leaf.event or leaf.onset} | {"taken", "late"}
    count = max(len(case.slices), 1)
    given: dict[str, list[Known | None]] = {}
    for index, block in enumerate(case.slices):
        for fact in block.facts:
            for key, value in _plain(fact, case):
                known = Known(value, asserted=True, raised=value is not False)
                given.setdefault(key, [None] * count)[index] = known
    spread = {key: _spread(row, key.partition("(")[0] in events) for key, row in given.items()}
    return as_restated(law, count) | spread


def _plain(fact: Given, case: Case) -> list[tuple[str, bool | None]]:
    about = _full(fact.about, case)
    if fact.leaf == "late":
        return [(f"taken({about})", True), (f"late({about})", True)]
    return [(f"{fact.leaf}({about})" if about else fact.leaf, fact.value)]


def _full(about: str, case: Case) -> str:
    """A duty is named bare in a case of its obligation."""
    is_measure = about[:1] == "M" and about[1:].isdigit()
    return about if not about or is_measure or "." in about or not case.obligation else f"{case.obligation}.{about}"


def _spread(row: list[Known | None], event: bool) -> tuple[Known, ...]:
    """Spread what was given to the other slices: events stay, their absence reaches back, states last."""
    known = [UNKNOWN if one is None else one for one in row]
    for index in range(1, len(known)):
        if row[index] is None and (not event or known[index - 1].value is True or known[index - 1].value is None):
            known[index] = known[index - 1]
    if event:
        for index in range(len(known) - 2, -1, -1):
            if known[index + 1].value is False and row[index] is None:
                known[index] = known[index + 1]
    return tuple(known)
