"""Reduced ordered decision diagrams: every Boolean function once, as a number.

FALSE is 0, TRUE is 1, the contrary of f is f ^ 1, and two functions are equal exactly when their numbers are.
The nodes live in OxiDD (diagrams with complement edges, in Rust); a diagram lives for one law or one frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oxidd.bcdd import BCDDFunction, BCDDManager
from oxidd.util import BooleanOperator, DDMemoryError

FALSE, TRUE = 0, 1
_MOST_NODES = 1 << 22
_MOST_REMEMBERED = 1 << 17
_AND = BooleanOperator.AND


TooLargeError = DDMemoryError  # too much is unknown at once: the functions do not fit the room there is for them


class Diagram:
    """A growing set of functions with the operations on them; levels are any increasing integers."""

    def __init__(self, levels: Iterable[int] = ()) -> None:
        self._manager = BCDDManager(_MOST_NODES, _MOST_REMEMBERED, 1)
        self._functions: list[BCDDFunction] = []
        self._numbers: dict[BCDDFunction, int] = {}
        self._number(self._manager.false())
        self._levels: list[int] = []
        self._places: dict[int, int] = {}
        self._variables: dict[int, int] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._cubes: dict[frozenset[int], BCDDFunction] = {}
        self._supports: dict[int, frozenset[int]] = {}
        self._reads: dict[BCDDFunction, int] = {}
        self._bits: dict[int | None, int] = {}
        self.declare(levels)

    def __len__(self) -> int:
        return self._manager.num_inner_nodes()

    # -- variables --------------------------------------------------------------------------------------

    def declare(self, levels: Iterable[int]) -> None:
        """Add variables, in increasing order and below all earlier ones."""
        new = list(levels)
        self._places |= dict(zip(new, self._manager.add_vars(len(new)), strict=True))
        self._bits |= {self._places[level]: 1 << self._places[level] for level in new}
        self._levels += new

    def variable(self, level: int) -> int:
        """Return the function that is true when the variable at this level is."""
        found = self._variables.get(level)
        if found is None:
            if level not in self._places:
                self.declare([level])
            found = self._variables[level] = self._number(self._manager.var(self._places[level]))
        return found

    @property
    def levels(self) -> tuple[int, ...]:
        """All levels, in order."""
        return tuple(self._levels)

    def top(self, f: int) -> int | None:
        """Return the level f tests first; None: f is constant."""
        number = self._functions[f].node_var()
        return None if number is None else self._levels[number]

    def branches(self, f: int) -> tuple[int, int]:
        """Return what is left of f where its first variable is false, and where it is true."""
        high, low = self._functions[f].cofactors() or (self._functions[f],) * 2
        return self._number(low), self._number(high)

    def support(self, f: int) -> frozenset[int]:
        """Return the levels f depends on."""
        found = self._supports.get(f >> 1)
        if found is None:
            read = self._read(self._functions[f])
            found = self._supports[f >> 1] = frozenset(self._levels[place] for place in _places(read))
        return found

    def _read(self, f: BCDDFunction) -> int:
        """Return the variables (bits) that a function depends on; what is found below it is kept."""
        reads, stack = self._reads, [(f, f.cofactors())]
        while stack:
            g, parts = stack[-1]
            if g not in reads:
                if parts is None:
                    reads[g] = 0
                elif (high := reads.get(parts[0])) is None:
                    stack.append((parts[0], parts[0].cofactors()))
                    continue
                elif (low := reads.get(parts[1])) is None:
                    stack.append((parts[1], parts[1].cofactors()))
                    continue
                else:
                    reads[g] = self._bits[g.node_var()] | high | low
            stack.pop()
        return reads[f]

    def size(self, functions: Iterable[int]) -> int:
        """Return how many nodes these functions have together, constants and negations not counted."""
        return sum(1 for g in self._below(functions) if g.node_var() is not None)

    def _below(self, functions: Iterable[int]) -> set[BCDDFunction]:
        """Return one of each function and its contrary below these."""
        seen: set[BCDDFunction] = set()
        stack = [self._functions[f & ~1] for f in functions]
        while stack:
            g = stack.pop()
            if g not in seen and ~g not in seen:
                seen.add(g)
                stack += g.cofactors() or ()
        return seen

    # -- order ------------------------------------------------------------------------------------------

    def keep(self, functions: Iterable[int]) -> None:
        """Forget all functions but these (numbers change)."""
        kept = [self._functions[f] for f in functions]
        self._functions, self._numbers, self._both, self._cubes = [], {}, {}, {}
        self._supports, self._reads, self._variables = {}, {}, {}
        for f in (self._manager.false(), *kept):
            self._number(f)

    def arrange(self, levels: Iterable[int]) -> int:
        """Put the variables in another order and return the nodes that all functions then take."""
        self._manager.set_var_order(self._places[level] for level in levels)
        self._manager.gc()
        return self._manager.num_inner_nodes()

    # -- operations -------------------------------------------------------------------------------------

    def negation(self, f: int) -> int:
        """Return the contrary of f."""
        return f ^ 1

    def both(self, f: int, g: int) -> int:
        """Return f and g."""
        if f > g:
            f, g = g, f
        if f <= TRUE:
            return g if f else FALSE
        if f ^ g <= TRUE:
            return f if f == g else FALSE
        found = self._both.get((f, g))
        if found is None:
            found = self._both[f, g] = self._number(self._functions[f] & self._functions[g])
        return found

    def either(self, f: int, g: int) -> int:
        """Return f or g."""
        return self.both(f ^ 1, g ^ 1) ^ 1

    def implies(self, f: int, g: int) -> int:
        """Return f implies g."""
        return self.both(f, g ^ 1) ^ 1

    def choice(self, test: int, yes: int, no: int) -> int:
        """Return `yes` where the test holds and `no` where it does not."""
        if test <= TRUE:
            return yes if test else no
        if yes == no:
            return yes
        f = self._functions
        return self._number(f[test].ite(f[yes], f[no]))

    def conjunction(self, functions: Iterable[int]) -> int:
        """Return the conjunction, later ones first (in most lists these stand deeper)."""
        result = TRUE
        for f in reversed(list(functions)):
            result = self.both(f, result)
        return result

    def disjunction(self, functions: Iterable[int]) -> int:
        """Return the disjunction, later ones first."""
        return self.conjunction([f ^ 1 for f in functions]) ^ 1

    # -- quantifiers ------------------------------------------------------------------------------------

    def exists(self, f: int, levels: frozenset[int], given: int = TRUE) -> int:
        """Return where some value of these variables makes f true (and what is given, if anything)."""
        if f == FALSE or given == FALSE or f == TRUE == given:
            return f & given
        g, cube = self._functions, self._cube(levels)
        return self._number(g[f].apply_exists(_AND, g[given], cube))

    def forall(self, f: int, levels: frozenset[int]) -> int:
        """Return where every value of these variables makes f true."""
        return self.exists(f ^ 1, levels) ^ 1

    def restrict(self, f: int, values: dict[int, bool]) -> int:
        """Return f with some variables fixed."""
        given = self.conjunction([self.variable(level) ^ (not value) for level, value in sorted(values.items())])
        return self.exists(f, frozenset(values), given)

    def union(self, one: frozenset[int], other: frozenset[int]) -> frozenset[int]:
        """Return the variables of both, ready to be quantified: what was made ready for each is put together."""
        both = one | other
        if both not in self._cubes:
            self._cubes[both] = self._cube(one) & self._cube(other)
        return both

    def _cube(self, levels: frozenset[int]) -> BCDDFunction:
        found = self._cubes.get(levels)
        if found is None:
            found = self._functions[self.conjunction([self.variable(level) for level in sorted(levels)])]
            self._cubes[levels] = found
        return found

    def _number(self, f: BCDDFunction) -> int:
        found = self._numbers.get(f)
        if found is None:
            found, contrary = len(self._functions), ~f
            self._functions += (f, contrary)
            self._numbers[f] = found
            self._numbers[contrary] = found + 1
        return found


def _places(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
