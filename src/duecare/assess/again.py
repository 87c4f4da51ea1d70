"""The frames of an assessment worked out once more, once for all that is asked of it afterwards.

Elements and consequences ask of conditions that a compiled law does not keep. Both are joined to it at once, and only
the duties in question are worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from duecare.assess.assess import decided, frames_of
from duecare.assess.model import Assessment, Finding
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.engine.compile import compile_conditions
from duecare.engine.conditions import element_conditions
from duecare.engine.consequences import consequence_conditions
from duecare.engine.decide import Decider
from duecare.rulebook.load import Bundle

Worked = Mapping[tuple[str, str], Decider]  # by bearer and beneficiary


def worked_again(assessment: Assessment, dossier: Dossier, bundle: Bundle) -> Worked:
    """Return every frame with a duty in question, with the conditions that are asked of its duties."""
    live = in_question(assessment.findings)
    duties = tuple(dict.fromkeys(one.duty for one in live))
    wanted = {**element_conditions(bundle.law, duties), **consequence_conditions(bundle.law, duties)}
    known = replace(bundle, compiled=compile_conditions(bundle.compiled, wanted))
    every = frames_of(dossier, bundle, parse_moment(assessment.as_of), assessment.standard)
    asked = {(one.bearer, one.beneficiary) for one in live}
    frames = [one for one in every if (one.bearer, one.beneficiary) in asked]
    found = decided(dossier, known, frames, frozenset(duties))
    return {(frame.bearer, frame.beneficiary): decider for frame, decider in found}


def in_question(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings on duties of which somebody has said what brings them into play; no norms."""
    return tuple(one for one in findings if not one.norm and not one.waits_for)
