"""Typed readers of the fields of one mapping; a mistake is collected and a stand-in returned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from duecare.base.moments import Moment, parse_moment
from duecare.base.spans import Span
from duecare.base.yaml_nodes import Listing, Node, Scalar, Table
from duecare.dossier.mistakes import Mistakes, closest, near, shown, visible

NO_MOMENT = Moment(datetime.min.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), "")
_YES_NO = {"yes": True, "no": False}
_MEANS_YES = {"true": "yes", "y": "yes", "on": "yes", "false": "no", "n": "no", "off": "no"}


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one mapping; `what` names it in messages: `a timeline entry`."""

    what: str
    span: Span
    by_key: Mapping[str, Node]
    mistakes: Mistakes
    misspelt: frozenset[str]

    def __contains__(self, key: str) -> bool:
        return key in self.by_key


def open_fields(node: Node, what: str, keys: Iterable[str], mistakes: Mistakes) -> Fields | None:
    """Return a mapping's fields; None (and a mistake) if it is no mapping. Unknown keys are mistakes."""
    if not isinstance(node, Table):
        mistakes.add(node.span, f"{what} must be a mapping, not {_form(node)}", "write `key: value` pairs")
        return None
    allowed = tuple(keys)
    known = {key.text: value for key, value in node.items.values() if key.text in allowed}
    missing = tuple(key for key in allowed if key not in known)
    unknown = [key for key, _ in node.items.values() if key.text not in allowed]
    meant = {meaning for key in unknown for meaning in _unknown_key(key, what, allowed, missing, mistakes)}
    return Fields(what, node.span, known, mistakes, frozenset(meant))


def _unknown_key(
    key: Scalar, what: str, allowed: tuple[str, ...], missing: tuple[str, ...], mistakes: Mistakes
) -> list[str]:
    """Note a key that cannot stand here; return which missing keys it was meant for, if that is plain."""
    if key.text == "<<":
        mistakes.add(key.span, "merge keys (`<<`) are not read", "write the fields out")
        return list(missing)
    otherwise = f"it may have {', '.join(allowed)}"
    mistakes.add(key.span, f"{what} has no `{shown(key.text)}`", near(key.text, allowed, otherwise))
    return [closest(key.text, missing)]


def text(fields: Fields, key: str) -> str:
    """Return a text that must be there."""
    needed(fields, key)
    return optional_text(fields, key)


def optional_text(fields: Fields, key: str) -> str:
    """Return a text, or the empty text if the key is left out."""
    return scalar_text(fields.by_key[key], f"`{key}`", fields.mistakes) if key in fields else ""


def scalar_text(node: Node, what: str, mistakes: Mistakes) -> str:
    """Return the text of a node that must be one, and not empty."""
    if not isinstance(node, Scalar):
        mistakes.add(node.span, f"{what} must be a text, not {_form(node)}", "write one text")
        return ""
    if not node.text.strip():
        mistakes.add(node.span, f"{what} is empty", "say something there, or take it out")
    return node.text.strip()


def choice(fields: Fields, key: str, words: Iterable[str], default: str | None = None) -> str:
    """Return one of the words; without a default the key must be there."""
    if key not in fields and default is not None:
        return default
    word, allowed = text(fields, key), tuple(words)
    if word and word not in allowed:
        meant = _MEANS_YES.get(word.lower(), word.lower())
        advice = f"did you mean `{meant}`?" if meant in allowed else f"write {_either(allowed)}"
        fields.mistakes.add(place(fields, key), f"`{key}` cannot be '{shown(word)}'", advice)
    return word if word in allowed else allowed[0]


def flag(fields: Fields, key: str) -> bool:
    """Return yes or no; no if the key is left out."""
    return _YES_NO[choice(fields, key, ("no", "yes"), "no")]


def moment(fields: Fields, key: str) -> Moment:
    """Return a moment that must be there."""
    word = text(fields, key)
    if not word:
        return NO_MOMENT
    try:
        return parse_moment(word)
    except ValueError as error:
        advice = "write a date, a date and time with its zone, or a window such as 2022-12/2023-05"
        fields.mistakes.add(place(fields, key), shown_whole(f"`{key}`: {error}"), advice)
        return NO_MOMENT


def optional_moment(fields: Fields, key: str) -> Moment | None:
    """Return a moment, or None if the key is left out."""
    return moment(fields, key) if key in fields else None


def probability(fields: Fields, key: str) -> float | None:
    """Return a number from 0 to 1, or None if the key is left out."""
    if key not in fields:
        return None
    word = text(fields, key)
    if re.fullmatch(r"(0(\.[0-9]{1,9})?|1(\.0{1,9})?)", word):
        return float(word)
    if word:
        message = f"`{key}` cannot be '{shown(word)}'"
        fields.mistakes.add(place(fields, key), message, "write a number from 0 to 1, such as 0.8")
    return None


def matching(fields: Fields, key: str, pattern: str, advice: str, *, required: bool = False) -> str:
    """Return a text of a given shape."""
    word = text(fields, key) if required else optional_text(fields, key)
    if word and not re.fullmatch(pattern, word):
        fields.mistakes.add(place(fields, key), f"`{key}` cannot be '{shown(word)}'", advice)
    return word


def items(fields: Fields, key: str) -> tuple[Node, ...]:
    """Return the items of a list; none if the key is left out."""
    if key not in fields:
        return ()
    node = fields.by_key[key]
    if isinstance(node, Listing):
        return node.items
    if isinstance(node, Scalar) and not node.text and node.plain:
        return ()
    message = f"`{key}` must be a list, not {_form(node)}"
    fields.mistakes.add(node.span, message, "put each item on its own line after `- `, or all in [ ]")
    return ()


def texts(fields: Fields, key: str) -> tuple[str, ...]:
    """Return the texts of a list; none if the key is left out."""
    return tuple(scalar_text(node, f"an item of `{key}`", fields.mistakes) for node in items(fields, key))


def needed(fields: Fields, key: str) -> None:
    """Note a mistake if the key is left out; one that is misspelt has been noted already."""
    if key not in fields and key not in fields.misspelt:
        fields.mistakes.add(fields.span, f"{fields.what} lacks `{key}`", f"add `{key}:` to it")


def place(fields: Fields, key: str) -> Span:
    """Return where a field's value stands, or the mapping if it has none."""
    return fields.by_key[key].span if key in fields else fields.span


def shown_whole(message: str) -> str:
    """Return a message on one line, cut if it quotes something very long."""
    line = visible(" ".join(message.split()))
    return line if len(line) <= 160 else line[:157] + "..."


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _form(node: Node) -> str:
    if isinstance(node, Listing):
        return "a list"
    if isinstance(node, Table):
        return "a mapping"
    return "a text" if node.text else "nothing"
