"""Made-up law, dossiers and assessments, an exercise and a real one: small, with every form that a report writes."""

from __future__ import annotations

from dataclasses import replace

from duecare.assess.model import Assessment, Finding, Force, HistoryLine, Outcome, Question
from duecare.dossier.model import Dossier
from duecare.dossier.read import parse_dossier
from duecare.ir.declarations import (
    Citation,
    Duty,
    Holder,
    Issue,
    Law,
    LeafRule,
    Measure,
    Norm,
    Obligation,
    Pinpoint,
    Position,
    Service,
    Source,
    Stance,
    View,
)
from duecare.ir.expressions import All, Constant, Leaf

P9, P10, R6 = Citation("harbour_case", "p 9"), Citation("harbour_case", "p 10"), Citation("manual", "r 6")
CUSTOM = Constant(True)
SOURCES = (
    Source(
        "harbour_case",
        "Harbour Case (Northland v Southland) [1950] Rep 1",
        "Harbour Case",
        "judgment",
        "1950",
        "seen",
        pinpoints=(Pinpoint("p 9", "seen"), Pinpoint("p 10", "secondary")),
    ),
    Source("manual", "A Manual of Harbours (2017)", "Harbour Manual", "literature", "2017", "memory"),
)
HARBOUR = Obligation(
    "harbour_duty",
    "A State must not knowingly let its harbours be used against others.",
    (P9,),
    "states",
    CUSTOM,
    All((Leaf("harbour"), Leaf("harm"))),
    title="The harbour duty",
)
WARN = Duty(
    "harbour_duty",
    "warn",
    "To warn the States endangered.",
    (P9,),
    "prevent",
    Leaf("knowledge"),
    Service("any", ("M51",)),
    Leaf("knowledge"),
)
HALT = Duty(
    "harbour_duty",
    "halt",
    "To end what is going on.",
    (P10,),
    "halt",
    Leaf("knowledge"),
    Service("any", ("M43",)),
    Leaf("knowledge"),
)
APPARATUS = Duty(
    "harbour_duty",
    "apparatus",
    "To have the minimum laws.",
    (R6,),
    "prevent",
    CUSTOM,
    Service("any", ()),
    CUSTOM,
    owed_to="nobody",
)
NORM = Norm("norm_13c", "States should keep harbours safe.", (R6,), "halt", CUSTOM, Service("any", ("M43",)))
LAW = Law(
    sources=SOURCES,
    obligations=(HARBOUR,),
    duties=(APPARATUS, WARN, HALT),
    norms=(NORM,),
    leaves=(
        LeafRule("harbour", "fact", "bearer", "Does the harbour lie in {bearer}?"),
        LeafRule("harm", "fact", "beneficiary", "Was {beneficiary} harmed?"),
        LeafRule("knowledge", "fact", "bearer", "Did {bearer} know?", onset=True),
    ),
    measures=(
        Measure("M43", "Stop the traffic.", (R6,), ("halt",), "baseline"),
        Measure("M51", "Warn the State endangered.", (P9,), ("prevent",), "baseline"),
    ),
    issues=(
        Issue(
            "status@harbour_duty",
            "Does it bind at sea?",
            (Position("yes", "Yes.", (Holder("harbour_case", "p 9"),)), Position("no", "No.")),
            gate=True,
            obligation="harbour_duty",
        ),
        Issue(
            "moment",
            "When is an omission a breach?",
            (
                Position("omission", "At once.", (Holder("manual", "r 6"), Holder("FIN 2020", "p 4"))),
                Position("harm", "When harm follows.", (), (Holder("practice", "", "if at all"),)),
            ),
        ),
    ),
    views=(
        View(
            "manual",
            "It binds.",
            (R6,),
            (Stance("moment", ("omission",)), Stance("status@harbour_duty", ("yes",))),
        ),
        View("sceptic", "It does not bind.", (P10,), (Stance("status@harbour_duty", ("no",)),)),
        View("silent", "It leaves much open.", (P9,), ()),
    ),
)
VIEWS = ("manual", "sceptic", "silent")

DOSSIER_TEXT = """dossier: quay-2024
version: "1.0"
title: "Exercise: the quay"
summary: A crane stops.
tlp: green
exercise: yes
written: 2024-06-01
operation: {kind: sabotage, began: 2024-05-04, ended: 2024-05-06, harms: [H1]}
states: {XAA: Northland, XBB: Southland}
sources:
  log: {title: A log, publisher: Exercise control, date: 2024-05-20, grade: seen}
  paper: {title: A paper, publisher: The Paper, date: 2024-05-21, grade: secondary, url: "https://example.org/a"}
timeline:
  - on: 2024-05-04
    what: The crane of Southland stops.
    sources: [log, paper]
    shows:
      - harm: {beneficiary: XBB, value: yes, standing: established}
      - harbour: {bearer: XAA, value: yes, standing: probable}
  - on: 2024-05-03
    what: A minute says that the program is known.
    sources: [log]
    tlp: amber
    shows:
      - knowledge: {bearer: XAA, value: yes, standing: established}
requests:
  - {on: 2024-05-05, by: XBB, to: XAA, what: Southland asks Northland to end it., sources: [log]}
searches:
  - {measure: M51, bearer: XAA, where: [the press], by: the editor, on: 2024-05-30, found: Nothing.}
account:
  - {bearer: XAA, on: 2024-05-10, what: Nothing was known., sources: [paper], evidence: none}
"""


def dossier() -> Dossier:
    """Return the dossier of the exercise."""
    return parse_dossier(DOSSIER_TEXT.encode(), "quay-2024.yaml", LAW)


def outcomes(*told: Outcome) -> tuple[Outcome, ...]:
    """Return outcomes for all views together, then for each view."""
    return tuple(
        Outcome(view, one.words, one.settled, one.turns_on, one.taken, one.of, one.not_established)
        for view, one in zip(("", *VIEWS), told, strict=True)
    )


def settled(word: str) -> Outcome:
    """Return an outcome of one word."""
    return Outcome("", (word,), settled=True)


def open_(*words: str, not_established: bool = False) -> Outcome:
    """Return an open outcome."""
    return Outcome("", words, settled=False, not_established=not_established)


FORCE = (Force("", "open"), Force("manual", "yes"), Force("sceptic", "no"), Force("silent", "open"))
GATED = tuple(Force(one.view, one.value, ("status@harbour_duty",) if one.value == "open" else ()) for one in FORCE)


def finding(of: Duty, if_binds: tuple[Outcome, ...], **changes: object) -> Finding:
    """Return a finding on a duty of Northland toward Southland."""
    told: dict[str, object] = {
        "bearer": "XAA",
        "beneficiary": "" if of.owed_to == "nobody" else "XBB",
        "obligation": of.obligation,
        "duty": of.id,
        "name": of.name,
        "text": of.text,
        "phase": of.phase,
        "norm": False,
        "if_binds": if_binds,
        "as_held": if_binds,
        "force": GATED,
        "history": (),
        "missing": (),
        "not_raised": (),
        "footings": (),
        "sources": of.sources,
    }
    return Finding(**{**told, **changes})  # type: ignore[arg-type]


def assessment() -> Assessment:
    """Return an assessment with a breach, a division, an open duty, a met duty and a norm."""
    divided = Outcome("", ("breached", "not met"), settled=False, turns_on=("moment",))
    every = ("not due", "breached", "met")
    findings = (
        finding(APPARATUS, outcomes(*[settled("met")] * 4)),
        finding(
            WARN,
            outcomes(divided, settled("breached"), settled("not met"), divided),
            history=(
                HistoryLine("due", "2024-05-03", "2024-05-03"),
                HistoryLine("breached", "2024-05-03", "2024-05-04"),
            ),
            missing=("taken(M51)",),
            not_raised=("necessity",),
            footings=("the operation is not the State's own act",),
        ),
        finding(
            HALT,
            outcomes(*[open_(*every, "running")] * 3, open_(*every, not_established=True)),
            missing=("knowledge",),
        ),
        finding(
            HALT,
            outcomes(*[open_("expected and met", "expected and not met")] * 4),
            obligation="norm_13c",
            duty="norm_13c",
            name="norm_13c",
            text=NORM.text,
            norm=True,
            force=(),
            sources=NORM.sources,
        ),
        finding(WARN, outcomes(*[settled("not applicable")] * 4), bearer="XBB", beneficiary="XAA"),
    )
    return Assessment(
        dossier="quay-2024",
        title="Exercise: the quay",
        version="1.0",
        dossier_hash="d" * 64,
        law_hash="a" * 64,
        as_of="2024-06-01",
        standard="balance",
        exercise=True,
        states=(("XAA", "Northland"), ("XBB", "Southland")),
        views=VIEWS,
        findings=findings,
        questions=(
            Question("taken(M43)", "Did Northland stop the traffic?", "Northland", ("XAA harbour_duty.halt",), ()),
        ),
    )


REAL_TEXT = (
    DOSSIER_TEXT.replace("quay-2024", "clinic-2021")
    .replace('"Exercise: the quay"', "Ransomware in a clinic")
    .replace("exercise: yes\n", "")
    .replace("states: {XAA: Northland, XBB: Southland}", "states: [RUS, IRL]")
    .replace("XAA", "RUS")
    .replace("XBB", "IRL")
    .replace("Southland", "Ireland")
    .replace("Northland", "Russia")
)
_REAL = {"XAA": "RUS", "XBB": "IRL", "": ""}


def real_dossier() -> Dossier:
    """Return a dossier on real States."""
    return parse_dossier(REAL_TEXT.encode(), "clinic-2021.yaml", LAW)


def real_assessment() -> Assessment:
    """Return an assessment of real States in which most is open, and one question settles more if answered yes."""
    made = assessment()
    findings = tuple(
        replace(one, bearer=_REAL[one.bearer], beneficiary=_REAL[one.beneficiary]) for one in made.findings
    )
    unsure = outcomes(*[open_("not due", "breached", "met", not_established=True)] * 4)
    settles = ("RUS harbour_duty.halt", "RUS norm_13c")
    return replace(
        made,
        dossier="clinic-2021",
        title="Ransomware in a clinic",
        exercise=False,
        states=(("RUS", "Russian Federation"), ("IRL", "Ireland")),
        findings=tuple(replace(one, if_binds=unsure) if one.name == "warn" else one for one in findings),
        questions=(
            Question("knowledge", "Did the Russian Federation know?", "Russian Federation", settles, settles[:1]),
            Question("harm", "Was Ireland harmed?", "Ireland", settles, settles),
        ),
    )
