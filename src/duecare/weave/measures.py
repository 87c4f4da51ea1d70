"""Measures: each step with its tier and phases, the duties it serves, when it opens, and how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.ir.declarations import Measure
from duecare.ir.walk import measures_of
from duecare.report.names import human
from duecare.weave.atlas import Atlas, link, reference
from duecare.weave.authority import authorities
from duecare.weave.chapters import Rule
from duecare.weave.conditions import condition
from duecare.weave.markup import Html, Part, el, lines, listed, together
from duecare.weave.rules import dagger

_HEADS = ("Measure", "What it consists in", "Tier", "Phase", "Serves", "Open")


def measures(rules: Sequence[Rule], atlas: Atlas) -> Html:
    """Return measures that stand together as one table."""
    columns = el("colgroup", *(el("col", cls=word.split()[0].lower()) for word in _HEADS))
    top = el("thead", el("tr", *(el("th", word, scope="col") for word in _HEADS)))
    rows = lines(_measure(rule, rule.owner, atlas) for rule in rules)
    return el("div", el("table", columns, top, el("tbody", rows), cls="measures"), cls="scroll")


def _measure(rule: Rule, owner: object, atlas: Atlas) -> Html:
    if not isinstance(owner, Measure):
        raise TypeError(owner)
    place = atlas.rules[rule.number]
    said: list[Part] = [el("p", owner.text, cls="says"), authorities(owner.sources, atlas)]
    return el(
        "tr",
        el("th", el("a", rule.number, cls="num", href=f"#{place.anchor}"), " ", el("b", owner.name), scope="row"),
        el("td", *said, *([dagger()] if place.memory else [])),
        el("td", owner.tier),
        el("td", ", ".join(owner.phases)),
        el("td", *_serves(owner, atlas)),
        el("td", _open(owner, atlas)),
        cls="rule measure",
        id=place.anchor,
    )


def _serves(owner: Measure, atlas: Atlas) -> Iterator[Html]:
    """Yield the duties that a step serves, by obligation, and the rules that ask whether it was taken."""
    served: dict[str, list[Html]] = {}
    for duty in atlas.law.duties:
        if owner.name in measures_of(duty.served_by):
            served.setdefault(duty.obligation, []).append(link(atlas, ("duty", duty.id), human(duty.name)))
    for obligation, duties in served.items():
        yield el("p", link(atlas, ("obligation", obligation)), ": ", listed(duties))
    norms = [link(atlas, ("norm", norm.name)) for norm in atlas.law.norms if owner.name in measures_of(norm.served_by)]
    if norms:
        yield el("p", listed(norms))
    asking = [reference(place) for place in atlas.used(("measure", owner.name), "rule")]
    if asking:
        yield el("p", "asked in ", listed(asking, "; "), cls="used")
    if not (served or norms or asking):
        yield el("p", "no duty")


def _open(owner: Measure, atlas: Atlas) -> Html:
    """Return from when a step is open and for how long, where the law says so."""
    opens = together(("when ", condition(owner.opens, atlas))) if owner.opens is not None else "as soon as it is due"
    return together((opens, f", for {_span(owner.window)}" if owner.window is not None else ""))


def _span(hours: int) -> str:
    days, rest = divmod(hours, 24)
    number, unit = (days, "day") if days and not rest else (hours, "hour")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
