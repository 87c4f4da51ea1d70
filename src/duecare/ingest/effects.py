"""The questions of fact that a foreign record may answer, and the class of harm that goes with each.

All are observations about what an operation does in a State, or where infrastructure stands. Nothing here says who did
it: no record of an attribution is ever turned into an answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from duecare.ingest.draft import Draft, Proposed

AVAILABILITY = "loss_of_functionality_there"
TAKEN = "data_taken_there"
ALTERED = "data_altered_there"
PHYSICAL = "physical_damage_there"
ECONOMIC = "economic_harm"
INTRUSION = "unauthorised_intrusion_there"
CRITICAL = "critical_infrastructure_hit"
ORIGIN = "territorial_origin"
CAME_ABOUT = "act_materialised"

HARM_OF: Mapping[str, str] = {
    AVAILABILITY: "H2",
    TAKEN: "H3",
    INTRUSION: "H3",
    ALTERED: "H4",
    PHYSICAL: "H1",
    ECONOMIC: "H5",
}
ABOUT_AFFECTED = (*HARM_OF, CRITICAL, CAME_ABOUT)


def there(draft: Draft, leaves: tuple[str, ...], states: tuple[str, ...], at: str) -> tuple[Proposed, ...]:
    """Return claims that the operation did something in each of some States, and list States and harms."""
    for state in states:
        draft.name_state(state)
    if states:
        draft.harms.update(HARM_OF[leaf] for leaf in leaves if leaf in HARM_OF)
    return tuple(Proposed(leaf, {"beneficiary": state}, at) for leaf in leaves for state in states)


def from_there(draft: Draft, state: str, at: str) -> Proposed:
    """Return a claim that the operation was run from systems in a State, and list it."""
    draft.name_state(state)
    return Proposed(ORIGIN, {"bearer": state}, at)
