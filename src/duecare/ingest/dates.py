"""Dates of foreign records as moments of a dossier, no more precise than the record is."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from duecare.base.moments import Moment, parse_moment
from duecare.ingest.limits import FIRST_YEAR, LAST_YEAR

_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,12})?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_GERMAN = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_EPOCH = re.compile(r"\d{9,11}(?:\.\d+)?")
_FIDELITY = {"day": 10, "month": 7, "year": 4}


def moment_of(text: str) -> Moment | None:
    """Return the moment a foreign record writes as a date, a date with time or seconds since 1970.

    None if it is no date, or lies outside the years in which there were such operations.
    """
    try:
        found = parse_moment(_plain(text.strip()))
    except ValueError:
        return None
    return found if found.earliest.year >= FIRST_YEAR and found.latest.year <= LAST_YEAR else None


def coarser(moment: Moment, fidelity: str) -> Moment:
    """Return a moment with the precision that the record gives it (`day`, `month`, `year`)."""
    length = _FIDELITY.get(fidelity)
    return parse_moment(moment.text[:length]) if length and len(moment.text) > length else moment


def year_only(moment: Moment) -> Moment:
    """Return the year of a moment."""
    return parse_moment(f"{moment.earliest.year:04d}")


def last_of(moments: list[Moment]) -> Moment:
    """Return the one that ends last."""
    return max(moments, key=lambda one: (one.latest, one.text))


def first_of(moments: list[Moment]) -> Moment:
    """Return the one that begins first."""
    return min(moments, key=lambda one: (one.earliest, one.text))


def _plain(text: str) -> str:
    stamp = _STAMP.fullmatch(text)
    if stamp:
        day, minute, zone = stamp.groups()
        if text[10] == " " and minute == "00:00" and not zone:
            return day  # a day, as spreadsheets write it
        return f"{day}T{minute}{_zone(zone)}"
    german = _GERMAN.fullmatch(text)
    if german:
        return f"{german[3]}-{int(german[2]):02d}-{int(german[1]):02d}"
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text.partition(".")[0]), UTC).strftime("%Y-%m-%dT%H:%MZ")
    return text


def _zone(zone: str | None) -> str:
    if zone is None or zone == "Z":
        return "Z"
    return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
