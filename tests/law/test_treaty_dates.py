"""A treaty measures no conduct from before it bound: what facts keep out of force at a date does not apply at it."""

from __future__ import annotations

from joined_late import facts_of_force, joined_late, kept_out_at_first, measured_too_early

from duecare.engine.diagram import FALSE
from duecare.rulebook.load import load_bundled

BUNDLE = load_bundled()


def test_what_did_not_bind_yet_did_not_apply_yet() -> None:
    """Who joins later is measured from then on; the duty counts as in force, and still not for earlier conduct."""
    assert measured_too_early(BUNDLE.compiled) == []


def test_every_duty_can_be_in_force() -> None:
    """What is asserted to have begun does put the duty in force in some reading."""
    for name, leaves in facts_of_force(BUNDLE.law).items():
        assert joined_late(BUNDLE.compiled, name, leaves).slices.root(f"force:{name}", 1) != FALSE


def test_there_are_treaties_to_ask_about() -> None:
    """The rule is tried on duties of several treaties, and not on none."""
    late = [
        name
        for name, leaves in facts_of_force(BUNDLE.law).items()
        if kept_out_at_first(joined_late(BUNDLE.compiled, name, leaves), name)
    ]
    assert len({name.partition(".")[0] for name in late}) >= 5
