"""What changed between two assessments, in words: what they were made from, what differs, which findings, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from duecare.assess.attribute import Difference
from duecare.assess.changed_facts import ClaimChange
from duecare.assess.difference import Binding, Changed, Dates, LawChange, Made, Shift, Told
from duecare.assess.model import Finding, Outcome
from duecare.base.states import state_name
from duecare.ir.declarations import Law
from duecare.report.dates import in_words
from duecare.report.document import joined
from duecare.report.law_of_a_day import rule_label
from duecare.report.names import duties_label, few, human, issue_label, leaf_label, view_label
from duecare.report.standard import standard_words
from duecare.report.visible import visible
from duecare.report.wording import NOUNS, full

_MOST = 12
_FEW = 4
_KINDS = {"law": "the law", "facts": "the facts", "date": "the date", "proof": "the standard of proof"}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[str, ...]


def difference_words(told: Difference, law: Law, names: Mapping[str, str]) -> tuple[Section, ...]:
    """Return all that changed, section by section; names are what a record calls its States."""
    sections = [
        Section("Compared", (f"before: {_made(told.before)}", f"after: {_made(told.after)}", _differs(told))),
        Section("The law", tuple(_law(told.law, law))),
        Section("The record", tuple(_claims(told.claims or (), names))),
        *_findings(told, law, names),
    ]
    return tuple(one for one in sections if one.lines)


def _made(made: Made) -> str:
    version = f" {made.version}" if made.version else ""
    read = f"the law of {in_words(made.law_at)}" if made.law_at else "the law as restated, each rule between its dates"
    parts = (
        f"dossier {made.dossier}{version} ({made.dossier_hash[:12]})", f"as of {in_words(made.as_of)}",
        f"{read} ({made.law_hash[:12]})", standard_words(made.standard),
    )  # fmt: skip
    return visible("; ".join(parts))


def _differs(told: Difference) -> str:
    if not told.kinds:
        return "They were made from the same."
    named = joined(_KINDS[kind] for kind in told.kinds)
    if told.separated:
        return f"They differ in {named}."
    return (
        f"They differ in {named}; which of these did it cannot be told from results alone. Give the dossiers for that."
    )


def _law(change: LawChange, law: Law) -> Iterator[str]:
    if change.text:
        yield "The laws differ in their text."
    yield from _listed("Comes into force", [rule_label(name) for name in change.rules_new])
    yield from _listed("No longer in force", [rule_label(name) for name in change.rules_gone])
    yield from _listed("Views added", [view_label(name, law) for name in change.views_new])
    yield from _listed("Views gone", [view_label(name, law) for name in change.views_gone])
    yield from _listed("Positions first taken in between", _positions(change.positions_new))
    yield from _listed("Positions not yet taken", _positions(change.positions_gone))


def _positions(positions: Iterable[tuple[str, str]]) -> list[str]:
    """Name positions issue by issue; an issue that several obligations take for themselves is named once."""
    found: dict[str, dict[str, None]] = {}
    for issue, position in positions:
        found.setdefault(issue_label(issue), {})[human(position)] = None
    return [f"{issue} ({', '.join(named)})" for issue, named in found.items()]


def _listed(head: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{head}: {', '.join(names)}."


def _claims(changes: Sequence[ClaimChange], names: Mapping[str, str]) -> Iterator[str]:
    for one in changes[:_MOST]:
        ids = " → ".join(dict.fromkeys(name for name in (one.before, one.after) if name))
        whom = " toward ".join(_state(code, names) for code in (one.bearer, one.beneficiary) if code)
        about = f"{leaf_label(one.leaf)}{f', {whom}' if whom else ''}"
        yield visible(f"{ids}: {about}: {_moved(one)}")
    if len(changes) > _MOST:
        yield f"and {len(changes) - _MOST} more claims (--json lists all)"


def _moved(one: ClaimChange) -> str:
    if not one.was:
        return f"added ({one.now})"
    return f"removed ({one.was})" if not one.now else f"{one.was} → {one.now}" if one.was != one.now else one.now


# -- findings -------------------------------------------------------------------------------------------


def _findings(told: Difference, law: Law, names: Mapping[str, str]) -> Iterator[Section]:
    groups: dict[tuple[str, str], dict[tuple[object, ...], list[Changed]]] = {}
    for one in told.changed:
        same = (one.norm, one.waiting, one.shifts, one.binds, one.dates, one.only, one.because, one.facts, one.decisive)
        groups.setdefault((one.bearer, one.beneficiary), {}).setdefault(same, []).append(one)
    number = len(told.changed)
    counted = f"{number} of {number + told.unchanged} findings changed; {told.unchanged} stayed as they were."
    yield Section("Findings", (counted,))
    for (bearer, beneficiary), found in groups.items():
        lines = [line for group in found.values() if not group[0].waiting for line in _finding(group, told, law)]
        aside = [one for group in found.values() if group[0].waiting for one in group]
        if aside:
            label = duties_label([_as_finding(one) for one in aside], law)
            lines.append(visible(f"- Changed, but in question neither before nor after: {label}"))
        yield Section(_frame(bearer, beneficiary, names), tuple(lines))


def _frame(bearer: str, beneficiary: str, names: Mapping[str, str]) -> str:
    if bearer == beneficiary:
        return f"{_state(bearer, names)} toward its own people"
    toward = f"toward {_state(beneficiary, names)}" if beneficiary else "(toward nobody in particular)"
    return f"{_state(bearer, names)} {toward}"


def _state(code: str, names: Mapping[str, str]) -> str:
    return visible(names.get(code) or state_name(code))


def _finding(group: Sequence[Changed], told: Difference, law: Law) -> Iterator[str]:
    one, most = group[0], len(told.views)
    label = duties_label([_as_finding(changed) for changed in group], law)
    yield visible(f"- {label[:1].upper()}{label[1:]}")
    if one.only:
        yield f"    only {one.only}"
    for said, views in _shifts(one.shifts).items():
        yield f"    {said}{_under(views, most, law)}"
    for binding in one.binds:
        yield f"    {_binding(binding, most, law)}"
    for date in one.dates:
        if date.event in NOUNS:
            yield f"    {_dates(date)}"
    yield from (f"    {line}" for line in _why(one))


def _shifts(shifts: Iterable[Shift]) -> Mapping[str, list[str]]:
    """Return what is said of shifts, and under which views; all held readings first."""
    found: dict[str, list[str]] = {}
    for shift in shifts:
        found.setdefault(_shift(shift), []).extend(shift.views)
    return found


def _shift(shift: Shift) -> str:
    if not (_is_open(shift.before) and _is_open(shift.after)):
        return f"{_told(shift.before)} → {_told(shift.after)}"
    said = [
        f"{words} {joined(f'“{one}”' for one in these)}"
        for words, these in (
            ("no longer possible:", _beyond(shift.before, shift.after)),
            ("newly possible:", _beyond(shift.after, shift.before)),
        )
        if these
    ]
    if shift.before.not_established != shift.after.not_established:
        said.append("now not established" if shift.after.not_established else "no longer not established")
    return f"open before and after; {'; '.join(said)}"


def _is_open(told: Told) -> bool:
    return not told.settled and not told.turns_on


def _beyond(first: Told, second: Told) -> list[str]:
    return [word for word in first.words if word not in second.words]


def _told(told: Told) -> str:
    said = full(Outcome("", told.words, told.settled, told.turns_on, not_established=told.not_established))
    if not told.turns_on:
        return said
    return f"contested, {said} (turns on {joined(dict.fromkeys(issue_label(issue) for issue in told.turns_on))})"


def _binding(binding: Binding, most: int, law: Law) -> str:
    return f"whether it binds: {binding.before} → {binding.after}{_under(binding.views, most, law)}"


def _under(views: Sequence[str], most: int, law: Law) -> str:
    """Say under which views; all that there are: under every view; many: how many, with all readings named."""
    named = [view for view in views if view]
    if len(named) == most:
        return ", under every view" if most else ", under all held readings"
    if len(named) > _FEW:
        named_or_all = "all held readings and " if "" in views else ""
        return f", under {named_or_all}{len(named)} of {most} views"
    return ", under " + joined(view_label(view, law) for view in views)


def _dates(date: Dates) -> str:
    return f"{NOUNS[date.event]}: {_since(date.before)} → {_since(date.after)}"


def _since(dates: tuple[str, str]) -> str:
    possible, certain = dates
    if not possible:
        return "never"
    if possible == certain:
        return f"since {in_words(certain)}"
    return f"possible from {in_words(possible)}" + (f", certain from {in_words(certain)}" if certain else "")


def _why(one: Changed) -> Iterator[str]:
    ways = [joined(_KINDS[kind] for kind in kinds) for kinds in one.because]
    if ways:
        whole = "each alone enough" if len(ways) > 1 else "only together" if len(one.because[0]) > 1 else ""
        yield f"because of {'; or '.join(ways)}{f' ({whole})' if whole else ''}"
    if one.decisive and not one.facts:
        yield "the time that passed is enough, whatever else came to be known"
    if one.facts:
        named = few([leaf_label(fact) for fact in one.facts], _MOST)
        yield f"{'these facts are enough' if one.decisive else 'facts that bear on it'}: {named}"


def _as_finding(one: Changed) -> Finding:
    obligation, _, name = one.duty.rpartition(".")
    return Finding(
        one.bearer, one.beneficiary, obligation, one.duty, name, "", "", one.norm, (), (), (), (), (), (), (),
    )  # fmt: skip
