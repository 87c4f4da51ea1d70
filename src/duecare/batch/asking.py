"""From what a user asks of a table to a plan: names checked, every mistake told, the plan kept for next time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.batch.conclusions import KINDS, QUESTIONS, conclusions
from duecare.batch.kept import kept_or_made
from duecare.batch.plan import ANY_READING, Plan, all_readings, make_plan
from duecare.ir.declarations import View
from duecare.rulebook.load import Bundle, load_bundled

CONTESTED = "contested"


def plan_asked(
    kind: str,
    views: Sequence[str],
    questions: Sequence[str],
    only: Sequence[str] = (),
    *,
    by_duty: bool = False,
    chance: bool = False,
    tell: Callable[[int, int], object] = max,
) -> Plan:
    """Return the plan for these questions under these named views (none given: all) of the bundled law."""
    bundle = load_bundled()
    law, asked = bundle.law, tuple(one for one in questions if one != CONTESTED)
    named = [view.name for view in law.views]
    about = [*(one.name for one in law.obligations), *(one.name for one in law.norms if by_duty)]
    wrong = [
        *_unknown("--kind", [kind], KINDS),
        *_unknown("--views", views, [*named, ANY_READING]),
        *_unknown("--questions", questions, [*QUESTIONS, CONTESTED]),
        *_unknown("--only", only, about),
    ]
    if not wrong and not conclusions(law, kind, asked, by_duty=by_duty, only=frozenset(only)):
        wrong.append(Diagnostic(NOWHERE, "nothing is asked of frames of this kind", "name other questions or duties"))
    if wrong:
        raise InputError(wrong)
    chosen = _chosen(bundle, views)
    contested = CONTESTED in questions

    def made() -> Plan:
        return make_plan(
            bundle.compiled, bundle.hash, kind, chosen, asked,
            by_duty=by_duty, only=frozenset(only), contested=contested, chance=chance, tell=tell,
        )  # fmt: skip

    key = [bundle.hash, kind, [view.name for view in chosen], asked, by_duty, sorted(only), contested, chance]
    return kept_or_made(key, made)


def check_kind(kind: str) -> None:
    """Refuse a kind of frame that there is not."""
    if wrong := _unknown("--kind", [kind], KINDS):
        raise InputError(wrong)


def _chosen(bundle: Bundle, views: Sequence[str]) -> tuple[View, ...]:
    found = [view for view in bundle.law.views if not views or view.name in views]
    return (*found, all_readings()) if ANY_READING in views else tuple(found)


def _unknown(option: str, names: Iterable[str], known: Iterable[str]) -> list[Diagnostic]:
    there = list(known)
    return [
        Diagnostic(NOWHERE, f"{option}: there is no '{name}'", f"choose from {', '.join(there)}")
        for name in names
        if name not in there
    ]
