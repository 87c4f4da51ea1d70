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


class Evidence:
    """What the claims of a dossier amount to, frame by frame, at a standard of proof.

    public   what is claimed of States beside the dossier.
    chances  leave open, with their chance, the leaves to which the firmest claims give one.
    """

    def __init__(
        self,
        dossier: Dossier,
        law: Law,
        slices: Sequence[datetime],
        standard: str,
        public: Iterable[Claim] = (),
        *,
        chances: bool = False,
    ) -> None:
        self.slices, self.standard, self.chances = tuple(slices), standard, chances
        self._claims = tuple(plain for claim in (*dossier.claims, *public) for plain in spelled_out(claim))
        self._events = {TAKEN.name, LATE, REASONABLE_TIME} | {leaf.name for leaf in law.leaves if is_event(leaf)}
        self._settled: dict[tuple[int, ...], tuple[Known, ...]] = {}

    def about(self, bearer: str, beneficiary: str | None) -> dict[str, tuple[Known, ...]]:
        """Return what is known, by leaf instance, of a bearer toward a beneficiary.

        Without a beneficiary only claims that name none are heard. A leaf on which nothing bears is absent.
        """
        heard: dict[str, list[int]] = {}
        for number, claim in enumerate(self._claims):
            if bears_on(claim, bearer, beneficiary):
                heard.setdefault(claim.key, []).append(number)
        return {key: self._known(tuple(numbers)) for key, numbers in heard.items()}

    def _known(self, numbers: tuple[int, ...]) -> tuple[Known, ...]:
        """Return what the claims of one leaf amount to; the same claims are weighed once for all frames."""
        found = self._settled.get(numbers)
        if found is None:
            claims = [self._claims[number] for number in numbers]
            event = claims[0].leaf in self._events
            found = self._settled[numbers] = settle(
                claims, self.slices, event=event, standard=self.standard, chances=self.chances
            )
        return found


def bears_on(claim: Claim, bearer: str, beneficiary: str | None) -> bool:
    """Say whether a claim speaks in a frame; one that names no beneficiary speaks toward every one."""
    return claim.bearer in {"", bearer} and claim.beneficiary in {"", beneficiary or ""}
