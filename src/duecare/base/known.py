"""What is known of one leaf question at one moment, whoever established it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Known:
    """What counts, at the chosen standard of proof, for one leaf at one moment.

    value     True or False when settled by what counts; None when unknown or disputed.
    asserted  some claim of standing `probable` or higher speaks to it, so no presumption holds.
    raised    some claim of value yes, at any standing, raises it (exceptions and defences need this).
    disputed  claims of equal standing that count are opposed.
    claims    ids of every claim that bears on the leaf at this moment, those that count first.
    chance    that it is so, where chances are asked for and the firmest claims give one; the value is then None.
    """

    value: bool | None = None
    asserted: bool = False
    raised: bool = False
    disputed: bool = False
    claims: tuple[str, ...] = ()
    chance: float | None = None


UNKNOWN = Known()
