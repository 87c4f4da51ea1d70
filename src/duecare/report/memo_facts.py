"""The facts of a memo: what the dossier holds, in numbered paragraphs with sources, grade and TLP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from duecare.dossier.model import Account, Claim, Dossier, Entry, Message, Search
from duecare.report.document import (
    Address,
    Anchor,
    Block,
    Heading,
    Inline,
    Link,
    Paragraph,
    Strong,
    Table,
    Text,
    joined,
)
from duecare.report.wording import human


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts as blocks, and the number of the paragraph in which each entry stands."""

    blocks: tuple[Block, ...]
    numbers: Mapping[str, int]


def facts(dossier: Dossier, numbers: Iterator[int] | None = None) -> Facts:
    """Return the facts of a dossier, entry by entry."""
    counter, at = numbers or count(1), dict[str, int]()
    blocks: list[Block] = [Heading(2, "Facts", "facts"), Paragraph((dossier.summary,))]
    for heading, entries, tell in _parts(dossier):
        listed = sorted(entries, key=lambda entry: entry.on)
        blocks += [Heading(3, heading)] if listed else []
        for entry in listed:
            at[entry.id] = next(counter)
            text = (*tell(entry), *_tail(entry, dossier))
            blocks.append(Paragraph(text, at[entry.id]))
    for remark in dossier.notes:
        blocks.append(Paragraph((Strong("Note of the dossier. "), remark), next(counter)))
    return Facts(tuple(blocks), at)


def sources_table(dossier: Dossier) -> Table:
    """List the sources of a dossier, by their numbers."""
    rows = tuple(_source_row(name, number, dossier) for name, number in evidence_numbers(dossier).items())
    return Table("Sources of the dossier", ("No", "Source", "Date", "Grade", "Address and remarks"), rows)


def evidence_numbers(dossier: Dossier) -> Mapping[str, int]:
    """Return the number of each source of a dossier."""
    return {name: number for number, name in enumerate(dossier.sources, 1)}


def claim_words(claim: Claim, dossier: Dossier) -> str:
    """Say what a claim asserts: `notice received (Russia toward Ireland): yes, probable`."""
    states = [dossier.state_name(code) for code in (claim.bearer, claim.beneficiary) if code]
    whom = f" ({' toward '.join(states)})" if states else ""
    return f"{leaf_words(claim.leaf, claim.about)}{whom}: {claim.value}, {claim.standing}"


def leaf_words(leaf: str, about: str) -> str:
    """Return what to call a leaf: `notice received`, `step M51 taken`."""
    if leaf == "taken":
        return f"step {about} taken"
    return f"{human(leaf)}, {about}" if about else human(leaf)


_Tell = Callable[[Entry | Message | Search | Account], Text]


def _parts(dossier: Dossier) -> Iterable[tuple[str, tuple[Entry | Message | Search | Account, ...], _Tell]]:
    def plain(entry: Entry | Message | Search | Account) -> Text:
        return _told(entry, dossier)

    yield "Earlier events and patterns", dossier.patterns, plain
    yield "What happened", dossier.timeline, plain
    yield "Requests", dossier.requests, plain
    yield "Replies", dossier.replies, plain
    yield "What was looked for, and not found or found", dossier.searches, plain
    yield "What States say of their own conduct", dossier.account, plain
    yield "Appraisals", dossier.appraisals, plain


def _told(entry: Entry | Message | Search | Account, dossier: Dossier) -> Text:
    when = Strong(f"{entry.on}. ")
    if isinstance(entry, Message):
        return when, f"{dossier.state_name(entry.by)} to {dossier.state_name(entry.to)}: {entry.what}"
    if isinstance(entry, Search):
        whose, places = dossier.state_name(entry.bearer), "; ".join(entry.where)
        return when, f"Step {entry.measure} of {whose}, looked for by {entry.by} in: {places}. {entry.found}"
    if isinstance(entry, Account):
        borne = "" if entry.evidence else " It offers no evidence for this in the record."
        return when, f"{dossier.state_name(entry.bearer)} says: {entry.what}{borne}"
    signed = f" (appraisal by {entry.author})" if entry.author else ""
    return when, f"{entry.what or entry.reason}{signed}"


def _tail(entry: Entry | Message | Search | Account, dossier: Dossier) -> Text:
    """Return what follows every entry: sources with grades, its marking, what it is taken to show."""
    numbers, parts = evidence_numbers(dossier), list[Inline]([" "])
    for name in dict.fromkeys((*entry.sources, *(entry.evidence if isinstance(entry, Account) else ()))):
        parts += [Link(f"[E-{numbers[name]}, {dossier.sources[name].grade}]", f"E-{numbers[name]}"), " "]
    parts.append(f"TLP:{entry.tlp.upper()}")
    shown = [claim for claim in dossier.claims if claim.entry == entry.id]
    if shown:
        parts.append(". Taken to show: " + "; ".join(_with_reason(claim, dossier) for claim in shown))
    return (*parts, ".")


def _with_reason(claim: Claim, dossier: Dossier) -> str:
    signed = f", {claim.author}" if claim.author else ""
    reason = f" (because: {claim.reason.rstrip('.')}{signed})" if claim.reason and claim.reason != claim.text else ""
    return claim_words(claim, dossier) + reason


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
        (str(source.date),),
        (source.grade,),
        (*where, remarks),
    )
