"""The slow oracle: what a view makes of a duty, read off the answers in all its readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from answers import NOT_IN_FORCE, Answer
from completions import Reading, World
from conditions import worlds
from reference import word

from duecare.engine.frame import Frame
from duecare.ir.declarations import Law, Stance
from duecare.ir.expressions import Element, Expression, Leaf
from duecare.ir.walk import walk

ADVERSE = {"breached (wrongfulness precluded)", "breached", "liable", "not met", "expected and not met"}


@dataclass(frozen=True)
class Seen:
    """What a view makes of a duty: the words, whether they are settled, and the issues on which its readings divide."""

    words: frozenset[str]
    settled: bool
    turns_on: tuple[str, ...]


def in_view(law: Law, reading: Reading, stances: Sequence[Stance], gates: bool) -> bool:
    """The reading takes a position the view allows on every issue it takes; gates may be dropped."""
    gate = {issue.name for issue in law.issues if issue.gate}
    kept = [stance for stance in stances if gates or stance.issue not in gate]
    return all(dict(reading)[stance.issue] in stance.positions for stance in kept)


def may_bind(name: str, answer: Answer) -> bool:
    """Some completion brings the duty into force."""
    return (name, "in force", "") in answer.possible


def if_binds(law: Law, name: str, stances: Sequence[Stance], answers: Mapping[Reading, Answer]) -> Seen:
    """The outcome in the readings in which the duty may be in force, gate positions dropped; in none: not in force."""
    kept = {r: a for r, a in answers.items() if in_view(law, r, stances, False) and may_bind(name, a)}
    if not kept:
        return Seen(frozenset({NOT_IN_FORCE}), True, ())
    return seen(law, {r: a.words(name) for r, a in kept.items()})


def as_held(law: Law, name: str, stances: Sequence[Stance], answers: Mapping[Reading, Answer]) -> Seen:
    """The outcome in the view's readings, `not in force` being one."""
    return seen(law, {r: a.words(name, "held") for r, a in answers.items() if in_view(law, r, stances, True)})


def binds(law: Law, name: str, stances: Sequence[Stance], answers: Mapping[Reading, Answer]) -> Seen:
    """Whether the duty is in force under the view."""
    binding = {}
    for reading, answer in answers.items():
        if in_view(law, reading, stances, True):
            certain = (name, "in force", "") in answer.certain
            binding[reading] = frozenset({"yes"} if certain else {"yes", "no"} if may_bind(name, answer) else {"no"})
    return seen(law, binding)


def seen(law: Law, words: Mapping[Reading, frozenset[str]]) -> Seen:
    """Settled: the same one word in all readings. It turns on issues where each reading has one, but not the same."""
    found = frozenset().union(*words.values())
    divided = len(found) > 1 and all(len(each) == 1 for each in words.values())
    return Seen(found, len(found) == 1, dividing(law, words) if divided else ())


def dividing(law: Law, words: Mapping[Reading, frozenset[str]]) -> tuple[str, ...]:
    """The issues on which alone two readings part, with different words."""
    on: set[str] = set()
    for (one, said), (other, answered) in combinations(words.items(), 2):
        apart = [mine[0] for mine, theirs in zip(one, other, strict=True) if mine != theirs]
        if said != answered and len(apart) == 1:
            on.add(apart[0])
    return tuple(issue.name for issue in law.issues if issue.name in on)


# --- burden -------------------------------------------------------------------------------------------


def is_the_bearers(law: Law, name: str) -> bool:
    """The bearer must show a leaf: by its own burden; where it has none, as part of what the bearer must show."""
    own = next((leaf.burden for leaf in law.leaves if leaf.name == name), "")
    if own:
        return own == "bearer"
    shown = [e.met for e in law.elements if e.burden == "bearer"] + [rule.when for rule in law.defences]
    return any(rests_on(law, rule, name) for rule in shown)


def rests_on(law: Law, rule: Expression, name: str) -> bool:
    """A condition names a leaf, or an element that does."""
    elements = {element.name: element.met for element in law.elements}
    return any(
        (isinstance(part, Leaf) and part.name == name)
        or (isinstance(part, Element) and rests_on(law, elements[part.name], name))
        for part in walk(rule)
    )


def not_established(
    law: Law, frame: Frame, name: str, stances: Sequence[Stance], answers: Mapping[Reading, Answer]
) -> bool:
    """A failing is open, and in every reading some values of the claimant's unknowns exclude it whatever the rest."""
    kept = [r for r, a in answers.items() if in_view(law, r, stances, False) and may_bind(name, a)]
    possible = [r for r in kept if answers[r].words(name) & ADVERSE]
    certain = [r for r in kept if answers[r].words(name) <= ADVERSE]
    return bool(possible) and not certain and all(excludable(law, frame, name, reading) for reading in kept)


def excludable(law: Law, frame: Frame, name: str, reading: Reading) -> bool:
    """Some values of the claimant's unknowns leave no completion in which the duty is failed."""
    bearers = {leaf.name for leaf in law.leaves if is_the_bearers(law, leaf.name)}
    failed: dict[tuple[object, ...], bool] = {}
    for world in worlds(law, frame, reading):
        key = claimants_part(world, bearers)
        failed[key] = failed.get(key, False) or word(world, name) in ADVERSE
    return not all(failed.values())


def claimants_part(world: World, bearers: set[str]) -> tuple[object, ...]:
    """What in a completion is the claimant's to show, other States' facts among it."""
    own = [(name, row) for name, row in world.values.items() if name.partition("(")[0] not in bearers]
    return (*own, *world.elsewhere.items())
