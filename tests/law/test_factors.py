"""The factors of the book: each has its declaration, shows by its facts and by no silence, and decides nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copyfile

import pytest

from duecare.assess.assess import assess
from duecare.assess.factors import FactorList, factors
from duecare.dossier.model import Dossier
from duecare.dossier.read import parse_dossier, read_dossier
from duecare.engine.compile import compile_law
from duecare.ir.declarations import Factor, LeafRule
from duecare.ir.expressions import All, AnyOf, Expression, Leaf, Not, Taken
from duecare.ir.walk import children, conditions, walk
from duecare.rulebook.capacity import TABLE as CAPACITY
from duecare.rulebook.load import BUNDLED, Bundle, load_bundled
from duecare.rulebook.participation import TABLE as PARTICIPATION

_DOSSIERS = Path(__file__).resolve().parents[2] / "dossiers"
# What authorities say that each does: raises, lowers, or both.
_RAISES = ("F01", "F02", "F03", "F04", "F05", "F10", "F12", "F17", "F19", "F20", "F21", "F25", "F26", "F28")
_LOWERS = ("F07", "F08", "F09", "F11", "F13", "F14", "F15", "F18", "F24", "F27", "F29", "F30")
_BOTH = ("F06", "F16", "F22", "F23")
_HEAD = """dossier: made-up
title: "Exercise: invented facts"
summary: Nothing happened.
tlp: green
exercise: yes
written: 2024-06-01
operation: {kind: sabotage, began: 2024-05-01}
states: {XAA: Northland, XBB: Southland}
sources:
  log: {title: A log, publisher: Exercise control, date: 2024-05-20, grade: seen}
timeline:
  - on: 2024-05-01
    what: What was found.
    sources: [log]
    shows:
      - territorial_origin: {bearer: XAA, value: unknown, standing: alleged}
      - harm_felt_there: {beneficiary: XBB, value: unknown, standing: alleged}
"""
_NAMED = {
    "operation": "",
    "bearer": "bearer: XAA, ",
    "beneficiary": "beneficiary: XBB, ",
    "relation": "bearer: XAA, beneficiary: XBB, ",
    "measure": "bearer: XAA, measure: M46, ",
}
Answers = tuple[tuple[str, bool], ...]  # a leaf of the book, or a measure taken, and the answer


def _factors() -> tuple[Factor, ...]:
    return load_bundled().law.factors


def _sides() -> list[tuple[str, str, Answers]]:
    """Return every way in which a factor shows: its name, the side, and the answers that show it."""
    found = [(one, side, getattr(one, side)) for one in _factors() for side in ("raises", "lowers")]
    return [(one.name, side, way) for one, side, condition in found if condition for way in _ways(condition)]


def _ways(condition: Expression) -> list[Answers]:
    match condition:
        case Leaf(name):
            return [((name, True),)]
        case Taken(measure):
            return [((measure, True),)]
        case Not(Leaf(name)):
            return [((name, False),)]
        case AnyOf(items):
            return [way for item in items for way in _ways(item)]
        case All(items):
            return [tuple(answer for item in items for answer in _ways(item)[0])]
        case _:
            return _ways(*children(condition))


@cache
def _leaf(name: str) -> LeafRule | None:
    return next((leaf for leaf in load_bundled().law.leaves if leaf.name == name), None)


def _claim(name: str, value: str) -> str:
    leaf = _leaf(name)
    if leaf is None:
        return f"      - taken: {{bearer: XAA, measure: {name}, value: {value}, standing: probable}}\n"
    why = ", author: an expert, reason: as it seems" if leaf.kind == "appraisal" else ""
    return f"      - {name}: {{{_NAMED[leaf.scope]}value: {value}, standing: probable{why}}}\n"


def _dossier(answers: dict[str, str]) -> Dossier:
    text = _HEAD + "".join(_claim(name, value) for name, value in answers.items())
    return parse_dossier(text.encode(), "made-up.yaml", load_bundled().law)


def _shown(answers: dict[str, str]) -> set[tuple[str, str]]:
    """Return the factors that show toward the affected State where these answers are claimed."""
    lists = {(one.bearer, one.beneficiary): one for one in factors(_dossier(answers), load_bundled())}
    return {(one.factor, one.side) for one in lists["XAA", "XBB"].shown}


def test_every_factor_of_doctrine_has_its_declaration() -> None:
    """Thirty factors, numbered without a gap, each with an authority and with what authorities say that it does."""
    effects = {alias: one.effects for one in _factors() for alias in one.aliases}
    assert sorted(effects) == [f"F{number:02}" for number in range(1, 31)]
    assert {name for name, told in effects.items() if told == ("raises",)} == set(_RAISES)
    assert {name for name, told in effects.items() if told == ("lowers",)} == set(_LOWERS)
    assert {name for name, told in effects.items() if set(told) == {"raises", "lowers"}} == set(_BOTH)
    assert all(one.sources for one in _factors())


@pytest.mark.parametrize(("name", "side", "answers"), _sides(), ids=lambda one: str(one)[:40])
def test_a_factor_shows_by_its_facts_and_by_no_silence(name: str, side: str, answers: Answers) -> None:
    """Claimed, the facts put a factor on its side; one of them unknown, or the other way, they do not."""
    claimed = {leaf: "yes" if value else "no" for leaf, value in answers}
    assert (name, side) in _shown(claimed)
    for leaf, value in answers:
        assert (name, side) not in _shown({**claimed, leaf: "unknown"})
        assert (name, side) not in _shown({**claimed, leaf: "no" if value else "yes"})


def test_what_nobody_claims_lists_no_factor() -> None:
    """A record that shows nothing lists nothing, whatever the law presumes."""
    assert _shown({}) == set()


def test_rules_do_not_name_factors() -> None:
    """A condition of any rule names facts, elements, duties and steps; no factor bears the name of one."""
    law = load_bundled().law
    names = {one.name for one in law.factors} | {alias for one in law.factors for alias in one.aliases}
    parts = (part for owner, _, condition in conditions(law) if owner not in law.factors for part in walk(condition))
    assert {getattr(part, "name", "") for part in parts} & names == set()


def test_no_outcome_changes_when_factors_are_taken_out() -> None:
    """The law compiled without its factors is the same diagrams, and every finding and question stays what it is."""
    bundle = load_bundled()
    law = replace(bundle.law, factors=())
    without = Bundle(law, bundle.hash, bundle.folder, compile_law(law, bundle.compiled.variables))
    assert replace(without.compiled, law=bundle.law) == bundle.compiled
    dossier = read_dossier(_DOSSIERS / "hse-2021.yaml", bundle.law)
    assert assess(dossier, without) == assess(dossier, bundle)


def test_indices_of_capacity_show_no_factor(tmp_path: Path) -> None:
    """Without the table of capacity the factors are the same: means count by claims on steps."""
    bundle = load_bundled()
    assert (BUNDLED / CAPACITY).exists()
    copyfile(BUNDLED / PARTICIPATION, tmp_path / PARTICIPATION)
    dossier = read_dossier(_DOSSIERS / "hse-2021.yaml", bundle.law)
    assert factors(dossier, replace(bundle, folder=tmp_path)) == factors(dossier, bundle)
    assert "means" in _named(factors(dossier, bundle), "unspoken")


@pytest.mark.parametrize("name", sorted(path.stem for path in _DOSSIERS.glob("*.yaml")))
def test_every_factor_with_a_question_stands_in_one_list(name: str) -> None:
    """Shown, spoken of, or not spoken of: one of the three for each State; a shown one names claims of the record."""
    bundle = load_bundled()
    dossier = read_dossier(_DOSSIERS / f"{name}.yaml", bundle.law)
    asked = [one.name for one in bundle.law.factors if one.raises is not None or one.lowers is not None]
    values = {claim.id: claim.value for claim in dossier.claims}
    for one in factors(dossier, bundle):
        shown = {each.factor for each in one.shown}
        assert sorted([*shown, *one.unproved, *one.unspoken]) == sorted(asked)
        for ground in (ground for each in one.shown for ground in each.grounds):
            assert ground.claims
            assert ground.presumed or {values[claim] for claim in ground.claims} <= {ground.value, "late"}


def _named(lists: tuple[FactorList, ...], kind: str) -> set[str]:
    return {name for one in lists for name in getattr(one, kind)}
