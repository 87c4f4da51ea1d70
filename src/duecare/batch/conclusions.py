"""What can be asked of a table of frames: a question about an obligation in a phase, or about one duty.

A table holds frames of one kind, since what is owed toward a State is not asked of a bearer alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.ir.declarations import Duty, Law

QUESTIONS: Mapping[str, str] = {
    "applicable": "some duty applied",
    "due": "some duty fell due",
    "omitted": "some duty was not performed in time",
    "breached": "some duty was breached, whether or not wrongfulness was precluded",
}
KINDS: Mapping[str, str] = {
    "toward": "a bearer toward one affected State",
    "alone": "a bearer alone: what is owed to nobody in particular",
    "people": "an affected State toward its own people",
    "people_alone": "an affected State alone, under what is owed to individuals",
}
ALONE = ("alone", "people_alone")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A question about duties taken together: the answer is yes if it is of one of them.

    about  `OBLIGATION/PHASE`, or the id of one duty or norm.
    """

    question: str
    about: str
    duties: tuple[str, ...]

    def column(self, view: str) -> str:
        """Return the name of the column with the answers under a view."""
        return f"{view}/{self.about}/{self.question}"


def conclusions(
    law: Law, kind: str, questions: Iterable[str], *, by_duty: bool = False, only: frozenset[str] = frozenset()
) -> tuple[Conclusion, ...]:
    """Return what is asked of every frame of a kind, in the order of the law; a norm is never breached."""
    found: list[Conclusion] = []
    asked = tuple(questions)
    for about, names in _subjects(law, kind, by_duty=by_duty, only=only).items():
        norm = by_duty and not duties_and_norms(law)[about].obligation
        found += [Conclusion(one, about, names) for one in asked if not (norm and one == "breached")]
    return tuple(found)


def frame_kind(frame: Frame) -> str:
    """Return the kind of a frame."""
    if frame.people:
        return "people" if frame.beneficiary else "people_alone"
    return "toward" if frame.beneficiary else "alone"


def _subjects(law: Law, kind: str, *, by_duty: bool, only: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, duty in duties_and_norms(law).items():
        if only and (duty.obligation or name) not in only:
            continue
        if _asked_of(law, duty, kind) and (by_duty or duty.obligation):
            about = name if by_duty else f"{duty.obligation}/{duty.phase}"
            found[about] = (*found.get(about, ()), name)
    return found


def _asked_of(law: Law, duty: Duty, kind: str) -> bool:
    if (duty.owed_to == "nobody") != (kind in ALONE):
        return False
    owed = {obligation.name: obligation.owed_to for obligation in law.obligations}
    return not kind.startswith("people") or owed.get(duty.obligation) == "individuals"
