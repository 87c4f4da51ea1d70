"""A law and what is known as an answer set program for clingo: an independent reading of the same rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from importlib.resources import files
from itertools import product

from duecare.base.known import UNKNOWN, Known
from duecare.export.asp_conditions import At, Nodes, about, node
from duecare.ir.declarations import DefenceRule, Duty, Law, Norm, Service
from duecare.ir.expressions import All, AnyOf, AtLeast, Constant, Expression, Guarded
from duecare.ir.walk import measures_of

Knowns = Mapping[str, tuple[Known, ...]]
_NOTHING = At()


def asp_program(law: Law, slices: Sequence[datetime], known: Knowns, beneficiary: str) -> str:
    """Return the program whose answer sets are the completions of what is known, in every reading.

    `word("duty","word")` is the outcome of a duty or norm with gates apart; `in_force("duty")` are the gates.
    """
    parts = [
        "% readings",
        *_issues(law),
        "\n% slices of time",
        *_slices(slices),
        "\n% what is known",
        *_known(law, len(slices), known),
        "\n% the law",
        *_law(law, slices, known, beneficiary),
        "",
    ]
    return "\n".join(parts) + "\n" + files("duecare.export").joinpath("history.lp").read_text("utf-8")


def _issues(law: Law) -> Iterator[str]:
    for issue in law.issues:
        yield f'issue("{issue.name}").'
        for position in issue.positions:
            yield f'position("{issue.name}","{position.name}").'
            for word, others in (("requires", position.requires), ("excludes", position.excludes)):
                for other, which in others:
                    yield f'{word}("{issue.name}","{position.name}","{other}","{which}").'


def _slices(slices: Sequence[datetime]) -> Iterator[str]:
    for i, at in enumerate(slices):
        yield f"slice({i}).  % {at.isoformat()}"
    yield f"last({len(slices) - 1})."


def _subjects(law: Law) -> dict[str, list[str]]:
    """Return what leaves of scope measure and duty are asked about."""
    bound = [duty.id for duty in law.duties] + [norm.name for norm in law.norms]
    return {"measure": [measure.name for measure in law.measures], "duty": bound}


def _instances(law: Law) -> Iterator[tuple[str, bool]]:
    """Yield every leaf instance, and whether it is an onset."""
    subjects = _subjects(law)
    for leaf in law.leaves:
        if leaf.scope in subjects:
            yield from ((f"{leaf.name}({thing})", leaf.onset) for thing in subjects[leaf.scope])
        else:
            yield leaf.name, leaf.onset
    yield from ((f"taken({measure})", True) for measure in subjects["measure"])


def _known(law: Law, length: int, known: Knowns) -> Iterator[str]:
    for name, onset in _instances(law):
        yield f'instance("{name}").' + (f' onset("{name}").' if onset else "")
        for i, what in enumerate(known.get(name, (UNKNOWN,) * length)):
            if what.value is None:
                yield f'unknown("{name}",{i}).'
            elif what.value:
                yield f'known_true("{name}",{i}).'
            if what.asserted:
                yield f'asserted("{name}",{i}).'


def _law(law: Law, slices: Sequence[datetime], known: Knowns, beneficiary: str) -> list[str]:
    nodes = Nodes(law, beneficiary)
    _measures(nodes, slices)
    for obligation in law.obligations:
        name = obligation.name
        nodes.rules.append(f'obligation("{name}"). under("{name}","{name}").')
        _fact(nodes, "applicable_when", name, obligation.applicable)
    for duty in law.duties:
        _duty(nodes, duty)
    for norm in law.norms:
        _norm(nodes, norm)
    _presumptions(nodes)
    _constraints(nodes)
    for number, exception in enumerate(law.defences):
        _exception(nodes, exception, f"{exception.name}/{number}", known)
    return nodes.rules


def _fact(nodes: Nodes, predicate: str, name: str, condition: Expression, at: At = _NOTHING) -> None:
    """Write a condition, and the fact that it is what a declaration says."""
    number = node(nodes, condition, at, f"{name}: {predicate.replace('_', ' ')}")
    nodes.rules.append(f'{predicate}("{name}",{number}).')


def _measures(nodes: Nodes, slices: Sequence[datetime]) -> None:
    step = nodes.law.step
    for measure in nodes.law.measures:
        name, at = measure.name, At(measure=measure.name)
        nodes.rules.append(f'tier("{name}","{measure.tier}"). taken_leaf("{name}","taken({name})").')
        _fact(nodes, "opens_when", name, Constant(True) if measure.opens is None else measure.opens)
        if step is not None:
            _fact(nodes, "step_due_when", name, step.due, at)
            _fact(nodes, "closed_when", name, step.closed, at)
        if measure.window is not None:
            nodes.rules += _elapsed(name, timedelta(hours=measure.window), slices)


def _elapsed(name: str, window: timedelta, slices: Sequence[datetime]) -> Iterator[str]:
    """Yield the pairs of slices between which a measure's own window runs out."""
    for j, i in product(range(len(slices)), repeat=2):
        if j <= i and slices[j] + window <= slices[i]:
            yield f'elapsed("{name}",{j},{i}).'


def _duty(nodes: Nodes, duty: Duty) -> None:
    obligation = next(o for o in nodes.law.obligations if o.name == duty.obligation)
    nodes.rules.append(f'duty("{duty.id}").')
    nodes.rules.append(f'under("{duty.id}","{duty.id}"). under("{duty.id}","{duty.obligation}").')
    _bound(nodes, duty.id, duty.served_by)
    _fact(nodes, "applicable_when", duty.id, duty.applicable or obligation.applicable)
    _fact(nodes, "due_when", duty.id, duty.due)
    _fact(nodes, "breached_when", duty.id, duty.breached)
    if duty.liable is not None:
        _fact(nodes, "liable_when", duty.id, duty.liable)
    for gate in (obligation.in_force, duty.in_force):
        if gate is not None:
            _fact(nodes, "in_force_when", duty.id, _not_empty(gate))


def _not_empty(gate: Expression) -> Expression:
    """Return the condition that a gate holds and that the reading leaves it a line."""
    if not isinstance(gate, (All, AnyOf, AtLeast)):
        return gate
    return All((gate, AnyOf(tuple(_line_stands(item) for item in gate.items))))


def _line_stands(item: Expression) -> Expression:
    if isinstance(item, Guarded):
        return Guarded(_line_stands(item.item), item.issue, item.positions)
    return Constant(True)


def _norm(nodes: Nodes, norm: Norm) -> None:
    nodes.rules.append(f'norm("{norm.name}").')
    _bound(nodes, norm.name, norm.served_by)
    _fact(nodes, "applicable_when", norm.name, norm.expected)
    _fact(nodes, "due_when", norm.name, norm.expected)


def _bound(nodes: Nodes, name: str, service: Service) -> None:
    """Write what duties and norms share: their measures, and when they count as omitted."""
    nodes.rules.append(f'bound("{name}"). top("{name}",group("{name}",0)).')
    nodes.rules += [f'serves("{measure}","{name}").' for measure in measures_of(service)]
    groups: list[str] = []
    _group(groups, name, service, iter(range(1000)))
    nodes.rules += groups
    if nodes.law.review is not None:
        _fact(nodes, "omitted_when", name, nodes.law.review.omitted, At(duty=name))


def _group(rules: list[str], name: str, service: Service, numbers: Iterator[int]) -> str:
    """Write a group of measures and those inside it, and return its term."""
    term = f'group("{name}",{next(numbers)})'
    rules.append(f'group("{name}",{term},{service.mode}).')
    rules += [f'flat({term},"{measure}").' for measure in measures_of(service)]
    for item in service.items:
        inner = f'measure("{item}")' if isinstance(item, str) else _group(rules, name, item, numbers)
        rules.append(f"part({term},{inner}).")
    return term


def _presumptions(nodes: Nodes) -> None:
    scopes = {leaf.name: leaf.scope for leaf in nodes.law.leaves}
    for presumption in nodes.law.presumptions:
        predicate = "presumes_true" if presumption.value else "presumes_false"
        scope = scopes[presumption.leaf]
        things = _subjects(nodes.law).get(scope, [""])
        for thing in things:
            at = At(thing if scope == "measure" else "", thing if scope == "duty" else "")
            name = f"{presumption.leaf}({thing})" if thing else presumption.leaf
            _fact(nodes, predicate, name, presumption.when, at)


def _constraints(nodes: Nodes) -> None:
    subjects = _subjects(nodes.law)
    for constraint in nodes.law.constraints:
        scopes = about(nodes.law, constraint.never)
        measures = subjects["measure"] if "measure" in scopes else [""]
        duties = subjects["duty"] if "duty" in scopes else [""]
        for measure, duty in product(measures, duties):
            number = node(nodes, constraint.never, At(measure, duty, "raw"), f"constraint {constraint.name}: never")
            nodes.rules.append(f"never({number}).")


def _exception(nodes: Nodes, exception: DefenceRule, name: str, known: Knowns) -> None:
    at = At(leaves="established" if exception.footing else "effective")
    number = node(nodes, exception.when, at, f"exception {exception.name}")
    nodes.rules.append(f'exception("{name}","{exception.to}","{exception.defeats}",{number}).')
    raised = any(what.raised for leaf in exception.raised_by for what in known.get(leaf, ()))
    if exception.footing or raised:
        nodes.rules.append(f'may_be_raised("{name}").')
