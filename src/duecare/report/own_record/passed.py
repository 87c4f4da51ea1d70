"""What passed between a State and others: each request with what came of it, and what the State says itself."""

from __future__ import annotations

from collections.abc import Iterator

from duecare.dossier.clock import Exchange, exchanges, unasked
from duecare.dossier.model import Claim, Message
from duecare.report.dates import in_words
from duecare.report.document import Block, Heading, Items, Paragraph, Table, Text
from duecare.report.memo_record import Desk
from duecare.report.names import leaf_label
from duecare.report.own_record.cited import NOTHING, sources

_CHANNELS = {"csirt": " (between response teams)", "note": " (note)", "poc": " (points of contact)"}
_STAGES = {
    "acknowledged": "acknowledged", "replied": "replied", "acted": "acted", "silent": "no answer by then", "": "said"
}  # fmt: skip
_NO_EVIDENCE = "none offered: what it says of its own steps has yet to be borne out"
_KNEW = {"yes": "yes", "no": "no", "unknown": "could not be told"}


def passed(state: str, desk: Desk) -> Iterator[Block]:
    """Yield the requests to a State and what came of them; a silence is told as one, and as nothing else."""
    dossier, name = desk.dossier, desk.dossier.state_name(state)
    asked = [one for one in exchanges(dossier, desk.until) if one.request.to == state]
    said = [one for one in unasked(dossier, desk.until) if one.by == state]
    yield Heading(2, "What was asked, and what was answered", "asked")
    if not asked:
        yield Paragraph((f"The dossier holds no request to {name}.",))
    else:
        heads = ("Request", "What came of it", "How it stands")
        rows = tuple((_request(one.request, desk), _came(one, desk), (_stands(one),)) for one in asked)
        yield Table(f"Requests to {name}", heads, rows, (6, 7, 3))
    if said:
        yield Paragraph(("Said without a request being named that it answers:",))
        yield Items(tuple(_message(one, desk) for one in said))
    if any(reply.stage == "silent" for one in asked for reply in one.replies):
        yield Paragraph(("That no answer came shows neither that nothing was done nor that anything was agreed to.",))


def own_account(state: str, desk: Desk) -> Iterator[Block]:
    """Yield what a State says of its own conduct, and what bears that out."""
    mine = sorted((one for one in desk.dossier.account if one.bearer == state), key=lambda one: one.on)
    told = [one for one in mine if one.on.earliest <= desk.until]
    yield Heading(2, "Its own account", "own-account")
    if not told:
        yield Paragraph((f"The dossier holds no account of {desk.dossier.state_name(state)} of its own conduct.",))
        return
    rows = tuple(
        (
            (in_words(one.on.text),),
            (one.what, " ", *sources(one.sources, desk.dossier)),
            sources(one.evidence, desk.dossier) or (_NO_EVIDENCE,),
        )
        for one in told
    )
    yield Table("What it says, and what bears it out", ("When", "What it says", "Evidence"), rows, (3, 8, 5))


def knew(state: str, desk: Desk) -> Iterator[Block]:
    """Yield what is claimed of what a State knew or was told, each way, in the order of time."""
    events = {leaf.name for leaf in desk.law.leaves if leaf.onset and leaf.scope != "measure"}
    found = [
        one for one in desk.dossier.claims
        if one.bearer == state and one.leaf in events and one.since.earliest <= desk.until
    ]  # fmt: skip
    yield Heading(2, "What it knew, and since when", "knew")
    if not found:
        yield Paragraph(("Nobody has claimed anything of what it knew.",))
        return
    rows = tuple(_known(one, desk) for one in sorted(found, key=lambda one: one.since))
    heads = ("Since", "Of what", "Claimed", "By whom, on what")
    yield Table("Claims on its knowledge, each way", heads, rows, (3, 4, 4, 6))


def _known(one: Claim, desk: Desk) -> tuple[Text, ...]:
    whom = f" ({desk.dossier.state_name(one.beneficiary)})" if one.beneficiary else ""
    why = f"{one.author}: {one.reason}" if one.author and one.reason else one.author
    cited = sources(one.sources, desk.dossier)
    return (
        (in_words(one.since.text),),
        (f"{leaf_label(one.leaf)}{whom}",),
        (f"{_KNEW.get(one.value, one.value)}, {one.standing}",),
        (*((f"{why} ",) if why else ()), *cited) or NOTHING,
    )


def _request(one: Message, desk: Desk) -> Text:
    by = f", by {in_words(one.reply_by.text)}" if one.reply_by else ""
    head = f"{in_words(one.on.text)}, {desk.dossier.state_name(one.by)}{_CHANNELS.get(one.channel, '')}: "
    answer = f" An answer was asked for{by}." if by else ""
    return head, one.what, answer, " ", *sources(one.sources, desk.dossier)


def _came(one: Exchange, desk: Desk) -> Text:
    parts = [_message(reply, desk) for reply in one.replies]
    joined: Text = ()
    for part in parts:
        joined = (*joined, *(("; ",) if joined else ()), *part)
    return joined or NOTHING


def _message(one: Message, desk: Desk) -> Text:
    days = f"{in_words(one.on.text)}, {_STAGES[one.stage]}: "
    evidence = sources(one.evidence, desk.dossier)
    borne: Text = (", borne out by ", *evidence) if evidence else ()
    return days, one.what, " ", *sources(one.sources, desk.dossier), *borne


def _stands(one: Exchange) -> str:
    last = one.replies[-1].on if one.replies else None
    days = f", {(last.earliest.date() - one.request.on.earliest.date()).days} days after the request" if last else ""
    late = "; the day by which an answer was asked for is past" if one.overdue else ""
    return f"{one.stage}{days}{late}"
