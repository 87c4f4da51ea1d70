"""Which law an assessment was made under: its hash, its date, and what the law of a past day has not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from duecare.assess.model import Assessment
from duecare.report.dates import in_words
from duecare.report.names import human
from duecare.report.visible import visible


def which_law(assessment: Assessment, *, whole: bool = False) -> str:
    """Name the law: its hash (in brief, or whole), the date as at which it stands, and the day it was read as of."""
    digest = f"sha256 {assessment.law_hash}" if whole else f"law {assessment.law_hash[:12]}"
    stands = f" as at {in_words(assessment.law_as_at)}" if assessment.law_as_at else ""
    read = f", read as that of {in_words(assessment.law_at)}" if assessment.law_at else ""
    return visible(f"{digest}{stands}{read}")


def law_of_a_day(assessment: Assessment) -> tuple[str, ...]:
    """Tell what the law of a past day has not; nothing of the law as restated."""
    later = assessment.later
    if later is None:
        return ()
    day = in_words(assessment.law_at)
    issues = dict.fromkeys(issue for issue, _ in later.positions)
    lines = [
        _line("Not in force by then", [rule_label(name) for name in later.rules]),
        _line("Views of later works, left aside", [human(name) for name in later.views]),
    ]
    if later.positions:
        taken = f"{_several(len(later.positions), 'position')} on {_several(len(issues), 'issue')}"
        lines.append(f"Taken only later, where others had spoken, and so no readings of that day: {taken}.")
    if later.untaken:
        lines.append(
            f"On {_several(len(later.untaken), 'issue')} nobody known to the law had spoken: all readings are kept."
        )
    if later.restated:
        lines.append(f"{_several(len(later.restated), 'rule')} restated from later authorities alone, and kept.")
    told = [line for line in lines if line]
    return (
        (f"The law of {day}:", *(f"- {line}" for line in told)) if told else (f"The law of {day} lacks nothing of it.",)
    )


def _line(head: str, names: Sequence[str]) -> str:
    return f"{head}: {', '.join(names)}." if names else ""


def rule_label(name: str) -> str:
    """Name a rule: `norm 13(c)`."""
    return re.sub(r"\b(\d+)([a-z])\b", r"\1(\2)", human(name))


def _several(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
