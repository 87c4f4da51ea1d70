"""Reads `sources.yaml`: every authority the law may cite, and every place in it that somebody looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping

from duecare.base.errors import Diagnostic
from duecare.base.moments import parse_moment
from duecare.base.yaml_nodes import Node, Scalar, Table
from duecare.ir.declarations import Pinpoint, Source
from duecare.lang.names import suggestion
from duecare.lang.yaml_words import read_yaml

KINDS = (
    "judgment", "award", "advisory_opinion", "treaty", "ilc",
    "resolution", "report", "statement", "literature", "commentary",
)  # fmt: skip
GRADES = ("seen", "secondary", "memory")
_REQUIRED = ("cite", "short", "kind", "date", "grade")
_KEYS = (*_REQUIRED, "evidences", "url", "pinpoints")
DECISIONS = ("judgment", "award", "advisory_opinion")  # these alone may show the law of an earlier day
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")
Problems = list[Diagnostic]


def read_sources(text: str, file: str) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return the authorities that a YAML text lists, and what is wrong with it."""
    problems: Problems = []
    root = read_yaml(text, file)
    if isinstance(root, Diagnostic):
        return (), (root,)
    if isinstance(root, Scalar) and not root.text:
        return (), ()
    if not isinstance(root, Table):
        return (), (Diagnostic(root.span, "this is not a list of sources", "write `name:` and its keys under it"),)
    sources = [_source(name, node, problems) for name, node in root.items.values()]
    return tuple(source for source in sources if source is not None), tuple(problems)


def _source(name: Scalar, node: Node, problems: Problems) -> Source | None:
    if not _NAME.match(name.text):
        problems.append(Diagnostic(name.span, f"'{name.text[:40]}' is no name", "use letters, digits and _"))
    if not isinstance(node, Table):
        problems.append(Diagnostic(node.span, f"the source '{name.text}' has no keys", _keys_advice()))
        return None
    _unknown_keys(node, _KEYS, problems)
    texts = _texts(node, problems)
    missing = [key for key in _REQUIRED if key not in node.items or (key in texts and not texts[key].text)]
    if missing:
        problems.append(Diagnostic(name.span, f"the source '{name.text}' lacks {_and(missing)}", _keys_advice()))
        return None
    if not set(_REQUIRED) <= set(texts):
        return None
    _closed(texts["kind"], "kind of source", KINDS, problems)
    _closed(texts["grade"], "grade", GRADES, problems)
    _date(texts["date"], problems)
    if "evidences" in texts:
        _evidences(texts["evidences"], texts, problems)
    pinpoints = _pinpoints(node, texts["grade"].text, problems)
    values = {key: scalar.text for key, scalar in texts.items()}
    return Source(name=name.text, pinpoints=pinpoints, span=name.span, **values)


def _texts(node: Table, problems: Problems) -> dict[str, Scalar]:
    found: dict[str, Scalar] = {}
    for key, (_, value) in node.items.items():
        if isinstance(value, Scalar) and key in _KEYS and key != "pinpoints":
            found[key] = value
        elif key in _KEYS and key != "pinpoints":
            problems.append(Diagnostic(value.span, f"'{key}' is one text", "write it on the same line"))
    return found


def _pinpoints(node: Table, grade: str, problems: Problems) -> tuple[Pinpoint, ...]:
    if "pinpoints" not in node.items:
        return ()
    key, listed = node.items["pinpoints"]
    if not isinstance(listed, Table):
        advice = 'write one a line, such as "p 22": {grade: seen, says: "..."}'
        problems.append(Diagnostic(key.span, "'pinpoints' lists places and what they say", advice))
        return ()
    return tuple(_pinpoint(place, value, grade, problems) for place, value in listed.items.values())


def _pinpoint(place: Scalar, node: Node, grade: str, problems: Problems) -> Pinpoint:
    text = " ".join(place.text.split())
    if isinstance(node, Scalar) and not node.text:
        return Pinpoint(text, grade)
    if not isinstance(node, Table):
        advice = 'write {grade: seen, says: "..."}'
        problems.append(Diagnostic(node.span, f"the pinpoint '{text}' has no keys", advice))
        return Pinpoint(text, grade)
    _unknown_keys(node, ("grade", "says"), problems)
    values = {key: value for key, (_, value) in node.items.items() if isinstance(value, Scalar)}
    if "grade" in values:
        _closed(values["grade"], "grade", GRADES, problems)
    own = values["grade"].text if "grade" in values else grade
    return Pinpoint(text, own, values["says"].text if "says" in values else "")


def _unknown_keys(node: Table, known: tuple[str, ...], problems: Problems) -> None:
    for key, (scalar, _) in node.items.items():
        if key not in known:
            advice = suggestion(key, known) or f"the keys are {_and(known)}"
            problems.append(Diagnostic(scalar.span, f"unknown key '{key[:40]}'", advice))


def _closed(scalar: Scalar, what: str, known: tuple[str, ...], problems: Problems) -> None:
    if scalar.text not in known:
        advice = suggestion(scalar.text, known) or f"write one of {', '.join(known)}"
        problems.append(Diagnostic(scalar.span, f"unknown {what} '{scalar.text[:40]}'", advice))


def _date(scalar: Scalar, problems: Problems) -> None:
    try:
        parse_moment(scalar.text)
    except ValueError as error:
        problems.append(Diagnostic(scalar.span, str(error), "write a year, a month or a day"))


def _evidences(scalar: Scalar, texts: Mapping[str, Scalar], problems: Problems) -> None:
    """Note what is wrong with the date as at which a source shows the law."""
    found: Problems = []
    dated: Problems = []
    _date(scalar, found)
    _date(texts["date"], dated)
    if texts["kind"].text not in DECISIONS:
        message = f"a source of kind '{texts['kind'].text}' shows no law earlier than itself"
        found.append(Diagnostic(scalar.span, message, f"leave `evidences` out; {_and(DECISIONS)} may have it"))
    elif not found and not dated and parse_moment(scalar.text).latest > parse_moment(texts["date"].text).latest:
        message = f"it shows the law as at {scalar.text}, later than its own date"
        found.append(Diagnostic(scalar.span, message, "mend one of the two dates"))
    problems += found


def _keys_advice() -> str:
    return f"a source has {_and(_REQUIRED)}, and may have evidences, url and pinpoints"


def _and(words: Mapping[str, object] | tuple[str, ...] | list[str]) -> str:
    listed = list(words)
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1]
