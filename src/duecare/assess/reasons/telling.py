"""The words of a derivation: each step as a reason, with its authority, its claims, and the claims against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from duecare.assess.cast import Cast
from duecare.assess.model import Reason
from duecare.assess.reasons.book import Book
from duecare.assess.reasons.formula import Line, Tag
from duecare.assess.reasons.scene import NO, OPEN, YES, Scene
from duecare.base.known import Known
from duecare.dossier.model import Claim
from duecare.engine.frame import Frame
from duecare.engine.implicant import Literal
from duecare.ir.declarations import Citation, Presumption, Stance

_TRUTH = ("no", "yes", "open")
_RANKS = {"assumed": 0, "established": 0, "probable": 1, "alleged": 3}
_PRESUMED = 2


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells steps of a derivation for the States of one frame.

    stances  what the view takes (whether the duty binds is set aside); here: what is taken for one side of a contest.
    """

    book: Book
    cast: Cast
    stances: tuple[Stance, ...]
    frame: Frame
    others: tuple[str, ...]
    claims: Mapping[str, Claim] = field(default_factory=dict)
    here: tuple[Stance, ...] = ()

    # -- steps of the chain -----------------------------------------------------------------------------

    def step(self, tag: Tag, value: int, first: int, last: int, reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
        """Return a named step, over the reasons for it; an exception that nothing raised is told apart."""
        since, until = self.dates(first, last) if first < len(self.frame.slices) - 1 else ("", "")
        if tag.kind == "exception" and not reasons:
            return ()
        if tag.kind == "toward":
            named = self.cast.named(self.others[int(tag.name)])
            return (Reason("toward", _TRUTH[value], named, f"Toward {named}", (), (), reasons),)
        text = {YES: tag.yes, NO: tag.no, OPEN: tag.open}[value] or tag.yes
        told = Reason(tag.kind, _TRUTH[value], tag.name, text, tag.sources, (), reasons, since=since, until=until)
        return (told,)

    def dates(self, first: int, last: int) -> tuple[str, str]:
        """Return between which dates something is relied on; empty: from the first, to the last."""
        labels, end = self.frame.labels, len(self.frame.slices) - 1
        if first == last and end:
            return labels[first], labels[first]
        return (labels[first] if first else "", labels[last] if last < end else "")

    # -- what the law leaves open -----------------------------------------------------------------------

    def line(self, scene: Scene, f: Line, value: int, reasons: tuple[Reason, ...]) -> Reason:
        """Return a line that stands on some positions only."""
        issue, guard = self.book.issues[f.issue], scene.guard(f)
        names = tuple(name for name in scene.positions[f.issue] if name in f.positions)
        text = " / ".join(f"“{one.text}”" for one in issue.positions if one.name in names)
        stance = self.stance(f.issue)
        sources = (stance.source,) if stance and stance.source else ()
        name = f"{bare(f.issue)}: {' or '.join(_human(one) for one in names)}"
        note = self.standing(f.issue) if guard == YES else "asked on this position only"
        if value == OPEN and not reasons:
            note = "turns on what is said above"
        return Reason("position", _TRUTH[value], name, f"{issue.question} {text}", sources, (), reasons, note=note)

    def standing(self, issue: str) -> str:
        """Say how the view stands to an issue on which the readings take these positions."""
        if any(one.issue == issue for one in self.here):
            return "taken for this side"
        if self.stance(issue):
            return "the view takes this position"
        if self.book.issues[issue].gate:
            return "the duty binds on this footing only"
        return "left by the other positions taken"

    def stance(self, issue: str) -> Stance | None:
        """Return the view's stance on an issue."""
        return next((one for one in self.stances if one.issue == issue), None)

    def position(self, issue: str, names: Iterable[str], reasons: tuple[Reason, ...]) -> Reason:
        """Return one answer to an issue, with what follows on it."""
        chosen = [one for one in self.book.issues[issue].positions if one.name in set(names)]
        text = " / ".join(f"“{one.text}”" for one in chosen)
        note = "" if reasons else "nothing more is asked"
        return Reason(
            "position", "yes", " or ".join(_human(one.name) for one in chosen), text, (), (), reasons, note=note
        )

    def whichever(self, issue: str, sides: tuple[Reason, ...]) -> Reason:
        """Return an issue that makes no difference here, with each answer to it."""
        return Reason(
            "issue", "yes", bare(issue), self.book.issues[issue].question, (), (), sides, note="on every position"
        )

    # -- leaves -----------------------------------------------------------------------------------------

    def fact(self, instance: str, other: int, first: int, last: int, value: int) -> Reason:
        """Return a leaf that claims show, with the claims that would have it otherwise."""
        kind, text, sources = self._leaf(instance, other)
        since, until = self.dates(first, last)
        heard = self.heard(instance, other, first, last)
        told = [claim.id for claim in heard if speaks_for(claim, value)]
        note = inferred([claim for claim in heard if claim.id in told]) or self._beside(instance, other, first, last)
        against = [claim.id for claim in heard if not speaks_for(claim, value)]
        return Reason(
            kind, _TRUTH[value], instance, text, sources, tuple(told), (), tuple(against), since, until, note=note,
        )  # fmt: skip

    def _beside(self, instance: str, other: int, first: int, last: int) -> str:
        """Say where an answer comes from that no claim of the dossier gives."""
        known = self._known(instance, other, first, last)
        named = {name for one in known for name in one.claims}
        said = [f"{claim.author}: {claim.text}" for claim in self.book.public if claim.id in named]
        if said:
            return "; ".join(dict.fromkeys(said))
        rule = self.book.leaves.get(instance)
        return "so of a State and its own people" if rule and rule.own_people and self.frame.people else ""

    def heard(self, instance: str, other: int, first: int, last: int) -> tuple[Claim, ...]:
        """Return the claims that bear on a leaf from slice to slice, the firmest first."""
        found = dict.fromkeys(name for known in self._known(instance, other, first, last) for name in known.claims)
        return tuple(self.claims[name] for name in found if name in self.claims)

    def _known(self, instance: str, other: int, first: int, last: int) -> tuple[Known, ...]:
        rows = self.frame.known if other < 0 else self.frame.others[other]
        return rows[instance][first : last + 1] if instance in rows else ()

    def _leaf(self, instance: str, other: int) -> tuple[str, str, tuple[Citation, ...]]:
        name = instance.partition("(")[0]
        rule = self.book.leaves.get(name)
        cast = self.cast if other < 0 else replace(self.cast, beneficiary=self.others[other])
        return (rule.kind if rule else "fact", cast.question(instance, brief=True), rule.sources if rule else ())

    def supposed(self, instance: str, first: int, last: int, value: int) -> Reason:
        """Return a leaf that is supposed to be so, for one of the cases."""
        told = self.fact(instance, -1, first, last, value)
        return replace(told, kind="supposed", claims=(), against=(), note="supposed, for this case")

    def either_way(self, instance: str, cases: tuple[Reason, ...]) -> Reason:
        """Return an unknown leaf that makes no difference here, with what follows either way."""
        text = self.cast.question(instance)
        return Reason("cases", "yes", instance, text, children=cases, note="whichever it is")

    def case(self, instance: str, words: str, reasons: tuple[Reason, ...]) -> Reason:
        """Return what follows in one case."""
        return Reason("case", "yes", instance, words, children=reasons)

    def presumed(
        self, instance: str, first: int, last: int, value: int, rule: Presumption, when: tuple[Reason, ...]
    ) -> Reason:
        """Return a leaf on which nothing is asserted and a presumption stands, with its words and conditions."""
        told = self.fact(instance, -1, first, last, value)
        claims = (*told.claims, *told.against)
        note = rule.text + (" Only alleged otherwise, which defeats no presumption." if claims else "")
        return replace(told, kind="presumed", claims=(), against=claims, children=when, note=note, sources=rule.sources)

    def barred(
        self,
        instance: str,
        span: tuple[int, int],
        at: int,
        value: int,
        constraint: tuple[str, str],
        reasons: tuple[Reason, ...],
    ) -> Reason:
        """Return a leaf that cannot be otherwise beside what is shown at a slice."""
        told = self.fact(instance, -1, *span, value)
        name, text = constraint
        since, until = self.dates(at, at)
        why = Reason("constraint", "yes", name, text, (), (), reasons, since=since, until=until)
        return replace(told, children=(why,), note="it cannot be otherwise")

    def unknown(self, instance: str, other: int, index: int, conditions: tuple[Reason, ...] = ()) -> Reason:
        """Return a leaf that the record leaves open, for as long as it does: disputed, or shown by nobody."""
        row = self._known(instance, other, 0, len(self.frame.slices))
        first, last = _unknown_run(row, index) if row else (0, len(self.frame.slices) - 1)
        told = self.fact(instance, other, first, last, YES)
        if any(known.disputed for known in row[first : last + 1]):
            kind, note = "disputed", "claims of equal standing conflict"
        elif told.claims or told.against:
            kind, note = "missing", "claimed, but not so that it counts"
        else:
            kind, note = "missing", "nobody has claimed it or denied it"
        return replace(told, kind=kind, truth=_TRUTH[OPEN], note=note, children=conditions)

    def unnamed(self) -> Reason:
        """Return that another State may be affected, which nobody has named."""
        text = "Does the same hold toward another affected State, which nobody has named?"
        return Reason("missing", _TRUTH[OPEN], "another State", text, note="the list of affected States is not closed")

    def plainly(self, literal: Literal) -> Reason:
        """Return what is relied on as such, outside any rule."""
        told = self.fact(literal.instance, literal.other, literal.first, literal.last, int(bool(literal.value)))
        if literal.value is None:
            return replace(told, kind="presumed", truth=_TRUTH[OPEN], note="nothing is asserted")
        return told

    def weight(self, literal: Literal) -> tuple[int, int, str]:
        """Return how much a literal leans on: the standing, one literal, and the date of the firmest claim."""
        if literal.value is None:
            return (_PRESUMED, 1, "")
        heard = self.heard(literal.instance, literal.other, literal.first, literal.last)
        told = [claim for claim in heard if speaks_for(claim, literal.value)]
        return min(((_RANKS[c.standing], 1, c.since.earliest.isoformat()) for c in told), default=(0, 1, ""))


def _unknown_run(row: tuple[Known, ...], index: int) -> tuple[int, int]:
    """Return the first and the last of the slices around one at which a leaf is unknown."""
    first = last = index
    while first and row[first - 1].value is None:
        first -= 1
    while last + 1 < len(row) and row[last + 1].value is None:
        last += 1
    return first, last


def speaks_for(claim: Claim, value: int | bool) -> bool:
    """Say whether a claim speaks for a value; that a step was late speaks for all that follows from it."""
    return claim.value in {"late", "yes" if value else "no"}


def inferred(claims: Iterable[Claim]) -> str:
    """Say of claims that rest on a search or on a bearer's silence that they do."""
    kinds = {claim.entry.rstrip("0123456789") for claim in claims}
    if kinds == {"S"}:
        return "inferred from a search that found nothing"
    return ""


def bare(issue: str) -> str:
    """Return an issue's name as words, without the obligation it is taken for."""
    return _human(issue.partition("@")[0])


def _human(name: str) -> str:
    return name.replace("_", " ")
