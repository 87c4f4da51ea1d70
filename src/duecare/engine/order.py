"""The order in which the stages of duties are worked out: what a rule refers to comes before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter

from duecare.engine.duties import duties_of, duty_id, measures_served_by
from duecare.ir.declarations import Duty, Law
from duecare.ir.expressions import Element, Expression, Leaf, Status
from duecare.ir.walk import walk

_STAGE_OF = {
    "due": "core",
    "omitted": "core",
    "performed": "core",
    "liable": "liable",
    "breached": "breached",
}


Stage = tuple[str, str]


def stages_in_order(law: Law) -> dict[Stage, tuple[Stage, ...]]:
    """Return every (duty id or norm name, stage) in order, with the stages it needs; checks have refused cycles."""
    graph: dict[Stage, tuple[Stage, ...]] = {}
    for duty in duties_of(law):
        name = duty_id(duty)
        for stage, rules in _rules_of_stages(law, duty).items():
            needs = set() if stage == "core" else {(name, "core")}
            seen: set[str] = set()
            for rule in rules:
                needs |= set(_statuses(law, rule, seen))
            graph[name, stage] = tuple(sorted(needs - {(name, stage)}))
    return {stage: graph[stage] for stage in TopologicalSorter(graph).static_order()}


def stages_needed(stages: Mapping[Stage, tuple[Stage, ...]], duties: frozenset[str]) -> tuple[Stage, ...]:
    """Return, in order, the stages of these duties and of what they refer to."""
    wanted = [stage for stage in stages if stage[0] in duties]
    needed = set(wanted)
    while wanted:
        fresh = set(stages[wanted.pop()]) - needed
        needed |= fresh
        wanted += fresh
    return tuple(stage for stage in stages if stage in needed)


def _rules_of_stages(law: Law, duty: Duty) -> dict[str, list[Expression]]:
    own = {duty_id(duty), duty.obligation}
    defences = [rule for rule in law.defences if rule.to in own]
    core = [duty.due, *(rule.when for rule in defences if rule.defeats != "wrongfulness")]
    core += (
        [duty.applicable] if duty.applicable else [o.applicable for o in law.obligations if o.name == duty.obligation]
    )
    serving = measures_served_by(duty.served_by)
    core += [m.opens for m in law.measures if m.name in serving and m.opens is not None]
    core += [law.step.due, law.step.closed] if law.step else []
    core += [law.review.omitted] if law.review else []
    core += [duty.performed] if duty.performed else []
    breached = [duty.breached, *(rule.when for rule in defences if rule.defeats == "wrongfulness")]
    return {"core": core, "liable": [duty.liable] if duty.liable else [], "breached": breached}


def _statuses(law: Law, expression: Expression, seen: set[str]) -> Iterator[tuple[str, str]]:
    for part in walk(expression):
        if isinstance(part, Status):
            if part.status in _STAGE_OF:
                yield part.subject, _STAGE_OF[part.status]
        elif isinstance(part, (Element, Leaf)) and part.name not in seen:
            seen.add(part.name)
            for rule in _rules_of(law, part):
                yield from _statuses(law, rule, seen)


def _rules_of(law: Law, part: Element | Leaf) -> Iterator[Expression]:
    if isinstance(part, Element):
        yield from (element.met for element in law.elements if element.name == part.name)
    else:
        yield from (rule.when for rule in law.presumptions if rule.leaf == part.name)
