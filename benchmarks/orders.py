"""Orders of a law's variables to compare, another coding of issues, and orders that were searched for."""

from __future__ import annotations

from collections.abc import Sequence

from duecare.engine.compile import _Builder
from duecare.ir.declarations import Issue, Law
from duecare.ir.expressions import Element, Expression, Guarded, Leaf
from duecare.ir.walk import children


class BinaryBuilder(_Builder):
    """Codes an issue's positions as binary numbers; the last position takes the codes left over."""

    def position(self, issue: Issue, name: str) -> int:
        """Return `the reading takes this position`."""
        names = [position.name for position in issue.positions]
        bits = max(1, (len(names) - 1).bit_length())
        first = names.index(name)
        codes = range(first, 1 << bits if name == names[-1] else first + 1)
        return self.diagram.disjunction([self._code(issue.name, code, bits) for code in codes])

    def _code(self, issue: str, code: int, bits: int) -> int:
        tests = [(self.variable(f"issue:{issue}#{bit}"), code >> (bits - 1 - bit) & 1) for bit in range(bits)]
        return self.diagram.conjunction([test if one else self.diagram.negation(test) for test, one in tests])


def issues_on_top(order: Sequence[str]) -> list[str]:
    """Return all issues above all facts."""
    return sorted(order, key=lambda name: not name.startswith("issue:"))


def by_element(law: Law, order: Sequence[str]) -> list[str]:
    """Return the variables of one element after those of another, in the order of the law; all else as it was."""
    elements = {element.name: element.met for element in law.elements}
    found = dict.fromkeys(name for element in law.elements for name in _read(element.met, elements, order))
    return list(dict.fromkeys([*found, *order]))


def _read(expression: Expression, elements: dict[str, Expression], order: Sequence[str]) -> list[str]:
    if isinstance(expression, Leaf):
        return [f"leaf:{expression.name}"] if f"leaf:{expression.name}" in order else []
    if isinstance(expression, Element):
        return _read(elements[expression.name], elements, order)
    issue = f"issue:{expression.issue}#" if isinstance(expression, Guarded) else ""
    own = [name for name in order if issue and name.startswith(issue)]
    return own + [name for child in children(expression) for name in _read(child, elements, order)]
