"""What is missing: the unknown leaves an outcome depends on, and the three questions to ask next."""

from __future__ import annotations

from collections import Counter

from duecare.assess.model import Finding, Question
from duecare.dossier.model import Dossier
from duecare.engine.decide import Decider
from duecare.ir.declarations import Law

_ASKED = 3


def missing_leaves(decider: Decider, duty: str) -> tuple[str, ...]:
    """Return the unknown leaf instances that the outcome of a duty still depends on, in the law's order."""
    levels = {level for f in decider.history.of[duty].words.values() for level in decider.diagram.support(f)}
    return tuple(
        instance
        for instance, unknown in decider.history.slices.unknown_levels.items()
        if unknown & levels and not instance.startswith("other:")
    )


def next_questions(dossier: Dossier, law: Law, findings: tuple[Finding, ...]) -> tuple[Question, ...]:
    """Return the questions on which most open findings depend, most first."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        if not finding.if_binds[0].settled:
            counts.update((leaf, finding.bearer, finding.beneficiary) for leaf in finding.missing)
    chosen: dict[str, Question] = {}
    for (leaf, bearer, beneficiary), _ in counts.most_common():
        if leaf not in chosen and len(chosen) < _ASKED:
            chosen[leaf] = _question(dossier, law, findings, leaf, bearer, beneficiary)
    return tuple(chosen.values())


def _question(
    dossier: Dossier, law: Law, findings: tuple[Finding, ...], leaf: str, bearer: str, beneficiary: str
) -> Question:
    name, _, rest = leaf.partition("(")
    about = rest.rstrip(")")
    rule = next((rule for rule in law.leaves if rule.name == name), None)
    text = rule.question if rule else "Did {bearer} take the step {measure}, and when?"
    words = {
        "bearer": dossier.state_name(bearer),
        "beneficiary": dossier.state_name(beneficiary) if beneficiary else "any affected State",
        "measure": next((m.text for m in law.measures if m.name == about), about),
        "duty": about,
    }
    for key, value in words.items():
        text = text.replace("{" + key + "}", value)
    ask = words["bearer"] if rule is None or rule.scope in {"bearer", "measure", "duty"} else words["beneficiary"]
    touched = tuple(
        f"{f.bearer} {f.duty}"
        for f in findings
        if leaf in f.missing and f.bearer == bearer and f.beneficiary == beneficiary
    )
    return Question(leaf, text, ask, touched, touched)
