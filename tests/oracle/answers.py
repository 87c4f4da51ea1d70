"""What the three implementations are asked, in one shape: what may be and what must be so of a duty in a reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duecare.engine.frame import Frame
from duecare.ir.declarations import Law

EVENTS = ("applicable", "due", "window closed", "omitted", "liable", "breached")
NOT_IN_FORCE = "not in force"

# (duty or norm, "word", its outcome if it binds) | (duty, "held", its outcome, or `not in force`)
# | (duty, "in force", "") | (duty, event, number of the slice)
Atom = tuple[str, str, str | int]


@dataclass(frozen=True)
class Answer:
    """In one reading: what some completion makes so, and what every completion does."""

    possible: frozenset[Atom]
    certain: frozenset[Atom]

    def words(self, name: str, kind: str = "word") -> frozenset[str]:
        """The outcome words a duty may have."""
        return frozenset(str(what) for subject, which, what in self.possible if (subject, which) == (name, kind))

    def about(self, names: Iterable[str]) -> Answer:
        """The same, of these duties alone."""
        kept = set(names)
        return Answer(
            frozenset(atom for atom in self.possible if atom[0] in kept),
            frozenset(atom for atom in self.certain if atom[0] in kept),
        )


def fitting(law: Law, frame: Frame) -> list[str]:
    """The duties and norms assessed in a frame: those owed to nobody in particular where it has no beneficiary."""
    duties = [duty.id for duty in law.duties if (duty.owed_to == "nobody") == (frame.beneficiary == "")]
    return duties + [norm.name for norm in law.norms if frame.beneficiary]
