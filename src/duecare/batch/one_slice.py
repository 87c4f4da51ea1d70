"""The chain of duties at one moment, with everything that a frame may leave open left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from duecare.batch.conclusions import ALONE
from duecare.batch.opened import opened, positions_taken, restricted
from duecare.engine.chain import Chain, DutyHistory
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import TRUE
from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.engine.order import stages_needed
from duecare.engine.readings import Readings
from duecare.engine.slicing import Slices
from duecare.engine.steps import Step, StepTable
from duecare.engine.unknowns import Unknowns, diagram_for
from duecare.ir.declarations import View

_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class OneSlice:
    """Some duties under a view, in a diagram of their own.

    kind    of frame (`conclusions.KINDS`).
    apart   the steps of one duty stand together in the order of variables; else the law's own order is kept.
    """

    def __init__(self, compiled: Compiled, kind: str, duties: Iterable[str], view: View, *, apart: bool) -> None:
        asked = frozenset(duties)
        stages = stages_needed(compiled.stages, asked)
        self.duties = tuple(dict.fromkeys(name for name, _ in stages))  # these, and those that they hang on
        law = restricted(opened(compiled, self.duties if apart else ()), positions_taken(compiled, view))
        frame = _nothing_known(kind)
        self.compiled = law
        self.diagram = diagram_for(law, [frame])
        self.slices = Slices(Unknowns(law, frame), self.diagram)
        self.readings = Readings(law, self.diagram, self.slices.width, self.slices.root("admissible", 0))
        rules, table, chains = duties_and_norms(law.law), _Steps(self.slices), dict[str, Chain]()
        for name, stage in stages:
            if name not in chains:
                chains[name] = Chain(self.slices, table, name, rules[name])
            getattr(chains[name], stage)()
        self._of: dict[str, DutyHistory] = {name: chains[name].history() for name in asked}

    def function(self, duty: str, question: str) -> int:
        """Return when the answer about a duty is yes."""
        events: tuple[int, ...] = getattr(self._of[duty], question)
        return events[-1]

    def in_force(self, duty: str) -> int:
        """Return when a duty is in force."""
        return self.slices.root(f"force:{duty}", 0)

    def constraints(self) -> tuple[int, ...]:
        """Return what every completion satisfies, one function a constraint."""
        names = [name for name in self.compiled.roots if name.startswith("never:")]
        found = {self.diagram.negation(self.slices.root(name, 0)) for name in names}
        return tuple(sorted(found - {TRUE}))

    def issues(self) -> frozenset[int]:
        """Return the levels of the issues."""
        return frozenset(self.readings.issue_of)

    def variable(self, level: int) -> str:
        """Return the variable at a level: a leaf instance, or what is asked about one."""
        return self.compiled.variables[level // self.slices.width].removeprefix("leaf:")


class _Steps(StepTable):
    """The steps of a frame that does not say yet whether they came late."""

    def step(self, measure: str, index: int, closed: int, before: Step | None) -> Step:
        """Return a step; one that came late was not taken in time."""
        now = super().step(measure, index, closed, before)
        late = self.slices.leaf(f"late({measure})", index)
        return replace(now, timely=self.diagram.both(now.timely, self.diagram.negation(late)))


def _nothing_known(kind: str) -> Frame:
    people = kind.startswith("people")
    return Frame("" if kind in ALONE else "anybody", (_ANY_DAY,), {}, (), people, "somebody", (), people)
