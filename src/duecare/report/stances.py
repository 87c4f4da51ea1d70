"""What to call what States have said: issues, positions and answers in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from duecare.ir.declarations import Law
from duecare.practice.current import Said
from duecare.report.names import human, obligation_label

MODES: Mapping[str, str] = {
    "holds": "",
    "if_binding": "if it binds: ",
    "doubts": "doubts: ",
    "open": "left open",
}


def issue_words(name: str, law: Law) -> str:
    """Return an issue in words, with the obligation that asks it for itself."""
    base, _, obligation = name.partition("@")
    return human(base) + (f" ({obligation_label(obligation, law)})" if obligation else "")


def positions_words(positions: Iterable[str]) -> str:
    """Return positions in words: `any intrusion or effects`."""
    return " or ".join(human(one) for one in positions)


def stance_words(mode: str, positions: Iterable[str]) -> str:
    """Return an answer in words with its mode: `if it binds: actual only`."""
    return MODES[mode] + positions_words(positions)


def answer_words(said: Said) -> str:
    """Return what somebody said in words with its mode."""
    return stance_words(said.answer.mode, said.answer.positions)
