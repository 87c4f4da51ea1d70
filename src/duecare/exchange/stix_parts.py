"""The building blocks of a STIX 2.1 bundle: identifiers that are the same for the same content, and markings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

Stix = dict[str, Any]

NAMESPACE = UUID("6f1c64a4-0d0c-5c1e-9a55-2d1f4b7f0f3a")  # drawn once for Duecare; ids are uuid5 within it
OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")  # the namespace that STIX 2.1 sets for observables
MADE = "2026-11-23T00:00:00.000Z"  # when the extension was defined
EXTENSION = f"extension-definition--{uuid5(NAMESPACE, 'extension-definition duecare 1')}"
AUTHOR = f"identity--{uuid5(NAMESPACE, 'identity duecare')}"
_TLP_2 = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d"
_TLP_IDS = {
    "clear": "94868c89-83c2-464b-929b-a1a8aa3c8487",
    "green": "bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
    "amber": "55d920b0-5e8b-4f79-9ee9-91f868d9b421",
    "amber+strict": "939a9414-2ddd-4d32-a0cd-375ea402b003",
    "red": "e828b379-4e03-4974-9ac4-e53a884c97c1",
}


@dataclass(slots=True)
class Maker:
    """Makes the objects of one bundle: all bear its marking and its date, and ids that follow from what it is of."""

    of: str
    at: str
    tlp: str
    objects: list[Stix] = field(default_factory=list)

    def add(self, kind: str, key: str, **properties: Any) -> str:
        """Add an object; return its id, which depends on what the bundle is of and on the key alone."""
        name = f"{kind}--{uuid5(NAMESPACE, f'{self.of}|{kind}|{key}')}"
        self.objects.append(
            {
                "type": kind,
                "spec_version": "2.1",
                "id": name,
                "created_by_ref": AUTHOR,
                "created": self.at,
                "modified": self.at,
                "object_marking_refs": [marking_id(self.tlp)],
                **{key: value for key, value in properties.items() if value not in ("", [], {}, None)},
            }
        )
        return name

    def observe(self, kind: str, **properties: Any) -> str:
        """Add an observable, whose id follows from its value as STIX 2.1 asks; return the id."""
        canonical = json.dumps(properties, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        name = f"{kind}--{uuid5(OBSERVABLES, canonical)}"
        found: Stix = {"type": kind, "spec_version": "2.1", "id": name, **properties}
        if all(one["id"] != name for one in self.objects):
            self.objects.append({**found, "object_marking_refs": [marking_id(self.tlp)]})
        return name


def marking_id(tlp: str) -> str:
    """Return the id that stands for a level of the Traffic Light Protocol, version 2."""
    return f"marking-definition--{_TLP_IDS[tlp]}"


def preamble(tlp: str) -> list[Stix]:
    """Return what every bundle needs: who made it, the marking, and what the extension holds."""
    return [_author(), _marking(tlp), _extension()]


def extended(**properties: Any) -> Stix:
    """Return the extension with what STIX has no property for."""
    return {EXTENSION: {"extension_type": "property-extension", **properties}}


def _author() -> Stix:
    common = {"type": "identity", "spec_version": "2.1", "id": AUTHOR, "created": MADE, "modified": MADE}
    return {**common, "name": "Duecare (software)", "identity_class": "system"}


def _marking(tlp: str) -> Stix:
    return {
        "type": "marking-definition",
        "spec_version": "2.1",
        "id": marking_id(tlp),
        "created": "2022-10-01T00:00:00.000Z",
        "name": f"TLP:{tlp.upper()}",
        "extensions": {_TLP_2: {"extension_type": "property-extension", "tlp_2_0": tlp}},
    }


def _extension() -> Stix:
    return {
        "type": "extension-definition",
        "spec_version": "2.1",
        "id": EXTENSION,
        "created_by_ref": AUTHOR,
        "created": MADE,
        "modified": MADE,
        "name": "Duecare assessment",
        "description": "What an assessment of due diligence says, as far as STIX has no property for it.",
        "schema": (
            "JSON objects as in `duecare schema assessment`. On a report: `assessment`, all of the assessment but its "
            "findings and questions; `not_expressed`, ids of indicators that are no observable of STIX. On a note: "
            "`finding` or `question`, whole. On a course of action: `measure`, its id in the law."
        ),
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }
