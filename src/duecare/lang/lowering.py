"""What lowering carries about: the names of the book, where it stands, and what it has found wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.lang.names import Names, suggestion
from duecare.lang.syntax import Word

# After so many mistakes nobody reads suggestions, and looking for them would take long.
_MANY = 200


@dataclass(frozen=True, slots=True)
class Lowering:
    """The state of lowering one declaration.

    obligation  whose duties and issues a bare name means; empty outside a chapter of an obligation.
    at_hand     `measure` or `duty` where a rule speaks of the one at hand, `breach` where of a breached one; or empty.
    found       every mistake so far; shared by all declarations, as is:
    used        (issue, obligation) for every issue taken per obligation that something turns on.
    """

    names: Names
    obligation: str = ""
    at_hand: str = ""
    found: list[Diagnostic] = field(default_factory=list)
    used: set[tuple[str, str]] = field(default_factory=set)

    def about(self, at_hand: str) -> Lowering:
        """Return the same, for a rule about a measure or a duty at hand."""
        return replace(self, at_hand=at_hand)

    def within(self, obligation: str) -> Lowering:
        """Return the same, for a declaration of this obligation."""
        return replace(self, obligation=obligation)

    def refuse(self, span: Span, message: str, advice: str = "") -> None:
        """Note a mistake."""
        self.found.append(Diagnostic(span, message, advice))

    def unknown(self, word: Word, what: str, known: Iterable[str]) -> None:
        """Note a name that nothing has, unless part of the book went unread."""
        if not self.names.whole:
            return
        if len(self.found) >= _MANY:
            self.refuse(
                word.span,
                f"there is no {what.split(' ', 1)[1]} '{word.text}'",
                f"name {what} that is declared",
            )
            return
        kind = self.names.kind(word.text)
        leaf = self.names.aliases.get(word.text)
        if kind:
            advice = suggestion(word.text, known) or f"name {what} here"
            self.refuse(word.span, f"'{word.text}' is {kind}, not {what}", advice)
        elif leaf:
            self.refuse(word.span, f"unknown name '{word.text}'", f"it is an alias: write '{leaf}'")
        else:
            advice = suggestion(word.text, known) or f"declare it, or name {what} that is declared"
            self.refuse(word.span, f"there is no {what.split(' ', 1)[1]} '{word.text}'", advice)

    def issue(self, name: str, span: Span) -> str:
        """Return an issue's full name, and note that something turns on it."""
        base, at, obligation = name.partition("@")
        issues = self.names.issues
        if base not in issues:
            self.unknown(Word(base, span), "an issue", issues)
            return name
        if not issues[base]:
            if at:
                self.refuse(span, f"the issue '{base}' is not taken for each obligation", f"write '{base}'")
            return base
        return self._per_obligation(base, obligation if at else self.obligation, span)

    def positions(self, issue: str, words: Iterable[Word]) -> tuple[str, ...]:
        """Return the names of positions, and note those that their issue has not."""
        words = tuple(words)
        known = self.names.positions.get(issue.partition("@")[0], ())
        for word in words:
            if known and word.text not in known:
                advice = suggestion(word.text, known) or f"it has {', '.join(known)}"
                self.refuse(word.span, f"the issue '{issue}' has no position '{word.text}'", advice)
        return tuple(word.text for word in words)

    def _per_obligation(self, base: str, obligation: str, span: Span) -> str:
        known = self.names.obligations
        if not obligation:
            example = f"{base}@{known[0]}" if known else f"{base}@OBLIGATION"
            advice = f"outside a chapter of kind obligation write its full name, such as {example}"
            self.refuse(span, f"the issue '{base}' is taken for each obligation", advice)
            return base
        if obligation not in known:
            self.unknown(Word(obligation, span), "an obligation", known)
        self.used.add((base, obligation))
        return f"{base}@{obligation}"
