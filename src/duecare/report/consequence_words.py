"""Conditions of consequences in few words, and what may be said of a duty that was breached."""

from __future__ import annotations

from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    OfDuty,
    Status,
    Taken,
)
from duecare.report.document import joined
from duecare.report.names import human, issue_label

# Each with its contrary.
OF_BREACH = {
    "still due": ("the duty is still due", "the duty is no longer due"),
    "still omitted": ("it is still omitted", "it is no longer omitted"),
    "wrongfulness precluded": ("a ground precludes wrongfulness", "no ground precludes wrongfulness"),
    "owed to states": ("the duty is owed to States", "the duty is not owed to States"),
    "owed to individuals": ("the duty is owed to individuals", "the duty is not owed to individuals"),
    "owed to all parties": ("the duty is owed to all parties", "the duty is not owed to all parties"),
    "owed to nobody": ("the duty is owed to nobody in particular", "the duty is owed to somebody"),
}


def condition_words(part: Expression) -> str:
    """Return a condition in few words: `bearer called on to comply`, `countermeasures: available or limited`."""
    match part:
        case Leaf(name) | Element(name):
            return human(name)
        case OfDuty(what):
            return OF_BREACH.get(what, (what,))[0]
        case Not(OfDuty(what)):
            return OF_BREACH[what][1] if what in OF_BREACH else f"no {what}"
        case Not(item):
            return f"not {condition_words(item)}"
        case Guarded(item, issue, positions):
            under = f"{issue_label(issue)}: {joined((human(one) for one in positions), 'or')}"
            return under if isinstance(item, Constant) else f"{condition_words(item)} ({under})"
        case All(items):
            return joined(condition_words(item) for item in items)
        case AnyOf(items):
            return joined((condition_words(item) for item in items), "or")
        case AtLeast(number, items):
            return f"{number} of {joined(condition_words(item) for item in items)}"
        case Status(subject, status):
            return f"{human(subject)} {status}"
        case Taken(measure):
            return f"{measure} taken"
    return "always" if isinstance(part, Constant) and part.value else "never"
