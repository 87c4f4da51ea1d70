"""Cases: the reading of their source, the facts as found, and what the source says came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from duecare.ir.declarations import Case, Expectation, Given
from duecare.report.dates import in_words
from duecare.report.document import joined
from duecare.report.names import human
from duecare.weave.atlas import Atlas, link, obligation_link
from duecare.weave.authority import authorities, cite
from duecare.weave.chapters import Rule
from duecare.weave.markup import Html, el, lines, listed, together
from duecare.weave.rows import Row
from duecare.weave.rules import definitions, frame, head
from duecare.weave.stances import Taken, grouped, stance

_ANSWERS = {True: "yes", False: "no", None: "found to be unknown"}


def case(rule: Rule, atlas: Atlas) -> Html:
    """Return a case: its reading, the facts as found, and what its source says came of them."""
    owner = rule.owner
    if not isinstance(owner, Case):
        raise TypeError(owner)
    kind = "gating" if owner.gates else "advisory"
    return frame(
        rule,
        atlas,
        head(rule, atlas, together((f"({kind}), on ", obligation_link(atlas, owner.obligation)))),
        el("p", owner.text, cls="says"),
        definitions(_case_rows(owner, atlas)),
        authorities(owner.sources, atlas),
    )


def _case_rows(owner: Case, atlas: Atlas) -> Iterator[Row]:
    read = [_reading(taken, atlas, owner.obligation) for taken in grouped(owner.reading)]
    yield "reading", el("ul", lines(el("li", one) for one in read)) if read else "every reading"
    given = [part for block in owner.slices for part in _given(block.since, block.facts, owner, atlas)]
    yield "given", together(given) if given else "nothing"
    yield "expect", el("ul", lines(el("li", _expected(one, owner, atlas)) for one in owner.expects))


def _reading(taken: Taken, atlas: Atlas, obligation: str) -> Html:
    said = stance(taken, atlas, obligation)
    return together((said, " (", cite(taken.source, atlas), ")")) if taken.source else said


def _given(since: str, facts: Iterable[Given], owner: Case, atlas: Atlas) -> Iterator[Html]:
    """Yield the facts of one block by their answers, so that what was and what was not are told apart."""
    if since:
        yield el("p", f"From {in_words(since)}", cls="since")
    groups: dict[str, list[Html]] = {}
    for given in facts:
        answer = "late" if given.leaf == "late" else _ANSWERS[given.value]
        groups.setdefault(answer, []).append(_fact(given, owner, atlas))
    order = ("yes", "late", "no", "found to be unknown")
    for answer in (one for one in order if one in groups):
        word = "taken late" if answer == "late" else answer
        yield el("p", el("span", f"{word}: ", cls="answer"), listed(groups[answer], "; "))


def _fact(given: Given, owner: Case, atlas: Atlas) -> Html:
    about = _about(given.about, owner, atlas) if given.about else Html("")
    if given.leaf == "late":
        return about
    if given.leaf == "taken":
        return together((about, " taken"))
    named = link(atlas, ("fact", given.leaf))
    return together((named, " (", about, ")")) if given.about else named


def _about(name: str, owner: Case, atlas: Atlas) -> Html:
    duty = ("duty", f"{owner.obligation}.{name}")
    return link(atlas, duty, human(name)) if duty in atlas.places else link(atlas, ("measure", name))


def _expected(expected: Expectation, owner: Case, atlas: Atlas) -> Html:
    duty = ("duty", f"{owner.obligation}.{expected.duty}")
    named = link(atlas, duty, human(expected.duty)) if duty in atlas.places else link(atlas, ("norm", expected.duty))
    words = joined(expected.words, "or") if expected.words else "open"
    since = f", from {in_words(expected.since)}" if expected.since else ""
    return together((named, ": ", el("b", words), since))
