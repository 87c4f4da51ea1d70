"""Who has to show what."""

from __future__ import annotations

from duecare.ir.declarations import Law
from duecare.ir.walk import leaves_used


def leaves_of_the_bearer(law: Law) -> frozenset[str]:
    """Return the leaves the bearer must show: by their own burden, else an element's, or as grounds of a defence."""
    elements = {element.name: element.met for element in law.elements}
    found = {leaf.name for leaf in law.leaves if leaf.burden == "bearer"}
    for element in law.elements:
        if element.burden == "bearer":
            found |= set(leaves_used(element.met, elements))
    for defence in law.defences:
        found |= set(leaves_used(defence.when, elements))
    return frozenset(found) - {leaf.name for leaf in law.leaves if leaf.burden == "beneficiary"}
