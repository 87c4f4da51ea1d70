"""Writes what `duecare nexus dossier` makes: draft, assessment, notices, pairs, and addresses by territory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.cli.nexus_case import Case
from duecare.cli.output import as_json, write_whole
from duecare.cli.show_nexus import resolved_data
from duecare.dossier.head_reader import DOSSIER_ID
from duecare.dossier.model import TLP, Dossier, bearers_of
from duecare.dossier.write import dossier_text
from duecare.nexus.draft import Listed, Order, Record, draft
from duecare.nexus.watch import VICTIM, state_of
from duecare.rulebook.load import Bundle

if TYPE_CHECKING:
    from duecare.assess.model import Assessment

MOST_LISTED = 1_000  # addresses that the dossier itself holds; the lists beside it hold all
DOSSIER, ASSESSMENT, PAIRS, NEXUS, LISTS, NOTICES = (
    "dossier.yaml", "assessment.json", "pairs.parquet", "nexus.json", "territories", "notices"
)  # fmt: skip
_STEP = 1 << 22


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was asked for."""

    folder: Path
    name: str
    affected: str
    kind: str
    tlp: str
    logs: tuple[Path, ...]
    listed: Path | None


def check_asked(asked: Asked) -> None:
    """Refuse, before any work is done, what could not be written or would not read back."""
    if asked.folder.exists():
        _refuse(f"'{asked.folder}' exists", "choose another folder with -o")
    if not re.fullmatch(DOSSIER_ID, asked.name):
        _refuse(f"'{asked.name[:60]}' cannot be the name of a dossier", "write small letters, digits and hyphens")
    if asked.tlp not in TLP:
        _refuse(f"--tlp cannot be '{asked.tlp[:40]}'", f"write {', '.join(TLP)}")
    if not asked.affected:
        _refuse("nothing says whom the operation hit", "name it: --affected EST")


def write_folder(case: Case, asked: Asked) -> Iterator[str]:
    """Write everything into the folder, and yield what was written and found."""
    from duecare.dossier.read import parse_dossier
    from duecare.rulebook.load import load_bundled
    from duecare.rulebook.nexus_facts import nexus_facts

    bundle = load_bundled()
    order = _order(case, asked, dict(nexus_facts(bundle.folder, bundle.law)))
    acting = [one for one in case.resolved.territories if one.role != VICTIM and one.role in order.facts]
    if not any(one.standing and one.state for one in acting):
        _refuse(
            f"no table near in time places an address that took part against {asked.affected} in any territory",
            "look at `duecare nexus resolve` on the same files, and add tables or indicators",
        )
    text = dossier_text(draft(case.resolved, order))
    read = parse_dossier(text.encode(), str(asked.folder / DOSSIER), bundle.law)
    asked.folder.mkdir(parents=True)
    write_whole(asked.folder / DOSSIER, text)
    yield f"{asked.folder / DOSSIER}: {len(read.claims)} claims on {len({one.bearer for one in read.claims})} States"
    write_whole(asked.folder / NEXUS, as_json(resolved_data(case.resolved)))
    if case.pairs is not None:
        write_whole(asked.folder / PAIRS, _parquet(case.pairs))
        yield f"{asked.folder / PAIRS}: {case.flows:,} flows as {len(case.pairs):,} territory pairs by hour"
    yield _lists(case, asked)
    result = _assessment(read, bundle, asked)
    yield f"{asked.folder / ASSESSMENT}: {len(result.findings):,} findings"
    yield _notices(read, bundle, result, asked)


def _order(case: Case, asked: Asked, facts: dict[str, str]) -> Order:
    records = tuple(
        Record(f"log-{number}", path.name, _digest(path), "A log of network flows, as given.")
        for number, path in enumerate(asked.logs, 1)
    )
    if asked.listed:
        listed = f"{case.indicators:,} indicators, as given."
        records += (Record("indicators", asked.listed.name, _digest(asked.listed), listed),)
    found, total = _listed(case)
    notes = [f"{case.flows:,} flows were read."]
    if total > len(found):
        notes.append(f"{len(found):,} of {total:,} addresses are listed here; the lists by territory hold all.")
    today = datetime.now(UTC).date()
    return Order(asked.name, asked.affected, asked.kind, asked.tlp, today, facts, records, tuple(found), tuple(notes))


def _listed(case: Case) -> tuple[list[Listed], int]:
    """Return the busiest addresses of each territory, an even share of each, and how many there are in all."""
    codes = case.listing.territories
    share = max(1, MOST_LISTED // max(1, len(codes)))
    found: dict[tuple[str, str, str], Listed] = {}
    for code in codes:
        for row in case.listing.of(code, share).to_pylist():
            key = row["address"], row["role"], state_of(code)
            if row["role"] != VICTIM and key[2] and key not in found:
                found[key] = _one_listed(f"a{len(found) + 1}", row, key[2])
    total = sum(one.addresses for one in case.resolved.territories if one.role != VICTIM)
    return list(found.values())[:MOST_LISTED], total


def _one_listed(name: str, row: dict[str, Any], state: str) -> Listed:
    """Return an address as listed under one State; where tables differ it is listed under each, and says so."""
    kind = "ipv6" if ":" in row["address"] else "ipv4"
    note = f"Tables differ: {row['territories']}." if "|" in row["territories"] else ""
    return Listed(name, kind, row["address"], state, row["role"], row["first_seen"], row["last_seen"], note)


def _lists(case: Case, asked: Asked) -> str:
    """Write the addresses of each territory as CSV, for whoever has to act on them there."""
    folder = asked.folder / LISTS
    folder.mkdir()
    codes = case.listing.territories
    for code in codes:
        content = BytesIO()
        pa_csv.write_csv(case.listing.of(code), content)
        write_whole(folder / f"{code}.csv", content.getvalue())
    return f"{folder}: addresses of {len(codes)} territories"


def _assessment(dossier: Dossier, bundle: Bundle, asked: Asked) -> Assessment:
    from duecare.assess.assess import assess
    from duecare.assess.factors import factors_of
    from duecare.report.record import to_json

    result = assess(dossier, bundle)
    write_whole(asked.folder / ASSESSMENT, to_json(result, factors_of(result, dossier, bundle)))
    return result


def _notices(dossier: Dossier, bundle: Bundle, result: Assessment, asked: Asked) -> str:
    """Write a notice in the form of response teams to each State in whose territory something was found."""
    from duecare.cli.write_document import write_document
    from duecare.report.notices.notice import Asked as Between
    from duecare.report.notices.notice import notice
    from duecare.report.notices.template import bundled

    folder, form = asked.folder / NOTICES, bundled("csirt")
    folder.mkdir()
    told = [state for state in bearers_of(dossier) if state != asked.affected]
    for state in told:
        between = Between(asked.affected, state, dossier.written)
        write_document(folder / f"{state}.md", notice(form, dossier, between, bundle.law, result).document)
    return f"{folder}: draft notices to {len(told)} States; other forms: duecare notify {asked.folder / DOSSIER}"


def _parquet(table: pa.Table) -> bytes:
    sink = BytesIO()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue()


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_STEP):
            digest.update(block)
    return digest.hexdigest()


def _refuse(message: str, advice: str) -> NoReturn:
    raise InputError([Diagnostic(NOWHERE, message, advice)])
