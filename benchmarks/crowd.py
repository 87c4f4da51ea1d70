"""A dossier of five States and twelve dates under the bundled law: the exercise, with a second victim."""

from __future__ import annotations

from dataclasses import replace

from duecare.base.moments import Moment
from duecare.dossier.model import Dossier
from duecare.dossier.slices import slices_of

SECOND, DATES = "XEE", 12


def crowded(dossier: Dossier) -> Dossier:
    """Return the dossier with another affected State, of which two thirds are claimed of what is of the first.

    Were it the same, half of the work would be done once for both.
    """
    victim = next(claim.beneficiary for claim in dossier.claims if claim.beneficiary)
    of_victim = [claim for claim in dossier.claims if claim.beneficiary == victim]
    again = tuple(
        replace(claim, id=f"{claim.id}.again", beneficiary=SECOND)
        for number, claim in enumerate(of_victim)
        if number % 3 != 1
    )
    states, names = (*dossier.states, SECOND), {**dossier.names, SECOND: "Westland"}
    return replace(dossier, claims=(*dossier.claims, *again), states=states, names=names)


def twelfth_date(dossier: Dossier) -> Moment:
    """Return the moment up to which a dossier has twelve dates."""
    at = slices_of(dossier, dossier.written.latest)[DATES - 1]
    return Moment(at, at, f"{at:%Y-%m-%dT%H:%MZ}")
