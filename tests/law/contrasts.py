"""Contrasts: a case of the book with one fact changed, and what its source says comes out then."""

from __future__ import annotations

from dataclasses import replace

from duecare.assess.cases import run_case
from duecare.ir.declarations import Case, Expectation, Given, Slice, Stance
from duecare.rulebook.load import Bundle

_UNAWARE = (
    "not admitted_knowledge, not knowledge_inferred, not ought_to_have_known, not violations_foreseeable, "
    "not notice_received, not notice_actionable"
)


def found(bundle: Bundle, case: str, duty: str, changes: str) -> tuple[str, ...]:
    """Return the words possible for a duty of a case of the book once its facts are changed.

    `changes` is a list with commas: `[not] FACT [MEASURE or DUTY]`, `[not] MEASURE taken`, `takes ISSUE.POSITION`,
    and `unaware` for no ground of knowledge whatever.
    """
    named = next(one for one in bundle.law.cases if one.name == case)
    changed = named
    for change in changes.replace("unaware", _UNAWARE).split(", "):
        changed = _taking(changed, change) if change.startswith("takes ") else _giving(changed, change)
    (result,) = run_case(replace(changed, expects=(Expectation(duty, ()),)), bundle.compiled)
    return result.found


def _taking(case: Case, change: str) -> Case:
    issue, _, position = change.removeprefix("takes ").partition(".")
    kept = tuple(stance for stance in case.reading if stance.issue != issue)
    return replace(case, reading=(*kept, Stance(issue, (position,))))


def _giving(case: Case, change: str) -> Case:
    """The fact as changed holds from the first block of the case to the last."""
    words = change.removeprefix("not ").split()
    leaf, about = ("taken", words[0]) if words[-1] == "taken" else (words[0], words[1] if len(words) > 1 else "")
    fact = Given(leaf, not change.startswith("not "), about)
    blocks = [
        Slice(block.since, (*(one for one in block.facts if (one.leaf, one.about) != (leaf, about)), fact))
        for block in case.slices
    ]
    return replace(case, slices=tuple(blocks))
