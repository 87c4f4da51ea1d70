"""A compiled law in which nothing of a frame is settled yet: what a claim does beside its value is a variable too.

One frame's engine reads as constants whether a leaf is asserted, established or raised, and whether a step came late.
In a table these differ from row to row; here each is a leaf like any other, and only the positions that a view takes
are put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from duecare.engine.compiled import Compiled
from duecare.engine.duties import duties_and_norms, measures_served_by
from duecare.ir.declarations import View

_AS_THEY_ARE = frozenset(("leaf", "issue", "other", "status", "review", "here"))


def opened(compiled: Compiled, duties: Iterable[str]) -> Compiled:
    """Return the law with those variables as leaves, ordered for these duties: the steps of one before the next's."""
    names = _ordered(compiled, [_name(name) for name in _with_late(compiled)], duties)
    places = {name: place for place, name in enumerate(names)}
    level = (-1, *(places[_name(compiled.variables[old])] for old in compiled.level[1:]))
    return replace(compiled, variables=tuple(names), level=level)


def _name(variable: str) -> str:
    return variable if variable.partition(":")[0] in _AS_THEY_ARE else f"leaf:{variable}"


def _with_late(compiled: Compiled) -> Iterable[str]:
    """Yield the variables, and with each step taken that it came late."""
    for name in compiled.variables:
        yield name
        if name.startswith("leaf:taken("):
            yield name.replace("taken", "late", 1)


def _ordered(compiled: Compiled, names: list[str], duties: Iterable[str]) -> list[str]:
    """Put last what is about a duty's steps and then the duty itself: once read, they come to a bit or two."""
    about: dict[str, list[str]] = {}
    for name in names:
        about.setdefault(name.partition("(")[2].removesuffix(")"), []).append(name)
    rules = duties_and_norms(compiled.law)
    subjects = [one for duty in duties for one in (*measures_served_by(rules[duty].served_by), duty)]
    last = [name for subject in dict.fromkeys(subjects) for name in about.get(subject, ())]
    moved = frozenset(last)
    return [*(name for name in names if name not in moved), *last]


def positions_taken(compiled: Compiled, view: View, *, gates: bool = False) -> dict[str, bool]:
    """Return the values of the issue variables that a view settles; stances on gates count only if asked for."""
    issues = {issue.name: issue for issue in compiled.law.issues}
    found: dict[str, bool] = {}
    for stance in view.stances:
        issue = issues[stance.issue]
        if len(stance.positions) == 1 and (gates or not issue.gate):
            taken = [position.name for position in issue.positions].index(stance.positions[0])
            found |= {f"issue:{issue.name}#{place}": place == taken for place in range(taken + 1)}
    return found


def restricted(compiled: Compiled, values: Mapping[str, bool]) -> Compiled:
    """Return the law with some variables put in; they stay in the list of variables and no function reads them."""
    fixed = {compiled.places[name]: value for name, value in values.items() if name in compiled.places}
    level, low, high, moved = [-1], [0], [0], [0]
    for test, if_not, if_so in zip(compiled.level[1:], compiled.low[1:], compiled.high[1:], strict=True):
        no, yes = moved[if_not >> 1] ^ (if_not & 1), moved[if_so >> 1] ^ (if_so & 1)
        if test in fixed or no == yes:
            moved.append(yes if fixed.get(test, True) else no)
            continue
        moved.append(2 * len(level))
        level.append(test)
        low.append(no)
        high.append(yes)
    roots = {name: moved[f >> 1] ^ (f & 1) for name, f in compiled.roots.items()}
    return replace(compiled, level=tuple(level), low=tuple(low), high=tuple(high), roots=roots)
