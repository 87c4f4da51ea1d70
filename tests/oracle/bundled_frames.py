"""Random frames of the bundled law: a decided case's facts, some changed, the rest settled at random, a few unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from completions import Reading, admissible, instances

from duecare.base.known import UNKNOWN, Known
from duecare.engine.frame import Frame
from duecare.ir.declarations import Law
from duecare.ir.expressions import All, AnyOf, Expression, Leaf, Not
from duecare.ir.walk import leaves_named, measures_of
from duecare.rulebook.cases import facts_of_case
from duecare.rulebook.load import load_bundled

Knowns = dict[str, tuple[Known, ...]]


@cache
def bundled_law() -> Law:
    """The law that comes with Duecare."""
    return load_bundled().law


def days(count: int) -> tuple[datetime, ...]:
    """So many slices, a day apart."""
    start = datetime(2022, 1, 1, tzinfo=UTC)
    return tuple(start + timedelta(days=day) for day in range(count))


def random_frame(seed: int, most_unknown: int = 10, most_slices: int = 4) -> Frame:
    """A frame toward one affected State (now and then toward nobody), whose list of others is often closed."""
    law, rng = bundled_law(), Random(seed)
    n = rng.randint(1, most_slices)
    known = of_a_case(rng, law, n)
    bias, excuses = rng.choice((0.2, 0.5, 0.8)), {leaf for rule in law.defences for leaf in rule.raised_by}
    for name, onset in instances(law).items():
        if name not in known:
            known[name] = settled_row(rng, n, 0.05 if name in excuses else bias, onset)
    for measure in law.measures:
        taken = known[f"taken({measure.name})"]
        if taken[-1].value and rng.random() < 0.15:
            known[f"late({measure.name})"] = taken
    known = without_clashes(rng, law, known, n)
    known |= {name: forgotten(rng, known[name]) for name in chosen(rng, law, known, most_unknown)}
    slices = days(n)
    return Frame("" if rng.random() < 0.15 else "AAA", slices, known, (), rng.random() < 0.7)


def of_a_case(rng: Random, law: Law, n: int) -> Knowns:
    """The facts of a case at its last slices, with some turned round."""
    known: Knowns = {}
    for name, row in facts_of_case(rng.choice(law.cases), law).items():
        last = row[-n:] if len(row) >= n else (row[0],) * (n - len(row)) + row
        known[name] = tuple(known_as(rng, not one.value) for one in last) if rng.random() < 0.08 else last
    return known


def settled_row(rng: Random, n: int, bias: float, onset: bool) -> tuple[Known, ...]:
    """What is known of an instance at every slice: mostly one value, sometimes begun or ended on the way."""
    values = [rng.random() < bias] * n
    if rng.random() < 0.3:
        turn = rng.randint(0, n)
        values = [onset or not values[0]] * n
        values[:turn] = [not values[-1]] * turn
    return tuple(known_as(rng, value) for value in values)


def known_as(rng: Random, value: bool | None) -> Known:
    """One moment: what is known is mostly asserted, and what is so may be raised."""
    asserted = rng.random() < (0.15 if value is None else 0.85)
    return Known(value, asserted, raised=bool(value) and rng.random() < 0.7)


def without_clashes(rng: Random, law: Law, known: Knowns, n: int) -> Knowns:
    """What a frame with everything known must say otherwise, so that no constraint is broken."""
    changed = dict(known)
    for _ in range(len(law.constraints)):
        for constraint in law.constraints:
            if any(clashes(constraint.never, changed, i) for i in range(n)):
                name = rng.choice(leaves_named(constraint.never))
                changed[name] = tuple(known_as(rng, not changed[name][-1].value) for _ in range(n))
    return changed


def clashes(part: Expression, known: Knowns, i: int) -> bool:
    """Whether what is known, all of it being known, is a combination of leaves that cannot be."""
    match part:
        case Leaf(name=name):
            return bool(known[name][i].value)
        case Not(item=item):
            return not clashes(item, known, i)
        case All(items=items):
            return all(clashes(item, known, i) for item in items)
        case AnyOf(items=items):
            return any(clashes(item, known, i) for item in items)
    raise TypeError(part)


def chosen(rng: Random, law: Law, known: Knowns, most: int) -> list[str]:
    """A few instances to be unknown: of the measures that serve one duty, and of all others alike."""
    serving = measures_of(rng.choice((*law.duties, *law.norms)).served_by)
    near = [name for name in known if name.partition("(")[2].removesuffix(")") in serving]
    pool = [*rng.sample(list(instances(law)), most), *rng.sample(near, min(most, len(near)))]
    pool += rng.sample([name for name in known if "(" not in name], most)
    return rng.sample(sorted(set(pool)), rng.randint(0, most))


def forgotten(rng: Random, row: tuple[Known, ...]) -> tuple[Known, ...]:
    """A row of which all slices, or some, are unknown."""
    if rng.random() < 0.6:
        return (replace(UNKNOWN, asserted=rng.random() < 0.2, raised=rng.random() < 0.3),) * len(row)
    return tuple(known_as(rng, None) if rng.random() < 0.6 else one for one in row)


def with_others(seed: int) -> Frame:
    """A frame in which other States were affected too: named ones, and perhaps further ones."""
    law, rng, frame = bundled_law(), Random(seed), random_frame(seed, 6)
    shared = {leaf.name for leaf in law.leaves if leaf.scope in ("operation", "bearer", "duty")}
    others: list[Knowns] = []
    for number in range(rng.randint(0, 2)):
        told = random_frame(10_000 + 10 * seed + number, 6, 1).known
        own = {
            name: (row[0],) * len(frame.slices)
            for name, row in told.items()
            if name not in frame.known or rng.random() < 0.9
        }
        mine = {name: row for name, row in frame.known.items() if name.partition("(")[0] in shared}
        others.append({name: row for name, row in own.items() if name.partition("(")[0] not in shared} | mine)
    return replace(frame, others=tuple(others), closed=rng.random() < 0.5)


def random_reading(seed: int) -> Reading:
    """A reading of the bundled law that its positions allow."""
    law, rng = bundled_law(), Random(seed)
    while True:
        reading = tuple((issue.name, rng.choice(issue.positions).name) for issue in law.issues)
        if admissible(law, reading):
            return reading
