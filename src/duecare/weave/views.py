"""Views: how many positions each takes, which, where that is said, and what it leaves free."""

from __future__ import annotations

from collections.abc import Sequence

from duecare.ir.declarations import Issue, Stance, View
from duecare.report.names import view_label
from duecare.weave.atlas import Atlas, link
from duecare.weave.authority import authorities, cite
from duecare.weave.chapters import Rule
from duecare.weave.conditions import apart
from duecare.weave.markup import Html, el, lines, listed, together
from duecare.weave.rules import frame, head
from duecare.weave.stances import grouped, stance


def view(rule: Rule, atlas: Atlas) -> Html:
    """Return a view: how many positions it takes, which, and what it leaves free."""
    owner = rule.owner
    if not isinstance(owner, View):
        raise TypeError(owner)
    return frame(
        rule,
        atlas,
        head(rule, atlas),
        el("p", owner.text, cls="says"),
        authorities(owner.sources, atlas),
        el("p", f"Positions taken: {counted(owner, atlas.law.issues)}", cls="counted"),
        el("div", _stances(owner, atlas), cls="scroll") if owner.stances else "",
        _free(owner, atlas),
    )


def counted(owner: View, issues: Sequence[Issue]) -> str:
    """Return how many positions a view takes: `n of m`."""
    taken = {stance.issue for stance in owner.stances}
    return f"{sum(issue.name in taken for issue in issues)} of {len(issues)}"


def views_table(atlas: Atlas) -> Html:
    """Return the views beside each other: how many positions each takes, on gates and on content."""
    issues = atlas.law.issues
    gates, content = [one for one in issues if one.gate], [one for one in issues if not one.gate]
    ordered = sorted(atlas.law.views, key=lambda one: view_label(one.name, atlas.law).casefold())
    heads = ("View", "Positions taken", "on gates", "on content")
    rows = [
        el(
            "tr",
            el("th", link(atlas, ("view", one.name)), scope="row"),
            *(el("td", counted(one, group)) for group in (issues, gates, content)),
        )
        for one in ordered
    ]
    top = el("thead", el("tr", *(el("th", word, scope="col") for word in heads)))
    return el("table", top, el("tbody", lines(rows)), cls="views")


def _stances(owner: View, atlas: Atlas) -> Html:
    ordered = sorted(grouped(owner.stances), key=lambda taken: taken.issue)
    heads = ("Issue and position", "Where it is said")
    rows = [
        el(
            "tr",
            el("td", stance(taken, atlas)),
            el("td", cite(taken.source, atlas, graded=True) if taken.source else "as the view as a whole"),
        )
        for taken in ordered
    ]
    top = el("thead", el("tr", *(el("th", word, scope="col") for word in heads)))
    return el("table", top, el("tbody", lines(rows)), cls="stances")


def _free(owner: View, atlas: Atlas) -> Html:
    taken = {stance.issue for stance in owner.stances}
    left = (Stance(one.name, ()) for one in sorted(atlas.law.issues, key=lambda one: one.name))
    free = grouped(one for one in left if one.issue not in taken)
    named = [together((link(atlas, ("issue", one.issue)), apart(one.issue, one.obligations, atlas))) for one in free]
    return el("p", "Left free: ", listed(named, "; "), cls="used") if named else Html("")
