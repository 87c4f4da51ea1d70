"""Invented dossiers on the invented law: five States, twelve dates; half known, or nothing known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fullsize.measures import POOLS, name_of
from fullsize.questions import CHAPTERS, OWN, SHARED, own

BEARERS = ("XAA", "XBB", "XCC")
AFFECTED = ("XCC", "XDD", "XEE")
STATES = ("XAA", "XBB", "XCC", "XDD", "XEE")
DATES = tuple(date(2031, 3, 1) + timedelta(days=days) for days in (0, 2, 3, 5, 8, 9, 12, 16, 23, 37, 60, 90))
_SORTS = ("assess", "prevent", "warn", "halt", "investigate", "last")

# A story that the constraints allow: what is said of the leaves they speak of, and from which date on.
_STORY: dict[str, tuple[str, int]] = {
    "gathering_only": ("no", 0),
    "trivial": ("no", 0),
    "act_of_bearer": ("no", 0),
    "act_of_other_state": ("no", 0),
    "act_came_about": ("yes", 3),
    "significant_harm": ("yes", 5),
    "notice_received": ("yes", 4),
    "notice_in_good_faith": ("yes", 4),
    "request_received": ("yes", 6),
}
_LEFT_OPEN = frozenset({"act_of_private", "notice_actionable", "request_refused", "serious"})

Claim = tuple[int, str]  # the number of its date, and its line


def dossier_text(*, known: float, seed: int = 1) -> str:
    """Return a dossier in which so large a share of the leaves is known (0: nothing is)."""
    claims = list(_claims(known, Random(f"dossier {seed}"))) if known else list(_named())
    entries = [_entry(number, [line for at, line in claims if at == number]) for number in range(len(DATES) - 1)]
    return _HEAD.format(began=DATES[1], ended=DATES[8], written=DATES[-1], known=known) + "".join(entries)


_HEAD = """\
dossier: full-size
version: "1.0"
title: "Invented: a dossier of full size, of which {known} is known"
summary: Invented to measure by.
tlp: clear
exercise: yes
written: {written}
operation: {{kind: invented, began: {began}, ended: {ended}, harms: [H1]}}
states: {{XAA: Ayland, XBB: Beeland, XCC: Ceeland, XDD: Deeland, XEE: Eeland}}
affected_closed: yes
sources:
  file: {{title: The invented file, publisher: Nobody, date: {began}, grade: seen}}
timeline:
"""


def _entry(number: int, lines: list[str]) -> str:
    shown = "".join(f"      - {line}\n" for line in lines)
    head = f"  - on: {DATES[number]}\n    what: Invented entry {number}.\n    sources: [file]\n"
    return head + (f"    shows:\n{shown}" if shown else "")


def _named() -> Iterator[Claim]:
    """Yield one claim a date that names the States and shows nothing at a balance of probabilities."""
    for number in range(len(DATES) - 1):
        states = f"bearer: {BEARERS[number % 3]}, beneficiary: {AFFECTED[(number + 1) % 3]}"
        yield number, f"agreed_to_consult: {{{states}, value: yes, standing: alleged}}"


def _claims(known: float, random: Random) -> Iterator[Claim]:
    for name, kind, scope, event in _leaves():
        for names in _about(scope):
            about = ", ".join(f"{key}: {value}" for key, value in names.items())
            yield from (
                _story(name, kind, about, known, random)
                if name in _STORY
                else _said(name, kind, event, about, known, random)
            )
    for bearer in BEARERS:
        for number in range(1, POOLS["last"][1] + 1):
            about = f"measure: {name_of(number)}, bearer: {bearer}"
            yield from _said("taken", "fact", "event", about, known, random)


def _leaves() -> Iterator[tuple[str, str, str, str]]:
    yield from SHARED
    for name in CHAPTERS:
        yield from ((leaf, kind, scope, event) for sort, _, kind, scope, event in OWN for leaf in own(name, sort))


def _about(scope: str) -> Iterator[dict[str, str]]:
    """Yield what a leaf of a scope is asked about."""
    if scope == "operation":
        yield {}
    elif scope == "beneficiary":
        yield from ({"beneficiary": state} for state in AFFECTED)
    elif scope == "bearer":
        yield from ({"bearer": state} for state in BEARERS)
    elif scope == "relation":
        yield from ({"bearer": b, "beneficiary": a} for b in BEARERS for a in AFFECTED if a != b)
    elif scope == "measure":
        numbers = range(1, POOLS["last"][1] + 1)
        yield from ({"measure": name_of(number), "bearer": b} for b in BEARERS for number in numbers)
    else:
        duties = [f"{chapter}_duty.{sort}" for chapter in CHAPTERS for sort in _SORTS]
        yield from ({"duty": duty, "bearer": b} for b in BEARERS for duty in duties)


def _story(name: str, kind: str, about: str, known: float, random: Random) -> Iterator[Claim]:
    value, since = _STORY[name]
    if random.random() < known + 0.2:
        yield since, _line(name, kind, about, value)


def _said(name: str, kind: str, event: str, about: str, known: float, random: Random) -> Iterator[Claim]:
    """Yield the claims of one leaf: a state; or an event, denied until one date, shown from another, or both."""
    if name in _LEFT_OPEN or "_grave_" in name or "_known_2" in name or random.random() >= known:
        return
    early, late = sorted(random.sample(range(len(DATES) - 1), 2))
    if not event:
        yield (early if random.random() < 0.3 else 0), _line(name, kind, about, random.choice(("yes", "no")))
        return
    shape = random.random()
    if shape < 0.7:  # not by then; when it came about afterwards, if it did, is open
        yield (late if shape < 0.35 else early), _line(name, kind, about, "no")
    if shape >= 0.35:
        yield late, _line(name, kind, about, "yes")


def _line(name: str, kind: str, about: str, value: str) -> str:
    author = ", author: the analyst, reason: invented" if kind == "appraisal" else ""
    return f"{name}: {{{about}{', ' if about else ''}value: {value}, standing: established{author}}}"
