"""A law's rules by name, and their words for the States of a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from duecare.dossier.lexicon import TAKEN
from duecare.dossier.model import Claim
from duecare.engine.duties import duties_and_norms
from duecare.ir.declarations import (
    DefenceRule,
    Duty,
    ElementRule,
    Issue,
    Law,
    LeafRule,
    Measure,
    Obligation,
    Presumption,
    View,
)


@dataclass(frozen=True)
class Book:
    """A law, its rules found by name, and what is claimed of States beside any dossier."""

    law: Law
    public: tuple[Claim, ...] = ()

    @cached_property
    def leaves(self) -> Mapping[str, LeafRule]:
        """Leaves by name, the built-in `taken` included."""
        return {TAKEN.name: TAKEN} | {leaf.name: leaf for leaf in self.law.leaves}

    @cached_property
    def elements(self) -> Mapping[str, ElementRule]:
        """Elements by name."""
        return {element.name: element for element in self.law.elements}

    @cached_property
    def issues(self) -> Mapping[str, Issue]:
        """Issues by full name."""
        return {issue.name: issue for issue in self.law.issues}

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Measures by name."""
        return {measure.name: measure for measure in self.law.measures}

    @cached_property
    def obligations(self) -> Mapping[str, Obligation]:
        """Obligations by name."""
        return {obligation.name: obligation for obligation in self.law.obligations}

    @cached_property
    def duties(self) -> Mapping[str, Duty]:
        """Duties by id, and norms by name."""
        return duties_and_norms(self.law)

    @cached_property
    def views(self) -> Mapping[str, View]:
        """Views by name."""
        return {view.name: view for view in self.law.views}

    @cached_property
    def presumptions(self) -> Mapping[str, tuple[Presumption, ...]]:
        """Presumptions by the leaf they are about."""
        found: dict[str, tuple[Presumption, ...]] = {}
        for rule in self.law.presumptions:
            found[rule.leaf] = (*found.get(rule.leaf, ()), rule)
        return found

    def defences(self, duty: str, defeats: str = "") -> tuple[DefenceRule, ...]:
        """Return the exceptions and defences to a duty or its obligation (those that defeat one thing)."""
        to = {duty, self.duties[duty].obligation} if duty in self.duties else {duty}
        return tuple(rule for rule in self.law.defences if rule.to in to and (not defeats or rule.defeats == defeats))

    def scope(self, leaf: str) -> str:
        """Return what a leaf is about."""
        return self.leaves[leaf].scope if leaf in self.leaves else "operation"
