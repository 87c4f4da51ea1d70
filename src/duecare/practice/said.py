"""Reads answers in the words of the law's views: `transit.known_and_feasible or same in corfu_channel_duty`."""

from __future__ import annotations

import re

from duecare.base.yaml_nodes import Node, Scalar
from duecare.dossier.fields import Fields, choice, needed, optional_text, place
from duecare.practice.model import GRADES, MODES, Answer

_ANSWER = re.compile(r"(\w+)(?:\.(\w+(?: or \w+)*))?(?: in (\w+))?")
_ADVICE = "write it as the views do: `issue.position`, `issue.this or that`, `issue.position in obligation`"


def read_answer(fields: Fields, *, column: str = "") -> Answer | None:
    """Return the one answer that a mapping holds under `holds`, `if_binding`, `doubts` or `open`; None for none."""
    given = [mode for mode in MODES if mode in fields]
    if len(given) > 1:
        fields.mistakes.add(place(fields, given[1]), f"{fields.what} says two things at once", f"keep one of {given}")
    if not given:
        return None
    mode = given[0]
    text = " ".join(optional_text(fields, mode).split())
    match = _ANSWER.fullmatch(text)
    if match is None or bool(match[2]) == (mode == "open"):
        advice = "write the issue alone: `open: sovereignty`" if mode == "open" else _ADVICE
        fields.mistakes.add(place(fields, mode), f"`{mode}` cannot be read", advice)
        return None
    issue = match[1] + (f"@{match[3]}" if match[3] else "")
    positions = tuple(match[2].split(" or ")) if match[2] else ()
    return Answer(
        issue,
        positions,
        mode,
        choice(fields, "grade", GRADES, "memory"),
        optional_text(fields, "pinpoint"),
        optional_text(fields, "remark"),
        column,
        place(fields, mode),
    )


def read_own_answer(fields: Fields) -> Answer | None:
    """Return an answer somebody looked up, which says what it is and how it was checked."""
    needed(fields, "grade")
    found = read_answer(fields)
    if found is None and not any(mode in fields for mode in MODES):
        fields.mistakes.add(fields.span, f"{fields.what} takes no position", f"give one of {', '.join(MODES)}")
    return found


def is_nothing(root: Node) -> bool:
    """Say whether a file holds nothing yet, which is no mistake."""
    return isinstance(root, Scalar) and root.plain and not root.text
