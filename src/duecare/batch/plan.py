"""What a table is worked out with: one circuit for every conclusion under every view, made once for a law.

A conclusion under a view comes to a few nodes. `yes`: some reading of the view and some completion of the unknown
facts make it true; `no`: some make it false. Constraints tie facts, so that they stand in both; those that share no
fact with a conclusion, however far off, are left out of it, since they hold in every frame that is consistent at all.
The footing is that duties bind: readings count in which, on some completion, one of the duties is in force. Where the
facts alone rule that out, the answer is no.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from duecare.batch.apart import cut, parts
from duecare.batch.circuit import Builder, Circuit
from duecare.batch.conclusions import Conclusion, conclusions
from duecare.batch.exported import Exporter
from duecare.batch.functions import Found, functions
from duecare.batch.one_slice import OneSlice
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import TRUE, TooLargeError
from duecare.engine.duties import duties_and_norms
from duecare.engine.order import stages_needed
from duecare.engine.readings import Readings
from duecare.ir.declarations import Stance, View

ANY_READING = "any_reading"
_MOST_MADE = 1_500_000  # by a view in one piece: whose issues are quantified away after that
_MOST_OF_A_PART = 2_500_000
_MOST_NODES = 500_000
_FEW_NODES = 1_000  # not worth trying another order
Nodes = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a conclusion under a view stands among the outputs: yes, no, binds.

    Of chances: what is given, then yes, no and binds of each case. In which readings a duty is in force may turn on
    facts; of the cases that some completion allows the first has the readings of all.
    """

    conclusion: Conclusion
    view: str
    place: int
    cases: int = 1

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
    left_out    the columns whose functions do not fit, under a view that leaves much free.
    chance      it tells chances.
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
    chance: bool


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
    chance: bool = False,
    tell: Callable[[int, int], object] = max,
) -> Plan:
    """Return the plan for these questions under these views; `tell` hears how far the work is.

    only    these obligations (and norms); none given: all of them.
    chance  tell chances; parts of a view may overlap, so that each view is then worked out in one piece.
    """
    asked = conclusions(compiled.law, kind, questions, by_duty=by_duty, only=only)
    builder, outputs, answers, left_out = Builder(), list[int](), list[Answer](), list[str]()
    plain = OneSlice(compiled, kind, tuple(duties_and_norms(compiled.law))[:1], all_readings(), apart=False)
    outputs.append(_consistent(plain, builder))
    groups = [(view, tuple(group)) for view in views for _, group in groupby(asked, key=lambda one: one.about)]
    worked = _Groups(compiled, kind, builder, plain.readings, chance=chance)
    for number, (view, group) in enumerate(groups):
        tell(number, len(groups))
        found = worked.outputs(view, group) or [()] * len(group)
        for conclusion, nodes in zip(group, found, strict=True):
            if nodes:
                answers.append(Answer(conclusion, view.name, len(outputs), max(1, len(nodes) // 3)))
                outputs += nodes
            else:
                left_out.append(conclusion.column(view.name))
    tell(len(groups), len(groups))
    raised = {rule.name: tuple(rule.raised_by) for rule in compiled.law.defences}
    names = tuple(view.name for view in views)
    circuit = builder.circuit(outputs, [outputs[place] for place in _alike(answers)])
    used = {name.partition(":")[2] for name in circuit.variables if name.startswith("raised:")}
    kept = {name: leaves for name, leaves in raised.items() if name in used}
    leaves = tuple(rest for _, rest in compiled.of_kind("leaf"))
    return Plan(
        law_hash, kind, names, tuple(questions), by_duty, tuple(answers), circuit, kept, leaves, contested,
        tuple(left_out), chance,
    )  # fmt: skip


def _alike(answers: Iterable[Answer]) -> list[int]:
    """Return the places of outputs, those of one conclusion under all views together."""
    of: dict[Conclusion, list[int]] = {}
    for answer in answers:
        of.setdefault(answer.conclusion, []).append(answer.place)
    return [place + which for places in of.values() for which in range(3) for place in places]


def all_readings() -> View:
    """Return the view that takes no position."""
    return View(ANY_READING, "", (), ())


class _Groups:
    """Works out conclusions about the same duties under one view after another; what is the same is done once."""

    def __init__(self, compiled: Compiled, kind: str, builder: Builder, readings: Readings, *, chance: bool) -> None:
        self.compiled, self.kind, self.builder, self.chance = compiled, kind, builder, chance
        self.readings = readings
        self._done: dict[tuple[tuple[Conclusion, ...], tuple[Stance, ...]], list[Nodes] | None] = {}

    def outputs(self, view: View, group: tuple[Conclusion, ...]) -> list[Nodes] | None:
        """Return the outputs for each conclusion (`Answer`), as nodes of a circuit; None: they do not fit."""
        needed = stages_needed(self.compiled.stages, frozenset(group[0].duties))
        duties = tuple(dict.fromkeys(name for name, _ in needed))
        view = cut(self.readings, duties, view)
        several = len(duties) > len(group[0].duties)
        found = self._whole(view, group, several=several) if self.chance or not several else None
        if found is None and not self.chance:
            found = self._joined([self._part(one, group) for one in parts(self.readings, duties, view)])
        return found

    def _whole(self, view: View, group: tuple[Conclusion, ...], *, several: bool) -> list[Nodes] | None:
        """Return the outputs in the smaller of two orders."""
        key = group, view.stances
        if key not in self._done:
            tried = list[_Tried]()
            for apart in (True,) if several else (True, False):  # on others' steps duties hang in one order only
                if not tried or tried[0].size > _FEW_NODES:
                    tried += self._tried(view, group, _MOST_MADE, apart=apart)
            best = min(tried, key=lambda found: found.size, default=None)
            exported = best.exported(self.builder, chance=self.chance, nested=several) if best else ()
            self._done[key] = list(exported) or None
        return self._done[key]

    def _part(self, view: View, group: tuple[Conclusion, ...]) -> list[Nodes] | None:
        """Return the outputs under a part of a view."""
        key = group, view.stances
        if key not in self._done:
            tried = self._tried(view, group, _MOST_OF_A_PART, apart=True)
            self._done[key] = list(tried[0].exported(self.builder, chance=False, nested=True)) if tried else None
        return self._done[key]

    def _joined(self, found: Sequence[list[Nodes] | None]) -> list[Nodes] | None:
        """Return what is so under some part of a view."""
        if not all(found):
            return None
        together = zip(*(one for one in found if one), strict=True)
        return [
            tuple(self.builder.gate((node, 1) for node in dict.fromkeys(nodes)) for nodes in zip(*one, strict=True))
            for one in together
        ]

    def _tried(self, view: View, group: tuple[Conclusion, ...], most: int, *, apart: bool) -> list[_Tried]:
        """Return the conclusions in one diagram, if they fit."""
        try:
            one = OneSlice(self.compiled, self.kind, group[0].duties, view, apart=apart)
            if len(one.diagram) > most:
                return []
            found = _Tried(one, [functions(one, each, view, chance=self.chance) for each in group])
            return [found] if len(one.diagram) <= 2 * most and found.size <= _MOST_NODES else []
        except TooLargeError:
            return []


@dataclass(frozen=True, slots=True)
class _Tried:
    """The conclusions of a group in one diagram."""

    one: OneSlice
    found: list[Found]

    @property
    def size(self) -> int:
        """How many nodes the functions take."""
        cases = [case for found in self.found for case in found.cases]
        return self.one.diagram.size(f for case in cases for f in (case.facts, *case.yes, case.no))

    def exported(self, builder: Builder, *, chance: bool, nested: bool) -> Iterator[Nodes]:
        """Yield the outputs for each conclusion; none for chances that cases which are not nested leave unknown."""
        export = Exporter(self.one, builder, nested=nested)
        for found in self.found:
            cases = [
                (builder.gate((export(f), 1) for f in case.yes), export(case.no), export(case.facts))
                for case in found.cases
            ]
            if not chance:
                yes, no = (builder.gate((case[2], case[place]) for case in cases) for place in (0, 1))
                yield yes, no, builder.gate((binds, 1) for _, _, binds in cases)
            elif found.nested:
                yield export(found.given), *(node for case in cases or [(0, 0, 0)] for node in case)
            else:
                yield ()


def _consistent(one: OneSlice, builder: Builder) -> int:
    """Return the node that says some completion satisfies all constraints."""
    d = one.diagram
    together = d.exists(d.conjunction(one.constraints()), one.issues(), given=one.readings.admissible)
    return Exporter(one, builder)(together) if together != TRUE else 1
