"""The facts of a memo: what the dossier holds, in numbered paragraphs with sources, grade and TLP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from duecare.dossier.model import ASSUMED, STANDINGS, Account, Claim, Dossier, Entry, Message, Search
from duecare.report.dates import in_words
from duecare.report.document import (
    Address,
    Anchor,
    Block,
    Figure,
    Heading,
    Inline,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
    joined,
)
from duecare.report.memo_steps import step
from duecare.report.names import human

_Told = Entry | Message | Search | Account
_VALUES = {"yes": "", "no": "not ", "unknown": "could not be told: ", "late": "late: "}


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts as blocks, and the number of the paragraph in which each entry stands.

    shown  what each entry is taken to show, for an annex.
    """

    blocks: tuple[Block, ...]
    numbers: Mapping[str, int]
    shown: tuple[Block, ...] = ()


def facts(dossier: Dossier, numbers: Iterator[int], until: datetime, drawings: Iterable[Figure] = ()) -> Facts:
    """Return the facts of a dossier, entry by entry; of what begins after `until` it is said that it did not count."""
    at = dict[str, int]()
    blocks: list[Block] = [Heading(2, "Facts", "facts"), Paragraph((dossier.summary, " ", _key(dossier))), *drawings]
    shown: list[Block] = []
    for heading, entries in _parts(dossier):
        listed = sorted(entries, key=lambda entry: entry.on)
        blocks += [Heading(3, heading)] if listed else []
        for entry in listed:
            at[entry.id] = next(numbers)
            blocks.append(
                Paragraph((*_told(entry, dossier), *_tail(entry, dossier), *_late(entry, dossier, until)), at[entry.id])
            )
            shown += _shown(entry, at[entry.id], dossier)
    return Facts(tuple(blocks), at, tuple(shown))


def notes(dossier: Dossier, numbers: Iterator[int]) -> Iterator[Block]:
    """Yield the notes that whoever wrote the dossier left in it."""
    for remark in dossier.notes:
        yield Paragraph((Strong("Note of the dossier. "), remark), next(numbers))


def sources_table(dossier: Dossier) -> Table:
    """List the sources of a dossier, by their numbers."""
    rows = tuple(_source_row(name, number, dossier) for name, number in evidence_numbers(dossier).items())
    heads = ("No", "Source", "Date", "Grade", "Address and remarks")
    return Table("Sources of the dossier", heads, rows, (2, 7, 4, 3, 8))


def evidence_numbers(dossier: Dossier) -> Mapping[str, int]:
    """Return the number of each source of a dossier."""
    return {name: number for number, name in enumerate(dossier.sources, 1)}


def _key(dossier: Dossier) -> str:
    return (
        "[E-1] is a source in Annex A; one that was not read itself has its grade beside it. What each entry is taken "
        f"to show stands in Annex C. Entries are TLP:{dossier.tlp.upper()} unless they say otherwise."
    )


def _parts(dossier: Dossier) -> Iterable[tuple[str, Sequence[_Told]]]:
    yield "Earlier events and patterns", dossier.patterns
    yield "What happened", dossier.timeline
    yield "Requests", dossier.requests
    yield "Replies", dossier.replies
    yield "What was looked for", dossier.searches
    yield "What States say of their own conduct", dossier.account
    yield "Appraisals", dossier.appraisals


def _told(entry: _Told, dossier: Dossier) -> Text:
    when = in_words(entry.on.text)
    head = Strong(f"{when[:1].upper()}{when[1:]}. ")
    if isinstance(entry, Message):
        return head, f"{message_head(entry, dossier)}{entry.what}"
    if isinstance(entry, Search):
        whose, places = dossier.state_name(entry.bearer), "; ".join(entry.where)
        return head, "Step ", step(entry.measure), f" of {whose}, looked for by {entry.by} in: {places}. {entry.found}"
    if isinstance(entry, Account):
        borne = "" if entry.evidence else " It offers no evidence for this in the record."
        return head, f"{dossier.state_name(entry.bearer)} says: {entry.what}{borne}"
    signed = f" (appraisal by {entry.author})" if entry.author else ""
    return head, f"{entry.what or entry.reason}{signed}"


def message_head(message: Message, dossier: Dossier) -> str:
    """Say from whom to whom; of a silence, whose it is."""
    by, to = dossier.state_name(message.by), dossier.state_name(message.to)
    return f"No answer of {by} to {to} by then: " if message.stage == "silent" else f"{by} to {to}: "


def _tail(entry: _Told, dossier: Dossier) -> Text:
    """Return the sources with their grades, and the marking where it is not the dossier's."""
    numbers, parts = evidence_numbers(dossier), list[Inline]()
    for name in dict.fromkeys((*entry.sources, *(entry.evidence if isinstance(entry, Account | Message) else ()))):
        grade = dossier.sources[name].grade
        told = f"[E-{numbers[name]}]" if grade == "seen" else f"[E-{numbers[name]}, {grade}]"
        parts += [" ", Link(told, f"E-{numbers[name]}")]
    return (*parts, f" TLP:{entry.tlp.upper()}") if entry.tlp != dossier.tlp else tuple(parts)


def _late(entry: _Told, dossier: Dossier, until: datetime) -> Text:
    """Say of an entry that is later than the as-of date, and shows nothing of before, that it did not count."""
    begun = (entry.on, *(claim.since for claim in dossier.claims if claim.entry == entry.id))
    return () if min(begun).earliest <= until else (" Later than the as-of date, and not counted.",)


def _shown(entry: _Told, para: int, dossier: Dossier) -> Iterable[Block]:
    """Return what an entry is taken to show, the firmest first; nothing where no claim stands under it."""
    claims = [claim for claim in dossier.claims if claim.entry == entry.id]
    parts: list[Inline] = []
    for standing in (ASSUMED, *reversed(STANDINGS)):
        groups: dict[tuple[str, ...], list[Claim]] = {}
        for claim in (one for one in claims if one.standing == standing):
            groups.setdefault(_alike(claim, entry, dossier), []).append(claim)
        for number, (rest, group) in enumerate(groups.items()):
            parts += ["; " if number else f"{'. ' if parts else ''}{standing.capitalize()}: "]
            parts += [*_group(group), "".join(rest[1:])]
    return (Paragraph((Link(f"Para {para}. ", f"para-{para}"), *parts, ".")),) if parts else ()


def _alike(claim: Claim, entry: _Told, dossier: Dossier) -> tuple[str, ...]:
    """Return all that is said of a claim but its question: value, States, dates, reason, marking."""
    states = [dossier.state_name(code) for code in (claim.bearer, claim.beneficiary) if code]
    whom = f" ({' toward '.join(states)})" if states else ""
    begins = f" from {in_words(claim.since.text)}" if claim.since != entry.on else ""
    ends = f" until {in_words(claim.until.text)}" if claim.until else ""
    author = f"; {claim.author}" if claim.author else ""
    told = claim.reason and claim.reason != claim.text
    why = f" (because: {claim.reason.rstrip('.')}{author})" if told else ""
    marked = f" TLP:{claim.tlp.upper()}" if claim.tlp not in (entry.tlp, dossier.tlp) else ""
    return claim.value, whom, begins, ends, why, marked


def _group(claims: Sequence[Claim]) -> Iterator[Inline]:
    yield _VALUES[claims[0].value]
    for number, claim in enumerate(claims):
        yield ", " if number else ""
        if claim.about and claim.about[:1].isupper():
            yield f"{human(claim.leaf)}, step "
            yield step(claim.about)
        else:
            yield human(claim.leaf) + (f" ({human(claim.about.rpartition('.')[2])})" if claim.about else "")


def _source_row(name: str, number: int, dossier: Dossier) -> tuple[Text, ...]:
    source = dossier.sources[name]
    by = joined([part for part in (source.author, source.publisher) if part], "in")
    one = f"One origin with others: {source.origin}. " if source.origin else ""
    digest = f"sha256 {source.sha256}. " if source.sha256 else ""
    where: Text = (Address(source.url), " ") if source.url else ()
    remarks = (one + digest + source.note).strip()
    return (
        (Anchor(f"E-{number}", f"E-{number}"),),
        (f"{source.title}. {by}",),
        (in_words(str(source.date)),),
        (source.grade,),
        (*where, remarks),
    )
