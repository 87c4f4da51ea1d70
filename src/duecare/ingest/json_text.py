"""JSON of strangers: read with limits, and with every oddity that other readers let pass told and taken out."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any, NoReturn

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.ingest.limits import LEVELS, LONGEST_NUMBER, PARTS, decoded, refuse

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
_STRING_OR_BRACKET = re.compile(r'"(?>[^"\\]++|\\.)*+"?|[\[{\]}]', re.S)  # takes each sign once, and keeps no way back


@dataclass(frozen=True, slots=True)
class Odd:
    """What stands where a number should and is none; it is kept as the text it was."""

    text: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A key that an object has more than once: the last value counts for nobody, so both are told."""

    key: str
    value: Any


def read_json(data: bytes, file: str) -> Any:
    """Return the JSON of a file; what is no JSON, or too deep, raises InputError with its place.

    NaN, Infinity and numbers beyond measure become Odd, keys that come twice are listed as Repeated under "".
    """
    text = decoded(data, file)
    _check_depth(text, file)
    try:
        return json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_constant=Odd,
            parse_int=_whole,
            parse_float=_broken_number,
        )
    except json.JSONDecodeError as error:
        place = Span(file, error.lineno, error.colno)
        raise InputError([Diagnostic(place, f"this is not JSON: {error.msg}", "check the file is whole")]) from error
    except RecursionError:
        _too_deep(file)


def _check_depth(text: str, file: str) -> None:
    level = 0
    for number, found in enumerate(_STRING_OR_BRACKET.finditer(text)):
        if number >= PARTS:
            refuse(file, f"this file has more than {PARTS:,} texts, lists and objects", "split it")
        sign = found[0][0]
        level += (sign in "[{") - (sign in "]}")
        if level > LEVELS:
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
            message = f"this is nested more than {LEVELS} deep"
            raise InputError([Diagnostic(Span(file, line, column), message, "no record needs that; check the file")])


def _too_deep(file: str) -> NoReturn:
    refuse(file, f"this is nested more than {LEVELS} deep", "no record needs that; check the file")


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    repeated: list[Repeated] = []
    for key, value in pairs:
        if key in found:
            repeated.append(Repeated(key, value))
        else:
            found[key] = value
    if repeated:
        found[""] = repeated
    return found


def _whole(text: str) -> int | Odd:
    return int(text) if len(text) <= LONGEST_NUMBER else Odd(text[:LONGEST_NUMBER] + "...")


def _broken_number(text: str) -> float | Odd:
    value = float(text)
    return value if math.isfinite(value) else Odd(text[:LONGEST_NUMBER])


def as_text(value: Any) -> str:
    """Return any value as one line of JSON, as it is kept where no field holds it."""
    if isinstance(value, str | Odd):
        return value if isinstance(value, str) else value.text
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_strange)


def _strange(value: Any) -> Any:
    if isinstance(value, Odd):
        return value.text
    if isinstance(value, Repeated):
        return {value.key: value.value}
    return str(value)
