"""Reads a dossier's YAML, and says in a dossier's words what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from duecare.base.errors import InputError
from duecare.base.spans import Span
from duecare.base.yaml_nodes import Kind, Limits, Node, Trouble, YamlRefusedError, read_nodes
from duecare.dossier.mistakes import Mistakes, shown

_DEEPEST = 32
_LIMITS = Limits(levels=_DEEPEST - 1, aliases=1_000, nodes=200_000)
_WORDS: dict[Kind, tuple[str, str]] = {
    "alias of itself": ("the alias `*{about}` stands within what it repeats", "write the text out"),
    "alias of nothing": ("the alias `*{about}` repeats nothing that stands above it", "write the text out"),
    "aliases": (f"there are more than {_LIMITS.aliases} aliases", "write the texts out"),
    "deep": (f"this is nested more than {_DEEPEST} deep", "a dossier needs no more than six"),
    "key no text": ("a key must be a text", "write `name: value`"),
    "key twice": ("`{about}` stands here twice", "keep one of them"),
    "large": (
        f"with its aliases written out the file has more than {_LIMITS.nodes:,} parts",
        "split the dossier, or write fewer aliases",
    ),
    "second document": ("a second document begins here", "keep one dossier a file; take out the `---`"),
    "tag": ("the tag `{about}` means nothing here", "take it out"),
    "unreadable": ("this is not YAML: {about}", "write it anew as UTF-8 text"),
}


@dataclass(frozen=True, slots=True)
class _Teller:
    text: str
    mistakes: Mistakes

    def tell(self, trouble: Trouble) -> None:
        self.mistakes.add(*self.words(trouble))

    def words(self, trouble: Trouble) -> tuple[Span, str, str]:
        """Return where to look, what is wrong and what to do."""
        if trouble.kind == "broken":
            return _broken(trouble, self.text)
        if trouble.kind == "control character":
            return trouble.span, f"the control character U+{ord(trouble.about):04X} is no text", "take it out"
        message, advice = _WORDS[trouble.kind]
        about = shown(trouble.about.replace("tag:yaml.org,2002:", "!!"))
        return trouble.span, message.format(about=about), advice


def read_dossier_nodes(text: str, mistakes: Mistakes) -> Node:
    """Return the one document of a dossier's text; what is no YAML, or too much of it, raises InputError."""
    teller = _Teller(text, mistakes)
    try:
        return read_nodes(text, mistakes.file, _LIMITS, teller.tell)
    except YamlRefusedError as refused:
        raise _given_up(teller, refused.trouble) from refused


def _given_up(teller: _Teller, trouble: Trouble) -> InputError:
    return teller.mistakes.give_up(*teller.words(trouble))


def _broken(trouble: Trouble, text: str) -> tuple[Span, str, str]:
    """Return where to look: where the trouble was met, or what was open when the file ended."""
    at_end = "end of stream" in trouble.about
    place = trouble.begun if at_end and trouble.begun else trouble.span
    message = f"this is not YAML: {trouble.about}"
    if trouble.context and trouble.begun and trouble.begun.line != place.line:
        message += f" {trouble.context} that begins in line {trouble.begun.line}"
    return place, message, _advice(text, place, message)


def _advice(text: str, place: Span, message: str) -> str:
    if "mapping values are not allowed" in message:
        return "put a text that holds a colon in quotes"
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: place.column]:
        return "indent with spaces, never with tabs"
    return "look at the indentation, colons, brackets and quotes here and on the line before"
