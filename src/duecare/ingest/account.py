"""The import report: what was read, where it went, what was left and why, down to every object and property."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from duecare.ingest.draft import Draft
from duecare.ingest.ledger import READ, Item, Trouble

FORMAT = "duecare-import"
VERSION = 1


@dataclass(slots=True)
class Account:
    """What became of one file, added up as dossiers are made of it."""

    file: str
    sha256: str
    format: str
    size: int
    objects: int = 0
    left_out: int = 0
    properties: dict[str, int] = field(default_factory=lambda: {"mapped": 0, "read": 0, "left": 0})
    kinds: dict[str, int] = field(default_factory=dict)
    dossiers: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    def add(self, draft: Draft, target: str = "") -> None:
        """Count a draft and every object it was made from."""
        for item in draft.items:
            self._count(item, draft)
        self.dossiers.append(
            {
                "name": draft.name,
                "file": target,
                "refused": draft.refused,
                "states": list(draft.states),
                "events": len(draft.events),
                "claims": sum(len(event.shows) for event in draft.events),
                "indicators": len(draft.traces),
                "notes": len(dict.fromkeys(draft.notes)),
            }
        )

    def _count(self, item: Item, draft: Draft) -> None:
        outcome = item.outcome or draft.refused
        self.objects += 1
        self.left_out += bool(outcome)
        self.kinds[item.kind or "none"] = self.kinds.get(item.kind or "none", 0) + 1
        for key, number in item.counted().items():
            self.properties[key] += number
        self.troubles += item.troubles
        self.lines.append(_line(item, outcome, draft))

    @property
    def written(self) -> int:
        """Return how many dossiers were made."""
        return sum(not one["refused"] for one in self.dossiers)


def report_data(account: Account) -> dict[str, Any]:
    """Return an import report as plain data, complete."""
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "file": {"name": account.file, "sha256": account.sha256, "bytes": account.size, "format": account.format},
        "counts": {
            "objects": account.objects,
            "left_out": account.left_out,
            "properties": account.properties,
            "kinds": dict(sorted(account.kinds.items())),
            "dossiers": account.written,
            "refused": len(account.dossiers) - account.written,
            "troubles": len(account.troubles),
        },
        "dossiers": account.dossiers,
        "objects": account.lines,
        "troubles": [{"at": one.at, "what": one.what} for one in account.troubles],
    }


def most_left(account: Account, most: int = 8) -> Iterable[tuple[str, int]]:
    """Return the properties left most often, by object type and name."""
    counted: dict[str, int] = {}
    for line in account.lines:
        for path in line["left"]:
            name = f"{line['type']}/{path}"
            counted[name] = counted.get(name, 0) + 1
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:most]


def _line(item: Item, outcome: str, draft: Draft) -> dict[str, Any]:
    found: dict[str, Any] = {
        "at": item.place,
        "id": item.id,
        "type": item.kind,
        "dossier": "" if draft.refused else draft.name,
        "left_out": outcome,
        "mapped": item.mapped(),
        "read": ["/".join(path) for path, to in item.taken.items() if to == READ],
    }
    left = item.left()
    if outcome or draft.refused:
        return {**found, "left": {"/".join(path): value for path, value in left}}
    return {**found, "left": {"/".join(path): value[:200] for path, value in left}}
