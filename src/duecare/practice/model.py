"""What the register of practice holds: records, how their codes are read, and groups whose texts members endorsed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from duecare.base.moments import Moment
from duecare.base.spans import NOWHERE, Span

GRADES = ("seen", "secondary", "memory")
MODES = ("holds", "if_binding", "doubts", "open")
EFFECTS = ("opinio_juris", "interpretation", "undertaking", "persistent_objection", "recommendation")
ORIGINS = ("survey", "reading")
FLAGS = ("contested", "derived", "low_confidence", "silence_unverified", "stance_unread")
UNCOUNTED_FLAGS = ("low_confidence", "silence_unverified", "stance_unread")
DERIVED, CONTESTED = "derived", "contested"
KINDS = ("organisation", "group")
ENDORSED = ("own", "organ")
CONTENT = ("speaks", "if_binding", "elsewhere")
UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text says on one issue of the law.

    issue   the full name (`knowledge_standard@corfu_channel_duty`).
    mode    holds one of the positions; holds it only if the duty binds; doubts each; or leaves the issue open.
    column  the survey's column that it was read from; empty for what somebody looked up in the text.
    """

    issue: str
    positions: tuple[str, ...]
    mode: str = "holds"
    grade: str = "memory"
    pinpoint: str = ""
    remark: str = ""
    column: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Record:
    """One instrument of a State or a group.

    who           three-letter code of a State, or the code of a group.
    date          when; dated is false where the survey gives a year alone.
    grade         how the stance was checked; `code_grades` does so for single codes, which are from memory otherwise.
    flags         cautions; `lifted` are those that a later reading took away.
    legal_effect  a recommendation is no statement of law, and takes no position.
    conduct       what was done, apart from what was said.
    positions     what was looked up in the text: it replaces what the codes alone would give on the same issue.
    derived_from  the group's text that the record merely repeats.
    """

    id: str
    who: str
    name: str
    date: Moment
    dated: bool
    instrument: str
    grade: str
    reason: str
    origin: str = "survey"
    legal_effect: str = "opinio_juris"
    flags: tuple[str, ...] = ()
    lifted: tuple[str, ...] = ()
    remark: str = ""
    conduct: str = ""
    url: str = ""
    pinpoint: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    code_grades: Mapping[str, str] = field(default_factory=dict)
    positions: tuple[Answer, ...] = ()
    derived_from: str = ""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Code:
    """A value of a column: what it means, the answers it gives, and what it makes of the codes beside it."""

    name: str
    means: str
    answers: tuple[Answer, ...] = ()
    content: str = "speaks"
    silent: bool = False
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the survey; `of_duty` says whether its codes speak of the duty's content."""

    name: str
    codes: Mapping[str, Code]
    of_duty: bool = True


@dataclass(frozen=True, slots=True)
class Endorsement:
    """That States endorsed a group's text: in their own name, or through an organ in which they sit."""

    record: str
    states: tuple[str, ...]
    how: str
    grade: str
    source: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of States, its members with the grade of that list, and who endorsed which of its texts."""

    code: str
    name: str
    kind: str
    members: tuple[str, ...] = ()
    grade: str = ""
    remark: str = ""
    endorsements: tuple[Endorsement, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register; the first column holds the stance. `hash` names its content, whatever the order of text."""

    records: tuple[Record, ...] = ()
    columns: tuple[Column, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    hash: str = ""

    def record(self, name: str) -> Record:
        """Return the record of that id; KeyError if there is none."""
        for one in self.records:
            if one.id == name:
                return one
        raise KeyError(name)
