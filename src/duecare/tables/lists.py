"""Lists without a header: prefixes with AS numbers, as routing archives give them; addresses of one class."""

from __future__ import annotations

import re

from duecare.nexus.special import INDETERMINATE
from duecare.nexus.table import Ranges
from duecare.tables.delimited import network_range
from duecare.tables.labels import operator_label

_PREFIX_LINE = re.compile(r"[0-9a-fA-F.:]+/\d{1,3}\s+(?:AS)?\d+\s*\Z", re.IGNORECASE)
_COMMENT = ("#", ";")


def is_prefix_list(text: str) -> bool:
    """Say whether the first line that is no comment is a prefix and a number."""
    return any(_PREFIX_LINE.match(line) is not None for line in _lines(text[:10_000])[:1])


def read_prefixes(text: str) -> Ranges:
    """Return the operators of announced prefixes."""
    ranges = Ranges()
    for line in _lines(text):
        prefix, _, number = line.partition("\t") if "\t" in line else line.partition(" ")
        _add(prefix.strip(), operator_label(number, "", ranges), ranges)
    return ranges


def read_listed(text: str, word: str) -> Ranges:
    """Return the addresses and networks of a list, one a line, all of one class."""
    ranges = Ranges()
    for line in _lines(text):
        _add(line.split()[0], f"{INDETERMINATE}: {word}", ranges)
    return ranges


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith(_COMMENT)]


def _add(network: str, label: str, ranges: Ranges) -> None:
    span = network_range(network)
    if isinstance(span, str):
        ranges.skip(span)
    elif label:
        ranges.add(*span, label)
