"""Reduced ordered decision diagrams: every Boolean function once, as a node number.

A node is a level (its variable's place in the order) and two children; 0 is false, 1 is true.
Two functions are equal exactly when their numbers are. Nodes are never freed: a diagram lives for one law
or one frame. (Algorithms: Bryant 1986; our own, since CUDD has no wheels for every Python we support.)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

FALSE, TRUE = 0, 1
_LEAF_LEVEL = 1 << 30
_DEPTH = 20_000


class Diagram:
    """A growing table of nodes with the operations on them; levels are any increasing integers."""

    def __init__(self) -> None:
        self.level: list[int] = [_LEAF_LEVEL, _LEAF_LEVEL]
        self.low: list[int] = [FALSE, TRUE]
        self.high: list[int] = [FALSE, TRUE]
        self._unique: dict[tuple[int, int, int], int] = {}
        self._and: dict[tuple[int, int], int] = {}
        self._not: dict[int, int] = {FALSE: TRUE, TRUE: FALSE}
        self._exists: dict[tuple[int, frozenset[int]], int] = {}
        self._support: dict[int, frozenset[int]] = {FALSE: frozenset(), TRUE: frozenset()}
        if sys.getrecursionlimit() < _DEPTH:  # paths are as long as the order; Python frames are cheap
            sys.setrecursionlimit(_DEPTH)

    def __len__(self) -> int:
        return len(self.level)

    def node(self, level: int, low: int, high: int) -> int:
        """Return the one node for `if level then high else low`."""
        if low == high:
            return low
        key = (level, low, high)
        found = self._unique.get(key)
        if found is None:
            found = len(self.level)
            self._unique[key] = found
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
        return found

    def variable(self, level: int) -> int:
        """Return the function that is true when the variable at this level is."""
        return self.node(level, FALSE, TRUE)

    def negation(self, f: int) -> int:
        """Return the contrary of f."""
        found = self._not.get(f)
        if found is None:
            found = self.node(self.level[f], self.negation(self.low[f]), self.negation(self.high[f]))
            self._not[f] = found
            self._not[found] = f
        return found

    def both(self, f: int, g: int) -> int:
        """Return f and g."""
        if f == g or g == TRUE:
            return f
        if f == TRUE:
            return g
        if f == FALSE or g == FALSE:
            return FALSE
        key = (f, g) if f < g else (g, f)
        found = self._and.get(key)
        if found is None:
            level_f, level_g = self.level[f], self.level[g]
            if level_f == level_g:
                low, high = self.both(self.low[f], self.low[g]), self.both(self.high[f], self.high[g])
                found = self.node(level_f, low, high)
            elif level_f < level_g:
                found = self.node(level_f, self.both(self.low[f], g), self.both(self.high[f], g))
            else:
                found = self.node(level_g, self.both(f, self.low[g]), self.both(f, self.high[g]))
            self._and[key] = found
        return found

    def either(self, f: int, g: int) -> int:
        """Return f or g."""
        if f == g or g == FALSE:
            return f
        if f == FALSE:
            return g
        if f == TRUE or g == TRUE:
            return TRUE
        return self.negation(self.both(self.negation(f), self.negation(g)))

    def implies(self, f: int, g: int) -> int:
        """Return f implies g."""
        return self.negation(self.both(f, self.negation(g)))

    def choice(self, test: int, yes: int, no: int) -> int:
        """Return `yes` where the test holds and `no` where it does not."""
        if test == TRUE or yes == no:
            return yes
        if test == FALSE:
            return no
        if yes == TRUE and no == FALSE:
            return test
        return self.either(self.both(test, yes), self.both(self.negation(test), no))

    def conjunction(self, functions: Iterable[int]) -> int:
        """Return the conjunction, deepest levels first (small intermediate results)."""
        result = TRUE
        for f in sorted(functions, key=self.level.__getitem__, reverse=True):
            result = self.both(f, result)
        return result

    def disjunction(self, functions: Iterable[int]) -> int:
        """Return the disjunction, deepest levels first."""
        result = FALSE
        for f in sorted(functions, key=self.level.__getitem__, reverse=True):
            result = self.either(f, result)
        return result

    def exists(self, f: int, levels: frozenset[int]) -> int:
        """Return f with these variables quantified away: true where some value of them makes f true."""
        if f <= TRUE:
            return f
        key = (f, levels)
        found = self._exists.get(key)
        if found is None:
            low = self.exists(self.low[f], levels)
            if self.level[f] in levels:
                found = TRUE if low == TRUE else self.either(low, self.exists(self.high[f], levels))
            else:
                found = self.node(self.level[f], low, self.exists(self.high[f], levels))
            self._exists[key] = found
        return found

    def forall(self, f: int, levels: frozenset[int]) -> int:
        """Return f with these variables quantified away: true where every value of them makes f true."""
        return self.negation(self.exists(self.negation(f), levels))

    def support(self, f: int) -> frozenset[int]:
        """Return the levels f depends on."""
        found = self._support.get(f)
        if found is None:
            found = self.support(self.low[f]) | self.support(self.high[f]) | {self.level[f]}
            self._support[f] = found
        return found

    def restrict(self, f: int, values: dict[int, bool]) -> int:
        """Return f with some variables fixed."""
        memo: dict[int, int] = {FALSE: FALSE, TRUE: TRUE}
        return self._restrict(f, values, memo)

    def _restrict(self, f: int, values: dict[int, bool], memo: dict[int, int]) -> int:
        found = memo.get(f)
        if found is None:
            value = values.get(self.level[f])
            if value is None:
                low = self._restrict(self.low[f], values, memo)
                found = self.node(self.level[f], low, self._restrict(self.high[f], values, memo))
            else:
                found = self._restrict(self.high[f] if value else self.low[f], values, memo)
            memo[f] = found
        return found


Substitution = Callable[[int], int]


def transfer(
    level: Sequence[int],
    low: Sequence[int],
    high: Sequence[int],
    root: int,
    into: Diagram,
    functions: Sequence[int],
    memo: dict[int, int],
) -> int:
    """Return, in another diagram, the root with every variable replaced by a function of that diagram.

    functions[l] replaces the variable at level l. memo belongs to this substitution and may be reused
    for further roots. Branches that a constant cuts off are never visited.
    """
    if root <= TRUE:
        return root
    found = memo.get(root)
    if found is None:
        test = functions[level[root]]
        if test == TRUE:
            found = transfer(level, low, high, high[root], into, functions, memo)
        elif test == FALSE:
            found = transfer(level, low, high, low[root], into, functions, memo)
        else:
            yes = transfer(level, low, high, high[root], into, functions, memo)
            no = transfer(level, low, high, low[root], into, functions, memo)
            found = into.choice(test, yes, no)
        memo[root] = found
    return found


def reachable(diagram: Diagram, roots: Iterable[int]) -> set[int]:
    """Return every node below these roots, the constants included."""
    seen = {FALSE, TRUE}
    stack = list(roots)
    while stack:
        f = stack.pop()
        if f not in seen:
            seen.add(f)
            stack += (diagram.low[f], diagram.high[f])
    return seen
