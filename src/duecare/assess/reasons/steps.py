"""The steps that serve a duty, as formulas: to be taken, taken in time, omitted, made good, still open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from duecare.assess.reasons.book import Book
from duecare.assess.reasons.conditions import At, Conditions
from duecare.assess.reasons.formula import FALSE, And, Ever, Formula, Label, Not, Or, Tag, Timely, Window
from duecare.assess.reasons.once import once
from duecare.engine.duties import measures_served_by
from duecare.ir.declarations import Service


class Steps:
    """The formulas of the steps; `due` says when a duty is due."""

    def __init__(self, book: Book, conditions: Conditions, due: Callable[[str], Formula]) -> None:
        self.book, self.conditions, self.due = book, conditions, due
        self.made: dict[tuple[object, ...], Formula] = {}

    @once
    def step(self, duty: str, measure: str) -> Formula:
        """A measure is due: the duty is, and it is a step to be taken."""
        return And((self.due(duty), self.wanted(measure)))

    @once
    def wanted(self, measure: str) -> Formula:
        """A measure is a step to be taken where its duty is due: it opens, and the rule on steps holds for it."""
        rule, step, at = self.book.measures[measure], self.book.law.step, At(measure=measure)
        parts = [] if rule.opens is None else [self.conditions.build(rule.opens, at)]
        if step is not None:
            tag = Tag("rule", "step", step.text, step.text, step.sources)
            parts.append(Label(tag, self.conditions.build(step.due, at)))
        return And(tuple(parts))

    @once
    def closed(self, duty: str, measure: str) -> Formula:
        """The time for a measure is over."""
        rule, step = self.book.measures[measure], self.book.law.step
        if rule.window is not None:
            tag = Tag("rule", "window", f"Its window of {rule.window} hours was over.", "Its window was open.")
            return Label(tag, Window(self.step(duty, measure), rule.window))
        return FALSE if step is None else self.conditions.build(step.closed, At(measure=measure))

    @once
    def timely(self, duty: str, measure: str) -> Formula:
        """A measure was taken in time."""
        taken = self.conditions.fact("taken", measure)
        return Timely(taken, f"late({measure})", self.closed(duty, measure))

    def done(self, duty: str, measure: str) -> Formula:
        """A measure was taken, in time or late."""
        return Or((self.timely(duty, measure), self.conditions.fact("taken", measure)))

    @once
    def any_due(self, duty: str) -> Formula:
        """Some measure was due at this time or before."""
        measures = self.measures(duty)
        wanted = tuple(self.named(m, self.wanted(m), "had to be taken", "did not have to be taken") for m in measures)
        return Ever(And((self.due(duty), Or(wanted))))

    @once
    def omitted(self, duty: str, baseline: bool) -> Formula:
        """A due measure (of the baseline) was omitted at this time or before."""
        counted = {m for m in self.measures(duty) if not baseline or self.book.measures[m].tier == "baseline"}
        return Ever(self._group_omitted(duty, self.book.duties[duty].served_by, counted))

    def _group_omitted(self, duty: str, service: Service, counted: set[str]) -> Formula:
        if service.mode == "any":
            return And((self.due(duty), *self._all_passed_by(duty, measures_served_by(service), counted)))
        return Or(
            tuple(
                self._group_omitted(duty, item, counted)
                if isinstance(item, Service)
                else And((self.due(duty), self._left_out(duty, item)))
                for item in service.items
                if isinstance(item, Service) or item in counted
            )
        )

    def _left_out(self, duty: str, measure: str) -> Formula:
        parts = (self.wanted(measure), self.closed(duty, measure), Not(self.timely(duty, measure)))
        return self.named(measure, And(parts), "had to be taken and was not taken in time", "was not left out")

    def _all_passed_by(self, duty: str, measures: Sequence[str], counted: set[str]) -> Iterator[Formula]:
        """Of an `any` group: one had to be taken, none was taken in time, and of those due the time is over."""
        owed = (
            self.named(m, self.wanted(m), "had to be taken", "did not have to be taken")
            for m in measures
            if m in counted
        )
        yield Or(tuple(owed))
        for measure in measures:
            late = Or((Not(self.wanted(measure)), self.closed(duty, measure)))
            parts = (Not(self.timely(duty, measure)), *((late,) if measure in counted else ()))
            yield self.named(measure, And(parts), "was not taken in time", "was taken in time, or time was left")

    def named(self, measure: str, item: Formula, yes: str, no: str) -> Formula:
        """Return a formula as a step of the derivation that is about a measure."""
        rule = self.book.measures[measure]
        text = rule.text.rstrip(".")
        return Label(Tag("measure", measure, f"{text}: {yes}.", f"{text}: {no}.", rule.sources), item)

    def measures(self, duty: str) -> tuple[str, ...]:
        """Return the measures that serve a duty."""
        return measures_served_by(self.book.duties[duty].served_by)

    @once
    def any_taken(self, duty: str) -> Formula:
        """Some measure was taken, in time or late."""
        return Or(tuple(self.named(m, self.done(duty, m), "was taken", "was not taken") for m in self.measures(duty)))

    @once
    def tested(self, duty: str) -> Formula:
        """The duty was put to the test: the time for a due measure ran out, or one was due and something was done."""
        over = Or(tuple(Ever(And((self.step(duty, m), self.closed(duty, m)))) for m in self.measures(duty)))
        return Or((over, And((self.any_due(duty), self.any_taken(duty)))))

    @once
    def good(self, duty: str) -> Formula:
        """A step was omitted, and whatever was ever due has been done in the end."""
        cured = self._made_good(duty, self.book.duties[duty].served_by)
        tag = Tag("link", "made good", "It was done in the end, late.", "It was not made good.")
        return Label(tag, And((self.omitted(duty, False), cured)))

    def _made_good(self, duty: str, service: Service) -> Formula:
        if service.mode == "any":
            members = measures_served_by(service)
            due = Or(tuple(Ever(self.step(duty, m)) for m in members))
            return Or((Not(due), Or(tuple(self.done(duty, m) for m in members))))
        return And(
            tuple(
                self._made_good(duty, item)
                if isinstance(item, Service)
                else Or((Not(Ever(self.step(duty, item))), self.done(duty, item)))
                for item in service.items
            )
        )

    @once
    def running(self, duty: str) -> Formula:
        """Some step is due, its time not over, and nothing done about it yet."""
        tag = Tag("link", "running", "The time for a step that is due has not run out.", "No time is running.")
        return Label(tag, self._still_open(duty, self.book.duties[duty].served_by))

    def _still_open(self, duty: str, service: Service) -> Formula:
        def pending(measure: str) -> Formula:
            parts = (self.wanted(measure), Not(self.closed(duty, measure)))
            return self.named(
                measure, And(parts), "can still be taken in time", "is not to be taken, or its time is over"
            )

        if service.mode == "any":
            members = measures_served_by(service)
            done = Or(tuple(self.done(duty, m) for m in members))
            return And((self.due(duty), Or(tuple(pending(m) for m in members)), Not(done)))
        return Or(
            tuple(
                self._still_open(duty, item)
                if isinstance(item, Service)
                else And((self.due(duty), pending(item), Not(self.done(duty, item))))
                for item in service.items
            )
        )
