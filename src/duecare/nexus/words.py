"""What a territory's part amounts to, said neutrally: counts, where they are from, and what they do not show."""

from __future__ import annotations

from collections.abc import Sequence

from duecare.base.states import in_text, state_name
from duecare.base.territories import territory_of
from duecare.nexus.resolved import TerritoryRole
from duecare.nexus.table import REGISTRY, Head
from duecare.nexus.watch import CONTROL, ORIGIN, TRANSIT, VICTIM

_DID = {
    ORIGIN: "sent traffic of the operation",
    CONTROL: "served the operation as control infrastructure",
    TRANSIT: "passed on traffic of the operation",
    VICTIM: "received traffic of the operation",
}


def place_name(territory: str) -> str:
    """Return what to call a territory."""
    known = territory_of(territory)
    if known is None:
        return territory
    return state_name(known.state) if known.state == known.iso3 else known.name


def told(one: TerritoryRole, *, tied: bool) -> str:
    """Return in a sentence what a territory's addresses did."""
    did = _DID.get(one.role, "were listed as indicators")
    if not tied:
        did = did.replace("of the operation", "in the log given")
    flows = f" ({one.flows:,} flows, {one.bytes:,} bytes)" if one.flows else ""
    return f"{_count(one.addresses, 'address')} that tables place in {in_text(place_name(one.territory))} {did}{flows}."


def grounds(one: TerritoryRole, *, tied: bool) -> str:
    """Return why a claim stands as it does: which tables place how many addresses, and what that leaves open."""
    parts = [
        f"{count:,} {said}"
        for count, said in (
            (one.agreed, "on which tables agree"),
            (one.alone, "of which one table alone speaks"),
            (one.disputed, "on which tables differ"),
        )
        if count
    ]
    text = f"{_count(one.addresses, 'address')}: {', '.join(parts)}. "
    text += f"Placed there by {'; '.join(f'{table_name(found.table)} ({found.addresses:,})' for found in one.lookups)}."
    far = [found.table.name for found in one.lookups if found.far]
    if far:
        text += f" More than a year from the event, and so of little weight: {', '.join(far)}."
    if all(found.table.kind in REGISTRY for found in one.lookups):
        text += " Registry data says to whom a block was handed, not where a machine stands."
    if one.role == VICTIM:
        text += " That traffic arrived does not show what it did."
    elif not tied:
        text += " No indicator ties these addresses to the operation; ordinary traffic may be among them."
    return text


def table_name(head: Head) -> str:
    """Return a table by its name, source, kind and day."""
    parts = [head.source if head.source != head.name else "", head.kind, str(head.date or "")]
    said = ", ".join(part for part in parts if part)
    return f"{head.name} ({said})" if said else head.name


def in_words(names: Sequence[str]) -> str:
    """Return names as a list that a sentence can hold."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else "none"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 'es'}"
