"""What if: a dossier as it would read if some facts were so; the dossier itself stays what it is.

An assumption is written `LEAF(ABOUT)@BEARER/BENEFICIARY=VALUE:DATE`: what the leaf is not about is left out, and
without a date it is assumed of the whole time. It outranks every claim, also at the highest standard of proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from duecare.base.errors import Diagnostic, InputError
from duecare.base.moments import Moment, parse_moment
from duecare.base.spans import NOWHERE
from duecare.dossier.lexicon import TAKEN, Lexicon, arguments, is_event, lexicon
from duecare.dossier.mistakes import near, shown
from duecare.dossier.model import ASSUMED, Claim, Dossier, Entry
from duecare.dossier.slices import first_moment
from duecare.ir.declarations import Law, LeafRule

FORM = "write FACT=yes, or FACT@BEARER/BENEFICIARY=no, or taken(MEASURE)@BEARER=yes:DATE"
_WRITTEN = re.compile(
    r"\s*(?P<leaf>\w+)\s*(?:\(\s*(?P<about>[\w.]+)\s*\))?\s*"
    r"(?:@\s*(?P<first>[^/=]*?)\s*(?:/\s*(?P<second>[^=]*?)\s*)?)?=\s*(?P<value>\w+)\s*(?::\s*(?P<date>\S+)\s*)?\Z"
)


@dataclass(frozen=True, slots=True)
class _About:
    """Whom and what a leaf is asked about; empty: nobody, or (of a beneficiary) everybody."""

    about: str = ""
    bearer: str = ""
    beneficiary: str = ""


class _RefusedError(Exception):
    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message, self.advice = message, advice


def assume(dossier: Dossier, law: Law, written: Iterable[str]) -> Dossier:
    """Return the dossier with what is assumed; InputError holds every assumption that cannot be read."""
    words, texts = lexicon(law), tuple(dict.fromkeys(written))
    claims: list[Claim] = []
    wrong: list[Diagnostic] = []
    for number, text in enumerate(texts, 1):
        try:
            claims.append(_claim(text, f"X{number}", dossier, words))
        except _RefusedError as error:
            wrong.append(Diagnostic(NOWHERE, f"--assume {shown(text)}: {error.message}", error.advice))
    wrong += _contrary(claims)
    if wrong:
        raise InputError(wrong)
    return _with(dossier, claims, texts) if claims else dossier


def _with(dossier: Dossier, claims: list[Claim], texts: tuple[str, ...]) -> Dossier:
    entries = tuple(
        Entry(claim.entry, claim.since, claim.text, (), dossier.tlp, claim.author, claim.reason) for claim in claims
    )
    return replace(
        dossier,
        title=f"{dossier.title} [assuming {', '.join(''.join(text.split()) for text in texts)}]",
        timeline=(*dossier.timeline, *entries),
        claims=(*dossier.claims, *claims),
        sha256=sha256("\n".join((dossier.sha256, *texts)).encode()).hexdigest(),
    )


def _claim(text: str, entry: str, dossier: Dossier, words: Lexicon) -> Claim:
    match = _WRITTEN.match(text)
    if match is None:
        raise _RefusedError("this is no assumption", FORM)
    leaf = words.leaves.get(match["leaf"])
    if leaf is None:
        raise _RefusedError(
            f"the law asks nothing by the name '{match['leaf']}'", near(match["leaf"], words.leaves, FORM)
        )
    whom, value = _whom(match, leaf, dossier, words), _value(match["value"], leaf)
    since = _since(match["date"], value, leaf, dossier)
    when = f"from {since} on" if match["date"] else "of the whole time"
    return Claim(
        id=f"{entry}.1", leaf=leaf.name, value=value, standing=ASSUMED, since=since, about=whom.about,
        bearer=whom.bearer, beneficiary=whom.beneficiary, origins=frozenset((entry,)), author="an assumption",
        reason="assumed for this answer only", tlp=dossier.tlp,
        text=f"Assumed for this answer only, {when}: {''.join(text.split())}.",
    )  # fmt: skip


def _value(word: str, leaf: LeafRule) -> str:
    allowed = ("yes", "no", "late") if leaf.name == TAKEN.name else ("yes", "no")
    if word not in allowed:
        raise _RefusedError(f"'{leaf.name}' cannot be '{word}'", f"write {', '.join(allowed[:-1])} or {allowed[-1]}")
    return word


def _whom(match: re.Match[str], leaf: LeafRule, dossier: Dossier, words: Lexicon) -> _About:
    must, may = arguments(leaf)
    states = [_state(word, dossier) if word else "" for word in (match["first"] or "", match["second"] or "")]
    if "bearer" not in must and "beneficiary" in must and not states[1]:
        states.reverse()  # of an affected State alone: `leaf@IRL`
    bearer, beneficiary = states
    for role, state in (("bearer", bearer), ("beneficiary", beneficiary)):
        if role in must and not state:
            raise _RefusedError(f"it must be said of which {role} `{leaf.name}` is so", FORM)
        if state and role not in must + may:
            raise _RefusedError(f"`{leaf.name}` is not about a {role}", f"take {state} out")
    return _About(_subject(match["about"] or "", leaf, must, words), bearer, beneficiary)


def _subject(about: str, leaf: LeafRule, must: tuple[str, ...], words: Lexicon) -> str:
    kind = next((one for one in ("measure", "duty") if one in must), "")
    if not kind:
        if about:
            raise _RefusedError(f"`{leaf.name}` is not about a measure or a duty", f"take ({about}) out")
        return ""
    known = words.measures if kind == "measure" else words.duties
    if about not in known:
        raise _RefusedError(
            f"the law has no {kind} '{about}'" if about else f"it must be said of which {kind} `{leaf.name}` is so",
            near(about, known, f"write {leaf.name}({next(iter(known), kind)})"),
        )
    return about


def _state(word: str, dossier: Dossier) -> str:
    named = {dossier.state_name(code).casefold(): code for code in dossier.states}
    found = word.upper() if word.upper() in dossier.states else named.get(word.casefold())
    if found is None:
        raise _RefusedError(f"the dossier names no State '{shown(word)}'", f"it has {', '.join(dossier.states)}")
    return found


def _since(date: str | None, value: str, leaf: LeafRule, dossier: Dossier) -> Moment:
    """Return from when on; that an event has not happened is said at the end of the time it is said of."""
    if date is None:
        if value == "late":
            raise _RefusedError("it must be said when the step was taken", f"write {leaf.name}(...)=late:DATE")
        if value == "no" and is_event(leaf):
            return dossier.written
        return first_moment(dossier)
    try:
        when = parse_moment(date)
    except ValueError as error:
        raise _RefusedError(str(error), "write a date such as 2021-05-14") from error
    if when.earliest > dossier.written.latest:
        raise _RefusedError(f"{when} is after the date of writing, {dossier.written}", "assume an earlier date")
    return when


def _contrary(claims: Iterable[Claim]) -> list[Diagnostic]:
    seen: dict[tuple[str, str, str], str] = {}
    wrong: list[Diagnostic] = []
    for claim in claims:
        before = seen.setdefault((claim.key, claim.bearer, claim.beneficiary), claim.value)
        if before != claim.value:
            message = f"--assume: `{claim.key}` is assumed to be {before} and {claim.value}"
            wrong.append(Diagnostic(NOWHERE, message, "assume one of the two"))
    return wrong
