"""Why: a derivation of one outcome on the rule graph, conclusion first, at the as-of date."""

from __future__ import annotations

from duecare.assess.model import Reason
from duecare.base.errors import Diagnostic, InputError
from duecare.base.moments import Moment
from duecare.base.spans import NOWHERE
from duecare.dossier.model import Dossier
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.duties import duties_and_norms
from duecare.engine.history import History
from duecare.engine.outcome import if_binds
from duecare.ir.expressions import All, AnyOf, AtLeast, Element, Expression, Guarded, Leaf, Not, SomeAffected
from duecare.rulebook.load import Bundle


def why(
    dossier: Dossier,
    bundle: Bundle,
    *,
    bearer: str,
    beneficiary: str,
    duty: str,
    view: str = "",
    as_of: Moment | None = None,
    standard: str = "balance",
) -> Reason:
    """Return the derivation of a duty's outcome under a view (empty: all readings), gates set aside."""
    from duecare.assess.assess import frames_of

    frames = frames_of(dossier, bundle, as_of, standard)
    frame = next((f for f in frames if f.bearer == bearer and f.beneficiary == beneficiary), None)
    if frame is None or duty not in duties_and_norms(bundle.law):
        raise InputError([Diagnostic(NOWHERE, f"no finding on {duty} for {bearer}", "run `duecare assess` to see all")])
    decider = Decider(History(bundle.compiled, frame, frozenset({duty})))
    stances = next((v.stances for v in bundle.law.views if v.name == view), ())
    return _Why(decider, decider.view(stances, gates=False)).duty(duty, if_binds(decider, duty, stances).words)


class _Why:
    """Tells each condition of a duty, as true, false or open in every reading of the view."""

    def __init__(self, decider: Decider, view: int) -> None:
        self.decider, self.view, self.law = decider, view, decider.law
        self.at = decider.history.slices.count - 1

    def truth(self, f: int) -> str:
        d = self.decider.diagram
        if d.both(self.view, self.decider.possible(d.negation(f))) == FALSE:
            return "yes"
        return "no" if d.both(self.view, self.decider.possible(f)) == FALSE else "open"

    def duty(self, name: str, words: tuple[str, ...]) -> Reason:
        duty = duties_and_norms(self.law)[name]
        obligation = next((o for o in self.law.obligations if o.name == duty.obligation), None)
        parts = []
        applicable = duty.applicable or (obligation.applicable if obligation else None)
        stages = (("applicable when", "applies", applicable), ("due when", "due", duty.due))
        for said, kind, rule in stages:
            if rule is not None:
                truth = self.truth(self.decider.history.slices.root(f"{kind}:{name}", self.at))
                parts.append(Reason("rule", truth, said, said, duty.sources, (), self.lines(rule)))
        history = self.decider.history.of[name]
        for event in ("omitted", "liable", "breached"):
            truth = self.truth(getattr(history, event)[self.at])
            parts.append(Reason("rule", truth, event, f"{event} at any time so far", duty.sources))
        truth = "yes" if len(words) == 1 else "open"
        return Reason(
            "rule", truth, name, f"{duty.text} Outcome: {' or '.join(words)}.", duty.sources, (), tuple(parts)
        )

    def lines(self, rule: Expression) -> tuple[Reason, ...]:
        if isinstance(rule, (All, AnyOf, AtLeast)):
            return tuple(reason for item in rule.items for reason in self.lines(item))
        if isinstance(rule, (Not, SomeAffected)):
            return self.lines(rule.item)
        if isinstance(rule, Guarded):
            question = next(issue.question for issue in self.law.issues if issue.name == rule.issue)
            text = f"{question} ({' or '.join(rule.positions)})"
            return (Reason("issue", "open", rule.issue, text, (), (), self.lines(rule.item)),)
        if isinstance(rule, Element):
            element = next(e for e in self.law.elements if e.name == rule.name)
            truth = self.truth(self.decider.history.slices.root(f"element:{rule.name}", self.at))
            return (Reason("rule", truth, rule.name, element.text, element.sources, (), self.lines(element.met)),)
        return (self.leaf(rule.name),) if isinstance(rule, Leaf) else ()

    def leaf(self, name: str) -> Reason:
        rule = next(leaf for leaf in self.law.leaves if leaf.name == name)
        known = self.decider.history.slices.known(name)[self.at]
        truth = {True: "yes", False: "no", None: "open"}[known.value]
        kind = rule.kind if known.claims else "missing"
        return Reason(kind, truth, name, rule.question, rule.sources, known.claims)
