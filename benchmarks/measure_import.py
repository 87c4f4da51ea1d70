"""Imports: the whole EuRepoC dataset, STIX bundles and MISP events, real ones and large invented ones.

A large record is what the limits allow: 5,000 indicators in one dossier. Memory is the most that a fresh process took.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from harness import HERE, Row, child, write

_REPEATS = 3
_REAL = {
    "EuRepoC 1.1, all rows": "incidents/eurepoc_global_1.1.csv",
    "STIX: apt1": "formats/stix/apt1.json",
    "STIX: poisonivy": "formats/stix/poisonivy.json",
    "MISP: two events": "formats/misp/test_events_collection_1.json",
}
LARGE = 5_000


def main() -> None:
    """Measure and write the results."""
    with TemporaryDirectory() as folder:
        files = {name: path for name, place in _REAL.items() if (path := _beside(place)) is not None}
        files |= _invented(Path(folder))
        rows = [row for name, path in files.items() for row in _measured(name, path)]
    write("import", rows)


def _beside(place: str) -> Path | None:
    found = (folder / "shared" / "data" / place for folder in HERE.parents)
    return next((path for path in found if path.exists()), None)


def _measured(name: str, path: Path) -> list[Row]:
    runs = [child("measure_import.py", "one", str(path), limit=600) for _ in range(_REPEATS)]
    stopped = next((str(run["stopped"]) for run in runs if "stopped" in run), "")
    if stopped:
        return [Row(f"{name}: import", None, "s", "cold", len(runs), stopped)]
    middle = sorted(runs, key=lambda run: float(str(run["seconds"])))[len(runs) // 2]
    size = f"{path.stat().st_size / 1e6:,.1f} MB, {middle['objects']} objects, {middle['dossiers']} dossiers"
    return [
        Row(f"{name}: read, written and read again", float(str(middle["seconds"])), "s", "cold", len(runs), size),
        Row(f"{name}: most memory", float(str(middle["memory"])), "MB", "cold", len(runs)),
    ]


def one(path: Path) -> dict[str, object]:
    """Import a file as the command does: read, account, write as text, and let the strict reader see it."""
    from duecare.dossier.read import parse_dossier
    from duecare.ingest.detect import open_record
    from duecare.ingest.draft import text_of
    from duecare.rulebook.load import load_bundled

    law = load_bundled().law
    start = time.perf_counter()
    account, drafts = open_record(path)
    for draft in drafts:
        if not draft.refused:
            parse_dossier(text_of(draft).encode(), "draft.yaml", law)
        account.add(draft)
    taken = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": taken, "objects": account.objects, "dossiers": account.written, "memory": memory}


def _invented(folder: Path) -> dict[str, Path]:
    values = [f"198.{18 + number // 65536}.{number // 256 % 256}.{number % 256}" for number in range(LARGE)]
    stix, misp = folder / "large-stix.json", folder / "large-misp.json"
    stix.write_text(json.dumps({"type": "bundle", "id": "bundle--1", "objects": list(map(_indicator, values))}))
    listed = [{"uuid": str(number), "type": "ip-dst", "value": value} for number, value in enumerate(values)]
    misp.write_text(json.dumps({"Event": {"uuid": "e", "info": "Large", "date": "2024-03-01", "Attribute": listed}}))
    return {f"STIX: {LARGE:,} indicators": stix, f"MISP: {LARGE:,} attributes": misp}


def _indicator(value: str) -> dict[str, Any]:
    at = "2024-03-01T10:00:00Z"
    return {
        "type": "indicator",
        "spec_version": "2.1",
        "id": f"indicator--{value}",
        "created": at,
        "modified": at,
        "pattern": f"[ipv4-addr:value = '{value}']",
        "pattern_type": "stix",
        "valid_from": at,
    }


if __name__ == "__main__":
    if sys.argv[1:2] == ["one"]:
        print(json.dumps(one(Path(sys.argv[2]))))
    else:
        main()
