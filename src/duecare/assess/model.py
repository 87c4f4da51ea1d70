"""What an assessment says: plain frozen data, ready for a table, a memo or JSON."""

from __future__ import annotations

from dataclasses import dataclass

from duecare.ir.declarations import Citation, Stance
from duecare.rulebook.later import Later


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one duty under one view.

    view        the view's name; empty: all held readings together.
    words       the outcome words still possible, in the order of the chain.
    settled     one word in every reading of the view, whatever the unknown facts are.
    turns_on    issues the view leaves free that divide it (each reading settled, on different words).
    taken, of   positions the view takes of the issues this finding depends on.
    not_established  open, and not established on this record (the claimant's own unknowns could exclude it).
    """

    view: str
    words: tuple[str, ...]
    settled: bool
    turns_on: tuple[str, ...] = ()
    taken: int = 0
    of: int = 0
    not_established: bool = False


@dataclass(frozen=True, slots=True)
class Force:
    """Whether the duty is in force under one view: yes, no, or open (the view takes no position)."""

    view: str
    value: str
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Since when something held: first date on which it is possible, and on which it is certain.

    event is `applicable`, `due`, `window closed`, `omitted`, `liable` or `breached`; dates are labels.
    """

    event: str
    possible: str = ""
    certain: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a derivation, conclusion first.

    kind   what it is:
           `outcome`   the conclusion            `link`      how far the duty has come along its chain
           `rule`      a rule, with its words    `duty`      how far another duty has come
           `measure`   a step that serves it     `exception` an exception in play, or why it is not
           `fact`, `appraisal`  shown by claims  `presumed`  nothing is asserted, and a `presumption` stands
           `constraint` what cannot be otherwise `disputed`, `missing`  unknown: equals conflict; nobody has shown it
           `issue`, `position`  what the law leaves open, and a line that stands on one answer to it
           `cases`, `case`  an unknown that makes no difference, and each value of it; `supposed` in that case
           `toward`    another affected State    `not raised`, `footing`  left aside, and said so
           `word`      an outcome still possible, with what would bring it about
           `side`      one side of a contest     `other way` the best argument for another outcome
    truth  `yes`, `no` or `open`: whether what it names is so (the words of a `link`, `measure` or `duty` say it too).
    name   the declaration; text its words.
    claims the ids of the claims relied on; against those of contrary claims that do not count or do not outweigh.
    since, until  the dates between which it is so, as far as it is relied on; empty: from the first, to the last.
    note   how it is established, or how the view stands to it.
    """

    kind: str
    truth: str
    name: str
    text: str
    sources: tuple[Citation, ...] = ()
    claims: tuple[str, ...] = ()
    children: tuple[Reason, ...] = ()
    against: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Relied:
    """What a derivation relies on: a leaf between two dates (empty: from the first, to the last), as the record has it.

    value   `yes`, `no`, or `unasserted` (nobody asserts it, so that a presumption stands).
    toward  the other affected State that it is about; empty: this frame's own.
    claims  the ids of the claims that speak for it.
    """

    leaf: str
    value: str
    since: str = ""
    until: str = ""
    toward: str = ""
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """Why the outcome of a duty is what it is under a view (empty: all held readings), whether it binds set aside.

    reason     the conclusion, and below it all that it follows from.
    relied     what alone implies the outcome, with `positions`; empty where the outcome is open or contested.
    positions  the positions of the view that the outcome relies on.
    binds      whether the duty binds under the view: yes, no, open; empty for a norm.
    checked    the engine found the outcome to follow from what is relied on, and from nothing else.
    """

    bearer: str
    beneficiary: str
    duty: str
    view: str
    outcome: Outcome
    binds: str
    history: tuple[HistoryLine, ...]
    reason: Reason
    relied: tuple[Relied, ...] = ()
    positions: tuple[Stance, ...] = ()
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Took:
    """A position that a State takes in its own words on an issue, and the record that says so.

    record    its name in the register of practice; grade: how this answer was checked.
    via       the group whose text it is, endorsed by the State; empty: a text of its own.
    if_binds  it is taken for the case that the duty binds, and for no other.
    """

    issue: str
    positions: tuple[str, ...]
    record: str
    grade: str
    pinpoint: str = ""
    via: str = ""
    if_binds: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """A finding measured by what a State concerned has declared itself: an argument of consistency.

    role       the State is the `bearer` of the duty, or its `beneficiary`.
    if_binds   the outcome with the gates set aside; null: it has declared nothing on the content that this turns on.
    force      whether it binds; null: it has declared nothing on the gates that this turns on.
    taken, of  positions it takes of the issues of content that the finding turns on; gates_taken, gates_of: of gates.
    positions  those positions, and where it says so.
    """

    state: str
    role: str
    if_binds: Outcome | None
    force: Force | None
    taken: int
    of: int
    gates_taken: int
    gates_of: int
    positions: tuple[Took, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A record of the register of practice.

    grade   how the stance was checked; each position taken has a grade of its own.
    effect  what the text is in law: `opinio_juris` unless the record says more.
    flags   cautions that stand, such as `contested`.
    later   it is of a date after the operation began.
    """

    id: str
    who: str
    name: str
    title: str
    date: str
    grade: str
    effect: str
    url: str = ""
    flags: tuple[str, ...] = ()
    later: bool = False


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A record that does not count, and why."""

    record: str
    why: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a State concerned had declared by the date of the assessment.

    taken, of  positions it takes of all issues of the law.
    records    names of those that these positions rest on; uncounted: those of its records that do not count.
    """

    state: str
    taken: int
    of: int
    records: tuple[str, ...]
    uncounted: tuple[Uncounted, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A record that says so, and how what it says was checked."""

    record: str
    grade: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """A State, how many positions it takes of the issues that are asked, and the records that say so."""

    state: str
    taken: int
    records: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class ByOutcome:
    """The States under whose declared views a duty has one outcome, the gates set aside.

    Each State has its own number of positions taken; the outcome's stays at 0.
    """

    outcome: Outcome
    states: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class ByForce:
    """The States under whose declared views a duty binds (`yes`), does not (`no`), or may (`open`)."""

    value: str
    states: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """A duty under the declared view of every State that has one; groups are shown and never counted up.

    of, gates_of       on how many issues of content, and on how many gates, the finding turns.
    if_binds, force    the States by outcome, and by whether it binds.
    divided_by         the issues on which States of different outcomes part so that the outcome changes;
                       gates_divided_by: the same of whether it binds.
    undeclared         States with a declared view that have declared nothing on the content this turns on;
                       gates_undeclared: nothing on the gates.
    """

    bearer: str
    beneficiary: str
    duty: str
    of: int
    gates_of: int
    if_binds: tuple[ByOutcome, ...]
    force: tuple[ByForce, ...]
    divided_by: tuple[str, ...]
    gates_divided_by: tuple[str, ...]
    undeclared: tuple[str, ...]
    gates_undeclared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome for one duty (or norm) in one frame, under every view.

    if_binds    outcomes with the gates set aside: all held readings together (view ""), then each view.
    as_held     outcomes with the gates as each view takes them: all together (view ""), then each view.
    force       whether it binds, view by view.
    history     of `if_binds` over all held readings together.
    missing     leaf instances that the outcome still depends on, those that settle most first.
    not_raised  exceptions and defences that nobody raised; footings: those left aside, with their words.
    waits_for   open, and nothing that anybody claims would bring the duty into play: the facts, of which nobody has
                said anything, that could. Empty for every other finding.
    own         the same measured by the words of the bearer, then of the beneficiary; views of the law stand apart.
    """

    bearer: str
    beneficiary: str
    obligation: str
    duty: str
    name: str
    text: str
    phase: str
    norm: bool
    if_binds: tuple[Outcome, ...]
    as_held: tuple[Outcome, ...]
    force: tuple[Force, ...]
    history: tuple[HistoryLine, ...]
    missing: tuple[str, ...]
    not_raised: tuple[str, ...]
    footings: tuple[str, ...]
    sources: tuple[Citation, ...] = ()
    waits_for: tuple[str, ...] = ()
    own: tuple[Own, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What an answer leaves possible of one duty under some views (empty name: all held readings together)."""

    bearer: str
    beneficiary: str
    duty: str
    views: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask next: the leaf, its words for these States, whom to ask, and what answers settle.

    if_yes and if_no name findings (`BEARER duty`) that would be settled under one view more.
    bearer and beneficiary are whom it is about (empty: any); kind is `fact` or `appraisal`.
    yes and no tell all that an answer changes, view by view; what leaves one word settles.
    """

    leaf: str
    text: str
    ask: str
    if_yes: tuple[str, ...]
    if_no: tuple[str, ...]
    bearer: str = ""
    beneficiary: str = ""
    kind: str = "fact"
    yes: tuple[Effect, ...] = ()
    no: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings of a dossier, and exactly what they were made from.

    register_hash  names the register of practice that own words were taken from; empty: none was.
    declared       what each State concerned had declared by then; an invented State has no entry.
    across         duties in question under the declared views of all States, where that was asked for.
    records        the records that any of this names.
    law_as_at  the day up to which the law was followed.
    law_at     the day whose law counts throughout; empty: the law as restated, each rule from and until its own dates.
    later      what the law of that day has not, though the law as restated has it.
    released   the TLP level for which it was made, from what may be shared there alone; empty: from the whole dossier.
    """

    dossier: str
    title: str
    version: str
    dossier_hash: str
    law_hash: str
    as_of: str
    standard: str
    exercise: bool
    states: tuple[tuple[str, str], ...]
    views: tuple[str, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    register_hash: str = ""
    declared: tuple[Declaration, ...] = ()
    across: tuple[Across, ...] = ()
    records: tuple[Instrument, ...] = ()
    law_as_at: str = ""
    law_at: str = ""
    later: Later | None = None
    released: str = ""
