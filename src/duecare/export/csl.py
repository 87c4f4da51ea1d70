"""References as CSL-JSON, for reference managers and for other styles than ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from duecare.ir.declarations import Source
from duecare.lang.references import PEOPLE, Person, Reference

_FIELDS = {
    "title": "title",
    "container": "container-title",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "page-first",
    "authority": "authority",
    "genre": "genre",
    "phase": "genre",
    "chapter": "chapter-number",
}


def to_csl(sources: Iterable[Source], known: Mapping[str, Reference]) -> list[dict[str, Any]]:
    """Return the sources as CSL-JSON items; one without fields of its own has the law's own words as its title."""
    return [_item(source, known.get(source.name, Reference(source.name, "document"))) for source in sources]


def _item(source: Source, found: Reference) -> dict[str, Any]:
    item: dict[str, Any] = {"id": source.name, "type": found.type}
    for ours, theirs in _FIELDS.items():
        if value := getattr(found, ours):
            item[theirs] = value.removeprefix("ch ") if ours == "chapter" else value
    if found.parties:
        item["title"] = f"{item.get('title', '')} ({found.parties})".strip()
    item.setdefault("title", source.cite)
    item["title-short"] = source.short
    for role in PEOPLE:
        if people := getattr(found, role):
            item[role] = [_person(one) for one in people]
    if found.issued:
        item["issued"] = {"date-parts": [[int(part) for part in found.issued.partition(",")[0].split("-")]]}
    if source.url:
        item["URL"] = source.url
    item["note"] = f"Grade in the law: {source.grade}."
    return item


def _person(one: Person) -> dict[str, str]:
    parts = {"literal": one.literal, "family": one.family, "given": one.given}
    return {key: value for key, value in parts.items() if value}
