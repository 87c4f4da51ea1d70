"""A law as JSON: canonically, for its hash, and without loss, for the compiled bundle.

canonical_json  names every field and leaves out spans and defaults; declarations are sorted, so that neither
                the order of the text nor where it stands changes the hash.
law_to_json     keeps order and spans. A node is a list that begins with its class's tag; spans stand apart,
                under `spans`, as file, line and column in the order of the nodes. Lists load fastest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE, Span
from duecare.ir import declarations, expressions
from duecare.ir.declarations import Law

FORMAT = 1
_TUPLE = 0
_CLASSES: tuple[type[Any], ...] = (
    expressions.Constant,
    expressions.Leaf,
    expressions.Element,
    expressions.Status,
    expressions.Taken,
    expressions.OfStep,
    expressions.OfDuty,
    expressions.Not,
    expressions.All,
    expressions.AnyOf,
    expressions.AtLeast,
    expressions.Guarded,
    expressions.SomeAffected,
    declarations.Citation,
    declarations.Pinpoint,
    declarations.Source,
    declarations.Obligation,
    declarations.Service,
    declarations.Duty,
    declarations.Norm,
    declarations.ElementRule,
    declarations.LeafRule,
    declarations.Presumption,
    declarations.Constraint,
    declarations.Holder,
    declarations.Position,
    declarations.Issue,
    declarations.DefenceRule,
    declarations.Measure,
    declarations.StepRule,
    declarations.ReviewRule,
    declarations.Stance,
    declarations.View,
    declarations.Given,
    declarations.Slice,
    declarations.Expectation,
    declarations.Case,
    declarations.Factor,
    declarations.Law,
    declarations.Consequence,
)
# The span is the last field wherever there is one, so that a node is its other fields and then its span.
_NAMES = tuple(tuple(f.name for f in fields(cls) if f.name != "span") for cls in _CLASSES)
_SPANNED = tuple(fields(cls)[-1].name == "span" for cls in _CLASSES)
_TAGS = {cls: tag for tag, cls in enumerate(_CLASSES, 1)}


def law_hash(law: Law) -> str:
    """Return the sha256 that names a law, whatever the order and the place of its text."""
    return hashlib.sha256(canonical_json(law).encode()).hexdigest()


def canonical_json(law: Law) -> str:
    """Return the one JSON text of a law's content."""
    listed: dict[str, Any] = {}
    for name in _NAMES[_TAGS[Law] - 1]:
        value = getattr(law, name)
        listed[name] = _in_order(value) if isinstance(value, tuple) else _plain(value)
    return _dump(listed)


def law_to_json(law: Law) -> str:
    """Return a law as JSON from which `law_from_json` makes an equal one, spans included."""
    files: dict[str, int] = {}
    spans: list[int] = []
    node = _write(law, files, spans)
    document = {"duecare_law": FORMAT, "files": list(files), "spans": spans, "law": node}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def law_from_json(text: str) -> Law:
    """Return the law that `law_to_json` wrote; InputError if the text is not one."""
    try:
        document = json.loads(text)
        if document["duecare_law"] != FORMAT:
            raise ValueError("written by another version")
        files, numbers = document["files"], iter(document["spans"])
        spans = (Span(files[file], line, column) for file, line, column in zip(numbers, numbers, numbers, strict=True))
        law = _read(document["law"], spans)
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        StopIteration,
        RuntimeError,
        RecursionError,
    ) as error:
        raise InputError([Diagnostic(NOWHERE, "this is not a compiled law", "compile it again")]) from error
    if not isinstance(law, Law):
        raise InputError([Diagnostic(NOWHERE, "this is not a compiled law", "compile it again")])
    return law


def _write(value: Any, files: dict[str, int], spans: list[int]) -> Any:
    if isinstance(value, tuple):
        return [_TUPLE, *(_write(item, files, spans) for item in value)]
    tag = _TAGS.get(type(value))
    if tag is None:
        return value
    node = [tag, *(_write(getattr(value, name), files, spans) for name in _NAMES[tag - 1])]
    if _SPANNED[tag - 1]:
        span: Span = value.span
        spans += (files.setdefault(span.file, len(files)), span.line, span.column)
    return node


def _read(node: Any, spans: Iterator[Span]) -> Any:
    if type(node) is not list:
        return node
    tag = node[0]
    values = [item if type(item) is not list else _read(item, spans) for item in node[1:]]
    if tag == _TUPLE:
        return tuple(values)
    if _SPANNED[tag - 1]:
        values.append(next(spans))
    return _CLASSES[tag - 1](*values)


def _plain(value: Any) -> Any:
    """Return a value with classes and fields named, spans and defaults left out."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if not is_dataclass(value):
        return value
    named: dict[str, Any] = {"is": type(value).__name__}
    for field in fields(value):
        found = getattr(value, field.name)
        if field.name != "span" and (field.default is MISSING or found != field.default):
            named[field.name] = _plain(found)
    return named


def _in_order(declared: tuple[Any, ...]) -> list[Any]:
    named = [(_name(item), _plain(item)) for item in declared]
    return [node for _, node in sorted(named, key=lambda pair: (pair[0], _dump(pair[1])))]


def _name(item: Any) -> str:
    for attribute in ("id", "name", "leaf"):
        if hasattr(item, attribute):
            return str(getattr(item, attribute))
    return ""


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
