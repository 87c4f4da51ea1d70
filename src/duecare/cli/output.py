"""Where results go: files that are whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NoReturn

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE


def check_target(path: Path, suffixes: Iterable[str] = ()) -> None:
    """Refuse, before any work is done, a file that could not be written or whose name says no known format."""
    known = tuple(suffixes)
    if path.is_dir():
        _refuse(f"'{path}' is a folder", "name a file in it")
    if known and path.suffix.lower() not in known:
        _refuse(f"'{path}' names no format that Duecare writes", f"end the name in {' or '.join(known)}")
    if not path.parent.is_dir():
        _refuse(f"there is no folder '{path.parent}'", "make it first, or name another file")


def check_apart(path: Path, *read: Path) -> None:
    """Refuse to write over a file that is read."""
    if any(path.exists() and one.exists() and path.samefile(one) for one in read):
        _refuse(f"'{path}' is what is read", "name another file; nothing is written over it")


def write_whole(path: Path, content: str | bytes, beside: Mapping[Path, str] | None = None) -> None:
    """Write a file so that a reader finds the old text or the new one, and never a part.

    beside  files that belong to it: none of them is put in its place before all are written.
    """
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(_bytes(content))  # a pipe or a device, which cannot be replaced
        else:
            _replace({target: _bytes(content), **{file: _bytes(text) for file, text in (beside or {}).items()}})
    except OSError as error:
        _refuse(f"'{path}' cannot be written: {error.strerror or error}", "nothing was written; name another file")


def as_json(value: object) -> str:
    """Return a result as JSON."""
    from duecare.report.record import as_json as written
    from duecare.report.record import plain

    return written(plain(value))


def refuse_existing(path: Path) -> None:
    """Refuse to write over what somebody may have worked on."""
    if path.exists():
        _refuse(f"'{path}' exists", "choose another file with -o")


def _replace(files: Mapping[Path, bytes]) -> None:
    drafts = {target: target.with_name(f".{target.name}.{os.getpid()}.part") for target in files}
    try:
        for target, draft in drafts.items():
            with draft.open("xb") as file:
                file.write(files[target])
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o777)
        for target, draft in drafts.items():
            draft.replace(target)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _refuse(message: str, advice: str) -> NoReturn:
    raise InputError([Diagnostic(NOWHERE, message, advice)])
