"""EuRepoC's global dataset, versions 1.1 and 1.3: one incident a row, one dossier an incident.

Its initiators, attributions, responses and legal codings are kept and never become claims: that somebody attributed an
operation ties no State to it. What it codes of effects is coded for the incident; it becomes a claim about a State only
where the row names one State alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from duecare.base.moments import Moment
from duecare.ingest.bundle import stamp
from duecare.ingest.cells import said, unsaid, values_of
from duecare.ingest.countries import state_of
from duecare.ingest.dates import last_of, year_only
from duecare.ingest.draft import NO_DATE, Draft, Event, Given, Origin, proposal
from duecare.ingest.effects import (
    ALTERED,
    AVAILABILITY,
    CAME_ABOUT,
    CRITICAL,
    ECONOMIC,
    INTRUSION,
    PHYSICAL,
    TAKEN,
    there,
)
from duecare.ingest.ledger import Item
from duecare.ingest.rows import Row, Table

FORMAT = "EuRepoC"
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("ID", "incident_id", "id"),
    "categories": ("receiver_category",),
    "countries": ("receiver_country",),
    "codes": ("receiver_country_alpha_2_code",),
    "sources": ("sources_url", "source_url"),
}
_EFFECTS: Mapping[str, str] = {
    "data_theft": TAKEN,
    "disruption": AVAILABILITY,
    "hijacking": INTRUSION,
    "physical_effects_spatial": PHYSICAL,
    "economic_impact": ECONOMIC,
}
_CORRUPTED = "Data corruption (deletion/altering)"


def looks_like_eurepoc(columns: tuple[str, ...]) -> bool:
    """Say whether a header is that of EuRepoC's global dataset."""
    return {"start_date", "incident_type", "receiver_country"} <= set(columns) and any(
        name in columns for name in _NAMES["id"]
    )


def read_eurepoc(table: Table, affected: tuple[str, ...] = ()) -> Iterator[Draft]:
    """Return the dossiers that the dataset proposes, row by row, in the order of the file."""
    version = "1.3" if "incident_id" in table.columns else "1.1"
    seen: set[str] = set()
    for row in table.rows():
        given = Given(f"{table.file}:{row.line}", table.sha256, affected)
        draft = _incident(row, version, given)
        if draft.name in seen:
            draft.refused = draft.refused or f"another row has the number {draft.items[0].id}"
        seen.add(draft.name)
        yield draft


def _incident(row: Row, version: str, given: Given) -> Draft:
    item = Item("", "incident", f"row {row.line}", dict(row.cells))
    item.id = item.text(_column(item, "id"))
    for column, cell in row.cells.items():
        if not cell.strip():
            item.mark(column, to="read")
    number = "".join(sign for sign in item.id.lower() if sign.isascii() and sign.isalnum())[:40]
    title = item.text("name", to="title")
    draft = Draft(
        name=f"eurepoc-{number or f'row-{row.line}'}",
        title=f"EuRepoC {item.id}: {title}",
        summary=proposal(f"{FORMAT} {version}"),
        tlp="clear",
        kind=", ".join(said(item.text("incident_type", to="operation"))),
        began=None,
        file=given.file,
        origin=Origin(
            f"{FORMAT} {version}",
            f"EuRepoC Global Dataset {version}, incident {item.id}",
            "European Repository of Cyber Incidents",
            given.sha256,
            NO_DATE,
        ),
        items=[item],
    )
    if row.wrong:
        item.trouble("", f"{row.wrong}; the row was left")
        item.taken.clear()
        return replace(draft, refused=row.wrong)
    _dates(item, draft)
    _happened(item, draft, given.affected)
    _sources(item, draft)
    _leave_authors(item, draft)
    return draft


def _dates(item: Item, draft: Draft) -> None:
    draft.began = _day(item, "start_date", draft)
    ended = _day(item, "end_date", draft)
    if draft.began is None:
        draft.refused = "it has no start date that can be used"
        return
    if ended is not None and ended.latest < draft.began.earliest:
        item.trouble("/end_date", f"{ended} is before start_date, {draft.began}; it was left")
        item.taken.pop(("end_date",), None)
        ended = None
    draft.ended = ended
    draft.origin = replace(draft.origin, date=last_of([one for one in (draft.began, ended) if one]))


def _day(item: Item, column: str, draft: Draft) -> Moment | None:
    if unsaid(str(item.peek(column) or "")):
        return None
    found = stamp(item, column, to="operation")
    if found is not None and found.text.endswith("-01-01"):
        draft.notes.append(f"{column}: 1 January is how the dataset writes that it knows the year only.")
        return year_only(found)
    return found


def _happened(item: Item, draft: Draft, affected: tuple[str, ...]) -> None:
    states = _receivers(item, draft) or affected
    what = item.text("description", to="timeline") or item.text("name")
    if draft.began is None:
        return
    shows = there(draft, (CAME_ABOUT,), states, f"{item.place}/{_column(item, 'countries')}")
    effects = _effects(item)
    if len(states) == 1:
        for leaf, column in effects.items():
            item.mark(column, to="timeline")
            shows += there(draft, (leaf,), states, f"{item.place}/{column}")
    elif effects and states:
        draft.notes.append("The dataset codes effects for the incident, and not for each of the States it names.")
    draft.add_event(Event(draft.began, f"The dataset says: {what}", f"{item.place}/description", shows=shows))


def _effects(item: Item) -> dict[str, str]:
    """Return the questions of fact that the row answers with yes, each with the column that does."""
    found: dict[str, str] = {}
    for column, leaf in _EFFECTS.items():
        cell = item.peek(column)
        if isinstance(cell, str) and said(cell):
            found[leaf] = column
    for cell in (item.peek("intelligence_impact"),):
        if isinstance(cell, str) and cell.startswith(_CORRUPTED):
            found[ALTERED] = "intelligence_impact"
    categories = item.peek(_column(item, "categories"))
    if isinstance(categories, str) and any(one.startswith("Critical infrastructure") for one in said(categories)):
        found[CRITICAL] = _column(item, "categories")
    return found


def _receivers(item: Item, draft: Draft) -> tuple[str, ...]:
    """Return the States that the row names as receivers, each once; regions and organisations are told."""
    column = _column(item, "countries")
    named = said(str(item.peek(column) or ""))
    found = {name: state_of(name) for name in named}
    others = [name for name, state in found.items() if not state]
    if others:
        draft.notes.append(f"The row names receivers that are no States of the table: {'; '.join(others)}.")
    unknown = sorted({unsaid(one) for one in values_of(str(item.peek(column) or ""))} - {"", "blank"})
    if unknown:
        draft.notes.append(f"Of receivers the row also says: {', '.join(unknown)}.")
    item.mark(column, to="states")
    return tuple(dict.fromkeys(state for state in found.values() if state))


def _leave_authors(item: Item, draft: Draft) -> None:
    named = [column for column in item.body if "initiator" in column and said(str(item.peek(column)))]
    if named:
        draft.notes.append(
            f"The row says in {len(named)} columns who may be behind the operation. Nothing of that was made a claim: "
            "who did it decides no question here. It is kept under `imports`."
        )


def _sources(item: Item, draft: Draft) -> None:
    column = _column(item, "sources")
    cell = item.peek(column)
    if isinstance(cell, str) and said(cell):
        item.mark(column, to="notes")
        draft.notes += [f"Named by the record as a source, and not read: {one}" for one in said(cell)]


def _column(item: Item, key: str) -> str:
    return next((name for name in _NAMES[key] if name in item.body), _NAMES[key][0])
