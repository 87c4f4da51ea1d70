"""Dossiers worked out once, registers with records added, and what States say by them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from duecare.assess.assess import assess, decided, frames_of
from duecare.assess.model import Assessment
from duecare.assess.own_words import Voice, voices_of
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.dossier.read import read_dossier
from duecare.engine.decide import Decider
from duecare.ir.declarations import Law, View
from duecare.practice.check import register_of
from duecare.practice.current import Counting, authors
from duecare.practice.declared import declared_view
from duecare.practice.model import Answer, Record, Register
from duecare.practice.read import in_time
from duecare.rulebook.load import Bundle, load_bundled

FOLDER = Path(__file__).resolve().parents[2] / "dossiers"
REAL = ("estonia-2007", "hse-2021", "medibank-2022", "revil-2021")
TODAY = parse_moment("2026-11-23")


@cache
def bundled_register() -> Register:
    """Return the register that comes with the law."""
    bundle = load_bundled()
    return register_of(bundle.law, bundle.folder)


def law() -> Law:
    """Return the bundled law."""
    return load_bundled().law


@cache
def dossier(name: str) -> Dossier:
    """Return a dossier that comes with Duecare."""
    return read_dossier(FOLDER / f"{name}.yaml", law())


@cache
def assessed(name: str) -> Assessment:
    """Return its assessment with own words and across all declared views, under one view of the law."""
    return assess(dossier(name), load_bundled(), views=("coco_dias",), register=bundled_register(), declared=True)


@cache
def deciders(name: str) -> tuple[Decider, ...]:
    """Return what answers about its frames."""
    bundle: Bundle = load_bundled()
    return tuple(one for _, one in decided(dossier(name), bundle, frames_of(dossier(name), bundle, None, "balance")))


def record(name: str, who: str, date: str, *positions: Answer, **changes: object) -> Record:
    """Return a record of the survey that takes these positions."""
    made = Record(
        name, who, "A State", parse_moment(date), True, "A paper", "seen", "It says this.", positions=positions
    )
    return replace(made, **changes)


def register_with(*records: Record) -> Register:
    """Return the bundled register with these records and no other."""
    return replace(bundled_register(), records=tuple(sorted(records, key=in_time)))


def voices(register: Register, *states: str, as_of: str = TODAY.text) -> dict[str, Voice]:
    """Return what States (none named: all that spoke) had declared by a date."""
    return voices_of(law(), register, states or authors(register), parse_moment(as_of))


def whole_view(state: str) -> View:
    """Return a State's declared view as the register gives it, with what it holds for the case that a duty binds."""
    return declared_view(law(), bundled_register(), state, Counting(TODAY), conditional=True).view
