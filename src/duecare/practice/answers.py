"""What one record says on the issues of the law: by its codes, and by what somebody looked up in its text."""

from __future__ import annotations

from dataclasses import replace

from duecare.practice.model import DERIVED, UNCOUNTED_FLAGS, UNSPECIFIED, Answer, Code, Record, Register

_IF_BINDING, _HOLDS, _ELSEWHERE = "if_binding", "holds", "elsewhere"


def answers_of(record: Record, register: Register) -> tuple[Answer, ...]:
    """Return every answer of a record; what was looked up replaces what the codes give on the same issue."""
    own = {answer.issue for answer in record.positions if answer.mode != "doubts"}
    coded = [answer for answer in _coded(record, register) if answer.issue not in own]
    return (*record.positions, *coded)


def stance_of(record: Record, register: Register) -> Code | None:
    """Return the record's code in the column of the stance; None if the register has no columns."""
    if not register.columns:
        return None
    column = register.columns[0]
    return column.codes.get(record.codes.get(column.name, UNSPECIFIED))


def is_silent(record: Record, register: Register) -> bool:
    """Say whether it is recorded that the text does not address the stance."""
    stance = stance_of(record, register)
    return stance is not None and stance.silent


def why_uncounted(record: Record, *, flagged: bool = False) -> str:
    """Return why a record never counts as its author's position; empty if it does. `flagged`: flags do not bar it."""
    if DERIVED in record.flags:
        return f"repeats {record.derived_from}, which counts by the rule for groups"
    if record.legal_effect == "recommendation":
        return "a recommendation is no statement of law"
    barred = [flag for flag in record.flags if flag in UNCOUNTED_FLAGS and flag not in record.lifted]
    return f"flagged {', '.join(barred).replace('_', ' ')}" if barred and not flagged else ""


def _coded(record: Record, register: Register) -> list[Answer]:
    stance = stance_of(record, register)
    content = stance.content if stance else "speaks"
    found: list[Answer] = []
    for index, column in enumerate(register.columns):
        code = column.codes.get(record.codes.get(column.name, UNSPECIFIED))
        beside = content if column.of_duty and index else "speaks"
        if code is not None and beside != _ELSEWHERE:
            grade = record.grade if not index else record.code_grades.get(column.name, "memory")
            found += [_as_said(answer, grade, beside) for answer in code.answers]
    return found


def _as_said(answer: Answer, grade: str, beside: str) -> Answer:
    mode = _IF_BINDING if beside == _IF_BINDING and answer.mode == _HOLDS else answer.mode
    return replace(answer, grade=grade, mode=mode)
