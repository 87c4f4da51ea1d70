"""Drafts for tests, as their authors would write them, and views made by hand to check results against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from duecare.base.moments import parse_moment
from duecare.ir.declarations import Law, Stance, View
from duecare.practice.current import Counting
from duecare.practice.draft import read_draft
from duecare.practice.model import Record, Register

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("estonia-2007", "hse-2021", "medibank-2022", "revil-2021")
TODAY = Counting(parse_moment("2026-11-23"))
# A position such as a ministry might draft: more than repeats, on issues that past cases turn on and on others.
POSITIONS = (
    "knowledge_standard.constructive in corfu_channel_duty",
    "author.any",
    "underlying_act.contrary_to_rights",
    "harm_threshold.serious",
    "sovereignty.effects",
    "kind_of_harm.functional",
    "no_harm_breach.not_prevented_with_harm",
    "evidence.exclusive_control_presumption",
    "prevention_reach.imminent",
    "floor.conduct in corfu_channel_duty",
)
# One that takes back what was said, for a State that has said it.
REVERSED = (
    "sovereignty.principle",
    "status.norm_only in corfu_channel_duty",
    "capacity_effect.uniform",
    "kind_of_harm.functional",
    "harm_threshold.significant",
)


def written(
    positions: Iterable[str], who: str = "IRL", *, date: str = "2026-11-23", name: str = "a_draft", mode: str = "holds"
) -> str:
    """Return the text of a draft that takes positions."""
    lines = "".join(f"    - {{{mode}: {one}, grade: seen}}\n" for one in positions)
    return (
        f'{name}:\n  who: {who}\n  date: {date}\n  instrument: "A draft"\n  grade: seen\n'
        f'  reason: "A draft that takes the positions below."\n  positions:\n{lines}'
    )


def drafted(folder: Path, text: str, register: Register, law: Law) -> tuple[Record, ...]:
    """Return what is read of the text of a draft."""
    path = folder / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    return read_draft(path, register, law)


def by_hand(before: View, after: View, issues: Iterable[str], name: str) -> View:
    """Return a view that takes the new positions on some issues, and the earlier ones on all others."""
    taken: Mapping[bool, dict[str, Stance]] = {
        new: {one.issue: one for one in view.stances} for new, view in ((False, before), (True, after))
    }
    new = frozenset(issues)
    names = sorted({*taken[False], *taken[True]})
    stances = tuple(taken[issue in new][issue] for issue in names if issue in taken[issue in new])
    return View(name, "", (), stances)
