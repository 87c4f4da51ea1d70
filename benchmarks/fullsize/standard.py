"""What the chapters of the invented law share: elements, when steps are due, when duties are omitted, presumptions."""

from __future__ import annotations

from fullsize.measures import pool
from fullsize.writing import Condition, all_of, any_of, chapter, cite, clause, declaration, some_affected


def standard_chapter() -> str:
    """Return the chapter of the standard."""
    return chapter("standard", "Standard", "shared", *_elements(), _step(), _review(), *_presumptions())


def _elements() -> list[str]:
    return [
        element("actual_knowledge", any_of("admitted_knowledge", "inferred_knowledge")),
        element("notified", some_affected("notice_received", "notice_actionable")),
        element(
            "sovereign_right",
            any_of(
                "damage",
                "lost_function",
                all_of(
                    any_of("intrusion", "data_altered"),
                    "not gathering_only under espionage.not_contrary",
                    under="sovereignty.any_intrusion",
                ),
            ),
        ),
        element(
            "harm_done",
            any_of(
                "significant_harm under harm_level.significant",
                all_of("act_came_about", "serious", under="harm_level.serious"),
            ),
        ),
    ]


def element(name: str, met: Condition, *, burden: str = "") -> str:
    """Return an element."""
    lines = [f"burden {burden}"] if burden else []
    return declaration(f"element {name}", f"The element {name}.", cite(len(name)), lines, clause("met when", met))


def _step() -> str:
    due = all_of(
        "open_to_bearer",
        "not advanced tier",
        any_of(
            "within_capacity",
            "help_obtainable under assistance.must_seek",
            "baseline tier under capacity_effect.floor or uniform",
            "capacity tier under capacity_effect.uniform",
        ),
    )
    closed = clause("closed when", "reasonable_time_passed")
    return declaration(
        "step", "When a step is due and when its time is over.", cite(3), clause("due when", due), closed
    )


def _review() -> str:
    omitted = any_of(
        "baseline step omitted under review_intensity.baseline",
        all_of("step due", "manifest_failure", under="review_intensity.manifest"),
        all_of("step due", "not reasonable_overall", under="review_intensity.reasonable"),
    )
    return declaration("review", "When a duty counts as omitted.", cite(4), clause("omitted when", omitted))


def _presumptions() -> list[str]:
    laws = pool("apparatus")
    idle = all_of("step omitted", "not step taken")
    shared: list[tuple[str, Condition | None]] = [
        ("within_capacity", "baseline tier"),
        ("open_to_bearer", None),
        ("reasonable_time_passed", "request_refused"),
        ("reasonable_overall", "not step omitted"),
        ("not reasonable_overall", idle),
        ("manifest_failure", idle),
        ("not manifest_failure", "not step omitted"),
        ("apparatus_enough", all_of(f"{laws[0]} taken", f"{laws[1]} taken", any_of(*_taken(laws[2:6])))),
        ("not apparatus_enough", any_of(f"not {laws[0]} taken", f"not {laws[1]} taken")),
        ("apparatus_efforts", any_of(*_taken(laws[6:11]))),
        ("not op_settled_field", None),
        ("felt_there", any_of("damage", "lost_function", "data_altered", "data_taken", "money_lost")),
        ("not wrongful_if_own", "activity_lawful"),
        ("serious", any_of("damage", all_of("infrastructure_hit", "lost_function"))),
        ("inferred_knowledge", _inferred()),
        ("ought_to_know", any_of("earlier_operations", all_of("op_reported", "op_known_tools"))),
        ("not ought_to_know", _unaware()),
    ]
    return [presumption(leaf, when) for leaf, when in shared]


def presumption(leaf: str, when: Condition | None) -> str:
    """Return a presumption."""
    lines = clause("when", when) if when is not None else []
    return declaration(f"presume {leaf}", f"It is presumed: {leaf}.", cite(len(leaf)), lines)


def _taken(measures: list[str]) -> list[str]:
    return [f"{measure} taken" for measure in measures]


def _inferred() -> Condition:
    return any_of(
        "notified",
        "tie_own_systems under evidence.presumption",
        all_of("earlier_operations", some_affected("notice_received"), under="evidence.burden_shift"),
    )


def _unaware() -> Condition:
    return all_of("not earlier_operations", "not op_reported", "not op_known_tools", "not tie_own_systems")
