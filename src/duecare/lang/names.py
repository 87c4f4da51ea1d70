"""Which names a law declares, what each is, and which name somebody may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from duecare.ir.declarations import Law
from duecare.lang import clauses as of
from duecare.lang.syntax import Declaration, Word

_EACH = "for each obligation"
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of a law by kind.

    duties     ids, `obligation.duty`; duty_names are the second parts.
    leaves     the scope of each.
    aliases    of leaves, each with the leaf it stands for.
    issues     whether each is taken per obligation.
    positions  of each issue; none where its declaration could not be read.
    whole      False if part of the law could not be read, so that a missing name proves nothing.
    """

    obligations: tuple[str, ...] = ()
    duties: frozenset[str] = frozenset()
    duty_names: frozenset[str] = frozenset()
    norms: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()
    leaves: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    measures: frozenset[str] = frozenset()
    factors: frozenset[str] = frozenset()
    issues: Mapping[str, bool] = field(default_factory=dict)
    positions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: bool = True

    def kind(self, name: str) -> str:
        """Say what a name is, with its article: `a duty`, `an issue`; empty if it is nothing."""
        kinds = (
            ("an obligation", self.obligations),
            ("a norm", self.norms),
            ("an element", self.elements),
            ("a fact or appraisal", self.leaves),
            ("a measure", self.measures),
            ("an issue", self.issues),
            ("a factor", self.factors),
            ("a duty", self.duties),
            ("a duty", self.duty_names),
        )
        return next((kind for kind, names in kinds if name in names), "")


def names_of(declarations: Iterable[Declaration], *, whole: bool = True) -> Names:
    """Return the names that declarations introduce."""
    by_kind: dict[str, list[Declaration]] = {}
    for declaration in declarations:
        by_kind.setdefault(declaration.keyword, []).append(declaration)
    leaves = [*by_kind.get("fact", []), *by_kind.get("appraisal", [])]
    return Names(
        obligations=tuple(dict.fromkeys(_texts(by_kind.get("obligation", [])))),
        duties=frozenset(f"{d.of.text}.{d.name.text}" for d in by_kind.get("duty", []) if d.of),
        duty_names=frozenset(_texts(by_kind.get("duty", []))),
        norms=frozenset(_texts(by_kind.get("norm", []))),
        elements=frozenset(_texts(by_kind.get("element", []))),
        leaves={d.name.text: d.flags[0] if d.flags else "" for d in leaves},
        aliases={alias.text: d.name.text for d in leaves for alias in _aliases(d)},
        measures=frozenset(_texts(by_kind.get("measure", []))),
        factors=frozenset(_texts(by_kind.get("factor", []))),
        issues={d.name.text: _EACH in d.flags for d in by_kind.get("issue", [])},
        positions={d.name.text: _positions(d) for d in by_kind.get("issue", [])},
        whole=whole,
    )


def names_of_law(law: Law) -> Names:
    """Return the names of a law that was read before."""
    return Names(
        obligations=tuple(obligation.name for obligation in law.obligations),
        duties=frozenset(duty.id for duty in law.duties),
        duty_names=frozenset(duty.name for duty in law.duties),
        norms=frozenset(norm.name for norm in law.norms),
        elements=frozenset(element.name for element in law.elements),
        leaves={leaf.name: leaf.scope for leaf in law.leaves},
        aliases={alias: leaf.name for leaf in law.leaves for alias in leaf.aliases},
        measures=frozenset(measure.name for measure in law.measures),
        factors=frozenset(factor.name for factor in law.factors),
        issues={issue.name.partition("@")[0]: bool(issue.obligation) for issue in law.issues},
        positions={
            issue.name.partition("@")[0]: tuple(position.name for position in issue.positions) for issue in law.issues
        },
    )


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return advice that names the nearest known name, or nothing."""
    if len(name) > _LONGEST:
        return ""
    near = get_close_matches(name, sorted(set(known)), 1)
    return f"did you mean '{near[0]}'?" if near else ""


def _texts(declarations: Iterable[Declaration]) -> list[str]:
    return [declaration.name.text for declaration in declarations]


def _aliases(declaration: Declaration) -> tuple[Word, ...]:
    return of.words(declaration.clauses, "alias")


def _positions(declaration: Declaration) -> tuple[str, ...]:
    return tuple(block.name.text for block in of.positions(declaration.clauses))
