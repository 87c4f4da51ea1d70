"""States by their three-letter codes (ISO 3166; XKX is user-assigned).

A row says what a code stands for in a dossier; it takes no position on anybody's status.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

_LONGEST_NAME = 80
_WITH_ARTICLE = frozenset(
    [
        "Bahamas",
        "Comoros",
        "Congo",
        "Emirates",
        "Federation",
        "Gambia",
        "Islands",
        "Isle",
        "Kingdom",
        "Maldives",
        "Netherlands",
        "Philippines",
        "Republic",
        "See",
        "States",
        "Union",
    ]
)
_INVENTED = re.compile(r"X[A-Z]{2}\Z")


def state_name(iso3: str) -> str:
    """Return the State's short name; KeyError if the code stands for none."""
    return _table()[iso3]


def in_text(name: str) -> str:
    """Return a State's name as it stands within a sentence: `the Russian Federation`."""
    return name if _WITH_ARTICLE.isdisjoint(name.split()) else f"the {name}"


def is_state(iso3: str) -> bool:
    """Say whether the code stands for a State of the table."""
    return iso3 in _table()


def state_codes() -> tuple[str, ...]:
    """Return the codes of all States of the table, in order."""
    return tuple(_table())


def is_invented_code(code: str) -> bool:
    """Say whether the code is kept for invented States in exercises (XAA to XZZ, less those in use)."""
    return _INVENTED.match(code) is not None and not is_state(code)


def near_states(text: str) -> tuple[str, ...]:
    """Return the codes somebody may have meant by this code or name, best first, at most three."""
    if len(text) > _LONGEST_NAME:
        return ()
    table, wanted = _table(), text.strip().casefold()
    named = [code for code, name in table.items() if wanted and _names(wanted, name.casefold())]
    close_names = get_close_matches(wanted, [name.casefold() for name in table.values()], n=3, cutoff=0.75)
    named += [code for code, name in table.items() if name.casefold() in close_names]
    return tuple(dict.fromkeys(named + get_close_matches(text.strip().upper(), table, n=3, cutoff=0.6)))[:3]


def _names(wanted: str, name: str) -> bool:
    return name == wanted or (len(wanted) >= 3 and name.startswith(wanted))


@cache
def _table() -> Mapping[str, str]:
    text = files("duecare.base").joinpath("states.csv").read_text(encoding="utf-8")
    return {row["iso3"]: row["name"] for row in csv.DictReader(text.splitlines())}
