"""Writes which steps would have met a duty, and which would do what is due now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console

from duecare.assess.cast import Cast
from duecare.assess.remedies import DutyRemedies, Turning, Way
from duecare.cli.show_gaps import finding_label, line, views_words
from duecare.dossier.model import Dossier
from duecare.ir.declarations import Law
from duecare.report.dates import in_words
from duecare.report.document import joined
from duecare.report.names import few, leaf_label
from duecare.report.visible import visible

_FEW = 8
_NOTE = (
    "Each set is enough by itself if the duty was due, whatever the unknown facts are, every other step being as the "
    "record shows it; none of its steps can be left out. Whether a duty binds is set aside."
)


def write_remedies(found: Sequence[DutyRemedies], bearer: str, dossier: Dossier, law: Law, out: Console) -> None:
    """Write what would meet each duty, looking back and now; then what the steps consist of."""
    line(out, f"{visible(dossier.title)}: {visible(dossier.state_name(bearer))}", bold=True)
    if not found:
        line(out, "No duty that is in question could be met by further steps.")
        return
    line(out, _NOTE)
    for one in found:
        out.print()
        line(out, finding_label(one.bearer, one.beneficiary, one.duty, dossier, law), bold=True)
        _write_ways("In time, this would have been enough:", one.back, one, dossier, law, out)
        _write_ways("Still to be done:", one.now, one, dossier, law, out)
    _write_steps(found, bearer, dossier, law, out)


def _write_ways(head: str, ways: Sequence[Way], about: DutyRemedies, dossier: Dossier, law: Law, out: Console) -> None:
    if not ways:
        return
    line(out, head, indent=2)
    for way in ways:
        line(out, f"{views_words(way.views, law)} (now {joined(way.words, 'or')}):", indent=4)
        for text in _way(way, about, dossier, law):
            line(out, text, indent=6)


def _way(way: Way, about: DutyRemedies, dossier: Dossier, law: Law) -> Iterator[str]:
    if not way.number:
        yield from _turns(way.turns_on, about, dossier, law)
        return
    if way.number > 1 and way.one_of:
        yield "; ".join(_one_of(steps) for steps in way.one_of)
    for one in way.sets if way.number <= len(way.sets) or any(x.by for x in way.sets) else way.sets[:2]:
        by = f", by {in_words(one.by)}" if one.by else ""
        yield f"- {joined(one.steps)}{by}"
    if way.number > len(way.sets):
        rest = way.number - len(way.sets)
        yield f"- and {rest} other set{'s' if rest > 1 else ''}"
    if way.if_able:
        yield f"Not known to be within its power: {few(way.if_able, _FEW)}."


def _one_of(steps: Sequence[str]) -> str:
    return f"{steps[0]}" if len(steps) == 1 else f"one of {few(steps, _FEW)}"


def _turns(turning: Sequence[Turning], about: DutyRemedies, dossier: Dossier, law: Law) -> Iterator[str]:
    if not turning:
        yield "No steps are enough on what the record shows."
        return
    cast = Cast(law, dossier, about.bearer, about.beneficiary)
    kinds = dict.fromkeys("an appraisal" if one.kind == "appraisal" else "a fact" for one in turning)
    yield f"No steps alone are enough; it turns on {' or '.join(kinds)}:"
    for one in turning[:_FEW]:
        found = f" (on the record {one.now}" if one.now != "unknown" else " (unknown"
        enough = f"; enough if {one.value})" if one.value else ")"
        yield f"- {leaf_label(one.leaf)}: {visible(cast.question(one.leaf))}{found}{enough}"
    if len(turning) > _FEW:
        yield f"- and on {len(turning) - _FEW} more"


def _write_steps(found: Iterable[DutyRemedies], bearer: str, dossier: Dossier, law: Law, out: Console) -> None:
    named = {
        step
        for one in found
        for way in (*one.back, *one.now)
        for steps in (*(x.steps for x in way.sets), *(part[:_FEW] for part in way.one_of))
        for step in steps
    }
    if not named:
        return
    out.print()
    line(out, "The steps", bold=True)
    cast = Cast(law, dossier, bearer)
    for measure in law.measures:
        if measure.name in named:
            line(
                out,
                f"{measure.name}: {visible(cast.measure(measure.name)).removesuffix(f' ({measure.name})')}",
                indent=2,
            )


def write_shifted_remedies(
    before: Sequence[DutyRemedies], after: Sequence[DutyRemedies], dossier: Dossier, law: Law, out: Console
) -> None:
    """Write of which duties an assumption changes what would meet them."""
    old, new = ({(one.bearer, one.beneficiary, one.duty): one for one in side} for side in (before, after))
    changed = [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
    out.print()
    line(out, "What the assumption changes", bold=True)
    if not changed:
        line(out, "Nothing.", indent=2)
    for key in changed:
        line(out, f"- {finding_label(*key, dossier, law)}: {_state(old.get(key))} → {_state(new.get(key))}", indent=2)


def _state(one: DutyRemedies | None) -> str:
    """Return in few words what would meet a duty."""
    if one is None or not one.back:
        return "nothing further needed"
    best = min((way.sets[0].steps for way in one.back if way.number), key=len, default=None)
    return "no steps are enough" if best is None else f"such as {joined(best)}"
