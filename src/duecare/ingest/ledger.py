"""The account of an import: every object and every property in it is read, mapped or left, and none is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from duecare.ingest.json_text import Odd, Repeated, as_text

Path = tuple[str, ...]
READ = "read"  # used to understand the record, and repeated nowhere


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in the file that is not as it should be: where, what, and what was done about it."""

    at: str
    what: str


@dataclass(slots=True)
class Item:
    """One object (or row) of a foreign record, and what became of each of its properties.

    taken    what was made of a property, and of all beneath it: READ, or where it went.
    outcome  empty, or why the whole object was left out.
    """

    id: str
    kind: str
    place: str
    body: dict[str, Any]
    taken: dict[Path, str] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)
    outcome: str = ""

    def get(self, *path: str, to: str = READ) -> Any:
        """Return a property and note what was made of it; None if it is not there or no value at all."""
        value: Any = self.body
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if value is None or isinstance(value, Odd):
            return None
        self.taken.setdefault(path, to)
        return value

    def text(self, *path: str, to: str = READ) -> str:
        """Return a text (a number is one too); the empty text if the property is none."""
        value = self.peek(*path)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return ""
        self.taken.setdefault(path, to)
        return str(value).strip()

    def texts(self, *path: str, to: str = READ) -> tuple[str, ...]:
        """Return a list of texts; one text counts as a list of one."""
        value = self.peek(*path)
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            return ()
        self.taken.setdefault(path, to)
        return tuple(one.strip() for one in listed)

    def peek(self, *path: str) -> Any:
        """Return a property without noting anything."""
        value: Any = self.body
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def mark(self, *path: str, to: str) -> None:
        """Note what was made of a property; a place it went to says more than that it was read."""
        if to != READ or path not in self.taken:
            self.taken[path] = to

    def trouble(self, path: str, what: str) -> None:
        """Note something that is not as it should be."""
        self.troubles.append(Trouble(f"{self.place}{path}", what))

    def parts(self) -> Iterator[tuple[Path, Any]]:
        """Return every property, those of objects within taken apart; a list is one property."""
        yield from _parts(self.body, ())

    def left(self) -> tuple[tuple[Path, str], ...]:
        """Return the properties that nothing was made of, with their values."""
        return tuple((path, as_text(value)) for path, value in self.parts() if not self._is_taken(path))

    def counted(self) -> dict[str, int]:
        """Return how many properties were mapped, read only, and left."""
        found = {"mapped": 0, "read": 0, "left": 0}
        for path, _ in self.parts():
            found[self._fate(path)] += 1
        return found

    def mapped(self) -> dict[str, str]:
        """Return where properties went, by their names."""
        return {"/".join(path): to for path, to in self.taken.items() if to != READ}

    def _fate(self, path: Path) -> str:
        to = next((self.taken[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.taken), "")
        return "left" if not to else "read" if to == READ else "mapped"

    def _is_taken(self, path: Path) -> bool:
        return self._fate(path) != "left"


def _parts(value: dict[str, Any], path: Path) -> Iterator[tuple[Path, Any]]:
    for key, inner in value.items():
        if isinstance(inner, dict) and inner:
            yield from _parts(inner, (*path, key))
        else:
            yield (*path, key), inner


def note_oddities(item: Item) -> None:
    """Tell of numbers that are none and keys that come twice, wherever they stand in an object."""
    for at, what in _odd(item.body, ""):
        item.trouble(at, what)


def _odd(value: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Odd):
        yield at, f"{value.text[:40]} is no number that counts; it was left"
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _odd(inner, f"{at}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            if isinstance(inner, Repeated):
                yield at.removesuffix("/"), f"the key '{inner.key[:40]}' comes twice; the first counts"
            else:
                yield from _odd(inner, f"{at}/{number}")
