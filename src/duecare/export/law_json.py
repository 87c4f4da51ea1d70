"""A law as JSON for other programs: the canonical form its hash is made from, with that hash; and back.

Every declaration says what it `is`; fields left out have the value that the schema gives as default. Declarations are
sorted, and where they stand in the text is left out, so that the same content is the same file.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from inspect import getdoc
from types import UnionType
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.ir import authorities, declarations, expressions
from duecare.ir.codec import canonical_json, law_hash
from duecare.ir.declarations import Law

FORMAT, VERSION = "duecare law", 1
_SCALARS = {str: "string", bool: "boolean", int: "integer", type(None): "null"}
_CLASSES: dict[str, type[Any]] = {
    name: found
    for module in (authorities, declarations, expressions)
    for name, found in vars(module).items()
    if isinstance(found, type) and is_dataclass(found) and found.__module__.startswith("duecare.ir")
}


def law_as_json(law: Law, named: str) -> str:
    """Return a law as JSON; named is the hash by which results name it."""
    head = {"format": FORMAT, "format_version": VERSION, "sha256": law_hash(law), "named_in_results": named}
    return json.dumps({**head, "law": json.loads(canonical_json(law))}, ensure_ascii=False, indent=1) + "\n"


def law_of_json(text: str) -> Law:
    """Return the law in a JSON text; InputError if it is none, or not the one its hash names."""
    try:
        document = json.loads(text)
        head = document["format"], document["format_version"]
        law = Law(**{name: _read(value) for name, value in document["law"].items()})
        found, named = law_hash(law), document["sha256"]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _refused("this is no law as JSON", "write one with `duecare law export --to json`") from error
    if head != (FORMAT, VERSION):
        raise _refused(f"this is no '{FORMAT}' of version {VERSION}", "export the law again")
    if found != named:
        raise _refused("the law is not the one that its hash names", "somebody has changed it: export it again")
    return law


def _refused(message: str, advice: str) -> InputError:
    return InputError([Diagnostic(NOWHERE, message, advice)])


def _read(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_read(item) for item in value)
    if not isinstance(value, dict):
        return value
    own = dict(value)
    return _CLASSES[own.pop("is")](**{name: _read(item) for name, item in own.items()})


# --- schema -------------------------------------------------------------------------------------------


def law_schema() -> dict[str, Any]:
    """Return the JSON Schema of what `law_as_json` writes."""
    return _Schema().document()


class _Schema:
    """Collects the definitions of what a law is made of."""

    hashed: ClassVar[dict[str, str]] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}

    def __init__(self) -> None:
        self.known: dict[str, Any] = {}

    def document(self) -> dict[str, Any]:
        law = self.fields_of(Law)
        properties = {
            "format": {"const": FORMAT},
            "format_version": {"const": VERSION},
            "sha256": self.hashed,
            "named_in_results": self.hashed,
            "law": law,
        }
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "Duecare law",
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
            "$defs": self.known,
        }

    def fields_of(self, kind: type[Any], tag: str = "") -> dict[str, Any]:
        hints = get_type_hints(kind)
        own = [one for one in fields(kind) if one.name != "span"]
        properties: dict[str, Any] = {"is": {"const": tag}} if tag else {}
        properties |= {one.name: self.field(hints[one.name], one) for one in own}
        needed = [one.name for one in own if one.default is MISSING]
        return {
            "description": getdoc(kind),
            "type": "object",
            "properties": properties,
            "required": [*(["is"] if tag else []), *needed],
            "additionalProperties": False,
        }

    def field(self, kind: Any, own: Field[Any]) -> dict[str, Any]:
        said = self.kind(kind)
        plain = own.default is None or isinstance(own.default, str | bool | int)
        return said | ({"default": own.default} if own.default is not MISSING and plain else {})

    def kind(self, kind: Any) -> dict[str, Any]:
        origin, inner = get_origin(kind), get_args(kind)
        if kind in _SCALARS:
            return {"type": _SCALARS[kind]}
        if origin in (Union, UnionType):
            return {"anyOf": [self.kind(one) for one in inner]}
        if origin is tuple and inner[-1] is Ellipsis:
            return {"type": "array", "items": self.kind(inner[0])}
        if origin is tuple:
            items = [self.kind(one) for one in inner]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        name = kind.__name__
        if name not in self.known:
            self.known[name] = {}  # holds the place, for a kind may hold itself
            self.known[name] = self.fields_of(kind, name)
        return {"$ref": f"#/$defs/{name}"}
