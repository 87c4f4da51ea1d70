"""The 69 measures of the invented law, and which of them serve the duties of each chapter."""

from __future__ import annotations

from random import Random

from fullsize.questions import CHAPTERS
from fullsize.writing import Condition, all_of, chapter, cite, clause, declaration

# Where in the catalogue the measures of each sort of duty stand: first and last number.
POOLS = {
    "apparatus": (1, 12),
    "assess": (13, 18),
    "prevent": (19, 34),
    "warn": (35, 40),
    "halt": (41, 56),
    "investigate": (57, 63),
    "last": (64, 69),
}
# How many of `all of`, and how many alternatives of `any of`, a duty of each sort is served by.
SERVED = {
    "apparatus": (3, 3),
    "assess": (0, 2),
    "prevent": (1, 7),
    "warn": (0, 3),
    "halt": (1, 8),
    "investigate": (2, 2),
    "last": (1, 2),
}
_PHASE = {"apparatus": "prevent", "assess": "prevent", "prevent": "prevent", "warn": "prevent", "halt": "halt"}
_ANSWERS = ("notice_received", "request_received", "tie_transit", "tie_own_systems")
_WINDOWS = ("24 hours", "72 hours", "30 days")


def name_of(number: int) -> str:
    """Return a measure's name."""
    return f"M{number:02d}"


def pool(sort: str) -> list[str]:
    """Return the measures from which duties of a sort choose."""
    first, last = POOLS[sort]
    return [name_of(number) for number in range(first, last + 1)]


def services(seed: int) -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """Return, for each chapter and sort of duty, the measures all of which serve it and the alternatives.

    Chapters share measures, as real ones do: they ask for much the same steps. Every measure serves some duty.
    """
    random = Random(f"services {seed}")
    found = {}
    for sort in POOLS:
        whole, some = SERVED[sort]
        common, *rest = pool(sort) if whole else ["", *pool(sort)]
        unused = list(rest)
        for name in CHAPTERS:
            wanted = whole - 1 + some if whole else some
            fresh, unused = unused[: max(1, -(-len(rest) // len(CHAPTERS)))], unused[-(-len(rest) // len(CHAPTERS)) :]
            others = [measure for measure in rest if measure not in fresh]
            drawn = (fresh + random.sample(others, max(0, wanted - len(fresh))))[: max(wanted, len(fresh))]
            must = [common, *drawn[: whole - 1]] if whole else []
            found[name, sort] = (must, sorted(drawn[max(0, whole - 1) :]))
    return found


def measures_chapter(seed: int) -> str:
    """Return the chapter of measures."""
    random = Random(f"measures {seed}")
    written = [_measure(sort, index, measure, random) for sort in POOLS for index, measure in enumerate(pool(sort))]
    return chapter("measures", "Measures", "measures", *written)


def _measure(sort: str, index: int, measure: str, random: Random) -> str:
    tier = "baseline" if index == 0 else random.choices(("baseline", "capacity", "advanced"), (45, 45, 10))[0]
    clauses: list[str] = [f"phase {_PHASE.get(sort, 'redress')}", f"tier {tier}"]
    if index and random.random() < 0.3:
        clauses += clause("opens when", _opening(random))
    if index and random.random() < 0.15:
        clauses.append(f"window {random.choice(_WINDOWS)}")
    return declaration(f"measure {measure}", f"Take the invented step {measure}.", cite(index), clauses)


def _opening(random: Random) -> Condition:
    if random.random() < 0.25:
        return all_of("notice_received", "not notice_actionable")
    if random.random() < 0.3:
        return f"{random.choice(CHAPTERS)}_lead_3"
    return random.choice(_ANSWERS)
