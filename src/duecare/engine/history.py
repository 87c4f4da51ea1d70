"""What became of every duty of a frame, slice by slice."""

from __future__ import annotations

from functools import cached_property

from duecare.engine.chain import Chain
from duecare.engine.compiled import Compiled
from duecare.engine.diagram import TRUE, Diagram
from duecare.engine.duties import duties_and_norms
from duecare.engine.frame import Frame
from duecare.engine.order import stages_needed
from duecare.engine.slicing import Slices
from duecare.engine.steps import StepTable
from duecare.engine.unknowns import Unknowns, diagram_for
from duecare.ir.declarations import Duty, Law


class History:
    """Every duty of a frame, worked out stage by stage, so that what a rule refers to comes before it."""

    def __init__(
        self,
        compiled: Compiled,
        frame: Frame,
        only: frozenset[str] | None = None,
        diagram: Diagram | None = None,
        slices: Slices | None = None,
    ) -> None:
        self.compiled = compiled
        self.frame = frame
        self.diagram = diagram_for(compiled, [frame]) if diagram is None else diagram  # one without nodes is false
        self.slices = slices or Slices(Unknowns(compiled, frame), self.diagram)
        duties = duties_and_norms(compiled.law)
        fitting = frozenset(name for name, duty in duties.items() if _fits(duty, frame, compiled.law))
        wanted = fitting if only is None else fitting & only
        table, chains = StepTable(self.slices), dict[str, Chain]()
        for name, stage in stages_needed(compiled.stages, wanted):
            if name not in chains:
                chains[name] = Chain(self.slices, table, name, duties[name])
            getattr(chains[name], stage)()
        self.of = {name: chains[name].history() for name in duties if name in wanted}

    @cached_property
    def constraints(self) -> tuple[int, ...]:
        """Functions that every completion satisfies, one a constraint and slice that says anything."""
        names = [name for name in self.compiled.roots if name.startswith("never:")]
        found = {
            self.diagram.negation(self.slices.root(name, index)) for name in names for index in range(self.slices.count)
        }
        return tuple(sorted(found - {TRUE}))


def _fits(duty: Duty, frame: Frame, law: Law) -> bool:
    """Whether a duty is one to assess in a frame."""
    if (duty.owed_to == "nobody") != (frame.beneficiary == ""):
        return False
    return not frame.people or any(o.name == duty.obligation and o.owed_to == "individuals" for o in law.obligations)
