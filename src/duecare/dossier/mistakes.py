"""Mistakes found in one file, collected until it has been read to the end."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span

MOST = 100
_LONGEST_LINE = 200
_LONGEST_WORD = 80


class Mistakes:
    """The mistakes of one file; each is kept once, however often an alias repeats it."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self._lines = text.splitlines()
        self._found: dict[tuple[Span, str], Diagnostic] = {}

    def add(self, span: Span, message: str, advice: str) -> None:
        """Keep one mistake; past the hundredth the reader gives up at once."""
        line = self._lines[span.line - 1] if 0 < span.line <= len(self._lines) else ""
        quoted = visible(line) if len(line) <= _LONGEST_LINE else ""
        self._found.setdefault((span, message), Diagnostic(span, message, advice, quoted))
        if len(self._found) >= MOST:
            raise InputError([*self._in_order(), self._too_many(span)])

    def give_up(self, span: Span, message: str, advice: str) -> InputError:
        """Return the error to raise when the file cannot be read any further."""
        self.add(span, message, advice)
        return self.error()

    def error(self) -> InputError:
        """Return the error that holds every mistake found so far, in the order of the file."""
        return InputError(self._in_order())

    def raise_if_any(self) -> None:
        """Raise every mistake found, if there is one."""
        if self._found:
            raise self.error()

    def _in_order(self) -> list[Diagnostic]:
        return sorted(self._found.values(), key=lambda found: (found.span, found.message))

    def _too_many(self, span: Span) -> Diagnostic:
        return Diagnostic(span, f"{MOST} mistakes so far, and the rest was not read", "mend these first")


def near(word: str, words: Iterable[str], otherwise: str) -> str:
    """Return advice that names the nearest word, or `otherwise` if none is near."""
    close = closest(word, words)
    return f"did you mean `{close}`?" if close else otherwise


def closest(word: str, words: Iterable[str]) -> str:
    """Return the nearest of some words, or the empty text; what is long was no slip of the pen."""
    close = get_close_matches(word, list(words), n=1, cutoff=0.6) if len(word) <= _LONGEST_WORD else []
    return close[0] if close else ""


def shown(text: str) -> str:
    """Return a piece of the user's text fit to stand in a message: one line, not too long."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= 60 else line[:57] + "..."


def visible(line: str) -> str:
    """Return a line with a question mark for each sign that is not seen, or could steer a terminal."""
    return "".join(sign if sign.isprintable() or sign == "\t" else "?" for sign in line)
