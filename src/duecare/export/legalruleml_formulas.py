"""Conditions as formulas of LegalRuleML: atoms, And, Or, Neg and Exists of RuleML, and which position is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from xml.etree.ElementTree import Element as Node
from xml.etree.ElementTree import SubElement

from duecare.ir.declarations import Law
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

LRML = "http://docs.oasis-open.org/legalruleml/ns/v1.0/"
RULEML = "http://ruleml.org/spec"
PREFIX = "law"
_VARIABLES = {
    "operation": ("operation",),
    "bearer": ("operation", "bearer"),
    "beneficiary": ("operation", "beneficiary"),
    "relation": ("operation", "bearer", "beneficiary"),
    "measure": ("operation", "bearer", "beneficiary", "measure"),
    "duty": ("operation", "bearer", "beneficiary", "duty"),
}
_FRAME = _VARIABLES["relation"]
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lrml(name: str, *children: Node, **attributes: str) -> Node:
    """Return an element of LegalRuleML."""
    return _node(LRML, name, children, attributes)


def ruleml(name: str, *children: Node, **attributes: str) -> Node:
    """Return an element of RuleML."""
    return _node(RULEML, name, children, attributes)


def said(name: str, text: str, **attributes: str) -> Node:
    """Return a Comment or Paraphrase; signs that no XML document may hold are replaced."""
    node = lrml(name, **attributes)
    node.text = clean(text)
    return node


def clean(text: str) -> str:
    """Return a text without signs that no XML document may hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def key(*parts: str) -> str:
    """Return names as one label of a node; whatever a label may not hold is told by its number."""
    return "-".join(re.sub(r"[^A-Za-z0-9_.]", lambda sign: f"_x{ord(sign[0]):x}_", part) for part in parts)


def term(kind: str, name: str) -> str:
    """Return the IRI of something that the law names, short for the prefix of the law."""
    return f"{PREFIX}:{key(kind, name.replace(' ', '_'))}"


def atom(kind: str, name: str, *arguments: Node) -> Node:
    """Return that a relation of the law holds between arguments."""
    return ruleml("Atom", ruleml("Rel", iri=term(kind, name)), *arguments)


def individual(kind: str, name: str) -> Node:
    """Return one thing that the law names, as an argument."""
    return ruleml("Ind", iri=term(kind, name))


def variables(names: Iterable[str] = _FRAME) -> list[Node]:
    """Return variables as arguments."""
    found = []
    for name in names:
        found.append(ruleml("Var"))
        found[-1].text = name
    return found


def takes(issue: str, position: str) -> Node:
    """Return that the reading takes a position."""
    return ruleml("Atom", ruleml("Rel", iri=f"{PREFIX}:takes"), individual("position", f"{issue}.{position}"))


class Formulas:
    """Writes conditions of one law."""

    def __init__(self, law: Law) -> None:
        self.scopes = {leaf.name: leaf.scope for leaf in law.leaves}

    def formula(self, part: Expression) -> Node:
        """Return a condition as a formula."""
        match part:
            case Constant(value):
                return ruleml("And" if value else "Or")
            case Leaf(name):
                return atom("fact", name, *variables(_VARIABLES[self.scopes.get(name, "relation")]))
            case Element(name):
                return atom("element", name, *variables())
            case Status(subject, status):
                return atom("status", status, individual("rule", subject), *variables())
            case Taken(measure):
                return atom("step", "taken", individual("measure", measure), *variables())
            case OfStep(what):
                return atom("step", what, *variables(_VARIABLES["measure"]))
            case OfDuty(what):
                return atom("duty", what, *variables(_VARIABLES["duty"]))
            case Not(item):
                return ruleml("Neg", self.formula(item))
            case All(items):
                return ruleml("And", *(self._required(item) for item in items))
            case AnyOf(items):
                return ruleml("Or", *(self._offered(item) for item in items))
            case AtLeast(number, items):
                chosen = combinations(items, number)
                return ruleml("Or", *(ruleml("And", *map(self._offered, some)) for some in chosen))
            case SomeAffected(item):
                return ruleml("Exists", *variables(("beneficiary",)), self.formula(item))
            case Guarded():
                return self._required(part)

    def _required(self, item: Expression) -> Node:
        """Return a line of `all of`: where its position is not taken it requires nothing."""
        if not isinstance(item, Guarded):
            return self.formula(item)
        absent = [ruleml("Neg", takes(item.issue, position)) for position in item.positions]
        return ruleml("Or", absent[0] if len(absent) == 1 else ruleml("And", *absent), self.formula(item.item))

    def _offered(self, item: Expression) -> Node:
        """Return a line of `any of`: it counts only where its position is taken."""
        if not isinstance(item, Guarded):
            return self.formula(item)
        taken = [takes(item.issue, position) for position in item.positions]
        return ruleml("And", taken[0] if len(taken) == 1 else ruleml("Or", *taken), self.formula(item.item))


def _node(space: str, name: str, children: Iterable[Node], attributes: dict[str, str]) -> Node:
    node = Node(f"{{{space}}}{name}", {what: clean(value) for what, value in attributes.items()})
    node.extend(children)
    return node


def add(parent: Node, name: str, **attributes: str) -> Node:
    """Return an element of LegalRuleML put into another."""
    return SubElement(parent, f"{{{LRML}}}{name}", {what: clean(value) for what, value in attributes.items()})
