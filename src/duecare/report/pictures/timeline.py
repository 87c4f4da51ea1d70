"""The timeline of a case: what happened, what each State knew and did, and since when its duties were due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from math import inf

from duecare.assess.model import Finding, HistoryLine
from duecare.base.moments import Moment
from duecare.dossier.lexicon import TAKEN
from duecare.dossier.model import Account, Claim, Entry, Message
from duecare.report.dates import in_brief
from duecare.report.document import Figure, joined
from duecare.report.memo_facts import message_head
from duecare.report.memo_record import Desk
from duecare.report.names import duties_label, leaf_label, measure_named, state_label, toward
from duecare.report.pictures.axis import NOT_TO_SCALE, instant
from duecare.report.pictures.framed import WIDTH, below, framed, key_of
from duecare.report.pictures.lanes import TALLEST, Lane, Mark, Page, Row, pages_drawn, signs
from duecare.report.wording import FAILED, dated, event_line, is_idle, is_waiting

_DAY = timedelta(days=1)
_GRAVE = ("breached", "liable", "omitted")
_TITLE = "What happened, what was known, what was done"
_SAID = {"yes": "", "no": "no, ", "unknown": "could not be told, ", "late": "late, "}
_STEP = {"yes": "taken", "no": "not taken", "unknown": "could not be told", "late": "taken late"}


def timelines(desk: Desk, width: float = WIDTH, tallest: float = TALLEST) -> tuple[Figure, ...]:
    """Return the timeline as a figure, or as several of a page each; what begins after the as-of date is not on it."""
    pages = pages_drawn([lane for lane in _lanes(desk) if lane.rows], width - 20, tallest)
    return tuple(_figure(page, number, len(pages), desk, width) for number, page in enumerate(pages, 1))


def timeline(desk: Desk, width: float = WIDTH) -> Figure:
    """Return the timeline as one figure, however tall."""
    return timelines(desk, width, inf)[0]


def _figure(page: Page, number: int, of: int, desk: Desk, width: float) -> Figure:
    key = ["Numbers are those of the memo's paragraphs. " + NOT_TO_SCALE]
    if page.folded:
        key.append("Where there are more rows than a page has room for, several are drawn as one.")
    whole = below([page.drawing, key_of(signs(), width - 20)])
    title = f"{_TITLE} ({number} of {of})" if of > 1 else _TITLE
    return framed(f"timeline-{number}", title, whole, _told(page.lanes, desk), key, desk, width)


def _lanes(desk: Desk) -> Iterator[Lane]:
    yield Lane("What happened", tuple(_events(desk)), "entries")
    for state in dict.fromkeys(finding.bearer for finding in desk.assessment.findings):
        name = state_label(state, desk.assessment)
        claims = [claim for claim in desk.dossier.claims if claim.bearer == state and _begun(claim.since, desk)]
        known = {leaf.name for leaf in desk.law.leaves if leaf.onset and leaf.scope != "measure"}
        told, steps = [c for c in claims if c.leaf in known], [c for c in claims if c.leaf == TAKEN.name]
        yield Lane(f"What {name} knew or was told", tuple(_known(told, desk)), "rows")
        yield Lane(f"Steps of {name}", tuple(_steps(steps, desk)), "rows")
        yield Lane(_duties_of(name), tuple(_duties(state, desk)))


def _begun(when: Moment, desk: Desk) -> bool:
    return when.earliest <= desk.until


def _events(desk: Desk) -> Iterator[Row]:
    dossier = desk.dossier
    listed: list[Entry | Message | Account] = [
        *dossier.patterns, *dossier.timeline, *dossier.requests, *dossier.replies, *dossier.account
    ]  # fmt: skip
    for entry in sorted((one for one in listed if _begun(one.on, desk)), key=lambda one: one.on):
        mark = Mark("point" if entry.on.latest - entry.on.earliest < _DAY else "window", *_span(entry.on, desk))
        yield Row(_number(entry.id, desk), f"{in_brief(entry.on.text)}: {_whose(entry, desk)}{entry.what}", (mark,))


def _whose(entry: Entry | Message | Account, desk: Desk) -> str:
    if isinstance(entry, Message):
        return message_head(entry, desk.dossier)
    return f"{desk.dossier.state_name(entry.bearer)} says: " if isinstance(entry, Account) else ""


def _number(entry: str, desk: Desk) -> str:
    return str(desk.numbers.get(entry, ""))


def _span(when: Moment, desk: Desk) -> tuple[datetime, datetime]:
    """Return a moment as far as the figure goes; a day is drawn at its beginning."""
    if when.latest - when.earliest < _DAY:
        return when.earliest, when.earliest
    return when.earliest, min(when.latest, desk.until)


def _known(claims: Sequence[Claim], desk: Desk) -> Iterator[Row]:
    """Yield what was known, from when on, by standing; a denial at the time it speaks of."""
    for group in _alike(claims):
        first, end = group[0], group[0].until.latest if group[0].until else desk.until
        leaves = ", ".join(dict.fromkeys(leaf_label(one.leaf) for one in group))
        words = f"{leaves}{_whom(group, desk)}: {_SAID[first.value]}{first.standing}"
        kind = {"no": "no", "unknown": "unknown"}.get(first.value, first.standing)
        last = first.since.earliest if kind in ("no", "unknown") else min(end, desk.until)
        yield Row(_number(first.entry, desk), words, (Mark(kind, first.since.earliest, last),))


def _steps(claims: Sequence[Claim], desk: Desk) -> Iterator[Row]:
    for group in _alike(claims):
        first = group[0]
        named = list(dict.fromkeys(one.about for one in group))
        texts = [measure.text.rstrip(".") for name in named if (measure := measure_named(name, desk.law))]
        words = f"{', '.join(named)} {_STEP[first.value]}, {first.standing}{_whom(group, desk)}: {'; '.join(texts)}"
        yield Row(_number(first.entry, desk), words, (Mark(first.value, *_span(first.since, desk)),))


def _alike(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Return claims by date, those together that one entry shows alike, of whatever question or State."""
    found: dict[tuple[object, ...], list[Claim]] = {}
    for claim in sorted(claims, key=lambda one: one.since):
        alike = (claim.entry, claim.value, claim.standing, claim.since, claim.until)
        found.setdefault(alike, []).append(claim)
    return list(found.values())


def _whom(group: Sequence[Claim], desk: Desk) -> str:
    codes = dict.fromkeys(one.beneficiary for one in group if one.beneficiary)
    return f" ({joined(desk.dossier.state_name(code) for code in codes)})" if codes else ""


def _duties(state: str, desk: Desk) -> Iterator[Row]:
    """Yield the duties of a State that are in question, those together of which the same is said at the same times."""
    groups: dict[tuple[str, bool, tuple[Mark, ...]], list[Finding]] = {}
    for finding in desk.assessment.findings:
        if finding.bearer == state and not is_idle(finding) and not is_waiting(finding):
            marks = tuple(_marks(finding, desk))
            if marks:
                groups.setdefault((finding.beneficiary, finding.norm, marks), []).append(finding)
    for (beneficiary, norm, marks), found in groups.items():
        whom = f"{toward((beneficiary,), state, desk.assessment)}: " if beneficiary else ""
        label = duties_label(found, desk.law) + (", which is not law" if norm else "")
        yield Row("", f"{whom[:1].upper()}{whom[1:]}{label if whom else label[:1].upper() + label[1:]}", marks)


def _marks(finding: Finding, desk: Desk) -> Iterator[Mark]:
    words = {word for outcome in finding.if_binds for word in outcome.words}
    gravest = next((one for event in _GRAVE if (one := event_line(finding, event))), None) if words & FAILED else None
    for kind, told in (("due", event_line(finding, "due")), ("fault", gravest)):
        if told is not None:
            yield from _bars(kind, told, desk.until)


def _bars(kind: str, told: HistoryLine, until: datetime) -> Iterator[Mark]:
    certain = instant(told.certain) if told.certain else None
    if told.possible and told.possible != told.certain:
        yield Mark(f"{kind} possible", instant(told.possible), certain or until)
    if certain is not None:
        yield Mark(f"{kind} certain", certain, until)


def _told(lanes: Sequence[Lane], desk: Desk) -> str:
    """Say in words what the figure shows: of duties, since when."""
    counted = "; ".join(f"{lane.title}, {len(lane.rows)}" for lane in lanes)
    titles = {lane.title for lane in lanes}
    said: dict[str, list[Finding]] = {}
    for finding in desk.assessment.findings:
        name = state_label(finding.bearer, desk.assessment)
        when = "; ".join(dated(one for one in finding.history if one.event in ("due", "breached")))
        if when and _duties_of(name) in titles and not is_idle(finding) and not is_waiting(finding):
            said.setdefault(f"{name}, if it binds, {when}", []).append(finding)
    duties = "".join(f" {head}: {duties_label(found, desk.law)}." for head, found in said.items())
    return f"Timeline in UTC. Rows by lane: {counted}.{duties}"


def _duties_of(name: str) -> str:
    return f"Duties of {name}, if they bind"
