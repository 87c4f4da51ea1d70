"""Rules as cards: what a declaration is called, what it says, its conditions in words, and on what authority."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duecare.ir.declarations import DefenceRule, Duty, ElementRule, Factor, Obligation, Presumption
from duecare.weave.atlas import Atlas, Place, link, number_link, obligation_link, reference
from duecare.weave.authority import authorities
from duecare.weave.chapters import Rule
from duecare.weave.factors import rules_on
from duecare.weave.markup import Html, Part, el, lines, listed, together
from duecare.weave.naming import key_of, kind_of, name_of
from duecare.weave.rows import Row, rows_of
from duecare.weave.terms import term


def card(rule: Rule, atlas: Atlas, obligation: str) -> Html:
    """Return a rule as a card; obligation is the one whose chapter it stands in."""
    owner = rule.owner
    return frame(
        rule,
        atlas,
        head(rule, atlas, _of(rule, atlas)),
        el("p", str(getattr(owner, "text", "")), cls="says"),
        definitions(rows_of(owner, atlas, obligation)),
        authorities(getattr(owner, "sources", ()), atlas),
        *(el("p", f"{way}: ", listed(found, "; "), cls="used") for way, found in _users(rule, atlas) if found),
    )


def frame(rule: Rule, atlas: Atlas, *parts: Part) -> Html:
    """Return the frame of a rule, which bears its anchor."""
    kind = kind_of(rule.owner).replace(" ", "-")
    return el("article", lines(parts), cls=f"rule {kind}", id=atlas.rules[rule.number].anchor)


def head(rule: Rule, atlas: Atlas, after: Part = "") -> Html:
    """Return the line over a rule: what it is, its name, its number, and a mark if it rests on memory alone."""
    owner, place = rule.owner, atlas.rules[rule.number]
    code = key_of(owner)[1].rpartition(".")[2]
    parts: list[Part] = [el("a", rule.number, cls="num", href=f"#{place.anchor}"), " ", term(kind_of(owner)), " "]
    parts += [el("b", _name(rule, atlas)), *((" ", after) if after else ())]
    parts += [" ", dagger()] if place.memory else []
    parts += [" ", el("code", code, cls="name")] if "_" in code and not isinstance(owner, Presumption) else []
    return el("header", *parts)


def dagger() -> Html:
    """Return the remark that nobody read what a rule rests on."""
    return el("span", "† rests on memory alone", cls="memory")


def definitions(rows: Iterable[Row]) -> Html:
    """Return keywords, each with what stands under it, those with nothing under them left out."""
    parts = [part for word, said in rows if said for part in (el("dt", term(word)), el("dd", said))]
    return el("dl", *parts) if parts else Html("")


def numbers(places: Iterable[Place]) -> Html:
    """Return places by their numbers."""
    return listed(number_link(place) for place in places)


def _name(rule: Rule, atlas: Atlas) -> Html:
    owner = rule.owner
    if isinstance(owner, Presumption):
        return together((link(atlas, ("fact", owner.leaf)), ": ", "yes" if owner.value else "no"))
    return together((name_of(owner, atlas.law),))


def _of(rule: Rule, atlas: Atlas) -> Html:
    """Return what a duty is a limb of, what an exception is made to, or the number of a factor."""
    owner = rule.owner
    if isinstance(owner, Factor):
        return together((", ".join(owner.aliases),))
    if isinstance(owner, Duty):
        return together(("of ", obligation_link(atlas, owner.obligation)))
    if not isinstance(owner, DefenceRule):
        return Html("")
    if "." in owner.to:
        return together(("to the duty ", link(atlas, ("duty", owner.to))))
    return together(("to ", obligation_link(atlas, owner.to)))


def _users(rule: Rule, atlas: Atlas) -> Iterator[tuple[str, list[Html]]]:
    key = key_of(rule.owner)
    if isinstance(rule.owner, ElementRule):
        yield "Used in", [reference(place) for place in atlas.used(key, "rule")]
    if isinstance(rule.owner, Factor):
        yield "Rules that name what shows it", [reference(place) for place in rules_on(rule.owner, atlas)]
    if isinstance(rule.owner, (Obligation, Duty)):
        yield "Exceptions", [reference(place) for place in atlas.used(key, "defeats")]
        yield "Cases", [reference(place) for place in atlas.used(key, "case")]
