"""Writes a dossier's text: the same data gives the same bytes, and the strict reader reads every one back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from duecare.base.yaml_nodes import FORBIDDEN

Value = str | Sequence["Value"] | Mapping[str, "Value"]
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._/+-]*(?<! )")
_UNSEEN = re.compile(f"{FORBIDDEN.pattern}|[\x85\ufeff\ufffe\uffff]")


def dossier_text(data: Mapping[str, Value]) -> str:
    """Return a mapping of texts, lists and mappings as YAML; keys stand in the order given."""
    return "".join(f"{line}\n" for line in _table(data, ""))


def visible_signs(text: str) -> str:
    """Return a text in which each sign that is not seen, or turns others round, is told by its code: `[U+202E]`."""
    return _UNSEEN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", text)


def _table(data: Mapping[str, Value], indent: str) -> list[str]:
    lines: list[str] = []
    for key, value in data.items():
        if isinstance(value, str):
            lines.append(f"{indent}{_scalar(key)}: {_scalar(value)}")
        elif not value:
            lines.append(f"{indent}{_scalar(key)}: {'{}' if isinstance(value, Mapping) else '[]'}")
        elif isinstance(value, Mapping):
            lines += [f"{indent}{_scalar(key)}:", *_table(value, f"{indent}  ")]
        elif all(isinstance(item, str) for item in value):
            lines.append(f"{indent}{_scalar(key)}: [{', '.join(_scalar(str(item)) for item in value)}]")
        else:
            lines += [f"{indent}{_scalar(key)}:", *_items(value, f"{indent}  ")]
    return lines


def _items(values: Sequence[Value], indent: str) -> list[str]:
    lines: list[str] = []
    for value in values:
        if isinstance(value, Mapping) and value:
            first, *rest = _table(value, f"{indent}  ")
            lines += [f"{indent}- {first.lstrip(' ')}", *rest]
        else:
            lines.append(f"{indent}- {_scalar(value) if isinstance(value, str) else '[]'}")
    return lines


def _scalar(text: str) -> str:
    clean = visible_signs(text)
    if _PLAIN.fullmatch(clean) and len(clean) < 100:
        return clean
    return json.dumps(clean, ensure_ascii=False)
