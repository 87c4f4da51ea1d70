"""The chain of a duty as formulas: applicable, due, steps, omitted, liable, breached, and each outcome word.

They say the same as `engine.chain` and are written from the meaning, not from it: what a derivation relies on is
then checked by the engine.
"""

from __future__ import annotations

from collections.abc import Iterator

from duecare.assess.reasons.book import Book
from duecare.assess.reasons.conditions import At, Conditions
from duecare.assess.reasons.formula import (
    FALSE,
    TRUE,
    And,
    Ever,
    Formula,
    Label,
    Line,
    Not,
    Or,
    Tag,
)
from duecare.assess.reasons.once import once
from duecare.assess.reasons.steps import Steps
from duecare.engine.chain import NORM_WORDS
from duecare.engine.decide import NOT_IN_FORCE
from duecare.engine.frame import Frame
from duecare.ir.expressions import All, Expression, Guarded


class Chain:
    """The formulas of every duty for one kind of frame."""

    def __init__(self, book: Book, frame: Frame) -> None:
        self.book = book
        self.conditions = Conditions(book, frame, self.status, self.of_duty)
        self.steps = Steps(book, self.conditions, self.due)
        self.made: dict[tuple[object, ...], Formula] = {}

    # -- applicable and due -----------------------------------------------------------------------------

    @once
    def applies(self, duty: str) -> Formula:
        """The conditions of applicability hold, and nothing defeats them."""
        rule = self.book.duties[duty]
        if not rule.obligation:
            return And((self.called_for(duty), *self._undefeated(duty, "applicable")))
        obligation = self.book.obligations[rule.obligation]
        own = rule.applicable if rule.applicable is not None else obligation.applicable
        words = ("The obligation applied.", "The obligation did not apply.")
        tag = Tag("link", "applicable", *words, obligation.sources, "Whether the obligation applied is open.")
        held = self.conditions.build(own, At(duty=duty))
        return Label(tag, And((held, *self._undefeated(duty, "applicable"))))

    @once
    def due(self, duty: str) -> Formula:
        """The duty applies, and its own conditions hold."""
        is_norm = not self.book.duties[duty].obligation
        return self.applies(duty) if is_norm else And((self.applies(duty), self.called_for(duty)))

    @once
    def called_for(self, duty: str) -> Formula:
        """The duty's own conditions hold, applicability apart, and nothing defeats them."""
        rule = self.book.duties[duty]
        words = ("The norm raised an expectation.", "The norm raised no expectation.")
        words = ("The duty was due.", "The duty was not due.") if rule.obligation else words
        tag = Tag("link", "due", *words, rule.sources, "Whether anything was due is open.")
        held = self.conditions.build(rule.due, At(duty=duty))
        return Label(tag, And((held, *self._undefeated(duty, "due"))))

    def _undefeated(self, duty: str, stage: str) -> Iterator[Formula]:
        """Yield that each exception raised against a stage is not in play."""
        for rule in self.book.defences(duty, stage):
            exception = self.conditions.exception(rule)
            if exception is not FALSE:
                yield Not(exception)

    @once
    def ever_due(self, duty: str) -> Formula:
        """The duty was due at this time or before."""
        return Ever(self.due(duty))

    # -- omitted ----------------------------------------------------------------------------------------

    @once
    def of_duty(self, duty: str, what: str) -> Formula:
        """Return what the rules of review ask of the steps of a duty."""
        if what == "step due":
            return self.steps.any_due(duty)
        if what == "step taken":
            return Label(Tag("link", what, "Some step was taken.", "No step was taken."), self.steps.any_taken(duty))
        told = {
            "step omitted": ("A step that was due was left out.", "No step that was due was left out."),
            "baseline step omitted": (
                "A step due from every State was left out.",
                "No step due from every State was left out.",
            ),
        }[what]
        return Label(Tag("link", what, *told), self.steps.omitted(duty, what.startswith("baseline")))

    @once
    def omitted(self, duty: str) -> Formula:
        """The duty was omitted, as conduct is reviewed, at this time or before."""
        words = ("What was due was not done in time.", "The record shows nothing due that was left undone.")
        tag = Tag("link", "omitted", *words, open="Whether what was due was done in time is open.")
        return Label(tag, Ever(And((self.steps.any_due(duty), self.review(duty)))))

    @once
    def review(self, duty: str) -> Formula:
        """The result that is owed is not there; the conduct falls short, as it is reviewed."""
        if self.book.duties[duty].performed is not None:
            return Not(self.result(duty))
        review = self.book.law.review
        if review is None:
            return self.of_duty(duty, "step omitted")
        tag = Tag("rule", "review", review.text, review.text, review.sources)
        return Label(tag, self.conditions.build(review.omitted, At(duty=duty)))

    @once
    def result(self, duty: str) -> Formula:
        """The result that is owed is there."""
        rule = self.book.duties[duty]
        assert rule.performed is not None
        words = ("What is owed is there.", "What is owed is not there.")
        tag = Tag("link", "performed", *words, rule.sources, "Whether what is owed is there is open.")
        return Label(tag, self.conditions.build(rule.performed, At(duty=duty)))

    @once
    def good(self, duty: str) -> Formula:
        """What was omitted has been done in the end."""
        return self.steps.good(duty) if self.book.duties[duty].performed is None else self.result(duty)

    @once
    def left(self, duty: str) -> Formula:
        """Omitted and not made good."""
        return And((self.omitted(duty), Not(self.good(duty))))

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
            held = self.conditions.build(self.book.obligations[subject].applicable, At())
            return And((held, *self._undefeated(subject, "applicable")))
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

    # -- in force ---------------------------------------------------------------------------------------

    @once
    def in_force(self, duty: str) -> Formula:
        """The duty binds: what its obligation and it itself ask for being in force holds."""
        rule, parts = self.book.duties[duty], []
        sources = self.book.obligations[rule.obligation].sources if rule.obligation else rule.sources
        if rule.obligation:
            parts.append(self._gate(self.book.obligations[rule.obligation].in_force))
        if rule.in_force is not None:
            parts.append(self._gate(rule.in_force))
        words = ("The duty was in force.", "The duty was not in force.")
        return Label(
            Tag("link", "in force", *words, sources, "Whether the duty was in force is open."), And(tuple(parts))
        )

    def _gate(self, part: Expression) -> Formula:
        """A condition of being in force; a reading that leaves it no line means not in force."""
        holds = self.conditions.build(part, At())
        if not isinstance(part, All):
            return holds
        return And((holds, Or(tuple(_stands(item) for item in part.items))))

    # -- outcome words ----------------------------------------------------------------------------------

    @once
    def word(self, duty: str, word: str) -> Formula:
        """Return that this word, and none that goes before it, is the outcome at the last slice."""
        if word == NOT_IN_FORCE:
            return Not(Ever(self.in_force(duty)))
        plain = {told: known for known, told in NORM_WORDS.items()}.get(word, word)
        return self._norm(duty, plain) if not self.book.duties[duty].obligation else self._word(duty, plain)

    def _norm(self, duty: str, word: str) -> Formula:
        if word in {"not due", "not applicable"}:
            return Not(self.ever_due(duty))
        return self._word(duty, word)

    def _word(self, duty: str, word: str) -> Formula:
        no_breach, no_liability = Not(self.breached(duty)), Not(self.liable(duty))
        kept = (Not(self.omitted(duty)), no_breach, no_liability)
        of_result = self.book.duties[duty].performed is not None
        running = FALSE if of_result else self.steps.running(duty)
        tested = self.steps.any_due(duty) if of_result else self.steps.tested(duty)
        idle = (*kept, Not(running))
        words: dict[str, tuple[Formula, ...]] = {
            "not applicable": (Not(Ever(self.applies(duty))),),
            "not due": (Ever(self.applies(duty)), Not(self.ever_due(duty))),
            "breached (wrongfulness precluded)": (self.breached(duty), Not(self.unexcused(duty))),
            "breached": (self.unexcused(duty),),
            "liable": (self.liable(duty), no_breach),
            "met late": (self.omitted(duty), self.good(duty), no_breach, no_liability),
            "not met": (self.omitted(duty), Not(self.good(duty)), no_breach, no_liability),
            "running": (running, *kept),
            "nothing within its power": (self.ever_due(duty), Not(tested), *idle),
            "met": (self.ever_due(duty), tested, *idle),
        }
        return And(words[word])


def _stands(item: Expression) -> Formula:
    """Return that the reading has a line."""
    return Line(item.issue, item.positions, TRUE, absent=False) if isinstance(item, Guarded) else TRUE
