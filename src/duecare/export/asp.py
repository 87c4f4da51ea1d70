"""A law and a frame as an answer set program: with clingo alone anybody can check what the engine says of them.

Its answer sets are the completions of what is known, in every reading. `word(DUTY,WORD)` is the outcome of a
duty or norm if it binds, `held(DUTY,WORD)` the same with `not in force` as an outcome, and
`event(DUTY,EVENT,SLICE)` its history. What must be so is asked with `--enum-mode=cautious`, what may be with
`--enum-mode=brave`; `view("NAME").` keeps to the readings of a view.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from importlib.resources import files

from duecare.engine.frame import Frame
from duecare.export.asp_conditions import At, Conditions
from duecare.export.asp_facts import facts_of
from duecare.ir.declarations import DefenceRule, Duty, Law, Norm, Service
from duecare.ir.expressions import All, AnyOf, Constant, Expression, Guarded, OfDuty
from duecare.ir.walk import leaves_named, measures_of

_ALWAYS, _NEVER = Constant(True), Constant(False)
_ANYWHERE = At(domain="at(W,T)", world="W")
_FREE = At(domain="at(W,T), free(W)", world="W")


def asp_program(law: Law, frame: Frame) -> str:
    """Return the whole program: the law, the slices of time, what is known, and what a history is."""
    parts = [law_program(law), "\n% --- slices of time", *slices_of(law, frame.slices)]
    return "\n".join(
        [*parts, "\n% --- what is known", *facts_of(law, frame), "", readings_program(), history_program()]
    )


def readings_program() -> str:
    """Return what readings and views are; the same for every law."""
    return _part("readings.lp")


def history_program() -> str:
    """Return what a law means over a history, and that everything it says is shown; the same for every law."""
    return _part("history.lp") + _part("shown.lp")


def meaning_program() -> str:
    """Return what readings are and what a law means over a history, and show nothing yet."""
    return readings_program() + "\n" + _part("history.lp")


def _part(name: str) -> str:
    return files("duecare.export").joinpath(name).read_text("utf-8")


def slices_of(law: Law, slices: Sequence[datetime]) -> Iterator[str]:
    """Yield the slices, and between which of them a window that the law gives a measure runs out."""
    for i, at in enumerate(slices):
        yield f"slice({i}).  % {at.isoformat()}"
    yield f"last({len(slices) - 1})."
    for measure in law.measures:
        if measure.window is not None:
            window = timedelta(hours=measure.window)
            for i, closes in enumerate(slices):
                earlier = [j for j in range(i + 1) if slices[j] + window <= closes]
                yield from (f'elapsed("{measure.name}",{j},{i}).' for j in earlier)


def law_program(law: Law) -> str:
    """Return the part of the program that is the law."""
    conditions = Conditions(law)
    lines = [*issues_of(law), *_leaves(law)]
    for part in (_elements, _presumptions, _constraints, _measures, _obligations, _duties, _norms, _exceptions):
        lines += _with_rules(part(law, conditions), conditions)
    lines += _with_rules(_affected(conditions), conditions)
    return "\n".join(lines)


def quoted(name: str) -> str:
    """Return a name as a string of the program."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def remark(text: str) -> str:
    """Return a text as what may stand behind a `%`: one line, without signs that end one."""
    return "% " + " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _with_rules(lines: Iterable[str], conditions: Conditions) -> Iterator[str]:
    """Yield lines, and after each the conditions that were written with it."""
    for line in lines:
        yield line
        yield from conditions.rules
        conditions.rules.clear()


# --- what is named ------------------------------------------------------------------------------------


def issues_of(law: Law) -> Iterator[str]:
    """Yield the issues with their positions, and what each view allows."""
    for issue in law.issues:
        yield f'\nissue("{issue.name}").  {remark(issue.question)}'
        if issue.gate:
            yield f'gate("{issue.name}").'
        for position in issue.positions:
            yield f'position("{issue.name}","{position.name}").'
            for word, others in (("requires", position.requires), ("excludes", position.excludes)):
                for other, which in others:
                    yield f'{word}("{issue.name}","{position.name}","{other}","{which}").'
    for view in law.views:
        yield f"\n{remark(f'view {view.name}: {view.text}')}"
        for stance in view.stances:
            yield from (f'allows("{view.name}","{stance.issue}","{position}").' for position in stance.positions)


def _leaves(law: Law) -> Iterator[str]:
    yield ""
    for leaf in law.leaves:
        yield f'leaf("{leaf.name}",{leaf.scope}).' + (f' onset("{leaf.name}").' if leaf.onset else "")


# --- rules about facts --------------------------------------------------------------------------------


def _elements(law: Law, conditions: Conditions) -> Iterator[str]:
    for element in law.elements:
        conditions.write(f'element("{element.name}")', element.met, _ANYWHERE)
        yield f"\n{remark(f'element {element.name}: {element.text}')}"


def _at_hand(scope: str, domain: str, world: str) -> At:
    """Return where a rule about a leaf of this scope is read: for every measure or duty, if it is about one."""
    if scope == "measure":
        return At(f"{domain}, measure(M)", world, measure="M")
    return At(f"{domain}, bound(D)", world, duty="D") if scope == "duty" else At(domain, world)


def _presumptions(law: Law, conditions: Conditions) -> Iterator[str]:
    scopes = {leaf.name: leaf.scope for leaf in law.leaves}
    numbers: Counter[str] = Counter()
    for rule in law.presumptions:
        at = _at_hand(scopes[rule.leaf], "at(W,T), W != established", "W")
        numbers[rule.leaf] += 1
        term = f"presumption({conditions.instance(rule.leaf, at)},{numbers[rule.leaf]})"
        conditions.write(term, rule.when, at)
        yield f"\n{remark(f'presumption of {rule.leaf}: {rule.text}')}"
        value = "yes" if rule.value else "no"
        yield f"presumed({conditions.instance(rule.leaf, at)},{value},W,T) :- holds({term},W,T)."


def _constraints(law: Law, conditions: Conditions) -> Iterator[str]:
    scopes = {leaf.name: leaf.scope for leaf in law.leaves}
    for constraint in law.constraints:
        about = {scopes[leaf] for leaf in leaves_named(constraint.never)}
        measure, duty = "M" if "measure" in about else "", "D" if "duty" in about else ""
        domain = _FREE.domain + (", measure(M)" if measure else "") + (", bound(D)" if duty else "")
        term = f"constraint({','.join(filter(None, (quoted(constraint.name), measure, duty)))})"
        conditions.write(term, constraint.never, At(domain, _FREE.world, measure, duty))
        yield f"\n{remark(f'constraint {constraint.name}: {constraint.text}')}"
        yield f":- holds({term},{_FREE.world},T), free({_FREE.world})."


def _affected(conditions: Conditions) -> Iterator[str]:
    """Yield the conditions that need hold toward some affected State only; one may speak of another."""
    written = 0
    while written < len(conditions.affected):
        item = list(conditions.affected)[written]
        written += 1
        conditions.write(f"item({written})", item, _ANYWHERE)
        yield f"\nsome_affected({written})."


# --- measures, obligations, duties, norms -------------------------------------------------------------


def _measures(law: Law, conditions: Conditions) -> Iterator[str]:
    every = _at_hand("measure", "at(here,T)", "here")
    conditions.write("step_due(M)", law.step.due if law.step else _ALWAYS, every)
    conditions.write("step_closed(M)", law.step.closed if law.step else _NEVER, every)
    yield "\n% when a step is due, and when its time is over"
    for measure in law.measures:
        conditions.write(f'opens_when("{measure.name}")', measure.opens or _ALWAYS, At())
        yield f"\n{remark(f'{measure.name}: {measure.text}')}"
        yield f'measure("{measure.name}"). tier("{measure.name}",{measure.tier}).'
        if measure.window is not None:
            yield f'window("{measure.name}").'


def _obligations(law: Law, conditions: Conditions) -> Iterator[str]:
    for obligation in law.obligations:
        name = f'"{obligation.name}"'
        conditions.write(f"in_force_when({name})", _with_a_line(obligation.in_force), _FREE)
        conditions.write(f"applicable_when({name})", obligation.applicable, At())
        yield f"\n{remark(f'{obligation.name}: {obligation.text}')}"
        yield f"obligation({name}). under({name},{name})."


def _with_a_line(gate: Expression) -> Expression:
    """Return that a gate holds and that the reading leaves it a line: one left empty means not in force."""
    if not isinstance(gate, All):
        return gate
    lines = (Guarded(_ALWAYS, i.issue, i.positions) if isinstance(i, Guarded) else _ALWAYS for i in gate.items)
    return All((gate, AnyOf(tuple(lines))))


def _duties(law: Law, conditions: Conditions) -> Iterator[str]:
    every = _at_hand("duty", "at(here,T)", "here")
    conditions.write("omitted_when(D)", law.review.omitted if law.review else OfDuty("step omitted"), every)
    yield "\n% when a duty counts as omitted"
    own = {obligation.name: obligation.applicable for obligation in law.obligations}
    for duty in law.duties:
        name, at = f'"{duty.id}"', At(duty=f'"{duty.id}"')
        conditions.write(f"applicable_when({name})", duty.applicable or own[duty.obligation], at)
        conditions.write(f"due_when({name})", duty.due, at)
        if duty.performed is not None:
            conditions.write(f"performed_when({name})", duty.performed, at)
        conditions.write(f"liable_when({name})", duty.liable or _NEVER, at)
        conditions.write(f"breached_when({name})", duty.breached, at)
        if duty.in_force is not None:
            conditions.write(f"in_force_when({name})", _with_a_line(duty.in_force), _FREE)
        yield f"\n{remark(f'{duty.id}: {duty.text}')}"
        yield from _duty(duty)


def _duty(duty: Duty) -> Iterator[str]:
    name = f'"{duty.id}"'
    yield f'duty({name}). under({name},{name}). under({name},"{duty.obligation}").'
    yield f'binds_by({name},"{duty.obligation}").'
    if duty.in_force is not None:
        yield f"binds_by({name},{name})."
    if duty.performed is not None:
        yield f"of_result({name})."
    yield from _service(duty.id, duty.served_by)


def _norms(law: Law, conditions: Conditions) -> Iterator[str]:
    for norm in law.norms:
        conditions.write(f'applicable_when("{norm.name}")', norm.expected, At(duty=f'"{norm.name}"'))
        conditions.write(f'due_when("{norm.name}")', _ALWAYS, At())
        yield f"\n{remark(f'{norm.name}: {norm.text}')}"
        yield from _norm(norm)


def _norm(norm: Norm) -> Iterator[str]:
    yield f'norm("{norm.name}").'
    yield from _service(norm.name, norm.served_by)


def _service(name: str, service: Service) -> Iterator[str]:
    """Yield the groups of measures that serve a duty or norm."""
    yield f'top("{name}",group("{name}",0)).'
    yield from (f'serves("{measure}","{name}").' for measure in measures_of(service))
    yield from _group(name, service, f'group("{name}",0)')


def _group(name: str, service: Service, term: str) -> Iterator[str]:
    yield f'group("{name}",{term},{service.mode}).'
    yield from (f'flat({term},"{measure}").' for measure in measures_of(service))
    for number, item in enumerate(service.items):
        if isinstance(item, str):
            yield f'part({term},measure("{item}")).'
        else:
            yield f"part({term},group({term},{number}))."
            yield from _group(name, item, f"group({term},{number})")


def _exceptions(law: Law, conditions: Conditions) -> Iterator[str]:
    for rule in law.defences:
        world = "established" if rule.footing else "here"
        conditions.write(f'exception("{rule.name}")', rule.when, At(f"at({world},T)", world))
        yield f"\n{remark(f'exception {rule.name}: {rule.text}')}"
        yield from _exception(rule, world)


def _exception(rule: DefenceRule, world: str) -> Iterator[str]:
    yield f'exception("{rule.name}","{rule.to}",{rule.defeats},{world}).'
    yield from (f'raised_by("{rule.name}","{leaf}").' for leaf in rule.raised_by)
