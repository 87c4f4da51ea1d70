"""Reads the register beside a law, the folder `practice`: codes, groups, and a file of records for each State."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from duecare.base.errors import Diagnostic, InputError
from duecare.base.moments import Moment
from duecare.base.yaml_nodes import Node
from duecare.dossier.mistakes import Mistakes
from duecare.lang.files import read_text, with_lines
from duecare.lang.yaml_words import read_yaml
from duecare.practice.codes import read_columns
from duecare.practice.groups import read_groups
from duecare.practice.model import Group, Record, Register
from duecare.practice.records import read_records

FOLDER = "practice"
MAPPING, GROUPS = "mapping.yaml", "groups.yaml"


def read_register(law_folder: Path) -> Register:
    """Return the register of a law, empty where it has none; InputError holds every mistake in it."""
    folder = law_folder / FOLDER
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    found = {f"{FOLDER}/{path.name}": read_text(path, f"{FOLDER}/{path.name}") for path in paths}
    unread = [text for text in found.values() if isinstance(text, Diagnostic)]
    register, problems = read_texts({name: text for name, text in found.items() if isinstance(text, str)})
    if unread or problems:
        raise InputError([*unread, *problems])
    return register


def read_texts(texts: Mapping[str, str]) -> tuple[Register, tuple[Diagnostic, ...]]:
    """Return the register that files make, each under its name, and what is wrong with them."""
    problems: list[Diagnostic] = []
    nodes = {file: _node(text, file, problems) for file, text in texts.items()}
    desks = {file: Mistakes(file, text) for file, text in texts.items()}
    try:
        register = _register({file: node for file, node in nodes.items() if node is not None}, desks)
    except InputError as too_many:
        return Register(), (*problems, *too_many.diagnostics)
    for desk in desks.values():
        problems += desk.error().diagnostics
    return register, with_lines(problems, texts)


def content_hash(register: Register) -> str:
    """Return what names the content of a register: the same whatever the order of its files and records."""
    return sha256(json.dumps(_plain(replace(register, hash="")), sort_keys=True).encode()).hexdigest()


def _register(nodes: Mapping[str, Node], desks: Mapping[str, Mistakes]) -> Register:
    named = {file.rpartition("/")[2]: file for file in nodes}
    mapping, listed = named.pop(MAPPING, None), named.pop(GROUPS, None)
    columns = read_columns(nodes[mapping], desks[mapping]) if mapping else ()
    groups: dict[str, Group] = read_groups(nodes[listed], desks[listed]) if listed else {}
    records = [one for file in named.values() for one in read_records(nodes[file], file, columns, groups, desks[file])]
    _tell_twice(records, desks)
    made = Register(tuple(sorted(records, key=in_time)), columns, groups)
    return replace(made, hash=content_hash(made))


def in_time(record: Record) -> tuple[Any, ...]:
    """Return by what records stand in order: the day from which each certainly existed, and then their names."""
    return record.date.latest, record.date.earliest, record.id


def _tell_twice(records: Iterable[Record], desks: Mapping[str, Mistakes]) -> None:
    seen: dict[str, Record] = {}
    for record in records:
        first = seen.setdefault(record.id, record)
        if first is not record:
            message = f"the name '{record.id}' is taken ({first.span.file}, line {first.span.line})"
            desks[record.span.file].add(record.span, message, "give each record a name of its own")


def _node(text: str, file: str, problems: list[Diagnostic]) -> Node | None:
    node = read_yaml(text, file)
    if isinstance(node, Diagnostic):
        problems.append(node)
        return None
    return node


def _plain(value: Any) -> Any:
    """Return data as it is hashed: without the places where it stands."""
    if isinstance(value, Moment):
        return value.text
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.compare}
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value
