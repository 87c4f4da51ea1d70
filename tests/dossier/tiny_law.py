"""A law of a few words, enough to read dossiers for."""

from __future__ import annotations

from duecare.ir.declarations import Duty, Law, LeafRule, Measure, Norm, Service
from duecare.ir.expressions import Constant

_TRUE, _FALSE = Constant(True), Constant(False)


def _fact(name: str, scope: str, question: str, **more: object) -> LeafRule:
    return LeafRule(name, "fact", scope, question, **more)  # type: ignore[arg-type]


def _appraisal(name: str, scope: str, question: str, **more: object) -> LeafRule:
    return LeafRule(name, "appraisal", scope, question, **more)  # type: ignore[arg-type]


def _duty(name: str, phase: str, *measures: str) -> Duty:
    served = Service("any", measures)
    return Duty("corfu_channel_duty", name, f"To {name}.", (), phase, _TRUE, served, _FALSE)


LAW = Law(
    leaves=(
        _fact("operation_continues", "operation", "Does it go on?"),
        _fact("territorial_origin", "bearer", "Did it come from the territory of {bearer}?", aliases=("origin",)),
        _fact("loss_of_functionality_there", "beneficiary", "Did things stop working there?", event=True),
        _fact("notice_received", "relation", "Did {bearer} receive notice?", event=True, onset=True),
        _fact("notice_actionable", "relation", "Was the notice enough to act on?", onset=True),
        _appraisal("serious_adverse_consequences", "beneficiary", "Was it serious for {beneficiary}?"),
        _appraisal("within_capacity", "measure", "Could {bearer} take {measure}?"),
        _appraisal("reasonable_time_passed", "measure", "Was there time for {measure}?", event=True),
        _appraisal("reasonable_overall", "duty", "Was the conduct reasonable under {duty}?"),
    ),
    duties=(_duty("warn", "prevent", "M51"), _duty("halt", "halt", "M46", "M47")),
    norms=(Norm("norm_13c", "To help.", (), "halt", _TRUE, Service("any", ("M71",))),),
    measures=tuple(
        Measure(name, text, (), ("halt",), "baseline")
        for name, text in (("M46", "Take down."), ("M47", "Block."), ("M51", "Warn."), ("M71", "Reply."))
    ),
)
