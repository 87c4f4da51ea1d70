"""Where results go: files that are whole or not there, and JSON."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def write_whole(path: Path, text: str) -> None:
    """Write a file so that a reader finds the old text or the new one, and never a part."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        _write_through(path, target, text)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _write_through(path: Path, target: Path, text: str) -> None:
    """Write to a pipe or a device, which cannot be replaced."""
    if target.is_dir():
        raise InputError([Diagnostic(NOWHERE, f"'{path}' is a folder", "name a file")])
    target.write_text(text, encoding="utf-8")


def refuse_existing(path: Path) -> None:
    """Refuse to write over what somebody may have worked on."""
    if path.exists():
        raise InputError([Diagnostic(NOWHERE, f"'{path}' exists", "choose another file with -o")])


def as_json(value: DataclassInstance | dict[str, Any]) -> str:
    """Return a result as JSON."""
    plain = value if isinstance(value, dict) else asdict(value)
    return json.dumps(plain, ensure_ascii=False, indent=2)
