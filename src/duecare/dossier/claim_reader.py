"""Reads the claims of an entry: what its `shows` list says, each item one leaf."""

from __future__ import annotations

from dataclasses import dataclass, replace

from duecare.base.moments import Moment
from duecare.base.yaml_nodes import Node, Scalar, Table
from duecare.dossier.desk import Desk, check_order, dated, duty, measure, state, tlp
from duecare.dossier.fields import (
    Fields,
    choice,
    items,
    open_fields,
    optional_text,
    place,
    probability,
)
from duecare.dossier.lexicon import TAKEN, arguments, is_event
from duecare.dossier.mistakes import near, shown
from duecare.dossier.model import PLAIN_VALUES, STANDINGS, VALUES, Claim
from duecare.ir.declarations import LeafRule

ABOUT = ("bearer", "beneficiary", "measure", "duty")
CLAIM_KEYS = ("value", "standing", *ABOUT, "from", "until", "author", "reason", "tlp", "probability", "read_from")
_STANDINGS = tuple(reversed(STANDINGS))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the claims of one entry inherit from it."""

    entry: str
    on: Moment
    text: str
    sources: tuple[str, ...]
    tlp: str
    author: str = ""
    reason: str = ""


def read_shows(fields: Fields, ground: Ground, desk: Desk) -> tuple[Claim, ...]:
    """Return the claims of an entry's `shows`, numbered in their order."""
    nodes = items(fields, "shows")
    read = (_claim(node, f"{ground.entry}.{number}", ground, desk) for number, node in enumerate(nodes, 1))
    return tuple(claim for claim in read if claim is not None)


def origins(sources: tuple[str, ...], author: str, desk: Desk) -> frozenset[str]:
    """Return where claims on these sources go back to; an author who cites nothing is his own origin."""
    listed = [desk.sources[name] for name in sources if name in desk.sources]
    return frozenset(source.origin or source.id for source in listed) or frozenset({author} - {""})


def _claim(node: Node, claim_id: str, ground: Ground, desk: Desk) -> Claim | None:
    pair = _one_pair(node, desk)
    if pair is None:
        return None
    key, body = pair
    leaf = _leaf(key, desk)
    fields = open_fields(body, f"a claim of `{shown(key.text)}`", CLAIM_KEYS, desk.mistakes)
    if leaf is None or fields is None:
        return None
    claim = _read_claim(fields, leaf, claim_id, ground, desk)
    claim = replace(claim, span=key.span)
    _check_grounds(claim, leaf, desk)
    return claim


def _read_claim(fields: Fields, leaf: LeafRule, claim_id: str, ground: Ground, desk: Desk) -> Claim:
    about = _about(fields, leaf, desk)
    author = optional_text(fields, "author") or ground.author
    since, until = _since_until(fields, leaf, ground, desk)
    return Claim(
        id=claim_id,
        leaf=leaf.name,
        value=_value(fields, leaf),
        standing=choice(fields, "standing", _STANDINGS),
        since=since,
        about=about.get("measure") or about.get("duty", ""),
        bearer=about.get("bearer", ""),
        beneficiary=about.get("beneficiary", ""),
        until=until,
        sources=ground.sources,
        origins=origins(ground.sources, author, desk),
        author=author,
        reason=optional_text(fields, "reason") or ground.reason,
        tlp=tlp(fields, ground.tlp),
        text=ground.text,
        probability=probability(fields, "probability"),
        read_from=optional_text(fields, "read_from"),
    )


def _one_pair(node: Node, desk: Desk) -> tuple[Scalar, Node] | None:
    advice = "write `- notice_received: {value: yes, ...}`, one leaf an item"
    pairs = tuple(node.items.values()) if isinstance(node, Table) else ()
    if not pairs:
        desk.mistakes.add(node.span, "an item of `shows` must be one leaf with its fields", advice)
        return None
    if len(pairs) > 1:
        second = pairs[1][0]
        if second.text in CLAIM_KEYS:
            advice = f"indent `{second.text}` and what follows deeper than `{shown(pairs[0][0].text)}`"
        desk.mistakes.add(second.span, "an item of `shows` must be one leaf with its fields", advice)
        return None
    return pairs[0]


def _leaf(key: Scalar, desk: Desk) -> LeafRule | None:
    words = desk.lexicon
    if key.text in words.leaves:
        return words.leaves[key.text]
    advice = near(key.text, words.leaves, "name a leaf of the law")
    if key.text in words.measures:
        advice = f"it is a measure: write `taken: {{measure: {key.text}, ...}}`"
    desk.mistakes.add(key.span, f"the law asks nothing by the name '{shown(key.text)}'", advice)
    return None


def _about(fields: Fields, leaf: LeafRule, desk: Desk) -> dict[str, str]:
    must, may = arguments(leaf)
    for key in ABOUT:
        if key in fields and key not in must + may:
            message = f"`{leaf.name}` is about {_scope(leaf)} and takes no `{key}`"
            fields.mistakes.add(place(fields, key), message, "take it out")
    named = [key for key in ABOUT if key in must or (key in may and key in fields)]
    return {key: _argument(fields, key, desk) for key in named}


def _argument(fields: Fields, key: str, desk: Desk) -> str:
    if key == "measure":
        return measure(fields, key, desk)
    if key == "duty":
        return duty(fields, key, desk)
    return state(fields, key, desk)


def _scope(leaf: LeafRule) -> str:
    return {"operation": "the operation", "relation": "a bearer toward a beneficiary"}.get(
        leaf.scope, f"a {leaf.scope}"
    )


def _value(fields: Fields, leaf: LeafRule) -> str:
    return choice(fields, "value", VALUES if leaf.name == TAKEN.name else PLAIN_VALUES)


def _since_until(fields: Fields, leaf: LeafRule, ground: Ground, desk: Desk) -> tuple[Moment, Moment | None]:
    since = dated(fields, "from", desk) if "from" in fields else ground.on
    until = dated(fields, "until", desk) if "until" in fields else None
    if until is not None and is_event(leaf):
        message = f"`{leaf.name}` is an event, which once true stays true"
        fields.mistakes.add(place(fields, "until"), message, "take `until` out")
    check_order(fields, "from", since, "until", until)
    return since, until


def _check_grounds(claim: Claim, leaf: LeafRule, desk: Desk) -> None:
    signed = bool(claim.author and claim.reason)
    if leaf.kind == "appraisal" and not signed:
        message = f"`{leaf.name}` is an appraisal without an author and a reason"
        desk.mistakes.add(claim.span, message, "add `author:` and `reason:` to the claim")
    elif not signed and not claim.sources:
        message = f"this claim of `{leaf.name}` rests on nothing"
        advice = "give its entry `sources`, or the claim an `author` and a `reason`"
        desk.mistakes.add(claim.span, message, advice)
