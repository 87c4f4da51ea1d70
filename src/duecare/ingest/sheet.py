"""A CSV of indicators or of events, read by a mapping: the whole file is one dossier."""

from __future__ import annotations

from dataclasses import replace

from duecare.base.moments import Moment
from duecare.dossier.model import INDICATOR_TYPES
from duecare.ingest.countries import state_of
from duecare.ingest.dates import first_of, last_of, moment_of
from duecare.ingest.draft import Draft, Event, Given, Origin, Trace, proposal, strictest
from duecare.ingest.effects import there
from duecare.ingest.ledger import Item
from duecare.ingest.mapping import Mapped
from duecare.ingest.markings import UNKNOWN, level
from duecare.ingest.observables import address, number_of_system
from duecare.ingest.rows import Table

FORMAT = "CSV"


def read_sheet(table: Table, mapped: Mapped, given: Given) -> Draft:
    """Return the dossier that a mapped CSV proposes, with the fate of each of its rows."""
    draft = Draft(
        name=mapped.dossier,
        title=mapped.title,
        summary=proposal(f"{FORMAT} ({mapped.of})"),
        tlp=mapped.tlp,
        kind=mapped.kind or "malicious activity",
        began=given.began,
        file=given.file,
        origin=Origin(FORMAT, mapped.title, mapped.publisher, given.sha256, mapped.date, mapped.url),
    )
    for state in given.affected:
        draft.name_state(state)
    begins: list[Moment] = []
    for row in table.rows():
        item = Item(f"row {row.line}", mapped.of, f"row {row.line}", dict(row.cells))
        draft.items.append(item)
        for column, cell in row.cells.items():
            if not cell.strip():
                item.mark(column, to="read")
        if row.wrong:
            item.outcome = row.wrong
            item.trouble("", f"{row.wrong}; the row was left")
            continue
        begins += _indicator(item, draft, mapped) if mapped.of == "indicators" else _event(item, draft, mapped, given)
    draft.began = draft.began or (first_of(begins) if begins else mapped.date)
    if not begins and given.began is None:
        draft.notes.append("No row bears a date; the date of the mapping was taken for when the operation began.")
    draft.origin = replace(draft.origin, date=last_of([mapped.date, draft.began]))
    return draft


def _indicator(item: Item, draft: Draft, mapped: Mapped) -> list[Moment]:
    value = _cell(item, mapped, "value", "indicators")
    if not value:
        item.outcome = "without a value"
        item.trouble("", "the row has no value; it was left")
        return []
    first, last = _between(item, mapped, "first_seen", "last_seen")
    kind, value = _typed(_cell(item, mapped, "type", "indicators"), value, item)
    said = _cell(item, mapped, "territory", "indicators")
    state = state_of(said)
    if said and not state:
        item.trouble(_at(mapped, "territory"), f"'{said[:40]}' is no State of the table; it was left")
        _unmark(item, mapped, "territory")
    draft.name_state(state)
    draft.add_trace(
        Trace(
            kind, value, item.id, first, last, state, _cell(item, mapped, "role", "indicators"),
            _mark(item, mapped, draft), _cell(item, mapped, "note", "indicators"),
        )
    )  # fmt: skip
    return [one for one in (first, last) if one]


def _event(item: Item, draft: Draft, mapped: Mapped, given: Given) -> list[Moment]:
    on, until = _between(item, mapped, "on", "until")
    what = _cell(item, mapped, "what", "timeline")
    if on is None or not what:
        item.outcome = "without a date or a text"
        item.trouble("", "the row has no date, or nothing that happened; it was left")
        return []
    said = _cell(item, mapped, "affected", "states")
    state = state_of(said)
    if said and not state:
        item.trouble(_at(mapped, "affected"), f"'{said[:40]}' is no State of the table; it was left")
        _unmark(item, mapped, "affected")
    states = (state,) if state else given.affected
    shows = there(draft, mapped.shows, states, item.place)
    ends = f" It lasted until {until}." if until else ""
    draft.add_event(Event(on, f"{what}{ends}", item.place, _mark(item, mapped, draft), shows))
    return [one for one in (on, until) if one]


def _cell(item: Item, mapped: Mapped, name: str, to: str) -> str:
    one = mapped.fields.get(name)
    if one is None:
        return ""
    return one.fixed or item.text(one.column, to=to)


def _at(mapped: Mapped, name: str) -> str:
    """Return the column that a field comes from, as a place."""
    one = mapped.fields.get(name)
    return f"/{one.column or name}" if one is not None else f"/{name}"


def _unmark(item: Item, mapped: Mapped, name: str) -> None:
    one = mapped.fields.get(name)
    if one is not None:
        item.taken.pop((one.column,), None)


def _between(item: Item, mapped: Mapped, first: str, last: str) -> tuple[Moment | None, Moment | None]:
    begins, ends = _moment(item, mapped, first), _moment(item, mapped, last)
    if begins is not None and ends is not None and ends.latest < begins.earliest:
        item.trouble(_at(mapped, last), f"{ends} is before {begins}; it was left")
        _unmark(item, mapped, last)
        return begins, None
    return begins, ends


def _moment(item: Item, mapped: Mapped, name: str) -> Moment | None:
    said = _cell(item, mapped, name, "dates")
    found = moment_of(said) if said else None
    if said and found is None:
        item.trouble(_at(mapped, name), f"'{said[:40]}' is no date that can be used; it was left")
        _unmark(item, mapped, name)
    return found


def _typed(kind: str, value: str, item: Item) -> tuple[str, str]:
    """Return an indicator's type and value; without a type only an address is recognised, by its form."""
    wanted = kind.strip().lower()
    if wanted in {"ipv4", "ipv6", ""}:
        found = address(value)
        if wanted and found[0] != wanted:
            item.trouble("/value", f"'{value[:40]}' is no {wanted} address; it was kept as `{found[0]}`")
        return found
    if wanted == "asn":
        return number_of_system(value)
    if wanted not in INDICATOR_TYPES:
        item.trouble("/type", f"'{kind[:40]}' is no type of indicator; it was kept as `other`")
        return "other", value
    return wanted, value


def _mark(item: Item, mapped: Mapped, draft: Draft) -> str:
    said = _cell(item, mapped, "tlp", "tlp")
    if not said:
        return ""
    found = level(said) or UNKNOWN
    draft.tlp = strictest(draft.tlp, found)
    return found
