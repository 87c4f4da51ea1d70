"""Reads what passed between States: requests, what came of each, and a silence, which is recorded and shows nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from duecare.base.yaml_nodes import Node
from duecare.dossier.claim_reader import Ground, read_shows
from duecare.dossier.desk import MISREAD, Desk, check_order, dated, evidence_ids, source_ids, state, tlp
from duecare.dossier.fields import (
    Fields,
    choice,
    items,
    matching,
    moment,
    needed,
    open_fields,
    optional_text,
    place,
    text,
)
from duecare.dossier.lexicon import TAKEN
from duecare.dossier.mistakes import Mistakes, near, shown
from duecare.dossier.model import CHANNELS, STAGES, STANDINGS, Claim, Message

REQUEST_KEYS = ("id", "on", "by", "to", "channel", "what", "reply_by", "sources", "tlp", "shows")
REPLY_KEYS = ("on", "by", "to", "answers", "stage", "what", "sources", "evidence", "tlp", "shows")
MESSAGE_ID = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_SILENT = "silent"

Claims = tuple[Claim, ...]


def read_request(node: Node, entry_id: str, what: str, desk: Desk) -> tuple[Message, Claims] | None:
    """Return a request as it was sent, and its claims."""
    fields = open_fields(node, what, REQUEST_KEYS, desk.mistakes)
    if fields is None:
        return None
    message, claims = _message(fields, entry_id, desk, sourced=True)
    name = matching(fields, "id", MESSAGE_ID, "write letters, digits, dots, hyphens and underscores")
    reply_by = moment(fields, "reply_by") if "reply_by" in fields else None
    check_order(fields, "on", message.on, "reply_by", reply_by)
    channel = choice(fields, "channel", CHANNELS, "")
    return replace(message, name=name, channel=channel, reply_by=reply_by), claims


def read_reply(node: Node, entry_id: str, what: str, desk: Desk) -> tuple[Message, Claims] | None:
    """Return what came of a request, and its claims: they are the account of the State that replies."""
    fields = open_fields(node, what, REPLY_KEYS, desk.mistakes)
    if fields is None:
        return None
    stage = choice(fields, "stage", STAGES, "")
    message, claims = _message(fields, entry_id, desk, sourced=stage != _SILENT)
    evidence = evidence_ids(fields, desk) if "evidence" in fields else ()
    message = replace(message, stage=stage, answers=optional_text(fields, "answers"), evidence=evidence)
    if stage == _SILENT:
        _check_silence(fields)
    elif stage:
        _check_borne_out(fields, message, claims)
    return message, claims


def check_answers(requests: Iterable[Message], replies: Iterable[Message], mistakes: Mistakes) -> None:
    """Note a mistake where two requests have one id, and where a reply answers none, or one of somebody else's."""
    named: dict[str, Message] = {}
    for one in requests:
        if one.name in named:
            mistakes.add(one.span, f"two requests have the id '{shown(one.name)}'", "give each an id of its own")
        named.update({one.name: one} if one.name else {})
    for reply in replies:
        request = named.get(reply.answers)
        if reply.answers and request is None:
            message = f"a reply answers '{shown(reply.answers)}', and no request has that id"
            mistakes.add(reply.span, message, near(reply.answers, named, "give the request that it answers an `id`"))
        elif request and MISREAD not in (reply.by, reply.to) and (reply.by, reply.to) != (request.to, request.by):
            message = f"a reply to '{shown(request.name)}' must come from {request.to} to {request.by}"
            mistakes.add(reply.span, message, "mend `by` and `to`, or `answers`")
        elif request and reply.on.latest < request.on.earliest:
            message = f"a reply of {reply.on} answers a request of {request.on}"
            mistakes.add(reply.span, message, "mend one of the two dates, or `answers`")


def _message(fields: Fields, entry_id: str, desk: Desk, *, sourced: bool) -> tuple[Message, Claims]:
    on, said = dated(fields, "on", desk), text(fields, "what")
    by, to = state(fields, "by", desk), state(fields, "to", desk)
    sources, marking = source_ids(fields, "sources", desk, required=sourced), tlp(fields, desk.tlp)
    claims = read_shows(fields, Ground(entry_id, on, said, sources, marking), desk)
    return Message(entry_id, on, by, to, said, sources, marking, span=fields.span), claims


def _check_silence(fields: Fields) -> None:
    for key in ("shows", "evidence"):
        if key in fields and (key == "evidence" or items(fields, key)):
            message = "a silence shows nothing: it is no omission and no consent"
            advice = f"take `{key}` out; that a step was looked for and not found goes under `searches`"
            fields.mistakes.add(place(fields, key), message, advice)


def _check_borne_out(fields: Fields, reply: Message, claims: Claims) -> None:
    """Note a mistake where a State's bare word on its own steps is given more weight than that of a bare word."""
    needed(fields, "evidence")
    own = [one for one in claims if one.leaf == TAKEN.name and one.bearer == reply.by and one.value in ("yes", "late")]
    firm = [one for one in own if one.standing != STANDINGS[0]]
    if firm and not reply.evidence:
        message = f"{reply.by} says itself that it took this step, and offers no evidence: that is {STANDINGS[0]}"
        advice = f"write `standing: {STANDINGS[0]}`, or list under `evidence` what bears it out"
        fields.mistakes.add(firm[0].span, message, advice)
