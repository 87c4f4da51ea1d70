"""Which State of the dossier's table a foreign record means by a code or a name; a guess is never made."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from duecare.base.states import is_state, state_codes, state_name

_LONGEST = 80


def state_of(text: str) -> str:
    """Return the State's code of three letters for a code or a name in use; the empty text if it is none."""
    word = text.strip()
    if not word or len(word) > _LONGEST:
        return ""
    upper = word.upper()
    if len(upper) == 3 and is_state(upper):
        return upper
    return _known().get(word.casefold(), "")


def two_letters(code: str) -> str:
    """Return a State's code of two letters; the empty text for an invented State."""
    return _short().get(code, "")


@cache
def _short() -> Mapping[str, str]:
    return {row["iso3"]: row["iso2"] for row in _rows()}


@cache
def _known() -> Mapping[str, str]:
    known = {state_name(code).casefold(): code for code in state_codes()}
    for row in _rows():
        for name in (row["iso2"], *row["also"].split("|")):
            if name:
                known[name.casefold()] = row["iso3"]
    return known


def _rows() -> Iterator[dict[str, str]]:
    text = files("duecare.ingest").joinpath("countries.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
