"""Conditions in words: lists as lists, names as links, and the positions under which a line stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duecare.ir.declarations import LeafRule, Service
from duecare.ir.expressions import (
    All,
    AnyOf,
    AtLeast,
    Constant,
    Element,
    Expression,
    Guarded,
    Leaf,
    Not,
    OfDuty,
    OfStep,
    SomeAffected,
    Status,
    Taken,
)
from duecare.report.consequence_words import OF_BREACH
from duecare.report.dates import in_words
from duecare.report.names import human
from duecare.weave.atlas import Atlas, link, obligation_link
from duecare.weave.markup import Html, el, listed, text, together
from duecare.weave.naming import TIERS
from duecare.weave.terms import term

# How far a duty or an obligation has come, and the contrary.
_STATUS = {
    "in force": ("is in force", "is not in force"),
    "applicable": ("applies", "does not apply"),
    "due": ("is due", "is not due"),
    "omitted": ("is omitted", "is not omitted"),
    "performed": ("is performed", "is not performed"),
    "liable": ("makes liable", "does not make liable"),
    "breached": ("is breached", "is not breached"),
}
_STEPS = {
    "baseline step omitted": ("a baseline step that was due is omitted", "no baseline step that was due is omitted"),
    "step omitted": ("a step that was due is omitted", "no step that was due is omitted"),
    "step taken": ("a step was taken", "no step was taken"),
    "step due": ("a step is due", "no step is due"),
    "taken": ("the step was taken", "the step was not taken"),
    **OF_BREACH,
    **{tier: (f"the step is of the {tier} tier", f"the step is not of the {tier} tier") for tier in TIERS},
}


def condition(expression: Expression, atlas: Atlas, *, obligation: str = "", force: bool = False) -> Html:
    """Return a condition in words.

    obligation  whose duties and issues are named without it.
    force       the condition says when something binds, so that what holds without more binds as custom.
    """
    return _Words(atlas, obligation, force).of(expression)


def service(served: Service, atlas: Atlas) -> Html:
    """Return the steps that serve a duty, each with what it consists in."""
    items = [service(item, atlas) if isinstance(item, Service) else _step(item, atlas) for item in served.items]
    if len(items) == 1:
        return items[0]
    return together((el("span", f"{served.mode} of", cls="list"), el("ul", *(el("li", item) for item in items))))


def positions(issue: str, taken: Iterable[str], atlas: Atlas, apart: Html | None = None) -> Html:
    """Return positions of an issue, each as a link to where it stands: `status: default or recognised`.

    issue is its name without an obligation; apart says of which obligations this is told, where that is not clear.
    """
    place = atlas.places.get(("issue", issue))
    shown = [
        el("a", human(position), href=f"#{place.anchor}.{position}", cls="position") if place else text(human(position))
        for position in taken
    ]
    return together((link(atlas, ("issue", issue)), apart or "", ": ", listed(shown, " or ")))


def apart(issue: str, obligations: Sequence[str], atlas: Atlas, own: str = "") -> Html:
    """Return for which obligations an issue is meant that each asks for itself; nothing where it is the own one's."""
    named = [one for one in obligations if one]
    asking = {one.obligation for one in atlas.law.issues if one.name.partition("@")[0] == issue}
    if not named or named == [own]:
        return Html("")
    if len(named) > 1 and set(named) == asking:
        return text(" for each obligation")
    return together((" for ", listed((obligation_link(atlas, one) for one in named), " and ")))


def _step(name: str, atlas: Atlas) -> Html:
    place = atlas.places.get(("measure", name))
    return together((link(atlas, ("measure", name)), " ", place.says if place else ""))


def dates_of(leaf: LeafRule) -> str:
    """Return between which dates a rule stands."""
    since = f" from {in_words(leaf.since)}" if leaf.since else ""
    return f"in force{since}{f' until {in_words(leaf.until)}' if leaf.until else ''}"


class _Words:
    """Conditions of one rule."""

    def __init__(self, atlas: Atlas, obligation: str, force: bool) -> None:
        self.atlas, self.obligation, self.force = atlas, obligation, force
        self.dates = {leaf.name: dates_of(leaf) for leaf in atlas.law.leaves if leaf.dated}

    def of(self, expression: Expression) -> Html:
        match expression:
            case All(items):
                return self._list("all of", items)
            case AnyOf(items):
                return self._list("any of", items)
            case AtLeast(number, items):
                return self._list(f"at least {number} of", items)
            case SomeAffected(item):
                head = together((term("some affected", "toward at least one affected State"), ": "))
                return together((head, self.of(item)))
            case Guarded():
                return self._guarded(expression)
            case Not(Leaf() | Element() | Constant() as item):
                return together((el("strong", "not"), " ", self._atom(item)))
            case Not(item):
                return self._atom(item, denied=True)
            case _:
                return self._atom(expression)

    def _list(self, mode: str, items: tuple[Expression, ...], under: Html | None = None) -> Html:
        if not items:
            return text("always" if mode == "all of" else "never")
        # A single line that may be absent keeps its list: absent from `all of` it asks for nothing.
        if len(items) == 1 and under is None and not (mode != "any of" and isinstance(items[0], Guarded)):
            return self.of(items[0])
        head = together((el("span", mode, cls="list"), *((", ", under) if under else ())))
        return together((head, el("ul", *(el("li", self.of(item)) for item in items))))

    def _guarded(self, line: Guarded) -> Html:
        under = self._under(line)
        match line.item:
            case All(items):
                return self._list("all of", items, under)
            case AnyOf(items):
                return self._list("any of", items, under)
            case AtLeast(number, items):
                return self._list(f"at least {number} of", items, under)
            case SomeAffected(item):
                head = together((term("some affected", "toward at least one affected State"), ", ", under, ": "))
                return together((head, self.of(item)))
            case _:
                return together((self.of(line.item), ", ", under))

    def _under(self, line: Guarded) -> Html:
        issue, _, of = line.issue.partition("@")
        named = positions(issue, line.positions, self.atlas, apart(issue, (of,), self.atlas, self.obligation))
        return el("span", term("under"), " ", named, cls="under")

    def _atom(self, atom: Expression, *, denied: bool = False) -> Html:
        match atom:
            case Constant(value):
                return text(("as custom" if self.force else "in any event") if value else "never")
            case Leaf(name):
                return text(self.dates[name]) if name in self.dates else link(self.atlas, ("fact", name))
            case Element(name):
                return link(self.atlas, ("element", name))
            case Taken(measure):
                return together((link(self.atlas, ("measure", measure)), " is not taken" if denied else " is taken"))
            case Status(subject, status):
                return together((self._subject(subject), " ", _STATUS[status][denied]))
            case OfStep(what) | OfDuty(what):
                return text(_STEPS[what][denied])
            case _:
                raise TypeError(atom)

    def _subject(self, subject: str) -> Html:
        obligation, dot, duty = subject.rpartition(".")
        if not dot:
            return link(self.atlas, ("obligation", subject))
        label = human(duty) if obligation == self.obligation else ""
        return link(self.atlas, ("duty", subject), label)
