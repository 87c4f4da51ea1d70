"""Issues: every position in equal space, by the alphabet, with all who hold or doubt it and the views that take it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duecare.ir.declarations import Holder, Issue, Position
from duecare.report.names import human
from duecare.weave.atlas import Atlas, link, number_link, reference
from duecare.weave.authority import holder, holder_words
from duecare.weave.chapters import Rule
from duecare.weave.conditions import apart, positions
from duecare.weave.markup import Html, Part, el, lines, listed, together
from duecare.weave.naming import key_of
from duecare.weave.rules import frame, head
from duecare.weave.terms import term


def issue(rule: Rule, atlas: Atlas) -> Html:
    """Return an issue with its positions beside each other."""
    asked = tuple(owner for owner in rule.owners if isinstance(owner, Issue))
    first = asked[0]
    turning = [reference(place) for place in atlas.used(key_of(first), "rule")]
    return frame(
        rule,
        atlas,
        head(rule, atlas, _asked_for(asked, atlas)),
        el("p", first.question, cls="says"),
        el("div", _table(rule, asked, atlas), cls="scroll"),
        el("p", "Rules that turn on it: ", listed(turning, "; "), cls="used") if turning else "",
    )


def issues_table(atlas: Atlas) -> Html:
    """Return the issues by the alphabet, gates apart from content, with the names of their positions."""
    found = {one.name.partition("@")[0]: one for one in atlas.law.issues}
    heads = ("Issue", "Question", "Positions", "At")
    top = el("thead", el("tr", *(el("th", word, scope="col") for word in heads)))
    groups = [
        (words, [name for name in sorted(found) if found[name].gate is gate])
        for words, gate in (("Gates: is there an obligation, or a duty, at all?", True), ("Content", False))
    ]
    bodies = [
        el(
            "tbody",
            el("tr", el("th", words, scope="rowgroup", colspan="4")),
            lines(_row(name, found[name], atlas) for name in names),
        )
        for words, names in groups
        if names
    ]
    return el("table", top, *bodies, cls="issues")


def _row(name: str, one: Issue, atlas: Atlas) -> Html:
    place = atlas.places[("issue", name)]
    named = sorted(human(position.name) for position in one.positions)
    cells = (link(atlas, ("issue", name)), one.question, "; ".join(named), number_link(place))
    return el("tr", *(el("td", cell) for cell in cells))


def _asked_for(asked: Sequence[Issue], atlas: Atlas) -> Html:
    """Return whether an issue is a gate, and for which obligations it is asked, where each asks for itself."""
    gate = together(("(", term("gate"), ")")) if asked[0].gate else Html("(content)")
    named = [link(atlas, ("obligation", one.obligation)) for one in asked if one.obligation]
    return together((gate, ", asked for each of: ", listed(named, "; "))) if named else gate


def _table(rule: Rule, asked: Sequence[Issue], atlas: Atlas) -> Html:
    ordered = sorted(asked[0].positions, key=lambda position: position.name)
    anchor = atlas.rules[rule.number].anchor
    heads = [el("th", *_head(one), scope="col", id=f"{anchor}.{one.name}") for one in ordered]
    rows = [
        ("held by", [_holders(one.held_by, atlas) for one in ordered]),
        ("doubted by", [_holders(one.doubted_by, atlas) for one in ordered]),
        ("requires", [_others(one.requires, asked[0].obligation, atlas) for one in ordered]),
        ("excludes", [_others(one.excludes, asked[0].obligation, atlas) for one in ordered]),
        ("views", [listed(_views(one, asked, atlas), "; ") for one in ordered]),
    ]
    body = [
        el("tr", el("th", term(word), scope="row"), *(el("td", cell or _nobody(word)) for cell in cells))
        for word, cells in rows
        if word not in ("requires", "excludes") or any(cells)
    ]
    columns = el("colgroup", el("col", cls="label"), *(el("col") for _ in ordered))
    top = el("thead", el("tr", el("td"), *heads))
    return el("table", columns, top, el("tbody", lines(body)), cls=f"positions of-{len(ordered)}")


def _head(position: Position) -> tuple[Part, ...]:
    return el("b", human(position.name)), " ", el("span", position.text)


def _nobody(word: str) -> str:
    return "nobody known to this book" if word == "held by" else "–"


def _holders(found: Iterable[Holder], atlas: Atlas) -> Html:
    ordered = sorted(found, key=lambda one: holder_words(one, atlas).casefold())
    return el("ul", lines(el("li", holder(one, atlas)) for one in ordered)) if ordered else Html("")


def _others(pairs: Iterable[tuple[str, str]], own: str, atlas: Atlas) -> Html:
    """Return other positions that one requires or excludes."""
    told = []
    for name, position in pairs:
        issue, _, of = name.partition("@")
        told.append(positions(issue, (position,), atlas, apart(issue, (of,), atlas, own)))
    return listed(told, "; ")


def _views(position: Position, asked: Sequence[Issue], atlas: Atlas) -> Iterator[Html]:
    """Yield the views that take a position, or allow it among others; for which obligation, where they part."""
    for view in sorted(atlas.law.views, key=lambda one: atlas.places[("view", one.name)].label.casefold()):
        taken = {s.issue: s.positions for s in view.stances if position.name in s.positions}
        having = [one for one in asked if one.name in taken]
        if not having:
            continue
        among = "" if all(len(taken[one.name]) == 1 for one in having) else ", among others"
        of = "" if len(having) == len(asked) else apart(key_of(having[0])[1], [one.obligation for one in having], atlas)
        yield together((link(atlas, ("view", view.name)), among, of))
