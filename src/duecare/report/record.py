"""An assessment as JSON, and the JSON Schema of it, which is read off the classes themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from inspect import getdoc
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from duecare.assess.attribute import Difference
from duecare.assess.factors import FactorList
from duecare.assess.model import Assessment

FORMAT = "duecare-assessment"
VERSION = 1
_SCALARS = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}


def to_json(
    assessment: Assessment, factors: Sequence[FactorList] | None = None, assumed: Difference | None = None
) -> str:
    """Return an assessment, complete, with the name and version of its format first, and the factors if given.

    assumed  what the assumptions that it was made on change.
    """
    listed = {} if factors is None else {"factors": plain(tuple(factors))}
    listed |= {} if assumed is None else {"assumed": plain(assumed)}
    return as_json({"format": FORMAT, "format_version": VERSION, **plain(assessment), **listed})


def as_json(value: object) -> str:
    """Return data as JSON for reading."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def plain(value: Any) -> Any:
    """Return frozen data as dicts and lists; in which line of which file something stands is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value) if one.compare}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value


def assessment_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `to_json` writes."""
    known: dict[str, Any] = {}
    _schema_of(Assessment, known)
    root = known.pop(Assessment.__name__)
    listed = {"factors": _schema_of(tuple[FactorList, ...], known)}  # left out where the dossier is not at hand
    listed["assumed"] = _schema_of(Difference, known)  # there where something is assumed
    head = {"format": {"const": FORMAT}, "format_version": {"const": VERSION}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Duecare assessment",
        **root,
        "properties": {**head, **root["properties"], **listed},
        "required": [*head, *root["required"]],
        "$defs": known,
    }


def _schema_of(kind: Any, known: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if kind in _SCALARS:
        return {"type": _SCALARS[kind]}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema_of(one, known) for one in inner]}
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema_of(inner[0], known)}
    if origin is tuple:
        items = [_schema_of(one, known) for one in inner]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema_of(inner[1], known)}
    return _object(kind, known)


def _object(kind: type, known: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in known:
        known[kind.__name__] = {}  # holds the place, for a kind may hold itself
        hints = get_type_hints(kind)
        names = [one.name for one in fields(kind) if one.compare]
        known[kind.__name__] = {
            "description": getdoc(kind),
            "type": "object",
            "properties": {name: _schema_of(hints[name], known) for name in names},
            "required": names,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}
