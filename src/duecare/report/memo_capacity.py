"""Indicators of capacity in a memo: a table of what others have published about the bearers, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.assess.model import Assessment
from duecare.report.document import Block, Heading, Items, Paragraph, Strong, Table, Text, joined
from duecare.report.names import human, state_label
from duecare.rulebook.capacity import Figure

HEADS = {
    "income_group": "Income group",
    "itu_score": "ITU index, score (0 to 100)",
    "itu_tier": "ITU index, tier (1 highest, 5 lowest)",
    "response_team": "National response team",
}
NO_DATA = "no data"
_INTRO = (
    "Lack of data says nothing about a State's diligence, and no finding rests on any of these figures: capacity is "
    "assessed measure by measure, from the claims of the dossier. Each figure is of the year given with it, not of the "
    "day of the operation; where it comes from stands beneath the table. The index of the ITU measures commitments "
    "that States report of themselves, and that a team exists does not say what it can do. Grades are those of "
    "Annex B; † marks what was given from memory."
)


def capacity_section(assessment: Assessment, figures: Sequence[Figure]) -> tuple[Block, ...]:
    """Return what a table says of each bearer; nothing without a table, or where the States are invented."""
    bearers = tuple(dict.fromkeys(finding.bearer for finding in assessment.findings))
    if assessment.exercise or not bearers or not figures:
        return ()
    shown = [one for one in figures if one.state in bearers]
    rows = tuple(_row(bearer, shown, assessment) for bearer in bearers)
    origins = tuple(line for name in HEADS for line in _origins(name, shown, assessment))
    return (
        Heading(3, "Capacity indicators, shown for context; none of them decides anything", "indicators"),
        Paragraph((_INTRO,)),
        Table("Capacity indicators, by State, with year and grade", ("State", *HEADS.values()), rows, (4, 4, 4, 4, 4)),
        *((Items(origins),) if origins else ()),
    )


def _row(bearer: str, shown: Sequence[Figure], assessment: Assessment) -> tuple[Text, ...]:
    found = {one.indicator: _told(one) for one in shown if one.state == bearer}
    return ((state_label(bearer, assessment),), *((found.get(name, NO_DATA),) for name in HEADS))


def _told(figure: Figure) -> str:
    dagger = "†" if figure.grade == "memory" else ""
    return f"{human(figure.value)} ({figure.year or 'undated'}) [{figure.grade}{dagger}]"


def _origins(name: str, shown: Sequence[Figure], assessment: Assessment) -> Iterator[Text]:
    """Say where the figures of an indicator come from, and of which States where they come from several places."""
    states: dict[str, list[str]] = {}
    for one in (one for one in shown if one.indicator == name):
        said = "; ".join(part.rstrip(".") for part in (one.source, one.note) if part)
        states.setdefault(said, []).append(state_label(one.state, assessment))
    for said, named in states.items():
        whose = f" ({joined(named)})" if len(states) > 1 else ""
        yield Strong(f"{HEADS[name].partition(' (')[0]}{whose}: "), f"{said}."
