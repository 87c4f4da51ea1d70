"""A law as one answer set program for whoever has clingo: with its words, and how to ask it something."""

from __future__ import annotations

from duecare.export.asp import history_program, law_program, readings_program, remark
from duecare.ir.declarations import Law

_HOW = """
How to ask it. Write what is known into a file of your own, facts.lp, for instance

    slice(0..1). last(1).                    two dates, one after the other
    beneficiary. closed_list.                toward one affected State, and no other was affected
    known_true("FIRST",0..1). asserted("FIRST",0..1).
    known_false("SECOND",0). asserted("SECOND",0).

and run

    clingo --enum-mode=brave    law.lp facts.lp     what may be so, in some reading (the last answer)
    clingo --enum-mode=cautious law.lp facts.lp     what must be so, in all of them (the last answer)

Facts: known_true(X,T) and known_false(X,T), what X is at slice T (with neither it is unknown); asserted(X,T),
somebody says so or the contrary, so that nothing is presumed of X; raised(X,T), the claim raises the exceptions that
name X. X is "leaf", or of("leaf","M1") where the leaf is about a measure, of("leaf","duty") where it is about a duty;
of("taken","M1") says that a step was taken, of("late","M1") that it was late. Of every measure M with window(M), say
elapsed(M,J,T) for slices J, T between which its time runs out. Leave out `beneficiary.` for duties owed to nobody in
particular, and `closed_list.` where others may have been affected.

Answers: word(DUTY,OUTCOME), if it binds; held(DUTY,OUTCOME), `not in force` being one; in_force(DUTY);
event(DUTY,EVENT,T), what has been so by a slice. Readings: takes(ISSUE,POSITION). Add view("NAME"). to keep to the
readings of a view, content_of("NAME"). to those of its content with the gates set aside.
"""


def law_as_asp(law: Law, named: str) -> str:
    """Return the whole program; named is the hash by which results name the law."""
    head = [
        remark(f"The law of Duecare, sha256 {named} (as results name it), followed up to {law.as_at or 'no set day'}."),
        remark(
            "Left out: authorities, consequences, factors and cases, which bear on no outcome; the table of treaties."
        ),
        *(f"% {line}".rstrip() for line in _how(law).strip().splitlines()),
        "",
        "% " + "=" * 102,
        "% The law. holds(C,W,T): condition C holds in world W at slice T. What is asked of an analyst:",
        *(remark(f'  "{leaf.name}" ({leaf.kind}, about the {leaf.scope}): {leaf.question}') for leaf in law.leaves),
    ]
    return "\n".join([*head, law_program(law), "", readings_program(), history_program()])


def _how(law: Law) -> str:
    """Return how to ask, with two leaves of this law in the example."""
    asked = [leaf.name for leaf in law.leaves if not leaf.dated and leaf.scope in ("bearer", "relation")]
    first, second = (*asked, "a leaf", "another leaf")[:2]
    return _HOW.replace("FIRST", first).replace("SECOND", second)
