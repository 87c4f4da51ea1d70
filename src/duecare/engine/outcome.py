"""The outcome of a duty under a view: gates apart (if it binds), or with the gates as the view takes them."""

from __future__ import annotations

from collections.abc import Sequence

from duecare.engine.decide import Decider, Verdict
from duecare.engine.diagram import FALSE
from duecare.ir.declarations import Stance

NOT_IN_FORCE = "not in force"
ADVERSE = ("breached (wrongfulness precluded)", "breached", "liable", "not met", "expected and not met")


def if_binds(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return the outcome in the view's readings in which the duty is in force, gate positions dropped."""
    view = decider.diagram.both(decider.view(stances, gates=False), decider.force(duty))
    if view == FALSE:  # the facts alone keep it out of force: a treaty that was not joined
        return Verdict((NOT_IN_FORCE,), settled=True, turns_on=())
    return decider.verdict(decider.words(duty), view)


def as_held(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return the outcome in the view's readings, `not in force` being an outcome like any other."""
    words = {word: decider.possible(f) for word, f in held_words(decider, duty).items()}
    return decider.verdict(words, decider.view(stances, gates=True))


def held_words(decider: Decider, duty: str) -> dict[str, int]:
    """Return each outcome word's function, `not in force` among them: being in force may hang on facts too."""
    d, force = decider.diagram, decider.in_force(duty)
    return {NOT_IN_FORCE: d.negation(force)} | {w: d.both(force, f) for w, f in decider.history.of[duty].words.items()}


def binds(decider: Decider, duty: str, stances: Sequence[Stance]) -> Verdict:
    """Return whether the duty is in force under the view: `yes`, `no`, or both where facts leave it open."""
    force = decider.in_force(duty)
    words = {"yes": decider.possible(force), "no": decider.possible(decider.diagram.negation(force))}
    return decider.verdict(words, decider.view(stances, gates=True))


def not_established(decider: Decider, duty: str, stances: Sequence[Stance]) -> bool:
    """Whether breach is open, and some values of the claimant's unknowns rule it out in every reading of the view."""
    d = decider.diagram
    words = decider.history.of[duty].words
    adverse = d.disjunction([words[word] for word in ADVERSE if word in words])
    view = d.both(decider.view(stances, gates=False), decider.force(duty))
    open_to = d.both(view, decider.possible(adverse))
    if open_to == FALSE or d.both(view, decider.certain(adverse)) != FALSE:
        return False
    return d.both(view, d.negation(decider.excluded_by(adverse))) == FALSE
