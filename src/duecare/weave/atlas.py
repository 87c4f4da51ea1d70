"""Where everything stands: the place of each declaration, who uses it, and where each authority is cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from duecare.ir.declarations import Case, Duty, Factor, Law, Norm, Presumption
from duecare.ir.expressions import Element, Expression, Guarded, Leaf, Status, Taken
from duecare.ir.walk import conditions, measures_of, walk
from duecare.lang.book import Book
from duecare.weave.chapters import Chapter, Passage, chapters_of
from duecare.weave.citations import Register, citations_of, in_prose, register
from duecare.weave.markup import Html, el, together
from duecare.weave.naming import Key, key_of, name_of, said_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: its anchor, its number, what to call it and what it says; memory: it rests on no more."""

    anchor: str
    number: str
    label: str
    says: str = ""
    memory: bool = False


@dataclass(frozen=True, slots=True)
class Atlas:
    """A law with the way to everything in it.

    places  of declarations by key; `rules` are the same by the number they bear.
    uses    of a key: in which way (`rule`, `serves`, `presumes`, `defeats`, `factor`, `view`, `case`), by which rules.
    cited   of a source and a pinpoint: the numbers of the rules and paragraphs that cite it.
    """

    law: Law
    chapters: tuple[Chapter, ...]
    known: Register
    places: dict[Key, Place]
    rules: dict[str, Place]
    uses: dict[Key, dict[str, tuple[Place, ...]]]
    cited: dict[tuple[str, str], tuple[Place, ...]]

    def used(self, key: Key, way: str) -> tuple[Place, ...]:
        """Return the rules that use something in this way, in the order of the book."""
        return self.uses.get(key, {}).get(way, ())


def atlas_of(book: Book) -> Atlas:
    """Return the way to everything in a law."""
    law, chapters, known = book.law, chapters_of(book), register(book.law)
    rules = _rules(chapters, law, known)
    ruled = [rule for chapter in chapters for rule in chapter.rules]
    places = {key_of(rule.owner): rules[rule.number] for rule in reversed(ruled)}
    uses: dict[Key, dict[str, dict[Place, None]]] = {}
    by_owner = {id(owner): rules[rule.number] for rule in ruled for owner in rule.owners}
    for key, way, user in _uses(law):
        if id(user) in by_owner:
            uses.setdefault(key, {}).setdefault(way, {})[by_owner[id(user)]] = None
    order = {place.number: index for index, place in enumerate(rules.values())}
    return Atlas(
        law,
        chapters,
        known,
        places,
        rules,
        {
            key: {way: tuple(sorted(users, key=lambda user: order[user.number])) for way, users in ways.items()}
            for key, ways in uses.items()
        },
        _cited(chapters, known, rules),
    )


def link(atlas: Atlas, key: Key, label: str = "") -> Html:
    """Return a name that leads to its declaration; a question leads to its entry in the index of facts."""
    place = atlas.places.get(key) or atlas.places.get(("norm", key[1]))
    if place is None:
        return el("span", label or key[1].replace("_", " "))
    anchor = f"index-{key[1]}" if key[0] == "fact" else place.anchor
    return reference(place, label, anchor)


def obligation_link(atlas: Atlas, name: str) -> Html:
    """Return an obligation (or a norm) as a link, with the article that its title begins with."""
    titled = any(one.name == name and one.title.startswith("The ") for one in atlas.law.obligations)
    return together(("the " if titled else "", link(atlas, ("obligation", name))))


def reference(place: Place, label: str = "", anchor: str = "") -> Html:
    """Return a link to a place; on paper its number is printed after it."""
    dagger = el("span", "†", cls="dagger", title="rests on memory alone") if place.memory else ""
    number = el("span", f" {place.number}", cls="ref") if place.number else ""
    return el("a", label or place.label, dagger, number, href=f"#{anchor or place.anchor}", title=place.says)


def number_link(place: Place) -> Html:
    """Return the number of a place as a link to it."""
    return el("a", place.number, href=f"#{place.anchor}", title=place.label)


def _rules(chapters: tuple[Chapter, ...], law: Law, known: Register) -> dict[str, Place]:
    """Return the place of each rule by its number; no two have the same anchor."""
    found: dict[str, Place] = {}
    counted: Counter[str] = Counter()
    for rule in (rule for chapter in chapters for rule in chapter.rules):
        owner = rule.owner
        kind, name = key_of(owner)
        anchor = f"{kind}-{name}".rstrip("-").replace(" ", "-")
        counted[anchor] += 1
        if isinstance(owner, Presumption):
            anchor = f"{anchor}-{counted[anchor]}"
        label = name_of(owner, law)
        if isinstance(owner, Duty):
            label = f"{label} ({obligation_of(owner, law)})"
        elif isinstance(owner, Presumption):
            label = f"presumption of {label}"
        found[rule.number] = Place(anchor, rule.number, label, said_of(owner), known.memory_only(owner))
    return found


def obligation_of(owner: Duty, law: Law) -> str:
    """Return what to call the obligation that a duty is a limb of."""
    return next((name_of(one, law) for one in law.obligations if one.name == owner.obligation), owner.obligation)


def _uses(law: Law) -> Iterator[tuple[Key, str, object]]:
    """Yield what is used, in which way, and by which declaration."""
    for owner, _, expression in conditions(law):
        way = "factor" if isinstance(owner, Factor) else "rule"
        yield from ((key, way, owner) for part in walk(expression) if (key := used_by(part)))
    servers: tuple[Duty | Norm, ...] = (*law.duties, *law.norms)
    for server in servers:
        yield from ((("measure", name), "serves", server) for name in measures_of(server.served_by))
    for presumption in law.presumptions:
        yield ("fact", presumption.leaf), "presumes", presumption
    for defence in law.defences:
        yield (("duty" if "." in defence.to else "obligation", defence.to), "defeats", defence)
        yield from ((("fact", leaf), "rule", defence) for leaf in defence.raised_by)
    for view in law.views:
        yield from ((("issue", stance.issue.partition("@")[0]), "view", view) for stance in view.stances)
    for case in law.cases:
        yield from ((key, "case", case) for key in _in_case(case))


def used_by(part: Expression) -> Key | None:
    """Return the key of what an expression names by itself, if it names anything."""
    if isinstance(part, Leaf):
        return "fact", part.name
    if isinstance(part, Element):
        return "element", part.name
    if isinstance(part, Taken):
        return "measure", part.measure
    if isinstance(part, Guarded):
        return "issue", part.issue.partition("@")[0]
    if isinstance(part, Status):
        return ("duty" if "." in part.subject else "obligation"), part.subject
    return None


def _in_case(case: Case) -> Iterator[Key]:
    for given in (given for block in case.slices for given in block.facts):
        yield ("measure", given.about) if given.leaf in ("taken", "late") else ("fact", given.leaf)
    yield from (("issue", stance.issue.partition("@")[0]) for stance in case.reading)
    yield from (("duty", f"{case.obligation}.{expected.duty}") for expected in case.expects)


def _cited(
    chapters: tuple[Chapter, ...], known: Register, rules: dict[str, Place]
) -> dict[tuple[str, str], tuple[Place, ...]]:
    found: dict[tuple[str, str], dict[Place, None]] = {}
    for chapter in chapters:
        for piece in chapter.pieces:
            for source, pinpoint, place in _citing(piece, known, rules) if isinstance(piece, Passage) else ():
                found.setdefault((source, pinpoint), {})[place] = None
    return {cited: tuple(places) for cited, places in found.items()}


def _citing(passage: Passage, known: Register, rules: dict[str, Place]) -> Iterator[tuple[str, str, Place]]:
    for prose in passage.prose:
        place = Place(f"p-{prose.number}", prose.number, f"paragraph {prose.number}")
        for piece in (piece for words in prose.texts for piece in in_prose(words, known)):
            yield from ((one.source, one.pinpoint, place) for one in piece if not isinstance(one, str))
    for rule in passage.rules:
        for one in citations_of(rule.owner, known):
            yield one.source, one.pinpoint, rules[rule.number]
