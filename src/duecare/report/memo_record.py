"""What the record holds on a question in one frame: the claims that speak of it, with their paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from duecare.assess.consequences import Following
from duecare.assess.elements import Part
from duecare.assess.model import Assessment, Finding
from duecare.dossier.model import Claim, Dossier
from duecare.ir.declarations import Duty, Law, Norm
from duecare.report.dates import in_words
from duecare.report.document import Inline, Link, Text
from duecare.report.memo_reader import NOBODY, Reader
from duecare.report.names import leaf_label


@dataclass(frozen=True, slots=True)
class Desk:
    """What every paragraph is written from.

    numbers  in which paragraph an entry stands.
    until    the end of the as-of date: what begins later was not counted.
    following  what would follow from each breach that is found or left possible, if that was worked out.
    reader   the State that the memo is written for.
    parts    what becomes of each condition of the duties in question, if that was worked out.
    parties  claims, beside the dossier, of who is bound by which treaty.
    """

    assessment: Assessment
    dossier: Dossier
    law: Law
    numbers: Mapping[str, int]
    until: datetime
    following: tuple[Following, ...] = ()
    reader: Reader = NOBODY
    parts: tuple[Part, ...] = ()
    parties: tuple[Claim, ...] = ()


def rule_of(finding: Finding, law: Law) -> Duty | Norm | None:
    """Return the duty or norm that a finding is on."""
    duty = next((duty for duty in law.duties if duty.id == finding.duty), None)
    return duty or next((norm for norm in law.norms if norm.name == finding.duty), None)


def claims_on(instances: Iterable[str], finding: Finding, desk: Desk) -> dict[str, list[Claim]]:
    """Return the claims on these leaf instances that speak of this frame."""
    found: dict[str, list[Claim]] = {}
    wanted = set(instances)
    for claim in desk.dossier.claims:
        if claim.key in wanted and _speaks_of(claim, finding) and claim.since.earliest <= desk.until:
            found.setdefault(claim.key, []).append(claim)
    return found


def told(
    claims: Mapping[str, Sequence[Claim]], desk: Desk, name: Callable[[str], Inline] = leaf_label, said: str = ""
) -> Text:
    """Tell claims by the question they answer, those alike together: `notice received: probable (para 6)`."""
    alike: dict[Text, list[str]] = {}
    for instance, group in claims.items():
        alike.setdefault(listed(group, desk), []).append(instance)
    parts: list[Inline] = []
    for shown, instances in alike.items():
        for number, instance in enumerate(instances):
            parts += [", " if number else "; " if parts else "", name(instance)]
        parts += [f"{said}: ", *shown]
    return tuple(parts)


def listed(claims: Iterable[Claim], desk: Desk) -> Text:
    """List claims by standing, date and paragraph."""
    parts: list[Inline] = []
    for claim in claims:
        parts += [*([", "] if parts else []), *_cited(claim, desk)]
    return tuple(parts)


def paragraphs(claims: Iterable[Claim], desk: Desk) -> Text:
    """Return where claims stand: `paras 6, 12`."""
    numbers = sorted({desk.numbers[claim.entry] for claim in claims if claim.entry in desk.numbers})
    parts: list[Inline] = ["paras " if len(numbers) > 1 else "para "]
    for number in numbers:
        parts += [*([", "] if len(parts) > 1 else []), Link(str(number), f"para-{number}")]
    return tuple(parts) if numbers else ()


def _speaks_of(claim: Claim, finding: Finding) -> bool:
    whose = not finding.beneficiary or claim.beneficiary in ("", finding.beneficiary)
    return whose and claim.bearer in ("", finding.bearer)


def _cited(claim: Claim, desk: Desk) -> Text:
    """Tell a claim by its standing, when, and where it stands; that it could not be told is said."""
    unknown = "not to be told, " if claim.value == "unknown" else ""
    until = f" until {in_words(claim.until.text)}" if claim.until else ""
    said = f"{unknown}{claim.standing}, from {in_words(claim.since.text)}{until}"
    number = desk.numbers.get(claim.entry)
    return (f"{said} (", Link(f"para {number}", f"para-{number}"), ")") if number else (said,)
