"""Writes chances: numbers only where somebody gave numbers, and what they rest on beside them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from duecare.assess.chance import ChanceFinding, ChanceReport, Likely
from duecare.cli.show_gaps import finding_label, line, views_words
from duecare.dossier.model import Dossier
from duecare.ir.declarations import Law
from duecare.report.names import leaf_label
from duecare.report.visible import visible

_FEW = 5
_COUNTED = (
    "No claim carries a probability. What follows is no likelihood: it is the share of the ways in which the unknown "
    "facts can be completed, each way counted once."
)
_CHANCES = (
    "Exact chances on the probabilities that claims carry, which are taken as independent of one another. Where two "
    "numbers stand, the chance lies between them, by the reading and by the unknown facts without a probability."
)


def write_chances(report: ChanceReport, dossier: Dossier, law: Law, out: Console) -> None:
    """Write the chance of every outcome, and what it is most sensitive to."""
    line(out, visible(dossier.title), bold=True)
    line(out, _COUNTED if report.counted else _CHANCES)
    heading = ""
    for one in report.findings:
        if not _says_something(one):
            continue
        head = finding_label(one.bearer, one.beneficiary, one.duty, dossier, law)
        if head != heading:
            out.print()
            line(out, head, bold=True)
            heading = head
        _write_finding(one, law, out)


def _says_something(one: ChanceFinding) -> bool:
    """Say whether a finding is neither settled nor wholly left open by the probabilities."""
    return any((likely.least, likely.most) not in {(0.0, 1.0), (1.0, 1.0), (0.0, 0.0)} for likely in one.likely)


def _write_finding(one: ChanceFinding, law: Law, out: Console) -> None:
    beside = "" if one.readings == 1 else " (its readings differ)" if one.readings else " (over all readings at once)"
    line(out, f"{views_words(one.views, law)}{beside}: {_words(one.likely)}.", indent=2)
    for weight in one.weights[:_FEW]:
        low, high = weight.sensitivity
        moves = _signed(low) if _signed(low) == _signed(high) else f"{_signed(low)} (least) and {_signed(high)} (most)"
        line(
            out,
            f"- {leaf_label(weight.leaf)} ({_number(weight.chance)}): moves the chance of an omission shown by {moves} "
            f"per unit; to know it is worth {_number(weight.worth)}",
            indent=4,
        )
    if len(one.weights) > _FEW:
        line(out, f"- and {len(one.weights) - _FEW} more facts", indent=4)


def _words(likely: Sequence[Likely]) -> str:
    return "; ".join(f"{one.word} {_range(one)}" for one in likely)


def _range(one: Likely) -> str:
    low, high = _number(one.least), _number(one.most)
    return low if low == high else f"{low} to {high}"


def _number(value: float) -> str:
    """Return a number from 0 to 1 so that what is not quite 0 or 1 does not read as if it were."""
    if 0 < value < 0.001:
        return "under 0.001"
    return "over 0.999" if 0.999 < value < 1 else f"{value:.3f}".rstrip("0").rstrip(".")


def _signed(value: float) -> str:
    return f"{value:+.3f}"


def write_shifted_chances(before: ChanceReport, after: ChanceReport, dossier: Dossier, law: Law, out: Console) -> None:
    """Write which chances an assumption changes."""
    out.print()
    line(out, "What the assumption changes", bold=True)
    old = {(one.bearer, one.beneficiary, one.duty, view): one for one in before.findings for view in one.views}
    said = False
    for one in after.findings:
        was = old.get((one.bearer, one.beneficiary, one.duty, one.views[0]))
        if was is not None and was.likely != one.likely:
            label = finding_label(one.bearer, one.beneficiary, one.duty, dossier, law)
            views = views_words(one.views, law)
            line(out, f"- {label}. {views}: {_words(was.likely)} → {_words(one.likely)}.", indent=2)
            said = True
    if not said:
        line(out, "Nothing.", indent=2)
