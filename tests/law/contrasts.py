"""Contrasts: a case of the book with one fact changed, and what its source says comes out then."""

from __future__ import annotations

from dataclasses import replace

from duecare.assess.cases import run_case
from duecare.engine.compiled import Compiled
from duecare.engine.decide import Decider
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import Case, Expectation, Given, Law, Slice, Stance
from duecare.rulebook.cases import facts_of_case, slices_of_case
from duecare.rulebook.load import Bundle

_UNAWARE = (
    "not admitted_knowledge, not knowledge_inferred, not ought_to_have_known, not violations_foreseeable, "
    "not notice_received, not notice_actionable"
)


Contrast = tuple[str, str, str, str]  # a case, a duty or norm, the changes, and the one word that comes out


def found(bundle: Bundle, case: str, duty: str, changes: str) -> tuple[str, ...]:
    """Return the words possible for a duty of a case of the book once its facts are changed."""
    return outcome(bundle.compiled, changed(bundle.law, case, changes), duty)


def word_of(bundle: Bundle, row: Contrast) -> str:
    """Return the one word of a contrast; "open" where several are possible, "" where the facts exclude one another."""
    case, duty, changes, _ = row
    words = found(bundle, case, duty, changes)
    return words[0] if len(words) == 1 else "open" if words else ""


def consistent(bundle: Bundle, case: str, changes: str) -> bool:
    """Return whether the facts of a case, once changed, can be together."""
    one, law = changed(bundle.law, case, changes), bundle.law
    frame = Frame("the beneficiary", slices_of_case(one), facts_of_case(one, law), (), closed=True)
    return Decider(History(bundle.compiled, frame, frozenset())).consistent()


def outcome(compiled: Compiled, case: Case, duty: str) -> tuple[str, ...]:
    """Return the words possible for a duty or norm in a case."""
    (result,) = run_case(replace(case, expects=(Expectation(duty, ()),)), compiled)
    return result.found


def changed(law: Law, name: str, changes: str) -> Case:
    """Return a case of the book with its facts changed.

    `changes` is a list with commas: `[not] FACT [MEASURE or DUTY]`, `[not] MEASURE taken`, `unknown FACT [...]`,
    `takes ISSUE.POSITION`, and `unaware` for no ground of knowledge whatever.
    """
    case = next(one for one in law.cases if one.name == name)
    for change in changes.replace("unaware", _UNAWARE).split(", ") if changes else ():
        case = _taking(law, case, change) if change.startswith("takes ") else _giving(case, change)
    return case


def _taking(law: Law, case: Case, change: str) -> Case:
    named, _, position = change.removeprefix("takes ").partition(".")
    own = f"{named}@{case.obligation}"  # what each obligation answers for itself
    issue = own if any(one.name == own for one in law.issues) else named
    kept = tuple(stance for stance in case.reading if stance.issue != issue)
    return replace(case, reading=(*kept, Stance(issue, (position,))))


def _giving(case: Case, change: str) -> Case:
    """The fact as changed holds from the first block of the case to the last."""
    value = None if change.startswith("unknown ") else not change.startswith("not ")
    words = change.removeprefix("not ").removeprefix("unknown ").split()
    leaf, about = ("taken", words[0]) if words[-1] == "taken" else (words[0], words[1] if len(words) > 1 else "")
    fact = Given(leaf, value, about)
    blocks = [
        Slice(block.since, (*(one for one in block.facts if (one.leaf, one.about) != (leaf, about)), fact))
        for block in case.slices
    ]
    return replace(case, slices=tuple(blocks))
