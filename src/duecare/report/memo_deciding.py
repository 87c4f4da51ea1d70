"""What decides: at most three questions of law or of fact on which most of the answer about one State hangs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from duecare.assess.model import Finding
from duecare.ir.declarations import Issue
from duecare.report.asking import questions
from duecare.report.binding import dividing_gates
from duecare.report.dates import in_words
from duecare.report.document import Block, Items, Link, Paragraph, Strong, Text, joined
from duecare.report.memo_reader import named, own_of, with_articles
from duecare.report.memo_record import Desk
from duecare.report.names import duties_label, human, issue_anchor, issue_named
from duecare.report.wording import dividing

_MOST = 3


def deciding(state: str, asked: Sequence[Finding], desk: Desk) -> Iterator[Block]:
    """Yield what decides about a State: disputed law first, for it can be taken a position on, then facts."""
    gates, content = _gates(asked, desk), _content(asked)
    facts = tuple(_facts(state, desk))
    issues = [*gates[:1], *content[: _MOST - 1]]
    if len(facts) + len(issues) < _MOST:
        issues += [name for name in (*content, *gates) if name not in issues]
    kept = issues[: max(_MOST - len(facts), min(len(issues), 2))]
    items = [*(_issue(name, asked, desk) for name in kept), *facts][:_MOST]
    if items:
        yield Paragraph((Strong("What decides."),))
        yield Items(tuple(items))


def _gates(asked: Sequence[Finding], desk: Desk) -> tuple[str, ...]:
    """Return the gates that divide, those first on which most of the views used take a position."""
    views = [view for view in desk.law.views if view.name in desk.assessment.views]
    taken = Counter(stance.issue for view in views for stance in view.stances)
    return tuple(sorted(dividing_gates(asked, desk.law), key=lambda name: -taken[name]))


def _content(asked: Sequence[Finding]) -> tuple[str, ...]:
    counted = Counter(name for one in asked for name in dividing(one))
    return tuple(sorted(counted, key=lambda name: -counted[name]))


def _issue(name: str, asked: Sequence[Finding], desk: Desk) -> Text:
    issue = issue_named(name, desk.law)
    if issue is None:
        return (human(name),)
    hangs = [one for one in asked if name in dividing(one) or name in dividing_gates([one], desk.law)]
    what = "whether it binds" if issue.gate else "the result"
    own = _declared(name, issue, asked, desk)
    return (
        Link(issue.question, issue_anchor(name)),
        f" On it hangs {what}: {duties_label(hangs, desk.law, asked)}.{own}",
    )


def _declared(name: str, issue: Issue, asked: Sequence[Finding], desk: Desk) -> str:
    """Say what the reader has declared on an issue."""
    if not desk.reader.code or desk.assessment.exercise:
        return ""
    who = named(desk.reader.code, desk.assessment)
    who = who[:1].upper() + who[1:]
    for one in asked:
        own = own_of(one, desk.reader)
        for took in own.positions if own else ():
            if took.issue == name:
                texts = {position.name: position.text.rstrip(".") for position in issue.positions}
                held = joined((f"“{texts.get(position, human(position))}”" for position in took.positions), "or")
                return f" {who} has answered: {held}."
    return f" {who} has not answered it."


def _facts(state: str, desk: Desk) -> Iterator[Text]:
    told = zip(desk.assessment.questions, questions(desk.assessment, desk.law), strict=False)
    for question, asked in told:
        if question.bearer in ("", state):
            yield (
                with_articles(in_words(asked.text), desk.assessment),
                f" {with_articles(' '.join(asked.settles), desk.assessment)}",
            )
