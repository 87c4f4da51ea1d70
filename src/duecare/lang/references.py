"""What the sources of a law are, field by field: `references.yaml`, from which citations of any style can be written.

No rule rests on it, so that it is no part of a law's hash; a source without an entry is cited as the law writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.yaml_nodes import Listing, Node, Scalar, Table
from duecare.lang.yaml_words import read_yaml

FILE = "references.yaml"
TYPES = (
    "article-journal", "book", "chapter", "document", "legal_case", "legislation", "paper-conference", "report",
    "thesis", "treaty", "webpage",
)  # fmt: skip
_TEXTS = (
    "type", "title", "parties", "phase", "genre", "authority", "container", "publisher", "volume", "issue", "number",
    "page", "chapter", "issued", "in-force",
)  # fmt: skip
PEOPLE = ("author", "editor")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(, \d{4})?")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by family name and given name, or a body (or `others`) by the words that name it."""

    family: str = ""
    given: str = ""
    literal: str = ""

    @property
    def name(self) -> str:
        """Return the name as it is written out."""
        return self.literal or f"{self.given} {self.family}".strip()


@dataclass(frozen=True, slots=True)
class Reference:
    """A source by its fields; `type` is one of CSL's, and an empty field is one that nobody has found.

    parties    of an arbitration or a case named otherwise; phase: `Merits`, `Award`.
    authority  the court, or the body that adopted it.
    container  the journal, the report series or the book that it stands in; number: a symbol, an application.
    issued     the year, month or day; in_force: of a treaty.
    """

    name: str
    type: str
    author: tuple[Person, ...] = ()
    editor: tuple[Person, ...] = ()
    title: str = ""
    parties: str = ""
    phase: str = ""
    genre: str = ""
    authority: str = ""
    container: str = ""
    publisher: str = ""
    volume: str = ""
    issue: str = ""
    number: str = ""
    page: str = ""
    chapter: str = ""
    issued: str = ""
    in_force: str = ""


def references(folder: Path) -> Mapping[str, Reference]:
    """Return the references beside a law, none without the file; InputError tells every one that cannot be read."""
    path = folder / FILE
    if not path.exists():
        return {}
    root = read_yaml(path.read_text(encoding="utf-8"), str(path))
    if isinstance(root, Diagnostic):
        raise InputError([root])
    if not isinstance(root, Table):
        raise InputError(
            [Diagnostic(root.span, "this is no list of references", "write `name:` and its fields under it")]
        )
    problems: list[Diagnostic] = []
    found = {name: _reference(key, node, problems) for name, (key, node) in root.items.items()}
    if problems:
        raise InputError(problems)
    return found


def _reference(key: Scalar, node: Node, problems: list[Diagnostic]) -> Reference:
    if not isinstance(node, Table):
        problems.append(Diagnostic(key.span, f"the reference '{key.text}' has no fields", "write `type:` under it"))
        return Reference(key.text, "document")
    texts: dict[str, str] = {}
    people: dict[str, tuple[Person, ...]] = {}
    for field, (where, value) in node.items.items():
        if field in _TEXTS and isinstance(value, Scalar):
            texts[field.replace("-", "_")] = value.text
        elif field in PEOPLE and isinstance(value, Listing):
            people[field] = tuple(_people(value, problems))
        else:
            known = ", ".join((*_TEXTS, *PEOPLE))
            problems.append(
                Diagnostic(where.span, f"'{field[:40]}' is no field, or not of its kind", f"write one of {known}")
            )
    problems += _wrong(key, texts)
    kind, author, editor = texts.pop("type", "document"), people.get("author", ()), people.get("editor", ())
    return Reference(key.text, kind, author, editor, **texts)


def _people(value: Listing, problems: list[Diagnostic]) -> Iterator[Person]:
    for one in value.items:
        fields = one.items if isinstance(one, Table) else {}
        named = {name: part.text for name, (_, part) in fields.items() if isinstance(part, Scalar)}
        if not named or set(named) - {"family", "given", "literal"}:
            advice = "write {family: ..., given: ...} or {literal: ...}"
            problems.append(Diagnostic(one.span, "this names nobody", advice))
        else:
            yield Person(**named)


def _wrong(key: Scalar, texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    if texts.get("type") not in TYPES:
        yield Diagnostic(key.span, f"the reference '{key.text}' has no known type", f"write one of {', '.join(TYPES)}")
    for field in ("issued", "in_force"):
        if field in texts and not _DATE.fullmatch(texts[field]):
            yield Diagnostic(
                key.span, f"'{texts[field]}' is no date of '{key.text}'", "write 2021, 2021-05 or 2021-05-14"
            )
