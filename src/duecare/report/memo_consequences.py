"""What would follow: the consequences of each breach that is found or left possible, told once for duties alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duecare.assess.consequences import Following, Found
from duecare.assess.model import Finding
from duecare.engine.consequences import FOLLOWS, LEAVES_OPEN, LISTS, NOT
from duecare.ir.declarations import Law
from duecare.ir.expressions import Guarded, Leaf, OfDuty
from duecare.ir.walk import walk
from duecare.report.authorities import note
from duecare.report.consequence_words import condition_words
from duecare.report.document import Block, Heading, Inline, Link, Paragraph, Table, Text
from duecare.report.memo_record import Desk
from duecare.report.names import (
    duties_label,
    few,
    frame_label,
    frames,
    issue_anchor,
    issue_label,
    leaf_label,
    split,
    view_label,
)
from duecare.report.wording import outcome_under, under

_FEW = 4
_WORDS = {
    "": ("follows", "does not follow"),
    LEAVES_OPEN: ("left open here", "does not arise"),
    LISTS: ("met", "not met"),
}
_BURDEN = {"": "", "beneficiary": ", and for whoever claims to show", "bearer": ", and for the State itself to show"}
_ONCE = "An omission that breaches several duties is repaired once. None of it says what anybody should do."


def consequences_annex(desk: Desk, numbers: Iterator[int]) -> tuple[Block, ...]:
    """Return what would follow from each breach that is found or left possible, frame by frame."""
    blocks = [
        block
        for (bearer, beneficiary), findings in frames(desk.assessment).items()
        for block in what_would_follow(findings, desk, numbers, frame_label(bearer, beneficiary, desk.assessment))
    ]
    return (Heading(2, "Annex F: consequences in full", "following", fresh=True), *blocks) if blocks else ()


def what_would_follow(findings: Sequence[Finding], desk: Desk, numbers: Iterator[int], title: str) -> Iterator[Block]:
    """Yield what would follow from the breaches of one frame; nothing where none is possible."""
    asked = [one for one in findings if any(_same(one, found) for found in desk.following)]
    if not asked:
        return
    rows = tuple(_rows(asked, desk))
    yield Heading(3, title)
    yield Paragraph((f"{_footing(asked, desk.law)} {_ONCE}",), next(numbers))
    yield Table("As if breached, and if it binds", ("Consequence", "On this record"), rows, (5, 6))


def issues_of(following: Iterable[Following]) -> tuple[str, ...]:
    """Return the issues on which consequences themselves turn, in the order in which they come up."""
    found = (one for item in following for one in (item.found, *item.conditions))
    return tuple(dict.fromkeys(name for one in found for name in _issues(one)))


def _footing(asked: Sequence[Finding], law: Law) -> str:
    """Say of which duties this is told, and that it supposes their breach where the record leaves it open."""
    found = [one for one in asked if outcome_under(one, "").settled]
    rest = [one for one in asked if one not in found]
    parts = [f"Found above, in every reading: breach of the {duties_label(found, law)}."] if found else []
    if rest:
        parts.append(f"Supposed here, for it is open or contested above: breach of the {duties_label(rest, law)}.")
    return " ".join(parts)


def _rows(asked: Sequence[Finding], desk: Desk) -> Iterator[tuple[Text, ...]]:
    """Yield a row for each consequence, its duties together where the same is to be said of them."""
    for rule in desk.law.consequences:
        groups: dict[tuple[str | Link, ...], list[Finding]] = {}
        for finding in asked:
            for one in desk.following:
                if one.name == rule.name and _same(finding, one):
                    groups.setdefault(stands(one, desk.law), []).append(finding)
        cell: list[Inline] = []
        for said, group in groups.items():
            about = "" if len(group) == len(asked) else f"{duties_label(group, desk.law, asked)}: "
            first, *rest = said
            cell += [*([" "] if cell else []), _capital(f"{about}{first}"), *rest, "."]
        if cell:
            yield (rule.text, *note(rule.sources, desk.law)), tuple(cell)


def brief(one: Following, law: Law) -> str:
    """Say in a word or two how a consequence stands, and on which of its own issues that turns."""
    said = _status(one.found, _WORDS[one.tells], law)
    issues = [] if one.found.answers[0].settled else _issues(one.found)
    return said + (f", on {', '.join(map(issue_label, issues))}" if issues else "")


def in_a_line(one: Following, law: Law) -> str:
    """Say in plain words how a consequence stands."""
    return _capital("".join(part if isinstance(part, str) else part.text for part in stands(one, law)))


def stands(one: Following, law: Law) -> tuple[str | Link, ...]:
    """Say how a consequence stands, or each condition that it lists."""
    if one.tells != LISTS:
        return _said(one.found, _WORDS[one.tells], law, _BURDEN[one.burden])
    groups: dict[str, list[str]] = {}
    for found in one.conditions:
        groups.setdefault(_status(found, _WORDS[LISTS], law), []).append(condition_words(found.condition))
    return ("; ".join(f"{said}: {', '.join(names)}" for said, names in groups.items()),)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _said(found: Found, words: tuple[str, str], law: Law, whose: str) -> tuple[str | Link, ...]:
    """Say how a consequence stands, then what is not shown and which of its own issues matter."""
    parts: list[str | Link] = [_status(found, words, law)]
    if found.answers[0].settled:
        return tuple(parts)
    missing = _missing(found)
    parts += [f"; not shown{whose}: {few(missing, _FEW)}"] if missing else []
    for number, issue in enumerate(_issues(found)):
        parts += [", " if number else "; issue: ", Link(issue_label(issue), issue_anchor(issue))]
    return tuple(parts)


def _status(found: Found, words: tuple[str, str], law: Law) -> str:
    """Say in a word or two how a condition stands, and under which views it is settled where that is so."""
    together, *answers = [answer for answer in found.answers if answer.words]
    if together.settled:
        return words[together.words != (FOLLOWS,)]
    open_somewhere = any(not one.settled and not one.turns_on for one in (together, *answers))
    settled = []
    for word, said in zip((FOLLOWS, NOT), words, strict=True):
        views = [one.view for one in answers if one.settled and one.words == (word,)]
        views.sort(key=lambda view: view_label(view, law).casefold())
        settled += [f"{said} {under(views, law)}"] if views else []
    said = "open" if open_somewhere else "turns on the reading"
    return f"{said} ({'; '.join(settled)})" if settled else said


def _missing(found: Found) -> list[str]:
    """Name what is not shown; what only says how the duty itself stands is told with the duty."""
    parts = tuple(walk(found.condition))
    own = {part.name for part in parts if isinstance(part, Leaf)}
    turns_on_duty = any(isinstance(part, OfDuty) and part.what.startswith("still") for part in parts)
    leaves = [name for instance in found.missing if (name := split(instance)[0]) in own or not turns_on_duty]
    leaves.sort(key=lambda name: name not in own)
    rest = ["how the duty itself stands"] if turns_on_duty and len(leaves) < len(found.missing) else []
    return [*dict.fromkeys(leaf_label(name) for name in leaves), *rest]


def _issues(found: Found) -> list[str]:
    """Return the issues that the condition itself names and that matter."""
    named = {part.issue for part in walk(found.condition) if isinstance(part, Guarded)}
    return [name for name in found.issues if name in named]


def _same(finding: Finding, one: Following) -> bool:
    return (finding.bearer, finding.beneficiary, finding.duty) == (one.bearer, one.beneficiary, one.duty)
