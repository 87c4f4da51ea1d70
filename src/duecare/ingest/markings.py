"""Who may read what a record says: its markings as levels of the Traffic Light Protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from duecare.dossier.model import TLP
from duecare.ingest.draft import strictest
from duecare.ingest.ledger import Item

UNMARKED = "amber"  # until somebody says otherwise
UNKNOWN = "red"  # a marking that is not understood lets nothing travel
TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
STANDARD: Mapping[str, str] = {
    "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9": "clear",
    "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da": "green",
    "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82": "amber",
    "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed": "red",
    "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487": "clear",
    "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb": "green",
    "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421": "amber",
    "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003": "amber+strict",
    "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1": "red",
}
_TAG = re.compile(r"\s*tlp:\s*(?:ex:)?([a-z+]+)\s*", re.I)


def level(word: str) -> str:
    """Return a level by its name in any version of the protocol; the empty text if it is none."""
    name = word.strip().lower().removeprefix("tlp:")
    name = {"white": "clear", "amber+strict": "amber+strict"}.get(name, name)
    return name if name in TLP else ""


def level_of_tag(tag: str) -> str:
    """Return the level that a tag such as `tlp:amber` names; red for a `tlp:` tag nobody knows."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return UNKNOWN if tag.strip().lower().startswith("tlp:") else ""
    return level(match[1]) or UNKNOWN


def levels_of(items: Iterable[Item]) -> tuple[dict[str, str], list[str]]:
    """Return the level of each marking by its id, and the statements that markings make."""
    levels, statements = dict(STANDARD), []
    for item in items:
        if item.kind == "marking-definition":
            found, statement = _definition(item)
            levels[item.id] = found
            if statement:
                statements.append(statement)
    return levels, statements


def marked(item: Item, levels: Mapping[str, str]) -> str:
    """Return the strictest level of an object and of any part of it; the empty text if it is unmarked."""
    refs = list(item.texts("object_marking_refs", to="tlp"))
    granular = item.peek("granular_markings")
    if isinstance(granular, list):
        found = [one.get("marking_ref") for one in granular if isinstance(one, dict)]
        refs += [one for one in found if isinstance(one, str)]
        if all(isinstance(one, dict) and "marking_ref" in one for one in granular):
            item.mark("granular_markings", to="tlp")
    return strictest(*(levels.get(ref, UNKNOWN) for ref in refs))


def _definition(item: Item) -> tuple[str, str]:
    """Return the level of a marking (a statement alone limits nobody) and its statement."""
    if item.id in STANDARD:
        item.mark("definition", to="tlp")
        item.mark("definition_type", to="tlp")
        item.mark("extensions", to="tlp")
        item.mark("name", to="tlp")
        return STANDARD[item.id], ""
    first = item.text("definition", "tlp", to="tlp")
    second = item.text("extensions", TLP_2, "tlp_2_0", to="tlp")
    statement = item.text("definition", "statement", to="notes")
    item.text("definition_type")
    item.text("extensions", TLP_2, "extension_type")
    if first or second:
        return strictest(level(first), level(second)) or UNKNOWN, statement
    return ("", statement) if statement else (UNKNOWN, "")
