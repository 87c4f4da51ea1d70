"""What a user says of a table: `FILE,kind=geolocated,source=Maker,date=2026-02-01`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.nexus.special import CLASSES
from duecare.nexus.table import KINDS

_WORDS = ("kind", "source", "date", "class")
_SETTING = re.compile(rf",({'|'.join(_WORDS)})=")
_DAY_IN_NAME = re.compile(r"(?<!\d)(19|20)(\d{2})-?(\d{2})-?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Spec:
    """A table's file, and what the user says of it; empty or None: nothing.

    marks  the class of a list of addresses without a place (tor, vpn ...), where the file does not say it itself.
    """

    path: Path
    kind: str = ""
    source: str = ""
    date: date | None = None
    marks: str = ""


def parse_spec(text: str) -> Spec:
    """Return what `FILE,word=value,...` says; InputError if a word or value cannot be meant."""
    file, *rest = _SETTING.split(text)
    said = dict(zip(rest[::2], rest[1::2], strict=True))
    wrong = [found for word, value in said.items() if (found := _wrong(word, value))]
    if wrong:
        raise InputError([Diagnostic(NOWHERE, f"'{file}': {message}", advice) for message, advice in wrong])
    day = date.fromisoformat(said["date"]) if "date" in said else None
    return Spec(Path(file), said.get("kind", ""), said.get("source", ""), day, said.get("class", ""))


def _wrong(word: str, value: str) -> tuple[str, str] | None:
    choices = {"kind": KINDS, "class": CLASSES}.get(word)
    if choices and value not in choices:
        return f"{word} cannot be '{value[:40]}'", f"write {', '.join(choices[:-1])} or {choices[-1]}"
    if word == "date" and _day(value) is None:
        return f"date cannot be '{value[:40]}'", "write a day such as 2026-02-01"
    return None if value else (f"{word} is empty", "say something there, or take it out")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def dated(spec: Spec, own: date | None) -> tuple[date | None, str]:
    """Return a table's day and where it is from: the user, the file itself, or the file's name."""
    if spec.date:
        return spec.date, "the user"
    if own:
        return own, "the file"
    for match in _DAY_IN_NAME.finditer(spec.path.name):
        found = _day(f"{match[1]}{match[2]}-{match[3]}-{match[4]}")
        if found:
            return found, "the file's name"
    return None, ""
