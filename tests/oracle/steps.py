"""The slow oracle: the measures that serve a duty, due, omitted, made good or still open."""

from __future__ import annotations

from datetime import timedelta

import conditions
import duties
from completions import World, remembered
from conditions import At

from duecare.ir.declarations import Service
from duecare.ir.walk import measures_of


def serving(world: World, name: str) -> tuple[str, ...]:
    """The measures that serve a duty or norm."""
    return measures_of(world.index.rules[name].served_by)


@remembered
def is_due(world: World, name: str, m: str, i: int) -> bool:
    """The duty is due, the measure open, and `step due` holds for it."""
    opens, step = world.index.measures[m].opens, world.law.step
    is_open = opens is None or conditions.holds(world, opens, At(measure=m), i)
    wanted = step is None or conditions.holds(world, step.due, At(measure=m), i)
    return duties.due(world, name, i) and is_open and wanted


@remembered
def closed(world: World, name: str, m: str, i: int) -> bool:
    """The window the law gives the measure has run since it was due; where it gives none, `step closed` holds."""
    hours, step = world.index.measures[m].window, world.law.step
    if hours is None:
        return step is not None and conditions.holds(world, step.closed, At(measure=m), i)
    at = world.frame.slices
    return any(at[j] + timedelta(hours=hours) <= at[i] and is_due(world, name, m, j) for j in range(i + 1))


@remembered
def in_time(world: World, name: str, m: str, i: int) -> bool:
    """It was taken in time: as claimed without more, or before its window closed; not if claimed to be late."""
    if i < 0:
        return False
    before = in_time(world, name, m, i - 1)
    if world.known(f"late({m})", i).value is True:
        return before
    if world.known(f"taken({m})", i).value is True:
        return True
    shut = i > 0 and closed(world, name, m, i - 1)
    return before or (conditions.taken(world, m, i) and not shut)


def done(world: World, name: str, m: str, i: int) -> bool:
    """It was taken, in time or late."""
    return in_time(world, name, m, i) or conditions.taken(world, m, i)


def counts(world: World, name: str, m: str, baseline: bool, i: int) -> bool:
    """It is due; only baseline measures count where the baseline omission is asked for."""
    return is_due(world, name, m, i) and (not baseline or world.index.measures[m].tier == "baseline")


def is_omitted(world: World, name: str, item: str | Service, baseline: bool, i: int) -> bool:
    """The omission of a measure or a group at one slice; of `any of` one measure in time, whatever its tier, saves."""
    if isinstance(item, str):
        late = closed(world, name, item, i) and not in_time(world, name, item, i)
        return counts(world, name, item, baseline, i) and late
    if item.mode == "all":
        return any(is_omitted(world, name, inner, baseline, i) for inner in item.items)
    members = measures_of(item)
    owed = [m for m in members if counts(world, name, m, baseline, i)]
    saved = any(in_time(world, name, m, i) for m in members)
    return bool(owed) and not saved and all(closed(world, name, m, i) for m in owed)


@remembered
def omitted_so_far(world: World, name: str, baseline: bool, i: int) -> bool:
    """The service was omitted at some slice so far."""
    service = world.index.rules[name].served_by
    return any(is_omitted(world, name, service, baseline, j) for j in range(i + 1))


def was_due(world: World, name: str, m: str, i: int) -> bool:
    """A measure was due at some slice so far."""
    return any(is_due(world, name, m, j) for j in range(i + 1))


@remembered
def some_due(world: World, name: str, i: int) -> bool:
    """Some serving measure was due at some slice so far."""
    return any(was_due(world, name, m, i) for m in serving(world, name))


def some_taken(world: World, name: str, i: int) -> bool:
    """Some serving measure was taken, in time or late."""
    return any(done(world, name, m, i) for m in serving(world, name))


def some_closed(world: World, name: str, i: int) -> bool:
    """The window of a due measure is closed."""
    return any(is_due(world, name, m, i) and closed(world, name, m, i) for m in serving(world, name))


def made_good(world: World, name: str, item: str | Service, i: int) -> bool:
    """A measure or group that was ever due is done; of `any of` one member done suffices."""
    if isinstance(item, Service) and item.mode == "all":
        return all(made_good(world, name, inner, i) for inner in item.items)
    members = (item,) if isinstance(item, str) else measures_of(item)
    if not any(was_due(world, name, m, i) for m in members):
        return True
    return any(done(world, name, m, i) for m in members)


def is_running(world: World, name: str, item: str | Service, i: int) -> bool:
    """A measure or group is due, its window open, and it is not done."""
    if isinstance(item, Service) and item.mode == "all":
        return any(is_running(world, name, inner, i) for inner in item.items)
    members = (item,) if isinstance(item, str) else measures_of(item)
    is_open = any(is_due(world, name, m, i) and not closed(world, name, m, i) for m in members)
    return is_open and not any(done(world, name, m, i) for m in members)
