"""Writes a derivation as an outline, conclusion first: what follows, from what rule, on what claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from duecare.assess.consequences import Following
from duecare.assess.model import Derivation, Reason, Relied
from duecare.dossier.model import Claim, Dossier
from duecare.ir.declarations import Citation, Law
from duecare.report.authorities import grade_of
from duecare.report.dates import in_words
from duecare.report.document import joined
from duecare.report.memo_consequences import in_a_line
from duecare.report.names import human, named_sources, obligation_label, view_label
from duecare.report.standard import standard_words
from duecare.report.visible import visible
from duecare.report.wording import SENTENCES, dated, full

_WIDEST = 100
_STYLES = {"yes": "green", "no": "red", "open": "yellow"}
_BOLD = frozenset({"link", "outcome", "side", "word", "other way"})
_SAYS_IT = frozenset({"link", "measure", "duty", "side"})  # their words say whether it is so
_HEADS = {
    "word": "What would bring each outcome about",
    "side": "The two sides",
    "other way": "The best argument the other way",
    "footing": "Footing",
}
_LONGEST_TITLE = 60

Dates = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """What lines are written from, and to."""

    law: Law
    claims: dict[str, Claim]
    dossier: Dossier
    out: Console


def write_derivation(told: Derivation, dossier: Dossier, law: Law, out: Console, standard: str = "balance") -> None:
    """Write a derivation, in lines of at most a hundred columns; meaning is never by colour alone."""
    desk = Desk(law, {claim.id: claim for claim in dossier.claims}, dossier, out)
    for line, style in _top(told, desk, standard):
        _write(line, style, 0, 0, desk)
    headed = ""
    for reason in (one for one in told.reason.children if one.kind != "not raised"):
        head = _HEADS.get(reason.kind, headed or "Why")
        if head != headed:
            _write("", "", 0, 0, desk)
            _write(head, "bold", 0, 0, desk)
            headed = head
        _write_reason(reason, desk)
    left = [human(one.name) for one in told.reason.children if one.kind == "not raised"]
    if left:
        _write("", "", 0, 0, desk)
        _write(f"Not raised by anybody, and left aside: {'; '.join(left)}.", "", 0, 0, desk)
    _write_relied(told, desk)


def _top(told: Derivation, desk: Desk, standard: str) -> Iterator[tuple[str, str]]:
    """Yield the conclusion and what it is about."""
    exercise = "EXERCISE, all invented. " if desk.dossier.exercise else ""
    toward = f" toward {desk.dossier.state_name(told.beneficiary)}" if told.beneficiary else ""
    yield f"{exercise}{_capital(_duty(told.duty, desk.law))}: {desk.dossier.state_name(told.bearer)}{toward}", "bold"
    yield told.reason.text, ""
    yield _cited(told.reason.sources, desk.law), "dim"
    view = f"Under {view_label(told.view, desk.law)}" if told.view else "Under all held readings"
    binds = {"yes": "the duty binds", "no": "the duty does not bind", "open": "whether the duty binds is left open"}
    whether = f"; on this view {binds[told.binds]}" if told.binds and told.view else ""
    footing = ", if it binds" if told.binds else ""
    yield f"{view}{footing}; by the {standard_words(standard)}{whether}.", ""
    yield "", ""
    yield _conclusion(told), "bold"
    dates = dated(told.history)
    if dates:
        yield f"Since when: {'; '.join(dates)}.", ""


def _duty(name: str, law: Law) -> str:
    obligation, _, duty = name.rpartition(".")
    norm = re.sub(r"\b(\d+)([a-z])\b", r"\1(\2)", human(duty))
    return f"{obligation_label(obligation, law)}, {human(duty)}" if obligation else norm


def _conclusion(told: Derivation) -> str:
    outcome = told.outcome
    if not outcome.words:
        return "No reading of this view leaves the duty in force."
    if outcome.settled:
        return f"{_capital(outcome.words[0])}. {SENTENCES[outcome.words[0]]}"
    if outcome.turns_on:
        issues = joined(human(name.partition("@")[0]) for name in outcome.turns_on)
        words = joined(outcome.words, "or")
        return f"Contested: {words}, by the position taken on {issues}. The facts leave nothing open."
    unproved = " Not established on this record." if outcome.not_established else ""
    return f"{_capital(full(outcome).replace(' (not established)', ''))}.{unproved}"


# -- reasons --------------------------------------------------------------------------------------------


def _write_reason(reason: Reason, desk: Desk) -> None:
    for depth, part, above in _walk(reason):
        indent = 2 * depth
        style = "bold" if part.kind in _BOLD else ""
        told = part.kind in _SAYS_IT and part.truth != "open"
        _write(_head(part, above, desk), style, indent, 5, desk, mark="-" if told else part.truth)
        for line in _details(part, desk):
            _write(line, "dim", indent + 5, 2, desk)


def _walk(reason: Reason) -> Iterator[tuple[int, Reason, Dates]]:
    """Walk without recursion, for a derivation may be deep; each reason comes with the dates of what is above it."""
    waiting: list[tuple[int, Reason, Dates]] = [(0, reason, ("", ""))]
    while waiting:
        depth, part, above = waiting.pop()
        yield depth, part, above
        dates = (part.since, part.until) if part.since or part.until else above
        waiting += [(depth + 1, child, dates) for child in reversed(part.children)]


def _head(reason: Reason, above: Dates, desk: Desk) -> str:
    when = "" if above == (reason.since, reason.until) else _when(reason)
    text = named_sources(reason.text, desk.law)
    if reason.kind == "measure":
        text = f"{reason.name}: {text}"
    elif reason.kind in {"footing", "exception"}:
        text = f"{_capital(human(reason.name))}: {text}"
    elif reason.kind == "duty":
        text = f"{_capital(_duty(reason.name, desk.law))}: {text}"
    elif reason.kind == "position":
        text = f"On “{reason.name}”: {text}"
    elif reason.kind == "issue":
        text = f"On every position on “{reason.name}”: {text}"
    return f"{text}{when}"


def _when(reason: Reason | Relied) -> str:
    first, last = in_words(reason.since), in_words(reason.until)
    if first and last:
        return f" [{first}]" if first == last else f" [{first} to {last}]"
    return f" [from {first}]" if first else f" [until {last}]" if last else ""


def _details(reason: Reason, desk: Desk) -> Iterator[str]:
    if reason.kind in {"presumed", "presumption"}:
        yield f"presumed: {reason.note}" if reason.note else "presumed"
    elif reason.note and reason.kind not in {"issue"}:
        yield named_sources(reason.note, desk.law)
    if reason.claims:
        verb = "claimed" if reason.kind in {"missing", "disputed"} else "shown"
        yield f"{verb} by {'; '.join(_claim(name, desk) for name in reason.claims)}"
    if reason.against:
        yield f"against it: {'; '.join(_claim(name, desk) for name in reason.against)}"
    if reason.sources and reason.kind not in {"fact", "appraisal", "missing", "disputed"}:
        yield _cited(reason.sources, desk.law)


def _claim(name: str, desk: Desk) -> str:
    """Return a claim as a reader finds it again: its id, standing, date, who says it and where."""
    claim = desk.claims.get(name)
    if claim is None:
        return name
    author = f"; {claim.author}" if claim.author else ""
    value = f" {claim.value}" if claim.value in {"unknown", "late"} else ""
    return f"{claim.id}{value} {claim.standing}, {in_words(str(claim.since))}{author}{_sources(claim, desk)}"


def _sources(claim: Claim, desk: Desk) -> str:
    found = [desk.dossier.sources[name] for name in claim.sources if name in desk.dossier.sources]
    if not found:
        return ""
    title = found[0].title if len(found[0].title) <= _LONGEST_TITLE else f"{found[0].title[:_LONGEST_TITLE].rstrip()}…"
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f" ({title}, {found[0].grade}{more})"


def _cited(citations: Iterable[Citation], law: Law) -> str:
    short = {source.name: source.short for source in law.sources}
    places = (
        f"{short.get(one.source, one.source)}{f', {one.pinpoint}' if one.pinpoint else ''} [{grade_of(one, law)}]"
        for one in citations
    )
    return "; ".join(places)


# -- what would follow ---------------------------------------------------------------------------------


def write_following(found: Iterable[Following], told: Derivation, dossier: Dossier, law: Law, out: Console) -> None:
    """Write what follows from a breach, or would if it was one."""
    desk, lines = Desk(law, {}, dossier, out), list(found)
    if lines:
        _write("", "", 0, 0, desk)
        head = "What follows from the breach, if the duty binds" if told.outcome.settled else "If it was breached"
        _write(head, "bold", 0, 0, desk)
    for one in lines:
        _write(f"- {one.text} {in_a_line(one, law)}.", "", 2, 2, desk)
        _write(_cited(one.sources, law), "dim", 4, 0, desk)


# -- what is relied on ----------------------------------------------------------------------------------


def _write_relied(told: Derivation, desk: Desk) -> None:
    if not told.relied:
        return
    _write("", "", 0, 0, desk)
    _write("What alone implies this outcome", "bold", 0, 0, desk)
    _write(
        "Checked: with nothing but this, every other fact and position being free, no other outcome is possible.",
        "dim", 0, 0, desk,
    )  # fmt: skip
    for one in told.relied:
        value = {"yes": "yes", "no": "no", "unasserted": "nothing asserted, so presumed"}[one.value]
        toward = f" toward {desk.dossier.state_name(one.toward)}" if one.toward else ""
        claims = f" ({', '.join(one.claims)})" if one.claims else ""
        _write(f"- {human(one.leaf)}{toward}: {value}{_when(one)}{claims}", "", 2, 2, desk)
    for stance in told.positions:
        names = joined((human(name) for name in stance.positions), "or")
        _write(f"- the position {human(stance.issue.partition('@')[0])}: {names}", "", 2, 2, desk)


def _write(line: str, style: str, indent: int, hang: int, desk: Desk, mark: str = "") -> None:
    """Write a text between its margins, the lines after the first further in."""
    out = desk.out
    width = min(out.width, _WIDEST)
    plain = not out.is_terminal
    text = Text(visible(line), style="" if plain else style)
    lines = text.wrap(out, max(width - indent - (hang if mark else 0), 30))
    if not mark and hang:
        lines = Text(visible(line), style="" if plain else style).wrap(out, max(width - indent - hang, 30))
    for number, one in enumerate(lines):
        one.rstrip()
        lead = Text(" " * (indent + (hang if number or mark else 0)))
        if mark and not number:
            lead = Text(" " * indent) + Text(f"{mark:<{hang}}", style="" if plain else _STYLES.get(mark, ""))
        out.print(lead + one, soft_wrap=True)
    if not lines:
        out.print()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
