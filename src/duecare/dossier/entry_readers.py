"""Reads the entries of a dossier, section by section, with the claims that stand under them."""

from __future__ import annotations

from duecare.base.yaml_nodes import Node
from duecare.dossier.claim_reader import Ground, origins, read_shows
from duecare.dossier.desk import Desk, dated, evidence_ids, measure, optional_state, source_ids, state, tlp
from duecare.dossier.fields import (
    Fields,
    choice,
    items,
    needed,
    open_fields,
    optional_text,
    place,
    text,
    texts,
)
from duecare.dossier.model import STANDINGS, Account, Claim, Entry, Inference, Search

ENTRY_KEYS = ("on", "what", "sources", "tlp", "read_from", "shows")
APPRAISAL_KEYS = ("on", "author", "reason", "what", "sources", "tlp", "shows")
SEARCH_KEYS = (
    "measure", "bearer", "beneficiary", "where", "by", "on", "found", "sources", "tlp", "inference"
)  # fmt: skip
ACCOUNT_KEYS = (
    "bearer", "on", "what", "sources", "evidence", "measure", "beneficiary", "tlp", "inference", "shows"
)  # fmt: skip
INFERENCE_KEYS = ("standing", "reason")

Claims = tuple[Claim, ...]


def read_entry(node: Node, entry_id: str, what: str, desk: Desk) -> tuple[Entry, Claims] | None:
    """Return an entry of the timeline or of the patterns, and its claims."""
    fields = open_fields(node, what, ENTRY_KEYS, desk.mistakes)
    if fields is None:
        return None
    on, said = dated(fields, "on", desk), text(fields, "what")
    sources, marking = source_ids(fields, "sources", desk), tlp(fields, desk.tlp)
    claims = read_shows(fields, Ground(entry_id, on, said, sources, marking), desk)
    if not sources and not items(fields, "shows") and "sources" not in fields.misspelt:
        fields.mistakes.add(fields.span, f"{what} lacks `sources`", "say under `sources` where this stands")
    origin = optional_text(fields, "read_from")
    return Entry(entry_id, on, said, sources, marking, read_from=origin, span=fields.span), claims


def read_appraisal(node: Node, entry_id: str, what: str, desk: Desk) -> tuple[Entry, Claims] | None:
    """Return an appraisal entry, whose author and reason hold for all its claims."""
    fields = open_fields(node, what, APPRAISAL_KEYS, desk.mistakes)
    if fields is None:
        return None
    on, author, reason = dated(fields, "on", desk), text(fields, "author"), text(fields, "reason")
    said = optional_text(fields, "what") or reason
    sources, marking = source_ids(fields, "sources", desk), tlp(fields, desk.tlp)
    needed(fields, "shows")
    ground = Ground(entry_id, on, said, sources, marking, author or "?", reason or "?")
    claims = read_shows(fields, ground, desk)
    return Entry(entry_id, on, said, sources, marking, author, reason, span=fields.span), claims


def read_search(node: Node, entry_id: str, what: str, desk: Desk) -> tuple[Search, Claims] | None:
    """Return a search, and the claim that its inference makes of it, if it states one."""
    fields = open_fields(node, what, SEARCH_KEYS, desk.mistakes)
    if fields is None:
        return None
    needed(fields, "where")
    search = Search(
        id=entry_id,
        measure=measure(fields, "measure", desk),
        bearer=state(fields, "bearer", desk),
        beneficiary=optional_state(fields, "beneficiary", desk),
        where=texts(fields, "where"),
        by=text(fields, "by"),
        on=dated(fields, "on", desk),
        found=text(fields, "found"),
        sources=source_ids(fields, "sources", desk),
        tlp=tlp(fields, desk.tlp),
        inference=_inference(fields, desk),
        span=fields.span,
    )
    if "where" in fields and not search.where:
        desk.mistakes.add(place(fields, "where"), "`where` names no place", "say where was looked")
    if search.inference is None:
        return search, ()
    ground = Ground(entry_id, search.on, search.found, search.sources, search.tlp, search.by)
    return search, (_not_taken(f"{entry_id}.1", search, search.inference, ground, desk),)


def read_account(node: Node, entry_id: str, what: str, desk: Desk) -> tuple[Account, Claims] | None:
    """Return the bearer's own account, its claims, and the claim that an inference makes of its silence."""
    fields = open_fields(node, what, ACCOUNT_KEYS, desk.mistakes)
    if fields is None:
        return None
    account = Account(
        id=entry_id,
        bearer=state(fields, "bearer", desk),
        on=dated(fields, "on", desk),
        what=text(fields, "what"),
        sources=source_ids(fields, "sources", desk, required=True),
        evidence=evidence_ids(fields, desk),
        tlp=tlp(fields, desk.tlp),
        measure=measure(fields, "measure", desk) if "measure" in fields else "",
        beneficiary=optional_state(fields, "beneficiary", desk),
        inference=_inference(fields, desk),
        span=fields.span,
    )
    _check_account(fields, account)
    ground = Ground(entry_id, account.on, account.what, account.sources, account.tlp)
    claims = read_shows(fields, ground, desk)
    if account.inference is None:
        return account, claims
    number = len(items(fields, "shows")) + 1
    return account, (*claims, _not_taken(f"{entry_id}.{number}", account, account.inference, ground, desk))


def _inference(fields: Fields, desk: Desk) -> Inference | None:
    if "inference" not in fields:
        return None
    inner = open_fields(fields.by_key["inference"], "an inference", INFERENCE_KEYS, desk.mistakes)
    if inner is None:
        return None
    standing = choice(inner, "standing", tuple(reversed(STANDINGS)))
    return Inference(standing, text(inner, "reason"))


def _check_account(fields: Fields, account: Account) -> None:
    if account.inference is None:
        return
    at = place(fields, "inference")
    if "measure" not in fields:
        message = "an inference needs the step that the account asserts"
        fields.mistakes.add(at, message, "add `measure:` to the account")
    if account.evidence:
        message = "an inference of no step is drawn only where no evidence is offered"
        fields.mistakes.add(at, message, "take `inference` out, or write `evidence: none`")


def _not_taken(claim_id: str, found: Search | Account, inference: Inference, ground: Ground, desk: Desk) -> Claim:
    return Claim(
        id=claim_id,
        leaf="taken",
        value="no",
        standing=inference.standing,
        since=found.on,
        about=found.measure,
        bearer=found.bearer,
        beneficiary=found.beneficiary,
        sources=found.sources,
        origins=origins(found.sources, ground.author, desk),
        author=ground.author,
        reason=inference.reason,
        tlp=found.tlp,
        text=ground.text,
        span=found.span,
    )
