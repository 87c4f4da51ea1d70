"""What a trial says: whose words change and how, and which findings on past cases come out otherwise by that."""

from __future__ import annotations

from dataclasses import dataclass

from duecare.assess.model import Force, Outcome
from duecare.ir.declarations import View

BEFORE, AFTER = "before", "after"
Sets = tuple[tuple[str, ...], ...]  # sets of issues


@dataclass(frozen=True, slots=True)
class Move:
    """An issue on which a declaration changes the positions taken; none: it is left free.

    Beside each stand the record that says so, and how what it says on this issue was checked.
    """

    issue: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    record_before: str = ""
    record_after: str = ""
    grade_before: str = ""
    grade_after: str = ""


@dataclass(frozen=True, slots=True)
class Shift:
    """How a declaration changes the words of States.

    states    those whose words it changes in the same way; of a group nobody has followed, the group itself.
    before, after  their declared views without it and with it.
    repeats   issues it speaks to on which it changes nothing.
    """

    states: tuple[str, ...]
    before: View
    after: View
    moves: tuple[Move, ...]
    repeats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that comes out otherwise under a State's words with a declaration than without it.

    before, after  the outcome if the duty binds; binds_before, binds_after  whether it binds.
    outcome_by  the smallest sets of issues whose new positions alone bring the new outcome about; empty: the same.
    words_by    for each outcome word that is lost or won, the smallest sets that alone do that.
    binds_by    the same of whether it binds.
    asked     whether the duty is in question: somebody speaks of what it needs, and it is not idle in every reading.
    """

    bearer: str
    beneficiary: str
    obligation: str
    duty: str
    name: str
    norm: bool
    asked: bool
    before: Outcome
    after: Outcome
    binds_before: Force
    binds_after: Force
    outcome_by: Sets = ()
    words_by: tuple[tuple[str, Sets], ...] = ()
    binds_by: Sets = ()


@dataclass(frozen=True, slots=True)
class Weight:
    """What one new position does to the findings in question of a case.

    alone     how many come out otherwise if it is the only new position.
    left_out  how many come out otherwise than with all new positions if it alone is left out.
    """

    issue: str
    alone: int
    left_out: int


@dataclass(frozen=True, slots=True)
class CaseTried:
    """A past case under both views: how many findings it has, how many are in question, and those that change."""

    dossier: str
    title: str
    version: str
    dossier_hash: str
    as_of: str
    exercise: bool
    states: tuple[tuple[str, str], ...]
    findings: int
    asked: int
    changes: tuple[Change, ...]
    weights: tuple[Weight, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """One shift, tried on every case."""

    shift: Shift
    cases: tuple[CaseTried, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What was tried (a draft, or a record of the register), on what, and what came of it.

    register_before, register_after  the hashes of the register without what is tried, and with it.
    notes  why a record changes nothing, where the register's rules say so.
    """

    records: tuple[str, ...]
    who: str
    draft: bool
    as_of: str
    register_before: str
    register_after: str
    law_hash: str
    standard: str
    notes: tuple[str, ...]
    tried: tuple[Tried, ...]
