"""Reads a file of records: what one State or group has said, instrument by instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from duecare.base.moments import Moment, parse_moment
from duecare.base.spans import Span
from duecare.base.states import is_state, state_name
from duecare.base.yaml_nodes import Node, Scalar, Table
from duecare.dossier.fields import (
    NO_MOMENT,
    Fields,
    choice,
    items,
    matching,
    moment,
    open_fields,
    optional_text,
    place,
    text,
    texts,
)
from duecare.dossier.mistakes import Mistakes, near, shown
from duecare.practice.groups import unknown_who
from duecare.practice.model import (
    EFFECTS,
    FLAGS,
    GRADES,
    MODES,
    ORIGINS,
    UNSPECIFIED,
    Answer,
    Column,
    Group,
    Record,
)
from duecare.practice.said import is_nothing, read_own_answer

_KEYS = (
    "who", "name", "date", "year", "instrument", "origin", "legal_effect", "grade", "flags", "lifted", "derived_from",
    "reason", "remark", "conduct", "url", "pinpoint", "codes", "code_grades", "positions",
)  # fmt: skip
_POSITION = (*MODES, "grade", "pinpoint", "remark")
_SENTENCE = re.compile(r"\S+(?: \S+){4,}[.!?]")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_records(
    root: Node,
    file: str,
    columns: Sequence[Column],
    groups: dict[str, Group],
    mistakes: Mistakes,
    *,
    anybody: bool = False,
) -> Iterator[Record]:
    """Yield the records of a file, which are all of the State or group that the file is named for.

    anybody  the file's name says nothing of who speaks.
    """
    if is_nothing(root):
        return
    if not isinstance(root, Table):
        mistakes.add(root.span, "this lists records by their names", "write `name:` and its keys under it")
        return
    owner = "" if anybody else file.rpartition("/")[2].removesuffix(".yaml")
    for name, node in root.items.values():
        if not _NAME.fullmatch(name.text):
            mistakes.add(name.span, f"'{shown(name.text)}' is no name of a record", "write it as `fin_2020`")
        fields = open_fields(node, f"the record `{shown(name.text)}`", _KEYS, mistakes)
        if fields is not None:
            named = replace(fields, span=name.span)  # what is missing is told at the record's name
            yield _record(name, owner, named, {column.name: column for column in columns}, groups)


def _record(
    name: Scalar, owner: str, fields: Fields, columns: Mapping[str, Column], groups: dict[str, Group]
) -> Record:
    who = _who(fields, owner, groups)
    when, dated = _when(fields)
    flags = _flags(fields, "flags")
    url = matching(fields, "url", r"https?://\S+", "write an address that begins with https://")
    return Record(
        id=name.text,
        who=who,
        name=optional_text(fields, "name") or _name(who, groups),
        date=when,
        dated=dated,
        instrument=text(fields, "instrument"),
        grade=choice(fields, "grade", GRADES),
        reason=_reason(fields),
        origin=choice(fields, "origin", ORIGINS, "survey"),
        legal_effect=choice(fields, "legal_effect", EFFECTS, "opinio_juris"),
        flags=flags,
        lifted=_lifted(fields, flags),
        remark=optional_text(fields, "remark"),
        conduct=optional_text(fields, "conduct"),
        url=url,
        pinpoint=optional_text(fields, "pinpoint"),
        codes=_codes(fields, columns),
        code_grades=_code_grades(fields, columns),
        positions=tuple(_positions(fields)),
        derived_from=optional_text(fields, "derived_from"),
        span=name.span,
    )


def _who(fields: Fields, owner: str, groups: dict[str, Group]) -> str:
    who = text(fields, "who")
    span = place(fields, "who")
    if who and not is_state(who) and who not in groups:
        unknown_who(who, span, groups, fields.mistakes)
    elif who and owner and who != owner:
        advice = f"put it into {who}.yaml, or mend the code"
        fields.mistakes.add(span, f"a record of {who} stands in the file of {shown(owner)}", advice)
    return who


def _name(who: str, groups: Mapping[str, Group]) -> str:
    if who in groups:
        return groups[who].name
    return state_name(who) if is_state(who) else ""


def _when(fields: Fields) -> tuple[Moment, bool]:
    """Return the date, and whether there is one beyond the year."""
    if ("date" in fields) == ("year" in fields):
        message = f"{fields.what} has {'both a date and a year' if 'date' in fields else 'no date'}"
        fields.mistakes.add(fields.span, message, "give `date:`, or `year:` where the year alone is known")
        return NO_MOMENT, False
    if "date" in fields:
        return moment(fields, "date"), True
    year = matching(fields, "year", r"[12]\d{3}", "write four digits")
    return (parse_moment(year) if re.fullmatch(r"[12]\d{3}", year) else NO_MOMENT), False


def _reason(fields: Fields) -> str:
    reason = text(fields, "reason")
    if reason and not _SENTENCE.fullmatch(" ".join(reason.split())):
        advice = "say in a sentence of your own words what the text holds, and end it with a full stop"
        fields.mistakes.add(place(fields, "reason"), "the reason is no sentence", advice)
    return reason


def _flags(fields: Fields, key: str) -> tuple[str, ...]:
    found = texts(fields, key)
    for word in found:
        if word not in FLAGS:
            advice = near(word, FLAGS, f"write one of {', '.join(FLAGS)}")
            fields.mistakes.add(place(fields, key), f"'{shown(word)}' is no flag", advice)
    return found


def _lifted(fields: Fields, flags: tuple[str, ...]) -> tuple[str, ...]:
    found = _flags(fields, "lifted")
    absent = [word for word in found if word in FLAGS and word not in flags]
    if absent:
        message = f"the flag '{absent[0]}' is not there to be lifted"
        fields.mistakes.add(place(fields, "lifted"), message, "take it out")
    elif found and "remark" not in fields:
        fields.mistakes.add(place(fields, "lifted"), "nothing says why the flag was lifted", "say it in `remark:`")
    return found


def _codes(fields: Fields, columns: Mapping[str, Column]) -> dict[str, str]:
    """Return a code for every column; what is left out is unspecified."""
    found = dict.fromkeys(columns, UNSPECIFIED)
    for key, span, value, value_span in _pairs(fields, "codes"):
        if key not in columns:
            advice = near(key, columns, f"the columns are {', '.join(columns)}")
            fields.mistakes.add(span, f"the survey has no column '{shown(key)}'", advice)
        elif value not in columns[key].codes:
            advice = near(value, columns[key].codes, f"write one of {', '.join(columns[key].codes)}")
            fields.mistakes.add(value_span, f"'{shown(value)}' is no code of {key}", advice)
        else:
            found[key] = value
    return found


def _code_grades(fields: Fields, columns: Mapping[str, Column]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, span, value, value_span in _pairs(fields, "code_grades"):
        if key not in columns:
            advice = near(key, columns, f"the columns are {', '.join(columns)}")
            fields.mistakes.add(span, f"the survey has no column '{shown(key)}'", advice)
        elif value not in GRADES:
            advice = near(value, GRADES, f"write one of {', '.join(GRADES)}")
            fields.mistakes.add(value_span, f"'{shown(value)}' is no grade", advice)
        else:
            found[key] = value
    return found


def _pairs(fields: Fields, key: str) -> Iterator[tuple[str, Span, str, Span]]:
    node = fields.by_key.get(key)
    if node is None:
        return
    if not isinstance(node, Table):
        fields.mistakes.add(node.span, f"`{key}` must be a mapping", "write `column: word` pairs")
        return
    for name, value in node.items.values():
        if isinstance(value, Scalar):
            yield name.text, name.span, value.text, value.span
        else:
            fields.mistakes.add(value.span, f"'{shown(name.text)}' holds one word", "write `column: word`")


def _positions(fields: Fields) -> Iterator[Answer]:
    for node in items(fields, "positions"):
        entry = open_fields(node, "a position", _POSITION, fields.mistakes)
        answer = read_own_answer(entry) if entry is not None else None
        if answer is not None:
            yield replace(answer, column="")
