"""The smallest settling sets are those that trying every set finds, and as small as clingo's optimum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

import clingo
import duties
import pytest
from answers import NOT_IN_FORCE
from completions import World, readings
from conditions import worlds
from hypothesis import HealthCheck, given, settings
from random_frames import Example, examples
from reference import word

from duecare.engine.answers import Answers
from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.history import History
from duecare.engine.settling import CAP, Answer, Settling, guaranteed

TRIED = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
DRAWN = examples(most=120)
Seen = list[tuple[Mapping[str, tuple[bool, ...]], str, bool]]


def _decider(example: Example) -> Decider | None:
    decider = Decider(History(compile_law(example.law), example.frame))
    return decider if decider.consistent() else None


def _region(decider: Decider, duty: str) -> int:
    return decider.diagram.both(decider.bearing(duty, (), gates=False), decider.force(duty))


def _seen(example: Example, duty: str) -> Seen:
    """Every completion in every reading in which the duty may be in force: values, word, in force."""
    found: Seen = []
    for reading in readings(example.law):
        here: list[World] = list(worlds(example.law, example.frame, reading))
        if any(duties.in_force(world, duty) for world in here):
            found += [(world.values, word(world, duty), duties.in_force(world, duty)) for world in here]
    return found


def _unknown(decider: Decider) -> dict[str, list[int]]:
    """The slices at which each leaf that can be asked about is unknown."""
    slices = decider.history.slices
    return {
        leaf: [i for i, one in enumerate(slices.known(leaf)) if one.value is None]
        for leaf, levels in slices.unknown_levels.items()
        if levels and not leaf.startswith("other:")
    }


def _left(seen: Seen, answers: tuple[Answer, ...], unknown: Mapping[str, list[int]]) -> Seen:
    return [one for one in seen if all(one[0][leaf][i] is value for leaf, value in answers for i in unknown[leaf])]


def _words(left: Seen) -> set[str]:
    """The words that a settled finding has: the one word of all, and not in force where it is so in all."""
    found = {said for _, said, _ in left}
    told = found if len(found) == 1 else set()
    return told | ({NOT_IN_FORCE} if left and not any(binds for _, _, binds in left) else set())


def _by_trying(seen: Seen, unknown: Mapping[str, list[int]], size: int) -> set[tuple[frozenset[Answer], str]]:
    found = set()
    for leaves in combinations(unknown, size):
        for values in product((True, False), repeat=size):
            answers = tuple(zip(leaves, values, strict=True))
            found |= {(frozenset(answers), said) for said in _words(_left(seen, answers, unknown))}
    return found


def _open(decider: Decider) -> Iterator[tuple[str, int]]:
    for duty in decider.history.of:
        region = _region(decider, duty)
        live = [f for f in decider.words(duty).values() if decider.diagram.both(region, f) != FALSE]
        if len(live) > 1:
            yield duty, region


@TRIED
@given(DRAWN)
def test_smallest_sets_are_those_that_trying_all_finds(example: Example) -> None:
    """Of one and of two answers, the sets found are all that settle a duty, with the word they leave."""
    decider = _decider(example)
    for duty, region in _open(decider) if decider else ():
        settling, seen, unknown = Settling(decider, Answers(decider)), _seen(example, duty), _unknown(decider)
        for size in (1, 2):
            tried = _by_trying(seen, unknown, size)
            found = {(frozenset(one.answers), one.word) for one in settling.sets(duty, region, size)}
            assert found <= tried  # each set settles
            smaller = _by_trying(seen, unknown, 1) if size == 2 else set()
            least = {one for one in tried if not any(less <= one[0] for less, _ in smaller)}
            if not smaller:
                assert found == least


@TRIED
@given(DRAWN)
def test_a_fact_outside_the_guaranteed_set_never_matters(example: Example) -> None:
    """Whatever is answered to a fact outside it, each reading keeps its words; to know all inside leaves one."""
    decider = _decider(example)
    for duty, region in _open(decider) if decider else ():
        inside, unknown = set(guaranteed(decider, duty, region)), _unknown(decider)
        for reading in readings(example.law):
            found = list(worlds(example.law, example.frame, reading))
            here = [(world.values, word(world, duty), duties.in_force(world, duty)) for world in found]
            if not any(binds for *_, binds in here):
                continue
            before = {said for _, said, _ in here}
            for leaf in set(unknown) - inside:
                for value in (True, False):
                    left = _left(here, ((leaf, value),), unknown)
                    assert not left or {said for _, said, _ in left} == before
            rows: dict[object, set[str]] = {}
            for world, (values, said, _) in zip(found, here, strict=True):
                elsewhere = tuple(world.elsewhere.values())
                rows.setdefault((elsewhere, *(values[leaf] for leaf in sorted(inside))), set()).add(said)
            assert all(len(words) == 1 for words in rows.values())


@pytest.mark.slow
@settings(TRIED, max_examples=80)
@given(DRAWN)
def test_no_smaller_set_than_clingos_optimum(example: Example) -> None:
    """clingo, which minimises the number of answers over all completions, finds the same size."""
    decider = _decider(example)
    for duty, region in _open(decider) if decider else ():
        settling = Settling(decider, Answers(decider))
        sizes = [size for size in range(1, CAP + 1) if any(True for _ in settling.sets(duty, region, size))]
        seen, unknown = _seen(example, duty), _unknown(decider)
        best = _optimum(seen, unknown)
        assert (sizes[0] if sizes else None) == (best if best is not None and best <= CAP else None)


def _optimum(seen: Seen, unknown: Mapping[str, list[int]]) -> int | None:
    targets = {said for _, said, _ in seen}
    kinds = [lambda one, said=said: one[1] == said for said in targets] + [lambda one: not one[2]]
    found = [best for good in kinds if (best := _minimised(seen, unknown, good)) is not None]
    return min(found, default=None)


def _minimised(seen: Seen, unknown: Mapping[str, list[int]], good: object) -> int | None:
    """Return how few answers leave some completions and none but good ones."""
    assert callable(good)
    lines = [
        "{ says(L, V) : value(V) } 1 :- leaf(L).", "value(yes). value(no).",
        "out(M) :- says(L, V), against(M, L, V).", ":- bad(M), not out(M).", ":- not 1 { in(M) : some(M) }.",
        "in(M) :- some(M), not out(M).", "#minimize { 1, L : says(L, V) }.",
    ]  # fmt: skip
    lines += [f'leaf("{leaf}").' for leaf in unknown]
    for number, one in enumerate(seen):
        lines.append(f"some({number}).")
        if not good(one):
            lines.append(f"bad({number}).")
        for leaf, at in unknown.items():
            for value, name in ((True, "yes"), (False, "no")):
                if any(one[0][leaf][i] is not value for i in at):
                    lines.append(f'against({number}, "{leaf}", {name}).')
    control = clingo.Control(["--opt-mode=opt"])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    cost: list[int] = []
    control.solve(on_model=lambda model: cost.append(model.cost[0]))
    return cost[-1] if cost else None
