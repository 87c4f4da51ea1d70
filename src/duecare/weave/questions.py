"""Questions of fact: as they are put in their chapter, and the index that says where each is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duecare.ir.declarations import LeafRule
from duecare.report.names import human
from duecare.weave.atlas import Atlas, Place, link, number_link, reference
from duecare.weave.authority import authorities
from duecare.weave.chapters import Rule
from duecare.weave.markup import Html, Part, el, lines, listed, together
from duecare.weave.naming import SCOPES, filled
from duecare.weave.rows import BURDEN
from duecare.weave.rules import dagger, numbers
from duecare.weave.terms import term


def questions(rules: Sequence[Rule], atlas: Atlas) -> Html:
    """Return questions that stand together as one list."""
    return el("div", lines(_question(rule, rule.owner, atlas) for rule in rules), cls="questions")


def _question(rule: Rule, leaf: object, atlas: Atlas) -> Html:
    if not isinstance(leaf, LeafRule):
        raise TypeError(leaf)
    place = atlas.rules[rule.number]
    asked = (_traits(leaf, kind=False), " ", *([dagger()] if place.memory else []))
    return el(
        "article",
        el("a", rule.number, cls="num", href=f"#{place.anchor}"),
        el("p", term(leaf.kind), " ", el("b", link(atlas, ("fact", leaf.name))), *asked, cls="asked"),
        el("p", *_asked(leaf), cls="says"),
        authorities(leaf.sources, atlas),
        cls=f"rule {leaf.kind}",
        id=place.anchor,
    )


def index_of_facts(atlas: Atlas) -> Html:
    """Return every question by the alphabet: what it asks, about what, and which rules use the answer."""
    asked = (leaf for leaf in atlas.law.leaves if not leaf.dated)
    leaves = sorted(asked, key=lambda leaf: leaf.name)
    return el("div", lines(_entry(leaf, atlas) for leaf in leaves), cls="index")


def _entry(leaf: LeafRule, atlas: Atlas) -> Html:
    key = ("fact", leaf.name)
    place = atlas.places.get(key)
    dagger = el("span", "†", cls="dagger") if place and place.memory else ""
    number = together((" ", number_link(place))) if place else ""
    uses = [
        *_uses("Used in", (reference(user) for user in atlas.used(key, "rule"))),
        *_uses("Presumed in", numbers_of(atlas.used(key, "presumes"))),
        *_uses("Factors", (reference(user) for user in atlas.used(key, "factor"))),
        *_uses("Cases", numbers_of(atlas.used(key, "case"))),
    ]
    return el(
        "div",
        el("p", el("b", human(leaf.name)), dagger, number, _traits(leaf), cls="asked"),
        el("p", *_asked(leaf), cls="says"),
        *(uses or [el("p", "Used in no rule.", cls="used")]),
        id=f"index-{leaf.name}",
    )


def numbers_of(places: Iterable[Place]) -> list[Html]:
    """Return places by their numbers, in a list that may be empty."""
    return [numbers(found)] if (found := tuple(places)) else []


def _uses(word: str, users: Iterable[Html]) -> list[Html]:
    listing = list(users)
    return [el("p", f"{word}: ", listed(listing, "; "), cls="used")] if listing else []


def _traits(leaf: LeafRule, *, kind: bool = True) -> Html:
    """Return what kind of question this is: about what, whether it happens once, who bears the burden, aliases."""
    told = [*([leaf.kind] if kind else []), f"about {SCOPES.get(leaf.scope, leaf.scope)}"]
    if leaf.event:
        told.append("happens once; its date may be open" if leaf.onset else "happens once")
    if leaf.burden:
        told.append(f"burden {BURDEN.get(leaf.burden, leaf.burden)}")
    if leaf.own_people:
        told.append(f"toward its own people: {leaf.own_people}")
    if leaf.aliases:
        told.append(f"also called {', '.join(leaf.aliases)}")
    return el("span", f" {'; '.join(told)}", cls="traits")


def _asked(leaf: LeafRule) -> Iterator[Part]:
    """Yield a question with its blanks set apart."""
    yield from (el("i", words) if blank else words for words, blank in filled(leaf.question))
