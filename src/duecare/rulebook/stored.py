"""A compiled law in a file: one line of arrays, one line of law, and the digest of the text both were made from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duecare.base.errors import InputError
from duecare.engine.compiled import Compiled
from duecare.ir.codec import law_from_json, law_to_json

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file of a compiled law holds: the law's hash, the digest of its text, and the functions."""

    law_hash: str
    text: str
    compiled: Compiled


def text_digest(folder: Path) -> str:
    """Return the sha256 of a law's text: every chapter, the sources and the tables, by name."""
    digest = hashlib.sha256()
    paths = [*folder.rglob("*.md"), *folder.rglob("*.csv"), folder / "sources.yaml"]
    for path in sorted(paths, key=lambda path: path.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix().encode()
        data = path.read_bytes()
        digest.update(b"%d %d " % (len(name), len(data)) + name + data)
    return digest.hexdigest()


def to_text(stored: Stored) -> str:
    """Return the content of the file."""
    c = stored.compiled
    arrays = {
        "duecare_compiled": FORMAT,
        "law_hash": stored.law_hash,
        "text": stored.text,
        "variables": c.variables,
        "level": c.level,
        "low": c.low,
        "high": c.high,
        "roots": c.roots,
    }
    return json.dumps(arrays, separators=(",", ":")) + "\n" + law_to_json(c.law) + "\n"


def from_text(content: str, text: str) -> Stored | None:
    """Return what a file holds; None if it is no such file or was made from another text."""
    head, _, law = content.partition("\n")
    try:
        arrays = json.loads(head)
        if arrays["duecare_compiled"] != FORMAT or arrays["text"] != text:
            return None
        return Stored(arrays["law_hash"], arrays["text"], _compiled(arrays, law))
    except (ValueError, KeyError, TypeError, InputError):
        return None


def stored_order(path: Path) -> tuple[str, ...]:
    """Return the order of the variables in a compiled file; empty if there is none to be had."""
    try:
        with path.open(encoding="utf-8") as file:
            names = json.loads(file.readline())["variables"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(dict.fromkeys(str(name) for name in names)) if isinstance(names, list) else ()


def _compiled(arrays: Mapping[str, Any], law: str) -> Compiled:
    return Compiled(
        law_from_json(law),
        tuple(arrays["variables"]),
        tuple(arrays["level"]),
        tuple(arrays["low"]),
        tuple(arrays["high"]),
        arrays["roots"],
    )
