"""The factors of a memo: State by State, what speaks for more being expected and what for less, never added up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from duecare.assess.factors import FactorList, Ground, ShownFactor
from duecare.assess.model import Assessment
from duecare.ir.declarations import Factor
from duecare.report.authorities import note
from duecare.report.dates import in_words
from duecare.report.document import Block, Heading, Inline, Items, Paragraph, Strong, Text
from duecare.report.memo_record import Desk, paragraphs
from duecare.report.names import human, leaf_label, state_label, toward
from duecare.report.wording import is_idle, is_waiting

_SIDES = {"raises": "Speaks for more being expected", "lowers": "Speaks for less being expected"}
_INTRO = (
    "Factors raise or lower what is expected of a State. They are reasons, for whoever appraises whether its conduct "
    "as a whole was reasonable, whether a failure was manifest, whether a step was within its capacity, or whether "
    "effects are serious. Those that the record shows are listed; they are not added up, and no outcome in this memo "
    "rests on the list. What showed only after the time for a step is no reason as regards that step."
)
_IN_REASONS = "No question shows the following, which the reasons of an appraisal may give: "


@dataclass(slots=True)
class _Told:
    """What the lists of one State come to: toward whom, and each factor on each side as it shows toward them."""

    state: str
    whom: list[str]
    shown: dict[tuple[str, str], dict[ShownFactor, list[str]]] = field(default_factory=dict)
    unproved: dict[str, None] = field(default_factory=dict)
    unspoken: dict[str, None] = field(default_factory=dict)


def factors_section(desk: Desk, lists: Sequence[FactorList], numbers: Iterator[int]) -> tuple[Block, ...]:
    """Return the factors of each State of which something is in question; nothing if nothing is."""
    told = [_told(state, lists, desk.assessment) for state in dict.fromkeys(one.bearer for one in lists)]
    if not any(one.whom for one in told):
        return ()
    without = [human(one.name) for one in desk.law.factors if one.raises is None and one.lowers is None]
    intro = (_INTRO, *((f" {_IN_REASONS}{', '.join(without)}.",) if without else ()))
    writer = _Writer(desk)
    blocks: list[Block] = [Heading(3, "Factors, for and against", "factors"), Paragraph(intro, next(numbers))]
    for one in (one for one in told if one.whom):
        blocks += [Heading(4, state_label(one.state, desk.assessment)), *writer.sides(one), *_rest(one)]
    return tuple(blocks)


def _told(state: str, lists: Sequence[FactorList], assessment: Assessment) -> _Told:
    """Gather the lists of one State, toward those to whom some duty of it is in question."""
    asked = [one for one in assessment.findings if not is_idle(one) and not is_waiting(one)]
    live = {one.beneficiary for one in asked if one.bearer == state}
    own = [one for one in lists if one.bearer == state and one.beneficiary in live]
    chosen = [one for one in own if one.beneficiary] or own
    told = _Told(state, [one.beneficiary for one in chosen])
    for one in chosen:
        for shown in one.shown:
            told.shown.setdefault((shown.factor, shown.side), {}).setdefault(shown, []).append(one.beneficiary)
        told.unproved.update(dict.fromkeys(one.unproved))
        told.unspoken.update(dict.fromkeys(one.unspoken))
    return told


class _Writer:
    """Writes factors; what one means is said where it is first named."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.claims = {claim.id: claim for claim in desk.dossier.claims}
        self.factors = {factor.name: factor for factor in desk.law.factors}
        self.explained = set[str]()

    def sides(self, told: _Told) -> Iterator[Block]:
        """Yield what speaks for more being expected of a State, then what speaks for less."""
        for side, words in _SIDES.items():
            groups = ((factor, told.shown.get((factor.name, side))) for factor in self.factors.values())
            items = tuple(self._item(factor, group, told) for factor, group in groups if group)
            yield Paragraph((Strong(f"{words}:"), *(() if items else (" nothing that is shown.",))))
            yield from (Items(items),) if items else ()

    def _item(self, factor: Factor, group: Mapping[ShownFactor, Sequence[str]], told: _Told) -> Text:
        name = human(factor.name)
        parts: list[Inline] = [Strong(f"{name[:1].upper()}{name[1:]}.")]
        parts += [] if factor.name in self.explained else [f" {factor.text}"]
        parts += note(factor.sources, self.desk.law)
        self.explained.add(factor.name)
        for number, (shown, whom) in enumerate(group.items()):
            parts += ["; " if number else " Shown by: ", *self._grounds(shown.grounds), _when(shown)]
            parts += [] if whom == told.whom else [f" ({toward(whom, told.state, self.desk.assessment)})"]
        return (*parts, ".")

    def _grounds(self, grounds: Sequence[Ground]) -> Text:
        names = []
        for one in grounds:
            presumed = "presumed: " if one.presumed else ""
            names.append(f"{presumed}{leaf_label(one.leaf)}{': no' if one.value == 'no' else ''}")
        where = self._paragraphs(claim for one in grounds for claim in one.claims)
        against = self._paragraphs(claim for one in grounds for claim in one.against)
        contrary: Text = ("; against: ", *against) if against else ()
        return (", ".join(names), *((" (", *where, *contrary, ")") if where else ()))

    def _paragraphs(self, claims: Iterable[str]) -> Text:
        return paragraphs((self.claims[claim] for claim in claims if claim in self.claims), self.desk)


def _when(shown: ShownFactor) -> str:
    until = f" until {in_words(shown.until)}" if shown.until else ""
    return f", from {in_words(shown.since)}{until}"


def _rest(told: _Told) -> Iterator[Block]:
    """Yield in a sentence each which factors were spoken of and not shown, and which nobody spoke of."""
    shown = {factor for factor, _ in told.shown}
    unproved = [name for name in told.unproved if name not in shown]
    unspoken = [name for name in told.unspoken if name not in shown and name not in told.unproved]
    said = (("Spoken of, and not shown", unproved), ("Nobody spoke of", unspoken))
    sentences = [f"{words}: {', '.join(map(human, names))}." for words, names in said if names]
    yield from (Paragraph((" ".join(sentences),)),) if sentences else ()
