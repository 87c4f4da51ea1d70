"""Folders of results: whole or not there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE


def check_folder(path: Path) -> None:
    """Refuse, before any work is done, a folder that holds something or could not be made."""
    if path.exists() and not path.is_dir():
        _refuse(f"'{path}' is a file", "name a folder, new or empty")
    if path.is_dir() and any(path.iterdir()):
        _refuse(f"the folder '{path}' is not empty", "nothing is written over: name a new folder")
    parent = path.resolve().parent
    if not parent.is_dir():
        _refuse(f"there is no folder '{path.parent}'", "make it first, or name another folder")
    if not os.access(parent, os.W_OK | os.X_OK):
        _refuse(f"the folder '{path.parent}' cannot be written to", "name a folder elsewhere")


def write_folder(path: Path, files: Mapping[str, str]) -> None:
    """Write files (by name, `/` between folders) into a new or empty folder, all of them or none."""
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        for name, text in files.items():
            file = draft / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        if target.is_dir():
            target.rmdir()  # empty, or somebody has put something into it since: then it stays
        draft.rename(target)
    except OSError as error:
        _refuse(f"'{path}' cannot be written: {error.strerror or error}", "nothing was written; name another folder")
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _refuse(message: str, advice: str) -> NoReturn:
    raise InputError([Diagnostic(NOWHERE, message, advice)])
