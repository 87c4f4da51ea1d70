"""The chain of a duty as formulas: applicable, due, steps, omitted, liable, breached, and each outcome word.

They say the same as `engine.chain` and are written from the meaning, not from it: what a derivation relies on is
then checked by the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from duecare.assess.reasons.book import Book
from duecare.assess.reasons.conditions import At, Conditions
from duecare.assess.reasons.formula import (
    FALSE,
    TRUE,
    And,
    Ever,
    Formula,
    Label,
    Not,
    Or,
    Tag,
    Timely,
    Window,
)
from duecare.engine.chain import NORM_WORDS
from duecare.engine.duties import measures_served_by
from duecare.engine.frame import Frame
from duecare.ir.declarations import Service
from duecare.ir.expressions import Expression

P = ParamSpec("P")


def once(
    build: Callable[Concatenate[Chain, P], Formula],
) -> Callable[Concatenate[Chain, P], Formula]:
    """Build each formula once, so that its values are worked out once."""

    @wraps(build)
    def found(chain: Chain, /, *args: P.args, **kwargs: P.kwargs) -> Formula:
        key = (build.__name__, *args, *kwargs.values())
        if key not in chain.made:
            chain.made[key] = build(chain, *args, **kwargs)
        return chain.made[key]

    return found


class Chain:
    """The formulas of every duty for one kind of frame."""

    def __init__(self, book: Book, frame: Frame) -> None:
        self.book = book
        self.conditions = Conditions(book, frame, self.status, self.of_duty)
        self.made: dict[tuple[object, ...], Formula] = {}

    # -- applicable and due -----------------------------------------------------------------------------

    @once
    def applies(self, duty: str) -> Formula:
        """The conditions of applicability hold, and nothing defeats them."""
        rule = self.book.duties[duty]
        if not rule.obligation:
            return TRUE
        obligation = self.book.obligations[rule.obligation]
        own = rule.applicable if rule.applicable is not None else obligation.applicable
        words = ("The obligation applied.", "The obligation did not apply.")
        tag = Tag("link", "applicable", *words, obligation.sources, "Whether the obligation applied is open.")
        return Label(tag, self._undefeated(own, duty, "applicable"))

    @once
    def due(self, duty: str) -> Formula:
        """The duty applies, and its own conditions hold."""
        return And((self.applies(duty), self.called_for(duty)))

    @once
    def called_for(self, duty: str) -> Formula:
        """The duty's own conditions hold, applicability apart, and nothing defeats them."""
        rule = self.book.duties[duty]
        words = ("The norm raised an expectation.", "The norm raised no expectation.")
        words = ("The duty was due.", "The duty was not due.") if rule.obligation else words
        tag = Tag("link", "due", *words, rule.sources, "Whether anything was due is open.")
        return Label(tag, self._undefeated(rule.due, duty, "due"))

    def _undefeated(self, condition: Expression, duty: str, stage: str) -> Formula:
        exceptions = [self.conditions.exception(rule) for rule in self.book.defences(duty, stage)]
        held = self.conditions.build(condition, At(duty=duty))
        return And((held, *(Not(exception) for exception in exceptions if exception is not FALSE)))

    @once
    def ever_due(self, duty: str) -> Formula:
        """The duty was due at this time or before."""
        return Ever(self.due(duty))

    # -- steps ------------------------------------------------------------------------------------------

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
    def any_step_due(self, duty: str) -> Formula:
        """Some measure was due at this time or before."""
        measures = self.measures(duty)
        wanted = tuple(self._named(m, self.wanted(m), "had to be taken", "did not have to be taken") for m in measures)
        return Ever(And((self.due(duty), Or(wanted))))

    @once
    def step_omitted(self, duty: str, baseline: bool) -> Formula:
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
        return self._named(measure, And(parts), "had to be taken and was not taken in time", "was not left out")

    def _all_passed_by(self, duty: str, measures: Sequence[str], counted: set[str]) -> Iterator[Formula]:
        """Of an `any` group: one had to be taken, none was taken in time, and of those due the time is over."""
        owed = (
            self._named(m, self.wanted(m), "had to be taken", "did not have to be taken")
            for m in measures
            if m in counted
        )
        yield Or(tuple(owed))
        for measure in measures:
            late = Or((Not(self.wanted(measure)), self.closed(duty, measure)))
            parts = (Not(self.timely(duty, measure)), *((late,) if measure in counted else ()))
            yield self._named(measure, And(parts), "was not taken in time", "was taken in time, or time was left")

    def _named(self, measure: str, item: Formula, yes: str, no: str) -> Formula:
        rule = self.book.measures[measure]
        text = rule.text.rstrip(".")
        return Label(Tag("measure", measure, f"{text}: {yes}.", f"{text}: {no}.", rule.sources), item)

    def measures(self, duty: str) -> tuple[str, ...]:
        """Return the measures that serve a duty."""
        return measures_served_by(self.book.duties[duty].served_by)

    # -- omitted ----------------------------------------------------------------------------------------

    @once
    def of_duty(self, duty: str, what: str) -> Formula:
        """Return what the rules of review ask of the steps of a duty."""
        if what == "step due":
            return self.any_step_due(duty)
        if what == "step taken":
            took = tuple(self._named(m, self.done(duty, m), "was taken", "was not taken") for m in self.measures(duty))
            return Label(Tag("link", what, "Some step was taken.", "No step was taken."), Or(took))
        told = {
            "step omitted": ("A step that was due was left out.", "No step that was due was left out."),
            "baseline step omitted": (
                "A step due from every State was left out.",
                "No step due from every State was left out.",
            ),
        }[what]
        return Label(Tag("link", what, *told), self.step_omitted(duty, what.startswith("baseline")))

    @once
    def omitted(self, duty: str) -> Formula:
        """The duty was omitted, as conduct is reviewed, at this time or before."""
        words = ("What was due was not done in time.", "The record shows nothing due that was left undone.")
        tag = Tag("link", "omitted", *words, open="Whether what was due was done in time is open.")
        return Label(tag, Ever(And((self.any_step_due(duty), self.review(duty)))))

    @once
    def review(self, duty: str) -> Formula:
        """The conduct falls short, as it is reviewed."""
        review = self.book.law.review
        if review is None:
            return self.of_duty(duty, "step omitted")
        tag = Tag("rule", "review", review.text, review.text, review.sources)
        return Label(tag, self.conditions.build(review.omitted, At(duty=duty)))

    @once
    def good(self, duty: str) -> Formula:
        """A step was omitted, and whatever was ever due has been done in the end."""
        cured = self._made_good(duty, self.book.duties[duty].served_by)
        tag = Tag("link", "made good", "It was done in the end, late.", "It was not made good.")
        return Label(tag, And((self.step_omitted(duty, False), cured)))

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
    def left(self, duty: str) -> Formula:
        """Omitted and not made good."""
        return And((self.omitted(duty), Not(self.good(duty))))

    @once
    def running(self, duty: str) -> Formula:
        """Some step is due, its time not over, and nothing done about it yet."""
        tag = Tag("link", "running", "The time for a step that is due has not run out.", "No time is running.")
        return Label(tag, self._still_open(duty, self.book.duties[duty].served_by))

    def _still_open(self, duty: str, service: Service) -> Formula:
        def pending(measure: str) -> Formula:
            parts = (self.wanted(measure), Not(self.closed(duty, measure)))
            return self._named(
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

    # -- liable and breached ----------------------------------------------------------------------------

    @once
    def liable(self, duty: str) -> Formula:
        """The State was liable, without a wrongful act, at this time or before."""
        return Ever(And((self.ever_due(duty), self.liability(duty))))

    @once
    def liability(self, duty: str) -> Formula:
        """The conditions of liability hold now."""
        rule = self.book.duties[duty]
        if rule.liable is None:
            return FALSE
        words = ("The conditions of liability were met.", "The conditions of liability were not met.")
        tag = Tag("link", "liable", *words, rule.sources, "Whether the conditions of liability were met is open.")
        return Label(tag, self.conditions.build(rule.liable, At(duty=duty)))

    @once
    def breach(self, duty: str) -> Formula:
        """The duty was due, and the conditions of a breach hold now."""
        return And((self.ever_due(duty), self.wrong(duty)))

    @once
    def wrong(self, duty: str) -> Formula:
        """The conditions of a breach hold now."""
        rule = self.book.duties[duty]
        words = ("The conditions of a breach were met.", "The conditions of a breach were not met.")
        tag = Tag("link", "breached", *words, rule.sources, "Whether the conditions of a breach were met is open.")
        return Label(tag, self.conditions.build(rule.breached, At(duty=duty)))

    @once
    def breached(self, duty: str) -> Formula:
        """The conditions of a breach were met at this time or before."""
        return Ever(self.breach(duty))

    @once
    def unexcused(self, duty: str) -> Formula:
        """They were, at a time when nothing precluded wrongfulness."""
        return Ever(And((self.breach(duty), Not(self.excuse(duty)))))

    @once
    def excuse(self, duty: str) -> Formula:
        """Something that was raised precludes wrongfulness."""
        raised = [self.conditions.exception(rule) for rule in self.book.defences(duty, "wrongfulness")]
        raised = [excuse for excuse in raised if excuse is not FALSE]
        words = ("Something precluded wrongfulness.", "Nothing precluded wrongfulness.")
        tag = Tag("link", "wrongfulness precluded", *words, open="Whether something precluded wrongfulness is open.")
        return Label(tag, Or(tuple(raised))) if raised else FALSE

    @once
    def status(self, subject: str, status: str) -> Formula:
        """Return how far an obligation or a duty has come; whether it binds is set aside."""
        if status == "in force":
            return TRUE
        if subject not in self.book.duties:
            own = self.book.obligations[subject].applicable
            return self._undefeated(own, subject, "applicable")
        if status == "applicable":
            return self.applies(subject)
        if status == "performed":
            return Not(self.status(subject, "omitted"))
        chosen = {
            "due": self.ever_due,
            "omitted": self.left,
            "liable": self.liable,
            "breached": self.breached,
        }[status]
        return self._of(subject, chosen(subject), status)

    def _of(self, duty: str, item: Formula, status: str) -> Formula:
        words = {
            "due": ("was due", "was not due", "whether it was due is open"),
            "liable": ("liability arose", "no liability arose", "whether liability arose is open"),
            "breached": ("was breached", "was not breached", "whether it was breached is open"),
        }
        done = ("was omitted, and not made good", "was not omitted, or was made good", "whether it was omitted is open")
        yes, no, still = words.get(status, done)
        return Label(Tag("duty", duty, yes, no, open=still), item)

    # -- outcome words ----------------------------------------------------------------------------------

    @once
    def word(self, duty: str, word: str) -> Formula:
        """Return that this word, and none that goes before it, is the outcome at the last slice."""
        plain = {told: known for known, told in NORM_WORDS.items()}.get(word, word)
        return self._norm(duty, plain) if not self.book.duties[duty].obligation else self._word(duty, plain)

    def _norm(self, duty: str, word: str) -> Formula:
        if word in {"not due", "not applicable"}:
            return Not(self.ever_due(duty))
        return self._word(duty, word)

    def _word(self, duty: str, word: str) -> Formula:
        no_breach, no_liability = Not(self.breached(duty)), Not(self.liable(duty))
        kept = (Not(self.omitted(duty)), no_breach, no_liability)
        words: dict[str, tuple[Formula, ...]] = {
            "not applicable": (Not(Ever(self.applies(duty))),),
            "not due": (Ever(self.applies(duty)), Not(self.ever_due(duty))),
            "breached (wrongfulness precluded)": (self.breached(duty), Not(self.unexcused(duty))),
            "breached": (self.unexcused(duty),),
            "liable": (self.liable(duty), no_breach),
            "met late": (self.omitted(duty), self.good(duty), no_breach, no_liability),
            "not met": (self.omitted(duty), Not(self.good(duty)), no_breach, no_liability),
            "running": (self.running(duty), *kept),
            "nothing within its power": (self.ever_due(duty), Not(self.any_step_due(duty)), *kept[1:]),
            "met": (self.any_step_due(duty), *kept, Not(self.running(duty))),
        }
        return And(words[word])
