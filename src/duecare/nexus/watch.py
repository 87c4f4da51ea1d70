"""Which addresses are watched for in flows: indicators by address with their role, and the affected State's places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from duecare.base.territories import territory_of
from duecare.nexus.addresses import Addresses
from duecare.nexus.joint import Joint
from duecare.nexus.keys import Keys, key6, keys6

ORIGIN, TRANSIT, CONTROL, VICTIM = "origin", "transit network", "control infrastructure", "victim"
UNSAID = "not said"  # watched for, and nobody said what it was used for
ROLES = (ORIGIN, TRANSIT, CONTROL, VICTIM, UNSAID)

Roles = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Watched:
    """Addresses in order, each with the number of its role; -1 stands for: not watched for."""

    four: Keys
    four_roles: Roles
    six: Keys
    six_roles: Roles

    def __len__(self) -> int:
        return len(self.four) + len(self.six)

    def role_of(self, addresses: Addresses) -> Roles:
        """Return the role of each row by its number, -1 where it is not watched for."""
        found = _found(self.four, self.four_roles, addresses.four)
        found[addresses.version != 4] = -1
        if len(addresses.high):
            found[addresses.version == 6] = _found(self.six, self.six_roles, key6(addresses.high, addresses.low))
        return found


def watched(signs: Mapping[tuple[int, int], str]) -> Watched:
    """Return what to watch for: a role (or nothing) by version and number of an address."""
    four = sorted((number, role) for (version, number), role in signs.items() if version == 4)
    six = sorted((number, role) for (version, number), role in signs.items() if version == 6)
    return Watched(
        np.asarray([number for number, _ in four], dtype=np.uint32), _numbers(role for _, role in four),
        keys6(number for number, _ in six), _numbers(role for _, role in six),
    )  # fmt: skip


def is_unsaid(roles: Roles) -> NDArray[np.bool_]:
    """Say of which rows the address is watched for without a role."""
    found: NDArray[np.bool_] = roles == ROLES.index(UNSAID)
    return found


def _numbers(roles: Iterable[str]) -> Roles:
    return np.asarray([ROLES.index(role or UNSAID) for role in roles], dtype=np.int8)


def _found(keys: Keys, roles: Roles, wanted: Keys) -> Roles:
    found = np.full(len(wanted), -1, dtype=np.int8)
    if len(keys):
        at = np.searchsorted(keys, wanted).clip(max=len(keys) - 1)
        hit = keys[at] == wanted
        found[hit] = roles[at[hit]]
    return found


def places_in(joint: Joint, state: str) -> NDArray[np.bool_]:
    """Say of each placement whether some table puts it into the territory of a State."""
    return np.asarray([any(state_of(code) == state for code in one.candidates) for one in joint.placements])


def state_of(territory: str) -> str:
    """Return the State under which a dossier lists a territory; empty if there is none."""
    known = territory_of(territory)
    return known.state if known else ""
