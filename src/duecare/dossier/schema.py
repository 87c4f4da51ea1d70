"""A JSON Schema of the dossier for editors, written from the law so that it knows every question.

It helps while writing; the reader decides. Editors type scalars, so a year or a version may be a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from duecare.base.states import state_codes
from duecare.dossier.claim_reader import CLAIM_KEYS
from duecare.dossier.entry_readers import (
    ACCOUNT_KEYS,
    APPRAISAL_KEYS,
    ENTRY_KEYS,
    INFERENCE_KEYS,
    SEARCH_KEYS,
)
from duecare.dossier.head_reader import (
    DOSSIER_ID,
    HEAD_KEYS,
    OPERATION_KEYS,
    SHA256,
    SOURCE_ID,
    SOURCE_KEYS,
    WEB_ADDRESS,
)
from duecare.dossier.import_readers import IMPORT_KEYS, INDICATOR_KEYS, LEFT_KEYS
from duecare.dossier.lexicon import TAKEN, Lexicon, arguments, lexicon
from duecare.dossier.message_reader import MESSAGE_ID, REPLY_KEYS, REQUEST_KEYS
from duecare.dossier.model import (
    CHANNELS,
    GRADES,
    HARMS,
    INDICATOR_TYPES,
    PLAIN_VALUES,
    STAGES,
    STANDINGS,
    TLP,
    VALUES,
)
from duecare.dossier.read import NOTE_KEYS
from duecare.ir.declarations import Law, LeafRule

Schema = dict[str, Any]

_INSTANT = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?"
_TEXT: Schema = {"type": ["string", "number"], "minLength": 1}
_MOMENT: Schema = {"type": ["string", "integer"], "pattern": f"^{_INSTANT}(/{_INSTANT})?$"}
_FLAG: Schema = {"enum": ["yes", "no"]}
_STATE: Schema = {"type": "string", "pattern": "^[A-Z]{3}$"}
_PROBABILITY: Schema = {"type": ["string", "number"], "pattern": r"^(0(\.[0-9]+)?|1(\.0+)?)$"}

_SECTIONS = {
    "timeline": "entry",
    "patterns": "entry",
    "requests": "request",
    "replies": "reply",
    "searches": "search",
    "account": "account",
    "appraisals": "appraisal",
    "indicators": "indicator",
    "imports": "import",
    "left": "left",
}
_TYPED: Mapping[str, Schema] = {
    "tlp": {"enum": list(TLP)},
    "standing": {"enum": list(STANDINGS)},
    "grade": {"enum": list(GRADES)},
    "exercise": _FLAG,
    "affected_closed": _FLAG,
    "probability": _PROBABILITY,
    "url": {"type": "string", "pattern": f"^{WEB_ADDRESS}$"},
    "sha256": {"type": "string", "pattern": f"^{SHA256}$"},
    "dossier": {"type": "string", "pattern": f"^{DOSSIER_ID}$"},
    "harms": {"type": "array", "items": {"enum": list(HARMS)}},
    **dict.fromkeys(
        ("on", "from", "until", "began", "ended", "date", "written", "reply_by", "first_seen", "last_seen"), _MOMENT
    ),
    **dict.fromkeys(("bearer", "beneficiary", "to", "territory"), _STATE),
    "type": {"enum": list(INDICATOR_TYPES)},
    "objects": {"type": ["string", "integer"], "pattern": "^[0-9]{1,9}$"},
    "where": {"type": "array", "items": _TEXT},
    "notes": {"type": "array", "items": {"anyOf": [_TEXT, {"$ref": "#/$defs/note"}]}},
    "channel": {"enum": list(CHANNELS)},
    "stage": {"enum": list(STAGES)},
    **{key: {"$ref": f"#/$defs/{key}"} for key in ("states", "shows", "measure", "duty", "operation")},
    "inference": {"$ref": "#/$defs/inference"},
    **{key: {"type": ["array", "null"], "items": {"$ref": f"#/$defs/{of}"}} for key, of in _SECTIONS.items()},
}
_SOURCE_IDS: Schema = {"type": "array", "items": {"type": "string", "pattern": f"^{SOURCE_ID}$"}}
_EVIDENCE: Schema = {"anyOf": [{"const": "none"}, _SOURCE_IDS]}


def dossier_schema(law: Law) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a dossier read for this law."""
    words = lexicon(law)
    required = ("dossier", "title", "summary", "tlp", "written", "operation", "states", "sources")
    head = _object(HEAD_KEYS, required, sources={"$ref": "#/$defs/sources"})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Duecare dossier",
        **head,
        "$defs": _parts() | _words_of_law(words),
    }


def _parts() -> Schema:
    message = ("on", "by", "to", "what", "sources")
    return {
        "states": _states(),
        "sources": {
            "type": "object",
            "propertyNames": {"pattern": f"^{SOURCE_ID}$"},
            "additionalProperties": _object(SOURCE_KEYS, ("title", "publisher", "date", "grade")),
        },
        "operation": _object(OPERATION_KEYS, ("kind", "began")),
        "inference": _object(INFERENCE_KEYS, INFERENCE_KEYS),
        "entry": _object(ENTRY_KEYS, ("on", "what")),
        "request": _object(REQUEST_KEYS, message, by=_STATE, id={"type": "string", "pattern": f"^{MESSAGE_ID}$"}),
        "reply": _object(REPLY_KEYS, ("on", "by", "to", "what"), by=_STATE, evidence=_EVIDENCE),
        "note": _object(NOTE_KEYS, ("what",)),
        "search": _object(SEARCH_KEYS, ("measure", "bearer", "where", "by", "on", "found")),
        "account": _object(
            ACCOUNT_KEYS,
            ("bearer", "on", "what", "sources", "evidence"),
            evidence=_EVIDENCE,
        ),
        "appraisal": _object(APPRAISAL_KEYS, ("on", "author", "reason", "shows")),
        "indicator": _object(INDICATOR_KEYS, ("id", "type", "value", "sources")),
        "import": _object(IMPORT_KEYS, ("source", "format", "objects")),
        "left": _object(LEFT_KEYS, LEFT_KEYS, value={"type": ["string", "number"]}),
    }


def _words_of_law(words: Lexicon) -> Schema:
    claims = {name: _claim_of(leaf) for name, leaf in words.leaves.items()}
    return {
        "measure": _one_of(words.measures),
        "duty": _one_of(words.duties),
        "shows": {
            "type": "array",
            "items": {
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "propertyNames": {"enum": list(claims)},
                "properties": claims,
                "additionalProperties": False,
            },
        },
    }


def _claim_of(leaf: LeafRule) -> Schema:
    must, may = arguments(leaf)
    roles = ("bearer", "beneficiary", "measure", "duty")
    keys = [key for key in CLAIM_KEYS if key not in roles or key in must + may]
    if leaf.event or leaf.onset:
        keys.remove("until")
    values = VALUES if leaf.name == TAKEN.name else PLAIN_VALUES
    schema = _object(keys, ("value", "standing", *must), value={"enum": list(values)})
    return {"description": f"{leaf.question} ({leaf.kind})", **schema}


def _object(keys: Iterable[str], required: Iterable[str], **own: Schema) -> Schema:
    typed = {**_TYPED, "sources": _SOURCE_IDS, **own}
    return {
        "type": "object",
        "properties": {key: typed.get(key, _TEXT) for key in keys},
        "required": list(required),
        "additionalProperties": False,
    }


def _states() -> Schema:
    codes = state_codes()
    invented = {"propertyNames": {"pattern": "^[A-Z]{3}$"}, "additionalProperties": _TEXT, "minProperties": 1}
    listed = {"type": "array", "items": {"enum": list(codes)}, "uniqueItems": True}
    return {"anyOf": [listed, {"type": "object", **invented}]}


def _one_of(described: Mapping[str, str]) -> Schema:
    if not described:
        return {"not": {}}
    return {"oneOf": [{"const": name, "description": text} for name, text in described.items()]}
