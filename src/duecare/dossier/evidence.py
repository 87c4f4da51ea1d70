"""What a dossier shows in one frame: for each leaf instance, what is known at each slice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from duecare.base.known import Known
from duecare.dossier.late import spelled_out
from duecare.dossier.lexicon import LATE, REASONABLE_TIME, TAKEN, is_event
from duecare.dossier.model import Claim, Dossier
from duecare.dossier.settle import settle
from duecare.ir.declarations import Law


def evidence(
    dossier: Dossier,
    law: Law,
    bearer: str,
    beneficiary: str | None,
    *,
    slices: Sequence[datetime],
    standard: str,
    public: Iterable[Claim] = (),
) -> dict[str, tuple[Known, ...]]:
    """Return what is known, by leaf instance, of a bearer toward a beneficiary.

    Without a beneficiary only claims that name none are heard. A leaf on which nothing bears is absent.
    public is what is claimed of States beside the dossier.
    """
    heard: dict[str, list[Claim]] = {}
    for claim in (*dossier.claims, *public):
        if bears_on(claim, bearer, beneficiary):
            for plain in spelled_out(claim):
                heard.setdefault(plain.key, []).append(plain)
    events = {TAKEN.name, LATE, REASONABLE_TIME} | {leaf.name for leaf in law.leaves if is_event(leaf)}
    return {
        key: settle(claims, slices, event=claims[0].leaf in events, standard=standard) for key, claims in heard.items()
    }


def bears_on(claim: Claim, bearer: str, beneficiary: str | None) -> bool:
    """Say whether a claim speaks in a frame; one that names no beneficiary speaks toward every one."""
    return claim.bearer in {"", bearer} and claim.beneficiary in {"", beneficiary or ""}
