"""Words for what the register holds: records, who spoke, and with which cautions."""

from __future__ import annotations

from collections.abc import Iterable

from rich.padding import Padding
from rich.text import Text

from duecare.ir.declarations import Law
from duecare.practice.current import Said
from duecare.practice.model import Answer, Record, Register
from duecare.report.names import human
from duecare.report.stances import MODES, issue_words, positions_words

CONSISTENCY = (
    "To be measured by its own words is an argument of consistency; it is not opposable to a State as such, unless a "
    "record has an effect that says more. What is not listed is left free: silence is no position."
)


def told_words(answers: Iterable[Answer], law: Law) -> str:
    """Return answers in words: `status (Corfu Channel duty): norm only; transit: same`."""
    told = (f"{issue_words(one.issue, law)}: {MODES[one.mode]}{positions_words(one.positions)}" for one in answers)
    return "; ".join(told)


def record_words(said: Said) -> str:
    """Return in which record an answer stands, and through which group it counts."""
    if said.endorsement is None:
        return said.record.id
    return f"{said.record.id}, {'endorsed' if said.endorsement.how == 'own' else f'by an organ of {said.via}'}"


def who_words(who: str, register: Register) -> str:
    """Return a State or group by name and code."""
    from duecare.base.states import is_state, state_name

    name = state_name(who) if is_state(who) else register.groups[who].name
    return f"{name} ({who})"


def cautions(record: Record) -> str:
    """Return a record's flags, those that were lifted marked so, and an effect that is not the usual one."""
    flags = [human(flag) + (" (lifted)" if flag in record.lifted else "") for flag in record.flags]
    return ", ".join([*flags, *([] if record.legal_effect == "opinio_juris" else [human(record.legal_effect)])])


def indented(text: str, by: int = 2) -> Padding:
    """Return a paragraph that is set in."""
    return Padding(Text(text), (0, 0, 0, by), expand=False)
