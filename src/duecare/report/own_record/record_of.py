"""The record of one State: what was due, what was done, when, within what capacity, on what, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from duecare.assess.model import Assessment, Finding
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.dossier.release import highest
from duecare.ir.declarations import Law
from duecare.report.binding import bindings
from duecare.report.dates import in_words
from duecare.report.document import Banner, Block, Definitions, Document, Heading, Items, Paragraph, Strong, Table, Text
from duecare.report.glance import footing_words
from duecare.report.headline import headline
from duecare.report.law_of_a_day import which_law
from duecare.report.memo_facts import facts, sources_table
from duecare.report.memo_record import Desk, claims_on
from duecare.report.names import (
    defence_labels,
    duties_label,
    frames,
    question_words,
    split,
    state_label,
    toward,
)
from duecare.report.own_record.passed import knew, own_account, passed
from duecare.report.own_record.steps import Step, dates_of, steps_of, steps_table
from duecare.report.standard import standard_words
from duecare.report.wording import is_idle, is_waiting

_PURPOSE = (
    "This is a working record for {state}. It sets out what was due of it if a duty binds, what the dossier shows of "
    "what it did, and what its own files would have to show. It concedes neither that a duty binds, nor that anything "
    "was due, nor that anything was left undone; and it attributes the operation to nobody."
)
_EXERCISE = "Exercise: every State, person, date and document in this record is invented."
_MOST = 12
_TABLE = " (see the table of duties)"  # which a record does not have
_SILENCE = "That nothing is said of them is no omission; a dated trace of any of them belongs in the dossier."


def record_of(state: str, assessment: Assessment, dossier: Dossier, law: Law) -> Document:
    """Return the record of a State, from its own side."""
    until = parse_moment(assessment.as_of).latest
    desk = Desk(assessment, dossier, law, facts(dossier, count(1), until).numbers, until)
    name = state_label(state, assessment)
    live = [one for one in assessment.findings if one.bearer == state and not is_idle(one) and not is_waiting(one)]
    exercise = "EXERCISE · " if assessment.exercise else ""
    blocks = (
        *((Banner(_EXERCISE),) if assessment.exercise else ()),
        *_header(name, assessment, dossier),
        *_in_short(state, assessment, law),
        *passed(state, desk),
        *knew(state, desk),
        *_by_frame(state, live, desk),
        *own_account(state, desk),
        *_speaks_for(live, name, desk),
        Heading(2, "Sources", "sources"),
        sources_table(dossier),
    )
    marking = f"{exercise}TLP:{highest(dossier).upper()} · DRAFT, cleared by nobody"
    return Document(f"Record of {name}: {dossier.title}", marking, blocks, until.date())


def _header(name: str, assessment: Assessment, dossier: Dossier) -> Iterator[Block]:
    version = f", version {assessment.version}" if assessment.version else ""
    pairs: tuple[tuple[str, Text], ...] = (
        ("For", (name,)),
        ("As of", (in_words(assessment.as_of),)),
        ("Standard of proof", (standard_words(assessment.standard),)),
        ("Dossier", (f"{dossier.id}{version}; sha256 {dossier.sha256}",)),
        ("Law applied", (which_law(assessment, whole=True),)),
        ("Status", ("Draft, cleared by nobody.",)),
    )
    yield Definitions(pairs)
    yield Paragraph((_PURPOSE.format(state=name),))


def _in_short(state: str, assessment: Assessment, law: Law) -> Iterator[Block]:
    """Yield how things stand for a State, in the words of the answer, and whether its duties bind."""
    name = state_label(state, assessment)
    told = headline(assessment, law)
    yield Heading(2, "How it stands", "answer")
    mine = [one for one in told.answers if one.state == name]
    if not mine:
        yield Paragraph((f"Nothing was due of {name} under any view.",))
    for answer in mine:
        yield Items(tuple((Strong(line.says), f": {line.about.removesuffix(_TABLE)}.") for line in answer.lines))
    own = tuple(one for one in assessment.findings if one.bearer == state)
    rows = tuple(((one.obligation,), (one.says,)) for one in bindings(_only(assessment, own), law))
    if rows:
        yield Table("Whether it binds", ("Obligation", "Under the views used here"), rows, (3, 5))


def _only(assessment: Assessment, findings: tuple[Finding, ...]) -> Assessment:
    return replace(assessment, findings=findings)


def _by_frame(state: str, live: Sequence[Finding], desk: Desk) -> Iterator[Block]:
    """Yield, for each State that something may be owed to, what was due, the steps, and what is missing."""
    yield Heading(2, "What was due, and what was done", "steps")
    if not live:
        yield Paragraph(("No duty of it is in question.",))
    for (bearer, beneficiary), findings in frames(desk.assessment).items():
        found = [one for one in findings if one in live]
        if bearer != state or not found:
            continue
        whom = toward((beneficiary,), state, desk.assessment)
        yield Heading(3, whom[:1].upper() + whom[1:], f"frame-{beneficiary or 'nobody'}")
        yield dates_of(found, desk)
        steps = steps_of(found, desk)
        shown = [one for one in steps if one.taken or one.capacity or one.open]
        if shown:
            yield steps_table(shown, f"Steps of which the dossier says something, {whom}", desk)
        yield from _files(found, [one for one in steps if one not in shown], desk)


def _files(findings: Sequence[Finding], silent: Sequence[Step], desk: Desk) -> Iterator[Block]:
    """Yield what is for the State itself to show and is not shown, and the steps of which nobody has spoken."""
    lines = [(one,) for one in _unshown(findings, desk, bearer=True)]
    if lines:
        yield Paragraph((Strong("For its own files to show, and not shown so far:"),))
        yield Items(tuple(lines))
    if silent:
        listed = "; ".join(f"{one.measure.name}, {one.measure.text.rstrip('.')}" for one in silent)
        yield Paragraph((Strong("Steps of which nobody has said anything: "), f"{listed}. {_SILENCE}"))


def _unshown(findings: Sequence[Finding], desk: Desk, *, bearer: bool) -> list[str]:
    """Return the facts that still decide and of which nobody has claimed anything, those for one side to show."""
    first = findings[0]
    counted = Counter(split(one)[0] for finding in findings for one in dict.fromkeys(finding.missing))
    leaves = [one for one in desk.law.leaves if one.name in counted and one.scope not in ("measure", "duty")]
    mine = [one for one in leaves if (one.burden == "bearer") is bearer and not claims_on((one.name,), first, desk)]
    ordered = sorted(mine, key=lambda one: -counted[one.name])
    asked = [question_words(one, first.bearer, first.beneficiary, desk.assessment) for one in ordered]
    more = f"{len(asked) - _MOST} further facts, which bear on fewer duties."
    return asked if len(asked) <= _MOST else [*asked[:_MOST], more]


def _speaks_for(live: Sequence[Finding], name: str, desk: Desk) -> Iterator[Block]:
    """Yield what a claimant has not shown, how conduct is yet to be judged, and defences that nobody has raised."""
    yield Heading(2, f"What speaks for {name}", "defence")
    for (_, beneficiary), findings in frames(desk.assessment).items():
        found = [one for one in findings if one in live]
        lines = [(one,) for one in _unshown(found, desk, bearer=False)] if found else []
        if lines:
            whom = toward((beneficiary,), found[0].bearer, desk.assessment)
            yield Paragraph((Strong(f"For whoever claims it to show, {whom}, and shown by nobody:"),))
            yield Items(tuple(lines))
    lines = [(one,) for one in _open_to_it(live, desk)]
    yield Items(tuple(lines)) if lines else Paragraph(("Nothing beyond what stands above.",))


def _open_to_it(live: Sequence[Finding], desk: Desk) -> Iterator[str]:
    judged = {leaf.name for leaf in desk.law.leaves if leaf.scope == "duty"}
    unjudged = [one for one in live if any(split(instance)[0] in judged for instance in one.missing)]
    if unjudged:
        duties = duties_label(unjudged, desk.law)
        yield f"How its conduct is to be judged as a whole is open for {duties}: reasons in its favour count if signed."
    names = defence_labels(dict.fromkeys(one for finding in live for one in finding.not_raised), desk.law)
    if names:
        yield f"Not raised so far, and open to it where the facts bear it out: {', '.join(names)}."
    footings = dict.fromkeys(footing_words(words) for finding in live for words in finding.footings)
    yield from (f"{words}." for words in footings)
