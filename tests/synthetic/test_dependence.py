"""The invented law is no easier than it looks: its conclusions truly depend on its issues, leaves and steps."""

from __future__ import annotations

import pytest

from duecare.engine.compiled import Compiled
from duecare.ir.declarations import Law
from duecare.ir.walk import measures_of
from nodes import dependence


def conclusion(compiled: Compiled, law: Law, duty: str) -> set[str]:
    """Return the variables on which whether a duty is breached depends, through all that its history is made of."""
    found: set[str] = set()
    waiting, seen = [duty], {duty}
    while waiting:
        name = waiting.pop()
        rule = next(d for d in law.duties if d.id == name)
        roots = [f"{kind}:{name}" for kind in ("applies", "due", "review", "liable", "breached", "excused")]
        for measure in measures_of(rule.served_by):
            roots += [f"step:{measure}", f"closed:{measure}"]
            found.add(f"leaf:taken({measure})")
        for root in roots:
            found |= dependence(compiled, root)
        others = {v.split(":")[1] for v in found if v.startswith("status:")} - seen
        waiting += sorted(others)
        seen |= others
    return found


def issues_in(variables: set[str]) -> set[str]:
    """Return the issues among variables."""
    return {v.removeprefix("issue:").rpartition("#")[0] for v in variables if v.startswith("issue:")}


@pytest.fixture(scope="module")
def halts(compiled: Compiled, law: Law) -> dict[str, set[str]]:
    """Return what the breach of each duty to halt depends on."""
    return {duty.id: conclusion(compiled, law, duty.id) for duty in law.duties if duty.name == "halt"}


def test_fifteen_issues_turn_on_one_conclusion(halts: dict[str, set[str]], law: Law) -> None:
    """Rule: at least 15 issues of content decide one breach, and every chapter's turns on a dozen at least."""
    gates = {issue.name for issue in law.issues if issue.gate}
    numbers = {duty: len(issues_in(found) - gates) for duty, found in halts.items()}
    assert max(numbers.values()) >= 15
    assert min(numbers.values()) >= 12


def test_gates_stand_beside_them(compiled: Compiled, law: Law) -> None:
    """Rule: whether a duty is in force turns on gate issues of its own."""
    for duty in law.duties:
        assert issues_in(dependence(compiled, f"force:{duty.id}"))


def test_a_conclusion_rests_on_leaves_of_every_scope(halts: dict[str, set[str]], law: Law) -> None:
    """Rule: a breach depends on scores of leaves, of the operation, the States, the two together, steps and duty."""
    scopes = {leaf.name: leaf.scope for leaf in law.leaves}
    for found in halts.values():
        leaves = {v.removeprefix("leaf:") for v in found if v.startswith("leaf:")}
        assert len(leaves) >= 80
        asked = {scopes[leaf.partition("(")[0]] for leaf in leaves if not leaf.startswith("taken(")}
        assert asked == set(scopes.values())


def test_every_leaf_and_every_issue_matters(compiled: Compiled, law: Law) -> None:
    """Rule: no leaf and no position is idle: some function of the compiled law depends on each."""
    used = set[str]().union(*(dependence(compiled, root) for root in compiled.roots))
    leaves = {v.removeprefix("leaf:").partition("(")[0] for v in used if v.startswith("leaf:")}
    assert {leaf.name for leaf in law.leaves} <= leaves
    assert {issue.name for issue in law.issues} <= issues_in(used)


def test_chapters_share_what_is_known_and_what_is_done(halts: dict[str, set[str]]) -> None:
    """Rule: knowledge, ties and steps are shared by the chapters, and what one duty became bears on others."""
    shared = set.intersection(*({v for v in found if v.startswith("leaf:")} for found in halts.values()))
    assert {"leaf:admitted_knowledge", "leaf:notice_received", "leaf:tie_territory"} <= shared
    assert len(shared) >= 30
    assert any(v.startswith("status:") for v in halts["beta_duty.halt"])
