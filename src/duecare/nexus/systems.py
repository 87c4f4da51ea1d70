"""AS numbers to the territories under which registries list them; that says where the operator is, not its machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from duecare.nexus.partition import code_at
from duecare.nexus.table import TERRITORY, Head, Table


@dataclass(frozen=True, slots=True)
class System:
    """An AS number in a role, and what each table that knows of it says."""

    number: int
    role: str
    said: tuple[tuple[Head, str], ...]


def systems_joint(systems: Iterable[tuple[int, str]], tables: Sequence[Table]) -> tuple[System, ...]:
    """Return what tables of territories say of AS numbers. No claim follows from it."""
    placing = [table for table in tables if table.head.says == TERRITORY]
    return tuple(System(number, role, tuple(_said(number, placing))) for number, role in systems)


def _said(number: int, placing: Sequence[Table]) -> Iterable[tuple[Head, str]]:
    for table in placing:
        label = table.labels[int(code_at(table.systems, np.asarray([number]))[0])]
        if label:
            yield table.head, label
