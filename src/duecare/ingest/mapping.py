"""How the columns of somebody's CSV are to be read: a strict YAML file, with a place for each mistake."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from duecare.base.errors import InputError
from duecare.base.moments import Moment
from duecare.base.spans import Span
from duecare.base.yaml_nodes import Node, Scalar, Table
from duecare.dossier.fields import (
    Fields,
    choice,
    items,
    matching,
    moment,
    open_fields,
    optional_text,
    place,
    scalar_text,
    text,
)
from duecare.dossier.head_reader import DOSSIER_ID, WEB_ADDRESS
from duecare.dossier.mistakes import Mistakes, near, shown
from duecare.dossier.model import INDICATOR_TYPES, TLP
from duecare.dossier.yaml_words import read_dossier_nodes
from duecare.ingest.effects import ABOUT_AFFECTED
from duecare.ingest.limits import decoded

KEYS = ("of", "dossier", "title", "publisher", "date", "url", "tlp", "kind", "delimiter", "columns", "shows")
FIELDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "indicators": (("value",), ("type", "first_seen", "last_seen", "territory", "role", "tlp", "note")),
    "events": (("on", "what"), ("until", "affected", "tlp")),
}
_DELIMITERS = {",": ",", ";": ";", "|": "|", "tab": "\t", "": ""}


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field's value comes from: a column, or (`fixed`) the same text for every row."""

    column: str = ""
    fixed: str = ""
    span: Span = field(default=Span("", 0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping file: what rows are, which column is which field, and what the dossier is called."""

    of: str
    dossier: str
    title: str
    publisher: str
    date: Moment
    tlp: str
    fields: Mapping[str, Field]
    url: str = ""
    kind: str = ""
    delimiter: str = ""
    shows: tuple[str, ...] = ()


def parse_mapping(data: bytes, file: str) -> Mapped:
    """Return the mapping in these bytes; InputError holds every mistake found in it."""
    content = decoded(data, file)
    mistakes = Mistakes(file, content)
    fields = open_fields(read_dossier_nodes(content, mistakes), "a mapping", KEYS, mistakes)
    if fields is None:
        raise mistakes.error()
    of = choice(fields, "of", tuple(FIELDS))
    found = Mapped(
        of=of,
        dossier=matching(fields, "dossier", DOSSIER_ID, "write small letters, digits and hyphens", required=True),
        title=text(fields, "title"),
        publisher=text(fields, "publisher"),
        date=moment(fields, "date"),
        tlp=choice(fields, "tlp", TLP),
        fields=_columns(fields, of),
        url=matching(fields, "url", WEB_ADDRESS, "write an address that begins with https://"),
        kind=optional_text(fields, "kind"),
        delimiter=_DELIMITERS[choice(fields, "delimiter", tuple(_DELIMITERS), "")],
        shows=_shows(fields, of),
    )
    mistakes.raise_if_any()
    return found


def check_columns(mapped: Mapped, columns: tuple[str, ...], file: str, data: bytes) -> None:
    """Refuse a mapping that names columns which the file has not."""
    mistakes = Mistakes(file, decoded(data, file))
    for one in mapped.fields.values():
        if one.column and one.column not in columns:
            advice = near(one.column, columns, f"it has {', '.join(columns[:20])}")
            mistakes.add(one.span, f"the CSV has no column '{shown(one.column)}'", shown_advice(advice))
    mistakes.raise_if_any()


def shown_advice(advice: str) -> str:
    """Return advice that may quote a stranger's header, fit for a terminal."""
    line = "".join(sign if sign.isprintable() else "?" for sign in advice)
    return line if len(line) <= 300 else f"{line[:297]}..."


def _columns(fields: Fields, of: str) -> dict[str, Field]:
    must, may = FIELDS[of]
    mistakes = fields.mistakes
    node = fields.by_key.get("columns")
    if node is None:
        mistakes.add(fields.span, "a mapping lacks `columns`", "add `columns:`, each field with its column")
        return {}
    inner = open_fields(node, "`columns`", must + may, mistakes)
    if inner is None:
        return {}
    for key in must:
        if key not in inner and key not in inner.misspelt:
            mistakes.add(inner.span, f"`columns` lacks `{key}`", f"name the column that holds it: `{key}: NAME`")
    found = {key: _field(key, value, mistakes) for key, value in inner.by_key.items()}
    kind = found.get("type")
    if kind and kind.fixed and kind.fixed not in INDICATOR_TYPES:
        mistakes.add(kind.span, f"`type` cannot be '{shown(kind.fixed)}'", f"write one of {', '.join(INDICATOR_TYPES)}")
    return found


def _field(key: str, node: Node, mistakes: Mistakes) -> Field:
    if isinstance(node, Scalar):
        return Field(column=scalar_text(node, f"`{key}`", mistakes), span=node.span)
    if isinstance(node, Table):
        inner = open_fields(node, f"`{key}`", ("is",), mistakes)
        return Field(fixed=text(inner, "is") if inner else "", span=node.span)
    mistakes.add(node.span, f"`{key}` must name a column", f"write `{key}: NAME`, or `{key}: {{is: TEXT}}`")
    return Field(span=node.span)


def _shows(fields: Fields, of: str) -> tuple[str, ...]:
    found = tuple(scalar_text(node, "a leaf", fields.mistakes) for node in items(fields, "shows"))
    if found and of != "events":
        fields.mistakes.add(place(fields, "shows"), "only events show anything", "take `shows` out")
    for leaf in found:
        if leaf and leaf not in ABOUT_AFFECTED:
            advice = near(leaf, ABOUT_AFFECTED, f"it may show {', '.join(ABOUT_AFFECTED)}")
            fields.mistakes.add(place(fields, "shows"), f"an imported row cannot show '{shown(leaf)}'", advice)
    return found


def unmapped() -> InputError:
    """Return what to say of a CSV that comes without a mapping."""
    from duecare.base.errors import Diagnostic
    from duecare.base.spans import NOWHERE

    message = "a CSV of indicators or events needs a mapping file, since nobody knows what its columns mean"
    return InputError(
        [Diagnostic(NOWHERE, message, "write one and name it with --mapping; docs/import.md has examples")]
    )
