"""A notice from one State to another: the template of its channel, filled from a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from duecare.assess.model import Assessment
from duecare.base.moments import Moment
from duecare.base.states import in_text
from duecare.dossier.model import TLP, Dossier, Entry, Indicator, Message
from duecare.ir.declarations import Law
from duecare.report.dates import in_words
from duecare.report.document import Block, Document, Paragraph, Table, Text, joined
from duecare.report.notices.position import position, rests_on
from duecare.report.notices.template import FACTS, INDICATORS, NO_ATTRIBUTION, POSITION, Template, filled
from duecare.report.notices.utc import in_utc

_HANDLING = {
    "clear": "this may be passed on without limit.",
    "green": "for your community and those you work with; not for publication.",
    "amber": "for your organisation, and for those it serves as far as they need it to protect themselves.",
    "amber+strict": "for your organisation only, and there for those who need it.",
    "red": "for those to whom this is addressed, and nobody else.",
}
_DEFANGED = ("ipv4", "ipv6", "domain", "url", "email")
_ATTRIBUTES = re.compile(
    r"\b(?:attribut\w+ to|behind (?:the|this|it)\b|responsible for the|carried out by|perpetrat\w+|sponsored"
    r"|(?:the|criminal) (?:group|gang)\b|(?:those|held) responsible\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """From whom and to whom, as of when, and what the sender fills in: until when, and whom to reach."""

    sender: str
    to: str
    as_of: Moment
    reply_by: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A notice, and what its drafter should look at before it goes out."""

    document: Document
    remarks: tuple[str, ...]


def notice(
    template: Template, dossier: Dossier, asked: Asked, law: Law | None = None, assessment: Assessment | None = None
) -> Made:
    """Return a notice; one with a place for facts or a position needs the law and an assessment.

    It holds what the dossier marks for its level and no more; its marking is the highest of what it uses.
    """
    whole = law is not None and assessment is not None
    indicators = _indicators(dossier, asked) if template.has(INDICATORS) else ()
    told = _entries(dossier, asked, law, assessment) if template.has(FACTS) and law and assessment else ()
    level = TLP[max(TLP.index(one) for one in (dossier.tlp, *(one.tlp for one in (*indicators, *told))))]
    inserts: dict[str, tuple[Block, ...]] = {
        NO_ATTRIBUTION: (Paragraph((_no_attribution(in_text(dossier.state_name(asked.to))),)),),
        INDICATORS: (_table(indicators),) if indicators else (Paragraph(("No indicators are attached.",)),),
        FACTS: tuple(_told(told, dossier, asked)),
        POSITION: (position(assessment, law, asked.sender, asked.to),) if whole and law and assessment else (),
    }
    exercise = "EXERCISE · " if dossier.exercise else ""
    marking = f"{exercise}TLP:{level.upper()} · DRAFT"
    made = filled(template, _values(dossier, asked, level), inserts, marking, _holding(dossier, asked, indicators))
    made = replace(made, written=asked.as_of.latest.date())
    return Made(made, tuple(_remarks(template, dossier, asked, indicators, told, assessment)))


def _values(dossier: Dossier, asked: Asked, level: str) -> Mapping[str, str]:
    first, ended = in_utc(dossier.operation.began).partition(" to ")[0], dossier.operation.ended
    return {
        "contact": asked.contact or "[name, address and telephone of the contact point]",
        "date": in_words(asked.as_of.text),
        "handling": _HANDLING[level],
        "kind": dossier.operation.kind,
        "level": level.upper(),
        "period": f"{first} to {in_utc(ended).rpartition(' to ')[2]}" if ended else f"since {first}",  # the widest
        "reference": dossier.id,
        "reply_by": in_words(asked.reply_by) if asked.reply_by else "[date]",
        "sender": in_text(dossier.state_name(asked.sender)),
        "title": dossier.title,
        "to": in_text(dossier.state_name(asked.to)),
    }


def _no_attribution(to: str) -> str:
    return (
        f"This message does not attribute the activity to {to} or to anybody else. That systems in a territory were "
        "used says nothing of who used them."
    )


def _indicators(dossier: Dossier, asked: Asked) -> tuple[Indicator, ...]:
    """Return those that somebody places with the recipient or nowhere, by the date, in the order of time."""
    end = asked.as_of.latest
    seen = [one for one in dossier.indicators if one.first_seen is None or one.first_seen.earliest <= end]
    return tuple(sorted((one for one in seen if one.territory in ("", asked.to)), key=_order))


def _table(indicators: Sequence[Indicator]) -> Table:
    heads = ("No", "Kind", "Value", "Seen", "Used for", "TLP")
    rows: tuple[tuple[Text, ...], ...] = tuple(
        ((str(number),), (one.type,), (_defanged(one),), (_seen(one),), (_used(one),), (one.tlp.upper(),))
        for number, one in enumerate(indicators, 1)
    )
    return Table("Indicators, in the order in which they were seen", heads, rows, (1, 2, 6, 5, 5, 2))


def _order(one: Indicator) -> tuple[bool, datetime]:
    """Return a sort key: those first that were seen first, and last those of which nobody says when."""
    return one.first_seen is None, one.first_seen.earliest if one.first_seen else datetime.min.replace(tzinfo=UTC)


def _seen(one: Indicator) -> str:
    first, last = (in_utc(when) if when else "" for when in (one.first_seen, one.last_seen))
    return " to ".join(dict.fromkeys(filter(None, (first, last)))) or "–"


def _used(one: Indicator) -> str:
    return "; ".join(filter(None, (one.role, one.note))) or "–"


def _defanged(one: Indicator) -> str:
    """Return an address so that nothing opens by a click; whoever reads it is told how to read it."""
    if one.type not in _DEFANGED:
        return one.value
    return re.sub(r"^http", "hxxp", one.value, flags=re.IGNORECASE).replace(".", "[.]").replace("@", "[@]")


def _entries(dossier: Dossier, asked: Asked, law: Law, assessment: Assessment) -> tuple[Entry | Message, ...]:
    """Return what happened as far as it bears on whether the recipient is concerned at all, and what was asked before.

    What a State knew, did or left undone is no part of a notice.
    """
    leaves = rests_on(assessment, law, asked.sender, asked.to)
    shown = {
        claim.entry for claim in dossier.claims
        if claim.value == "yes" and claim.leaf in leaves and claim.bearer in ("", asked.to)
        and claim.beneficiary in ("", asked.sender)
    }  # fmt: skip
    listed: list[Entry | Message] = [one for one in dossier.timeline if one.id in shown]
    listed += [one for one in dossier.requests if (one.by, one.to) == (asked.sender, asked.to)]
    return tuple(sorted((one for one in listed if one.on.earliest <= asked.as_of.latest), key=lambda one: one.on))


def _holding(dossier: Dossier, asked: Asked, indicators: Sequence[Indicator]) -> frozenset[str]:
    """Return the conditions on which parts of a template depend, as they are here."""
    ended = dossier.operation.ended
    over = ended is not None and ended.latest <= asked.as_of.latest
    return frozenset((
        "indicators" if indicators else "no indicators",
        "over" if over else "going on",
        "exercise" if dossier.exercise else "no exercise",
    ))  # fmt: skip


def _told(entries: Sequence[Entry | Message], dossier: Dossier, asked: Asked) -> Iterator[Block]:
    name = in_text(dossier.state_name(asked.sender))
    kind, lasted = dossier.operation.kind, _lasted(dossier.operation.began, dossier.operation.ended)
    head = f"{name[:1].upper()}{name[1:]} has been affected by the following activity: {kind}, {lasted}."
    yield Paragraph((head,), 1)
    for number, one in enumerate(entries, 2):
        before = "Raised before: " if isinstance(one, Message) else ""
        yield Paragraph((f"{in_utc(one.on)}. {before}{one.what}",), number)


def _lasted(began: Moment, ended: Moment | None) -> str:
    """Say from when until when: of a beginning or an end that is known only to lie between two days, both of them."""
    first, _, last = in_utc(began).partition(" to ")
    until = f" until {_within(ended)}" if ended else ""
    if last:
        return f"which began between {first} and {last}" + (f" and went on{until}" if until else "")
    return f"from {first}{until}" if until else f"since {first}"


def _within(when: Moment) -> str:
    first, _, last = in_utc(when).partition(" to ")
    return f"some time between {first} and {last}" if last else first


def _remarks(
    template: Template, dossier: Dossier, asked: Asked, indicators: Sequence[Indicator],
    entries: Sequence[Entry | Message], assessment: Assessment | None,
) -> Iterator[str]:  # fmt: skip
    if template.has(INDICATORS) and not indicators:
        yield f"no indicators are attached: list those for {asked.to} under `indicators` in the dossier"
    texts = [dossier.title, dossier.operation.kind, *(one.what for one in entries), *map(_used, indicators)]
    found = dict.fromkeys(match[0] for one in texts for match in _ATTRIBUTES.finditer(one))
    if found:
        words = joined(f"'{one}'" for one in found)
        yield f"the facts say {words}: take out whatever tells who did it, for the notice attributes nothing"
    if template.has(FACTS) and entries:
        yield "the facts are the dossier's own words: take out what the recipient need not be told"
    if template.has(POSITION) and assessment is not None:
        mine = [own for one in assessment.findings for own in one.own if own.state == asked.sender]
        if not any(own.force and own.force.value == "yes" for own in mine):
            name = dossier.state_name(asked.sender)
            yield f"{name} has declared no position on which a duty binds here, so the note puts no legal claim"
