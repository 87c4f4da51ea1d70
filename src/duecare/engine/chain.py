"""The chain of one duty over the slices: applicable, due, steps due and taken, omitted, liable, breached.

Every entry is a function of the frame's diagram. Three stages, each over all slices, since one duty's breach
may turn on another's omission while that other is due only once the first is liable.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from duecare.engine.diagram import FALSE, TRUE
from duecare.engine.duties import measures_served_by
from duecare.engine.services import Amount, amount, units_of
from duecare.engine.slicing import Slices
from duecare.engine.steps import Step, StepTable
from duecare.ir.declarations import Duty

DUTY_WORDS = (
    "not applicable", "not due", "breached (wrongfulness precluded)", "breached", "liable", "met late",
    "not met", "running", "nothing within its power", "met",
)  # fmt: skip
NORM_WORDS = {
    "not applicable": "not expected",
    "not due": "not expected",
    "met late": "expected and met late",
    "not met": "expected and not met",
    "met": "expected and met",
}


REVIEW_WORDS = ("step omitted", "baseline step omitted", "step taken", "step due")


@dataclass(frozen=True, slots=True)
class DutyHistory:
    """One duty over the slices, each entry cumulative (true once it ever was), and its outcome words at the end.

    good  at the end, what was omitted has been done.
    """

    applicable: tuple[int, ...]
    due: tuple[int, ...]
    window_closed: tuple[int, ...]
    omitted: tuple[int, ...]
    liable: tuple[int, ...]
    breached: tuple[int, ...]
    words: Mapping[str, int]
    good: int


@dataclass(slots=True)
class Track:
    """Something that stays true once it was: one function a slice."""

    functions: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.functions[-1] if self.functions else FALSE


class Chain:
    """Works out one duty; call core, then liable, then breached, then history."""

    def __init__(self, slices: Slices, table: StepTable, name: str, duty: Duty) -> None:
        self.slices, self.diagram, self.name, self.duty = slices, slices.diagram, name, duty
        self.table = table
        self.measures = measures_served_by(duty.served_by)
        rules = {m.name: m for m in slices.compiled.law.measures}
        self.windows = {name: rules[name].window for name in self.measures}
        self.baseline = frozenset(name for name in self.measures if rules[name].tier == "baseline")
        self.units = units_of(duty.served_by)
        self.of_result = duty.performed is not None
        self.dues: list[int] = []
        self.found: list[dict[str, Step]] = []
        self.amounts: list[list[Amount]] = []
        self.good: list[int] = []
        self.tracks: defaultdict[str, Track] = defaultdict(Track)
        self.ever_wanted = [FALSE] * len(self.units)
        self.said: dict[str, int] = {}
        self.inputs = self.inputs_of_core()

    def core(self) -> None:
        """Work out what was applicable and due, which steps, and whether the duty was omitted."""
        for index in range(self.slices.count):
            found = {measure: self.step_at(measure, index) for measure in self.measures}
            if index and found == self.found[-1] and not self.slices.changed(self.inputs, index):
                self.stay(index)
            else:
                self.found.append(found)
                self.move_on(index)

    def move_on(self, index: int) -> None:
        """Work out one slice from what holds at it and what came before."""
        d, applies = self.diagram, self.root("applies", index)
        due = self.given(applies, "due", index)
        self.dues.append(due)
        units = self.amounts_at(index)
        self.amounts.append(units)
        self.grow("applicable", applies)
        self.grow("due", due)
        step_due = self.grow("step due", d.both(due, d.disjunction([one.wanted for one in units])))
        self.grow("closed", d.both(due, d.disjunction([one.over for one in units])))
        self.review(index, due, units, step_due)
        self.grow("omitted", self.given(step_due, "review", index))
        self.ever_wanted = [
            d.either(ever, d.both(due, one.wanted)) for ever, one in zip(self.ever_wanted, units, strict=True)
        ]
        self.good.append(self.made_good(index, units))
        self.say_status(index)

    def made_good(self, index: int, units: list[Amount]) -> int:
        """Return that what was omitted has been done: the result is there; of conduct, whatever was ever wanted."""
        d = self.diagram
        if self.of_result:
            return d.negation(self.root("review", index))
        made = [d.implies(ever, one.done) for ever, one in zip(self.ever_wanted, units, strict=True)]
        return d.conjunction([self.tracks["step omitted"].last, *made])

    def stay(self, index: int) -> None:
        """Take a slice as the one before: nothing changed that the duty or its steps turn on."""
        self.dues.append(self.dues[-1])
        self.found.append(self.found[-1])
        self.amounts.append(self.amounts[-1])
        self.good.append(self.good[-1])
        for track in self.tracks.values():
            track.functions.append(track.last)
        for name, function in self.said.items():
            self.slices.set_history(name, index, function)

    def inputs_of_core(self) -> int:
        """Return the variables (bits) that `core` reads, those apart that it sets itself."""
        roots = [f"{kind}:{self.name}" for kind in ("applies", "due", "review")]
        own = self.slices.compiled.reads((), [f"review:{self.name}:{word}" for word in REVIEW_WORDS])
        return self.slices.compiled.reads(roots, ()) & ~own

    def liable(self) -> None:
        """Work out liability (without a wrongful act)."""
        for index in range(self.slices.count):
            now = self.given(self.tracks["due"].functions[index], "liable", index)
            self.put("status", "liable", index, self.grow("liable", now))

    def breached(self) -> None:
        """Work out breach, and whether its wrongfulness was precluded throughout."""
        d = self.diagram
        for index in range(self.slices.count):
            now = self.given(self.tracks["due"].functions[index], "breached", index)
            self.put("status", "breached", index, self.grow("breached", now))
            self.grow("unexcused", d.both(now, d.negation(self.given(now, "excused", index))))

    def history(self) -> DutyHistory:
        """Return the finished chain."""
        t = {name: tuple(track.functions) for name, track in self.tracks.items()}
        return DutyHistory(
            t["applicable"],
            t["due"],
            t["closed"],
            t["omitted"],
            t["liable"],
            t["breached"],
            self.words(),
            self.good[-1],
        )

    # -- parts ------------------------------------------------------------------------------------------

    def root(self, kind: str, index: int) -> int:
        return self.slices.root(f"{kind}:{self.name}", index)

    def given(self, condition: int, kind: str, index: int) -> int:
        """Return the condition and the root; the root is not worked out where the condition never holds."""
        return FALSE if condition == FALSE else self.diagram.both(condition, self.root(kind, index))

    def grow(self, name: str, now: int) -> int:
        track = self.tracks[name]
        track.functions.append(self.diagram.either(track.last, now))
        return track.last

    def put(self, kind: str, word: str, index: int, function: int) -> None:
        name = f"{kind}:{self.name}:{word}"
        self.said[name] = function
        self.slices.set_history(name, index, function)

    def amounts_at(self, index: int) -> list[Amount]:
        """Return what each unit comes to at a slice; units whose steps no window of the duty closes are shared."""
        found = self.found[index]
        if any(self.windows[name] for name in self.measures):
            return [amount(self.diagram, unit, found, self.baseline) for unit in self.units]
        return [self.table.amount(unit, index, self.baseline) for unit in self.units]

    def step_at(self, measure: str, index: int) -> Step:
        hours = self.windows[measure]
        if hours is None:
            return self.table.at(measure, index)
        at = self.slices.frame.slices
        ended = [i for i in range(index) if at[i] + timedelta(hours=hours) <= at[index]]
        due = [self.diagram.both(self.dues[i], self.found[i][measure].open) for i in ended]
        closed = self.diagram.disjunction(due)
        return self.table.step(measure, index, closed, self.found[-1][measure] if index else None)

    def review(self, index: int, due: int, units: list[Amount], step_due: int) -> None:
        d = self.diagram
        omitted = d.both(due, d.disjunction([one.left for one in units]))
        baseline = d.both(due, d.disjunction([one.minimum for one in units]))
        self.put("review", "step omitted", index, self.grow("step omitted", omitted))
        self.put("review", "baseline step omitted", index, self.grow("baseline step omitted", baseline))
        self.put("review", "step taken", index, d.disjunction([one.done for one in units]))
        self.put("review", "step due", index, step_due)

    def say_status(self, index: int) -> None:
        left = self.diagram.both(self.tracks["omitted"].last, self.diagram.negation(self.good[index]))
        self.put("status", "due", index, self.tracks["due"].last)
        self.put("status", "omitted", index, left)
        self.put("status", "performed", index, self.diagram.negation(left))

    def any_done(self) -> int:
        """Return that some step was taken in the end, in time or late."""
        return self.diagram.disjunction([one.done for one in self.amounts[-1]])

    def words(self) -> dict[str, int]:
        """Return each outcome word's function; the first that applies takes the completion."""
        d, last = self.diagram, {name: track.last for name, track in self.tracks.items()}
        if self.of_result:  # it is there or it is not: no time runs, and to have had something to do is test enough
            running, tested = FALSE, last["step due"]
        else:
            running = d.both(self.dues[-1], d.disjunction([one.pending for one in self.amounts[-1]]))
            tested = d.either(last["closed"], d.both(last["step due"], self.any_done()))
        conditions = (
            d.negation(last["applicable"]),
            d.negation(last["due"]),
            d.both(last["breached"], d.negation(last["unexcused"])),
            last["breached"],
            last["liable"],
            d.both(last["omitted"], self.good[-1]),
            last["omitted"],
            running,
            d.negation(tested),
            TRUE,
        )
        left, words = TRUE, dict[str, int]()
        for word, condition in zip(DUTY_WORDS, conditions, strict=True):
            name = word if self.duty.obligation else NORM_WORDS.get(word, word)
            words[name] = d.either(words.get(name, FALSE), d.both(left, condition))
            left = d.both(left, d.negation(condition))
        return {word: f for word, f in words.items() if f != FALSE}
