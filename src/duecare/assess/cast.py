"""The States of a frame by name, and the law's questions put for them."""

from __future__ import annotations

from dataclasses import dataclass

from duecare.base.states import in_text
from duecare.dossier.model import Dossier
from duecare.ir.declarations import Law, LeafRule

_TAKEN = "Did {bearer} take this step in time: {measure}"
_LATE = "Did {bearer} take this step late: {measure}"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who stands for bearer and beneficiary; no beneficiary: any affected State."""

    law: Law
    dossier: Dossier
    bearer: str
    beneficiary: str = ""

    def named(self, code: str) -> str:
        """Return what to call a State; no code: any affected State."""
        return self.dossier.state_name(code) if code else "any affected State"

    def question(self, instance: str, *, brief: bool = False) -> str:
        """Return the question that a leaf instance asks, for these States; in brief a step goes by its number."""
        name, _, rest = instance.partition("(")
        about = rest.rstrip(")")
        words = {
            "bearer": in_text(self.named(self.bearer)),
            "beneficiary": in_text(self.named(self.beneficiary)),
            "measure": about if brief else self.measure(about),
            "duty": f"“{about.rpartition('.')[2].replace('_', ' ')}”",
        }
        text = {"taken": _TAKEN, "late": _LATE}.get(name) or self._asked(name)
        for role, word in words.items():
            text = text.replace("{" + role + "}", word)
        return text if text.endswith("?") else f"{text}?"

    def _asked(self, name: str) -> str:
        rule = leaf_named(name, self.law)
        return rule.question if rule else name.replace("_", " ")

    def measure(self, name: str) -> str:
        """Return what a measure consists of, by its number."""
        text = next((m.text for m in self.law.measures if m.name == name), "")
        return f"{text.rstrip('.')} ({name})" if text else name


def leaf_named(name: str, law: Law) -> LeafRule | None:
    """Return the question to an analyst of that name."""
    return next((leaf for leaf in law.leaves if leaf.name == name), None)
