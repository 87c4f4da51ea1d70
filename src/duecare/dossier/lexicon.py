"""The words a dossier may use, looked up in the law it is read for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duecare.ir.declarations import Law, LeafRule

TAKEN = LeafRule("taken", "fact", "measure", "Did {bearer} take {measure}, in time or late?", event=True, onset=True)
REASONABLE_TIME = "reasonable_time_passed"
LATE = "late"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Leaves by name and by alias, measures with their texts, duties and norms with theirs."""

    leaves: Mapping[str, LeafRule]
    measures: Mapping[str, str]
    duties: Mapping[str, str]


def lexicon(law: Law) -> Lexicon:
    """Return the law's words, with the built-in `taken`."""
    asked = [leaf for leaf in law.leaves if not leaf.dated]  # the calendar answers the others
    leaves = {TAKEN.name: TAKEN} | {leaf.name: leaf for leaf in asked}
    aliases = {alias: leaf for leaf in law.leaves for alias in leaf.aliases}
    return Lexicon(
        leaves=aliases | leaves,
        measures={measure.name: measure.text for measure in law.measures},
        duties={duty.id: duty.text for duty in law.duties} | {norm.name: norm.text for norm in law.norms},
    )


def is_event(leaf: LeafRule) -> bool:
    """Say whether the leaf, once true, stays true."""
    return leaf.event or leaf.onset


def arguments(leaf: LeafRule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which of bearer, beneficiary, measure, duty a claim of this leaf must name, and which it may."""
    must = {
        "operation": (),
        "bearer": ("bearer",),
        "beneficiary": ("beneficiary",),
        "relation": ("bearer",),
        "measure": ("measure", "bearer"),
        "duty": ("duty", "bearer"),
    }[leaf.scope]
    may = ("beneficiary",) if leaf.scope in {"relation", "measure", "duty"} else ()
    return must, may
