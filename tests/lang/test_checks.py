"""The checks as a whole; what each one says stands in the golden files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from laws import over_base, rules

from duecare.ir.declarations import Duty, Law, Service, Stance
from duecare.ir.expressions import AnyOf, Guarded, Leaf, OfDuty
from duecare.lang import checks
from duecare.lang.checks import CHECKS, check_law

LAW = over_base({}).law


def _messages(law: Law) -> list[str]:
    return [diagnostic.message for diagnostic in check_law(law)]


def test_every_check_runs() -> None:
    """Each file of checks stands in CHECKS."""
    files = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - {"__init__", "owners"}
    assert {check.__module__.rpartition(".")[2] for check in CHECKS} == files


def test_messages_come_in_the_order_of_the_text() -> None:
    """Whatever check finds them, mistakes are told by file, line and column."""
    element = 'element y\n  "Y."\n  source nobody\n  met when all of\n    told\n    not told'
    found = check_law(over_base({"law.md": rules(f'fact z about bearer\n  "Z?"\n\n{element}')}).law)
    assert [diagnostic.span for diagnostic in found] == sorted(diagnostic.span for diagnostic in found)
    assert len(found) == 4


def test_empty_law_is_a_law() -> None:
    """A law that says nothing has no mistakes."""
    assert check_law(Law()) == ()


def _with_duty(**changes: object) -> Law:
    (duty,) = LAW.duties
    return replace(LAW, duties=(replace(duty, **changes),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("law", "message"),
    [
        (_with_duty(served_by=Service("all", ())), "duty 'harbour_duty.warn' is served by no measure"),
        (_with_duty(breached=AnyOf(())), "duty 'harbour_duty.warn' can never be breached"),
        (_with_duty(sources=()), "duty 'harbour_duty.warn' rests on no source"),
        (replace(LAW, step=None), "this law has duties but no `step` rule"),
        (replace(LAW, review=None), "this law has duties but no `review` rule"),
        (_with_duty(due=OfDuty("step due")), "'step due' is about a duty, and none is at hand here"),
        (_with_duty(due=AnyOf((Guarded(Leaf("told"), "gone", ("a",)),))), "there is no issue 'gone'"),
    ],
)  # fmt: skip
def test_laws_not_read_from_text(law: Law, message: str) -> None:
    """What the grammar makes impossible in a text is still told of a law made otherwise."""
    assert message in _messages(law)


def test_a_duty_may_be_in_force_in_some_readings_only() -> None:
    """An `in force when` left empty means not in force, and is no mistake."""
    (duty,) = LAW.duties
    guarded = AnyOf((Guarded(Leaf("told"), "proof", ("strict",)),))
    assert _messages(replace(LAW, duties=(replace(duty, in_force=guarded),))) == []


def test_lists_are_looked_at_only_where_the_duty_is_in_force() -> None:
    """A list that is empty only in readings in which the duty is not in force is no mistake."""
    (duty,) = LAW.duties
    guarded = AnyOf((Guarded(Leaf("told"), "proof", ("strict",)),))
    law = replace(LAW, duties=(replace(duty, in_force=guarded, due=guarded),))
    assert _messages(law) == ["element 'danger_known' is never used", "appraisal 'inferred' is never used"]
    assert any("no line of this list" in message for message in _messages(replace(law, duties=(_due(duty, guarded),))))


def _due(duty: Duty, guarded: AnyOf) -> Duty:
    return replace(duty, due=guarded)


def test_positions_that_exclude_one_another_make_no_reading() -> None:
    """A list is not empty if only a contradictory reading would leave it so."""
    text = """
issue depth
  "How deep?"
  position deep "Deep."
    held by scholar
    excludes proof.strict
  position flat "Flat."
    held by scholar
    {line}

duty look of harbour_duty
  "Look."
  source scholar
  phase prevent
  due when any of
    told under proof.lenient
    inferred under depth.deep or flat
  served by any of W1
  breached when any of
    look omitted under proof.lenient
    told under depth.flat
"""
    empty = "no line of this list stands under depth.deep, proof.strict"
    excluded = _messages(over_base({"law.md": rules(text.format(line="requires proof.strict"))}).law)
    assert not any(message.startswith("no line of this list") for message in excluded)
    free = text.format(line="requires proof.strict").replace("    excludes proof.strict\n", "")
    assert any(message.startswith(empty) for message in _messages(over_base({"law.md": rules(free)}).law))


def test_a_view_that_takes_a_position_makes_it_held() -> None:
    """A position that nobody is named for is no mistake if a view takes it."""
    issue = LAW.issues[1]
    bare = replace(issue, positions=tuple(replace(p, held_by=()) for p in issue.positions))
    law = replace(LAW, issues=(LAW.issues[0], bare))
    assert len(_messages(law)) == 2
    view = over_base({"law.md": rules('view v\n  "V."\n  source scholar\n  takes proof.strict or lenient')}).law.views
    assert _messages(replace(law, views=view)) == []
    assert view[0].stances == (Stance("proof", ("strict", "lenient")),)
