"""The factors beside each other: what each does, which questions show it, and which rules name these questions."""

from __future__ import annotations

from duecare.ir.declarations import Factor
from duecare.ir.walk import walk
from duecare.report.names import human
from duecare.weave.atlas import Atlas, Place, link, reference, used_by
from duecare.weave.markup import Html, el, lines, listed
from duecare.weave.naming import Key

_HEADS = ("No", "Factor", "Effect", "Shown by", "Rules that name this")
_NO_QUESTION = "no question; given in the reasons of an appraisal"


def factors_table(atlas: Atlas) -> Html:
    """Return every factor by its number, with its effect, what shows it, and the rules that name that."""
    factors = sorted(atlas.law.factors, key=lambda one: (one.aliases, one.name))
    if not factors:
        return el("p", "This law names no factor.")
    top = el("thead", el("tr", *(el("th", word, scope="col") for word in _HEADS)))
    return el("table", top, el("tbody", lines(_row(one, atlas) for one in factors)), cls="factors")


def rules_on(factor: Factor, atlas: Atlas) -> tuple[Place, ...]:
    """Return the rules and presumptions on what shows a factor, each once, in the order of the book."""
    found = {place for key in _shown_by(factor) for way in ("rule", "presumes") for place in atlas.used(key, way)}
    return tuple(place for place in atlas.rules.values() if place in found)


def _shown_by(factor: Factor) -> tuple[Key, ...]:
    """Return the questions and steps that the conditions of a factor name, each once."""
    conditions = [one for one in (factor.raises, factor.lowers) if one is not None]
    return tuple(dict.fromkeys(key for one in conditions for part in walk(one) if (key := used_by(part))))


def _row(factor: Factor, atlas: Atlas) -> Html:
    asked = [link(atlas, key) for key in _shown_by(factor)]
    rules = [reference(place) for place in rules_on(factor, atlas)]
    return el(
        "tr",
        el("td", ", ".join(factor.aliases) or "–"),
        el("th", link(atlas, ("factor", factor.name), human(factor.name)), scope="row"),
        el("td", ", ".join(factor.effects)),
        el("td", listed(asked) if asked else _NO_QUESTION),
        el("td", listed(rules, "; ") if rules else "–"),
    )
