"""An open outcome: how far the duty has come, what is open on the way, and what would bring each outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from duecare.assess.model import Outcome, Reason
from duecare.assess.reasons.exploring import Explorer
from duecare.assess.reasons.formula import FALSE, Ever, Formula, Label
from duecare.assess.reasons.inquiry import Inquiry, WrongDerivationError
from duecare.assess.reasons.proving import Prover, UnprovedError
from duecare.assess.reasons.scene import NO, OPEN, YES, Scene
from duecare.assess.reasons.shorten import shortened
from duecare.engine.completion import Completion, completion, implies

_STANDS = ("no", "yes", "open")


def opened(inquiry: Inquiry, told: Outcome) -> tuple[Reason, ...]:
    """Return the links of the chain, as far as they go, and every outcome still possible with what would bring it."""
    links = _Links(inquiry, inquiry.scene(inquiry.view))
    return (*shortened(tuple(links.told())), *_words(inquiry, told))


class _Links:
    """Tells link by link what the rules settle, and what of its own is open in the rest."""

    def __init__(self, inquiry: Inquiry, scene: Scene) -> None:
        self.inquiry, self.scene = inquiry, scene
        self.chain, self.duty = inquiry.chain, inquiry.duty
        self.prover = Prover(inquiry.teller)
        self.explorer = Explorer(inquiry.teller, decisive(inquiry), self.prover)

    def told(self) -> Iterator[Reason]:
        """Yield the links; none after one that certainly fails."""
        chain, duty = self.chain, self.duty
        if self.inquiry.book.duties[duty].obligation:
            yield from self._link(chain.applies(duty))
        if self.scene.value(Ever(chain.applies(duty)), self.scene.last) == NO:
            return
        self.explorer.pass_over([chain.applies(duty)])
        yield from self._link(chain.called_for(duty), ever=chain.ever_due(duty))
        if self.scene.value(chain.ever_due(duty), self.scene.last) == NO:
            return
        yield from self._steps()
        told = [
            chain.of_duty(duty, what) for what in ("step omitted", "baseline step omitted", "step taken", "step due")
        ]
        self.explorer.pass_over([chain.called_for(duty), *told])
        yield from self._link(chain.review(duty), named=chain.omitted(duty), ever=chain.omitted(duty))
        for link in (chain.liability(duty), chain.wrong(duty), chain.excuse(duty)):
            yield from self._link(link)

    def _link(self, link: Formula, *, named: Formula | None = None, ever: Formula | None = None) -> Iterator[Reason]:
        """Yield a link: proved where the rules settle that it holds at some time, or at none; else what is open in it.

        ever says more: that all that it rests on holds with it.
        """
        head = named or link
        if link is FALSE or not isinstance(head, Label):
            return
        whole = ever or Ever(link)
        value = self.scene.value(whole, self.scene.last)
        if value != OPEN:
            yield from self._settled(whole, head, value)
            return
        at = self.explorer.nearest(self.scene, link, self.scene.last)
        inner = self.explorer.explore(self.scene, link, at)
        parts = inner[0].children if inner and inner[0].name == head.tag.name else inner
        yield from self.inquiry.teller.step(head.tag, OPEN, at, at, parts)

    def _settled(self, whole: Formula, head: Label, value: int) -> tuple[Reason, ...]:
        try:
            return self.prover.prove(self.scene, whole, self.scene.last, self.scene.last, value).reasons
        except UnprovedError:
            return self.inquiry.teller.step(head.tag, value, 0, self.scene.last, ())

    # -- steps ------------------------------------------------------------------------------------------

    def _steps(self) -> Iterator[Reason]:
        for measure in self.chain.steps.measures(self.duty):
            wanted = self.scene.value(Ever(self.chain.steps.wanted(measure)), self.scene.last)
            taken = self.scene.value(self.chain.conditions.fact("taken", measure), self.scene.last)
            if wanted != NO or taken == YES:
                yield self._step(measure, wanted, taken)

    def _step(self, measure: str, wanted: int, taken: int) -> Reason:
        """Return a line on a step: whether it had to be taken, whether it was, and whether its time is over."""
        scene, last, rule = self.scene, self.scene.last, self.inquiry.book.measures[measure]
        closed, timely = self.chain.steps.closed(self.duty, measure), self.chain.steps.timely(self.duty, measure)
        in_time, over = scene.value(timely, last), scene.value(Ever(closed), last)
        done = ("it was not taken", "it was taken", "whether it was taken is open")[taken]
        if in_time == NO and taken != NO:
            done = (
                "it was taken late"
                if taken == YES
                else "it was not taken in time, and whether it was taken late is open"
            )
        owed = ("it did not have to be taken", "it had to be taken, if the duty was due")
        told = (
            (*owed, "whether it had to be taken is open")[wanted],
            done,
            ("its time is not over", "its time is over", "whether its time is over is open")[over],
        )  # fmt: skip
        reasons = (*self._leaf(f"taken({measure})", taken), *self._more(closed, over))
        text = f"{rule.text.rstrip('.')}: {'; '.join(told if in_time != YES else told[:2])}."
        return Reason("measure", _STANDS[in_time], measure, text, rule.sources, (), reasons)

    def _leaf(self, instance: str, value: int) -> tuple[Reason, ...]:
        """Return the claims on a leaf; nothing where there are none."""
        teller, last = self.inquiry.teller, self.scene.last
        row = [self.scene.known(instance, index) for index in range(last + 1)]
        if value == OPEN:
            denied = [index for index, known in enumerate(row) if known.value is False]
            told = (teller.fact(instance, -1, 0, denied[-1], NO),) if denied else ()
            unknown = teller.unknown(instance, -1, last)
            return (*told, unknown) if unknown.claims or unknown.against else told
        first = next((index for index, known in enumerate(row) if known.value is bool(value)), last)
        return (teller.fact(instance, -1, first, last, value),)

    def _more(self, closed: Formula, over: int) -> tuple[Reason, ...]:
        """Return what is open about the time for a step."""
        if over != OPEN:
            return ()
        at = self.explorer.nearest(self.scene, closed, self.scene.last)
        return tuple(one for one in self.explorer.explore(self.scene, closed, at) if one.claims or one.against)


def decisive(inquiry: Inquiry) -> frozenset[str]:
    """Return the leaf instances on which the outcome turns in the readings of the view."""
    d, decider = inquiry.decider.diagram, inquiry.decider
    words = decider.history.of[inquiry.duty].words.values()
    levels = {level for f in words for level in d.support(d.both(f, inquiry.view))}
    unknown = decider.history.slices.unknown_levels
    return frozenset(instance for instance, found in unknown.items() if found & levels)


# -- what would bring each outcome ----------------------------------------------------------------------


def _words(inquiry: Inquiry, told: Outcome) -> Iterator[Reason]:
    for word in told.words:
        found = completion(inquiry.decider, inquiry.duty, word, inquiry.view)
        if found is None or not implies(inquiry.decider, found, inquiry.duty, word, inquiry.view):
            raise WrongDerivationError(f"{inquiry.duty}: what would bring '{word}' does not")
        yield _word(inquiry, word, found)


def _word(inquiry: Inquiry, word: str, found: Completion) -> Reason:
    needs = tuple(_need(inquiry, need.instance, need.first, need.last, need.value) for need in found.needs)
    positions = tuple(_position(inquiry, issue, names) for issue, names in found.positions.items())
    text = f"It would be {word} if this were so:" if needs else f"It is {word} on these positions:"
    return Reason("word", "open", word, text, children=(*positions, *needs))


def _need(inquiry: Inquiry, instance: str, first: int, last: int, value: bool) -> Reason:
    unnamed = instance.startswith("other:")
    told = inquiry.teller.unnamed() if unnamed else inquiry.teller.unknown(instance, -1, first)
    since, until = inquiry.teller.dates(first, last)
    text = told.text if unnamed else inquiry.teller.cast.question(instance)
    note = told.note if told.claims or told.against else ""
    return replace(told, text=text, truth="yes" if value else "no", since=since, until=until, note=note)


def _position(inquiry: Inquiry, issue: str, names: tuple[str, ...]) -> Reason:
    told = inquiry.teller.position(issue, names, ())
    question = inquiry.book.issues[issue].question
    name = f"{issue.partition('@')[0].replace('_', ' ')}: {told.name}"
    return replace(told, name=name, text=f"{question} {told.text}", note="the view leaves this open")
