"""A draft to start from: it reads without error, takes no position, and lists all that could be taken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from duecare.base.moments import Moment
from duecare.ir.declarations import Issue, Law
from duecare.practice.current import Counting, Said, Words, words_of
from duecare.practice.model import Register

_HEAD = """\
# A draft of a position of {name}, in the form of a record of the register: once published, it can be handed in.
# `duecare practice try FILE` shows which findings on past cases would come out otherwise under it.
#
# Take a position by removing the `#` before a line that begins with `- `. What is left out stays as it was.
#   holds        the position is taken            if_binding  it would hold if the duty bound
#   doubts       doubted, which is no position    open        raised and left open: `- {{open: ISSUE, grade: seen}}`
# Several positions on one issue leave open which of them it is: `- {{holds: ISSUE.this or that, grade: seen}}`.
# Below, the question is that of the law, and "now" is what the register holds of {who} at {date}.

{id}:
  who: {who}
  date: {date}
  instrument: "Draft of a national position"
  grade: seen
  reason: "A draft that is not published and takes the positions below."
  positions:
"""


def draft_position(who: str, name: str, law: Law, register: Register, at: Moment) -> str:
    """Return the text of a draft of a State or group, with every issue of the law and its positions as comments."""
    words = words_of(register, who, Counting(at))
    head = _HEAD.format(who=who, name=name, id=_unused(who, register), date=at.text)
    return head + "\n".join(_listed(law, words)) + "\n"


def _unused(who: str, register: Register) -> str:
    taken = {one.id for one in register.records}
    names = [f"{who.lower()}_draft", *(f"{who.lower()}_draft_{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)


def _listed(law: Law, words: Words) -> Iterator[str]:
    """Yield all issues: first those on which it turns whether a duty binds."""
    for gate, title in ((True, "Whether it binds, or reaches here at all"), (False, "What it asks, if it binds")):
        yield from ("", f"  # === {title} ===")
        of_kind = (issue for issue in law.issues if issue.gate == gate)
        for _, issues in groupby(of_kind, key=lambda issue: issue.name.partition("@")[0]):
            yield from _asked(tuple(issues), words)


def _asked(issues: tuple[Issue, ...], words: Words) -> Iterator[str]:
    """Yield the lines of an issue; one that is taken for each obligation is put once, with its obligations."""
    first = issues[0]
    yield ""
    yield f"  # {first.question}"
    if first.obligation:
        yield f"  # Taken for each obligation: {', '.join(issue.obligation for issue in issues)}."
    yield from (f"  # now: {_now(said)}" for issue in issues if (said := words.on(issue.name)))
    for position in first.positions:
        place = f" in {first.obligation}" if first.obligation else ""
        answer = f"{first.name.partition('@')[0]}.{position.name}{place}"
        yield f"  # {position.text}"
        yield f"  # - {{holds: {answer}, grade: seen}}"


def _now(said: Said) -> str:
    issue, _, obligation = said.answer.issue.partition("@")
    held = f"{issue}.{' or '.join(said.answer.positions)}" if said.answer.positions else issue
    return f"{said.answer.mode} {held}{f' in {obligation}' if obligation else ''} ({said.record.id})"
