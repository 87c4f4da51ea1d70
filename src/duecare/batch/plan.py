"""What a table is worked out with: one circuit for every conclusion under every view, made once for a law.

A conclusion under a view comes to a few nodes. `yes`: some reading of the view and some completion of the unknown
facts make it true; `no`: some make it false. Constraints tie facts, so that they stand in both; those that share no
fact with a conclusion, however far off, are left out of it, since they hold in every frame that is consistent at all.
The footing is that duties bind: readings count in which, on some completion, one of the duties is in force. Where the
facts alone rule that out, the answer is no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from duecare.batch.circuit import Builder, Circuit
from duecare.batch.conclusions import Conclusion, conclusions
from duecare.batch.exported import Exporter
from duecare.batch.one_slice import OneSlice
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import FALSE, TRUE, Diagram, TooLargeError
from duecare.engine.duties import duties_and_norms
from duecare.engine.order import stages_needed
from duecare.ir.declarations import View

ANY_READING = "any_reading"
_MOST_MADE = 1_000_000
_MOST_NODES = 250_000
_FEW_NODES = 1_000  # not worth trying another order


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a conclusion under a view stands among the outputs: yes, no, binds, given, yes and no if it binds.

    plain  whether it binds does not change the readings that count: then the last two are what chances rest on.
    """

    conclusion: Conclusion
    view: str
    place: int
    plain: bool

    @property
    def column(self) -> str:
        """The name of its column."""
        return self.conclusion.column(self.view)


@dataclass(frozen=True, slots=True)
class Plan:
    """How tables of one kind of frame are worked out.

    law         the hash of the law.
    answers     every conclusion under every view; output 0 of the circuit says that the frame is consistent.
    raised_by   the leaves that raise an exception or defence.
    leaves      every leaf instance of the law.
    contested   tell too where one of the views settles yes and another no.
    left_out    the columns whose functions do not fit: under a view that takes few positions, a duty that hangs on the
                steps of several others.
    """

    law: str
    kind: str
    views: tuple[str, ...]
    questions: tuple[str, ...]
    by_duty: bool
    answers: tuple[Answer, ...]
    circuit: Circuit
    raised_by: Mapping[str, tuple[str, ...]]
    leaves: tuple[str, ...]
    contested: bool
    left_out: tuple[str, ...]


def make_plan(
    compiled: Compiled,
    law_hash: str,
    kind: str,
    views: Sequence[View],
    questions: Sequence[str],
    *,
    by_duty: bool = False,
    only: frozenset[str] = frozenset(),
    contested: bool = False,
    tell: Callable[[int, int], object] = max,
) -> Plan:
    """Return the plan for these questions under these views; `tell` hears how far the work is.

    only  these obligations (and norms); none given: all of them.
    """
    asked = conclusions(compiled.law, kind, questions, by_duty=by_duty, only=only)
    builder, outputs, answers, left_out = Builder(), list[int](), list[Answer](), list[str]()
    outputs.append(_consistent(compiled, kind, builder))
    groups = [(view, tuple(group)) for view in views for _, group in groupby(asked, key=lambda one: one.about)]
    for number, (view, group) in enumerate(groups):
        tell(number, len(groups))
        found = _smallest(compiled, kind, view, group)
        if found is None:
            left_out += [conclusion.column(view.name) for conclusion in group]
            continue
        for conclusion, one, nodes in zip(group, found.found, found.exported(builder), strict=True):
            answers.append(Answer(conclusion, view.name, len(outputs), len(one.cases) == 1))
            outputs += nodes
    tell(len(groups), len(groups))
    raised = {rule.name: tuple(rule.raised_by) for rule in compiled.law.defences}
    names = tuple(view.name for view in views)
    circuit = builder.circuit(outputs)
    used = {name.partition(":")[2] for name in circuit.variables if name.startswith("raised:")}
    kept = {name: leaves for name, leaves in raised.items() if name in used}
    leaves = tuple(rest for _, rest in compiled.of_kind("leaf"))
    return Plan(
        law_hash, kind, names, tuple(questions), by_duty, tuple(answers), circuit, kept, leaves, contested,
        tuple(left_out),
    )  # fmt: skip


def all_readings() -> View:
    """Return the view that takes no position."""
    return View(ANY_READING, "", (), ())


def _smallest(compiled: Compiled, kind: str, view: View, asked: tuple[Conclusion, ...]) -> _Tried | None:
    """Return what conclusions about the same duties come to, in the smaller of two orders; None: they do not fit."""
    several = {name for name, _ in stages_needed(compiled.stages, frozenset(asked[0].duties))} > set(asked[0].duties)
    tried: list[_Tried] = []
    for apart in (True,) if several else (True, False):  # duties that hang on others' steps fit in one order only
        if tried and tried[0].size <= _FEW_NODES:
            break
        try:
            one = OneSlice(compiled, kind, asked[0].duties, view, apart=apart)
            if len(one.diagram) <= _MOST_MADE:
                found = _Tried(one, [_functions(one, each, view) for each in asked])
                tried += [found] if len(one.diagram) <= 2 * _MOST_MADE and found.size <= _MOST_NODES else []
        except TooLargeError:
            continue
    return min(tried, key=lambda found: found.size, default=None)


@dataclass(frozen=True, slots=True)
class _Found:
    """A conclusion as functions of the facts: cases of being in force, each with yes and no, and what is given."""

    cases: tuple[tuple[int, int, int], ...]
    given: int


@dataclass(frozen=True, slots=True)
class _Tried:
    """The conclusions of a group in one diagram."""

    one: OneSlice
    found: list[_Found]

    @property
    def size(self) -> int:
        """How many nodes the functions take."""
        return self.one.diagram.size(f for found in self.found for case in found.cases for f in case)

    def exported(self, builder: Builder) -> Iterator[tuple[int, ...]]:
        """Yield the outputs for each conclusion (`Answer`), as nodes of a circuit."""
        export = Exporter(self.one, builder)
        for found in self.found:
            cases = [(export(force), export(yes), export(no)) for force, yes, no in found.cases]
            yield (
                builder.gate((force, yes) for force, yes, _ in cases),
                builder.gate((force, no) for force, _, no in cases),
                builder.gate((force, 1) for force, _, _ in cases),
                export(found.given),
                cases[0][1] if len(cases) == 1 else 0,
                cases[0][2] if len(cases) == 1 else 0,
            )


def _functions(one: OneSlice, asked: Conclusion, view: View) -> _Found:
    d, issues = one.diagram, one.issues()
    f = d.disjunction([one.function(duty, asked.question) for duty in asked.duties])
    force = d.disjunction([one.in_force(duty) for duty in asked.duties])
    readings = one.readings.view(view.stances, gates=False)
    tied = _tied(d, f, one.constraints())
    cases = []
    for facts, gates in _cases(d, force, issues):
        given = d.both(d.both(readings, gates), tied)
        if d.both(readings, gates) != FALSE:
            possible = d.exists(d.both(facts, _tied(d, facts, one.constraints())), issues, given=readings)
            cases.append((possible, d.exists(f, issues, given=given), d.exists(d.negation(f), issues, given=given)))
    return _Found(tuple(cases), d.exists(tied, issues, given=readings))


def _cases(d: Diagram, force: int, issues: frozenset[int]) -> list[tuple[int, int]]:
    """Return a function of facts and issues as cases that exclude each other: facts, and what is left of issues."""
    found: dict[int, int] = {}

    def visit(f: int, path: int) -> None:
        facts = sorted(d.support(f) - issues)
        if not facts:
            found[f] = d.either(found.get(f, FALSE), path)
            return
        test = d.variable(facts[0])
        for value in (True, False):
            visit(d.restrict(f, {facts[0]: value}), d.both(path, test if value else d.negation(test)))

    visit(force, TRUE)
    return [(facts, gates) for gates, facts in sorted(found.items()) if gates != FALSE]


def _tied(d: Diagram, f: int, constraints: Sequence[int]) -> int:
    """Return the constraints that share a variable with f, or with one that does."""
    reads, left, found = d.support(f), list(constraints), TRUE
    while near := [one for one in left if d.support(one) & reads]:
        left = [one for one in left if one not in near]
        reads = reads.union(*(d.support(one) for one in near))
        found = d.conjunction([found, *near])
    return found


def _consistent(compiled: Compiled, kind: str, builder: Builder) -> int:
    """Return the node that says some completion satisfies all constraints."""
    names = tuple(duties_and_norms(compiled.law))[:1]
    one = OneSlice(compiled, kind, names, all_readings(), apart=False)
    d = one.diagram
    together = d.exists(d.conjunction(one.constraints()), one.issues(), given=one.readings.admissible)
    return Exporter(one, builder)(together) if together != TRUE else 1
