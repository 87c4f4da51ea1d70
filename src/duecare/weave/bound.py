"""The table of participation in short: of each treaty, how many States were bound, and how well the rows are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from duecare.report.names import human
from duecare.rulebook.participation import Row
from duecare.weave.atlas import Atlas, link
from duecare.weave.citations import GRADES
from duecare.weave.markup import Html, el, lines

_HEADS = ("Question", "Rows", "Still bound", "Bound once, and left", "Never bound", *(human(one) for one in GRADES))


def bound_table(rows: Iterable[Row], atlas: Atlas) -> Html:
    """Return, question by question, how many States the rows tell of, what they say, and their grades."""
    by_fact: dict[str, list[Row]] = {}
    for row in rows:
        by_fact.setdefault(row.fact, []).append(row)
    if not by_fact:
        return el("p", "This law has no table of participation.")
    told = "Where a State has no row, whether it was bound is not known. The rows stand in a table beside the law."
    top = el("thead", el("tr", *(el("th", word, scope="col") for word in _HEADS)))
    body = el("tbody", lines(_counted(fact, by_fact[fact], atlas) for fact in sorted(by_fact)))
    return lines((el("p", told), el("table", top, body, cls="states")))


def _counted(fact: str, rows: list[Row], atlas: Atlas) -> Html:
    never = sum(row.since is None for row in rows)
    left = sum(row.until is not None for row in rows)
    grades = Counter(row.grade for row in rows)
    numbers = (len(rows), len(rows) - never - left, left, never, *(grades[one] for one in GRADES))
    return el("tr", el("th", link(atlas, ("fact", fact)), scope="row"), *(el("td", str(one)) for one in numbers))
