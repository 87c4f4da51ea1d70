"""The law as LegalRuleML: the standard's structure, no reference into nothing, and formulas that say what rules say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from duecare.export.legalruleml import law_as_legalruleml
from duecare.export.legalruleml_formulas import LRML, RULEML
from duecare.ir.declarations import Law
from duecare.ir.expressions import All, AnyOf, AtLeast, Constant, Element, Expression, Guarded, Leaf, Not, SomeAffected
from duecare.ir.walk import walk
from duecare.rulebook.load import load_bundled

NAMES = {"l": LRML, "r": RULEML}
HOSTILE = 'x"/><lrml:Statements>&amp;]]> & <!-- \x00\x0b\ud800 é 法 🜲'


@cache
def read() -> etree._Element:
    """The bundled law, read by a parser that is not ours."""
    bundle = load_bundled()
    return etree.fromstring(law_as_legalruleml(bundle.law, bundle.hash).encode())


def rng() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(Path(__file__).parent / "legalruleml.rng"))


def test_the_structure_is_that_of_the_standard() -> None:
    """What stands in what, in which order, and the form of keys, references and names."""
    schema = rng()
    assert schema.validate(read()), schema.error_log


@pytest.mark.parametrize("path", ["//l:Override", "//l:Rule/..", "//r:if", "//l:Association/*[1]"])
def test_another_structure_is_refused(path: str) -> None:
    """The check of structure is one: an element that stands elsewhere fails it."""
    spoilt = etree.fromstring(etree.tostring(read()))
    found = spoilt.xpath(path, namespaces=NAMES) or spoilt.xpath("//l:hasAlternative", namespaces=NAMES)
    spoilt.insert(0, found[0])
    assert not rng().validate(spoilt)


def test_every_reference_leads_to_one_node() -> None:
    """Keys are unique, and whatever is referred to is there."""
    root = read()
    keys = [*root.xpath("//@key"), *root.xpath("//@refersTo")]
    assert len(keys) == len(set(keys))
    assert {ref[1:] for name in ("keyref", "over", "under") for ref in root.xpath(f"//@{name}")} <= set(keys)


def test_nothing_of_the_law_is_missing() -> None:
    """Duties prescribe; issues are alternatives with all their positions; every rule is there with its authorities."""
    root, law = read(), load_bundled().law
    assert len(root.xpath("//l:PrescriptiveStatement", namespaces=NAMES)) == len(law.duties)
    found = [len(one) for one in (node.xpath("l:hasAlternative", namespaces=NAMES) for node in
                                  root.xpath("//l:Alternatives", namespaces=NAMES))]  # fmt: skip
    assert found == [len(issue.positions) for issue in law.issues]
    keys = set(root.xpath("//l:Statements/*/@key", namespaces=NAMES))
    assert {f"element-{one.name}" for one in law.elements} <= keys
    assert {f"exception-{one.name}" for one in law.defences} <= keys
    for duty in law.duties:
        cited = root.xpath(f"//l:Association[l:toTarget/@keyref='#duty-{duty.id}']/l:appliesSource", namespaces=NAMES)
        assert len(cited) == len(duty.sources), duty.id


def test_every_exception_overrides_what_it_defeats() -> None:
    """And presumptions and exceptions are the statements that are defeasible."""
    root, law = read(), load_bundled().law
    over = {one[1:] for one in root.xpath("//l:Override/@over", namespaces=NAMES)}
    assert over == {f"exception-{one.name}" for one in law.defences}
    weak = root.xpath("//l:Association[l:appliesStrength]/l:toTarget/@keyref", namespaces=NAMES)
    assert len(weak) == len(law.defences) + len(law.presumptions)


def test_hostile_text_stays_text() -> None:
    """Markup in a text is text, and signs that no XML document may hold are replaced."""
    law = load_bundled().law
    bad = replace(law.elements[0], name='a"<b>', text=HOSTILE)
    told = law_as_legalruleml(replace(law, elements=(bad,)), "0" * 64)
    root = etree.fromstring(told.encode())
    assert rng().validate(root)
    paraphrases = [node.text for node in root.iter(f"{{{LRML}}}Paraphrase")]
    assert HOSTILE.replace("\x00", "\ufffd").replace("\x0b", "\ufffd").replace("\ud800", "\ufffd") in paraphrases


# --- what the formulas say ----------------------------------------------------------------------------


def holds(part: Expression, world: Mapping[str, bool], taken: Mapping[str, str], *, in_all: bool = True) -> bool:
    """A condition of leaves and elements, in a world and a reading; a line whose position is not taken is absent."""
    match part:
        case Constant(value):
            return value
        case Leaf(name) | Element(name):
            return world[name]
        case Not(item):
            return not holds(item, world, taken)
        case All(items):
            return all(holds(item, world, taken) for item in items)
        case AnyOf(items):
            return any(holds(item, world, taken, in_all=False) for item in items)
        case AtLeast(number, items):
            return sum(holds(item, world, taken, in_all=False) for item in items) >= number
        case SomeAffected(item):
            return holds(item, world, taken)
        case Guarded(item, issue, positions):
            return holds(item, world, taken) if taken[issue] in positions else in_all
    raise TypeError(part)


def says(node: etree._Element, world: Mapping[str, bool], taken: Mapping[str, str]) -> bool:
    """A formula, in the same world and reading."""
    parts = [child for child in node if not child.tag.endswith("}Var")]
    match etree.QName(node).localname:
        case "And":
            return all(says(child, world, taken) for child in parts)
        case "Or":
            return any(says(child, world, taken) for child in parts)
        case "Neg":
            return not says(parts[0], world, taken)
        case "Exists":
            return says(parts[-1], world, taken)
        case "Atom":
            name = node[0].get("iri").removeprefix("law:")
            if name == "takes":
                return any(node[1].get("iri") == f"law:position-{written(i)}.{p}" for i, p in taken.items())
            return world[name.partition("-")[2]]
    raise TypeError(node.tag)


def written(issue: str) -> str:
    return issue.replace("@", "_x40_")


def test_formulas_say_what_conditions_say() -> None:
    """Of every element, in random worlds and readings: guarded lines, lists and negations come out the same."""
    law, root, rng_ = load_bundled().law, read(), Random(3)
    for element in law.elements:
        if not all(_plain(part) for part in _parts(element.met)):
            continue
        formula = root.xpath(f"//l:ConstitutiveStatement[@key='element-{element.name}']//r:if/*", namespaces=NAMES)[0]
        for _ in range(30):
            world, taken = _drawn(law, rng_)
            assert says(formula, world, taken) == holds(element.met, world, taken), element.name


def _drawn(law: Law, rng_: Random) -> tuple[dict[str, bool], dict[str, str]]:
    names = [leaf.name for leaf in law.leaves] + [element.name for element in law.elements]
    return (
        {name: rng_.random() < 0.5 for name in names},
        {issue.name: rng_.choice(issue.positions).name for issue in law.issues},
    )


def _parts(part: Expression) -> list[Expression]:
    return list(walk(part))


def _plain(part: Expression) -> bool:
    return isinstance(part, Constant | Leaf | Element | Not | All | AnyOf | AtLeast | SomeAffected | Guarded)


def test_the_formulas_that_are_compared_are_nearly_all() -> None:
    """Elements that speak of steps or of how far a duty has come are few."""
    law = load_bundled().law
    plain = [one for one in law.elements if all(_plain(part) for part in _parts(one.met))]
    assert len(plain) > 0.7 * len(law.elements)
    assert any(isinstance(part, Guarded) for one in plain for part in _parts(one.met))
