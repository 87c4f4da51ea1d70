"""A case gives facts that the law asks for, and expects outcomes that the law can have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from duecare.base.errors import Diagnostic
from duecare.base.moments import Moment, parse_moment
from duecare.ir.declarations import Case, Expectation, Given, Law
from duecare.ir.expressions import Expression
from duecare.ir.walk import leaves_used
from duecare.lang.names import suggestion

OUTCOMES = (
    "not in force",
    "not applicable",
    "not due",
    "breached (wrongfulness precluded)",
    "breached",
    "liable",
    "met late",
    "not met",
    "running",
    "nothing within its power",
    "met",
)
NORM_OUTCOMES = (
    "not expected",
    "expected and met late",
    "expected and not met",
    "running",
    "expected and met",
)
ALONE = ("not established", "open")
_BUILT_IN = ("taken", "late")


@dataclass(frozen=True, slots=True)
class _Index:
    scopes: Mapping[str, str]
    aliases: Mapping[str, str]
    elements: Mapping[str, Expression]
    measures: frozenset[str]
    duties: frozenset[str]
    norms: frozenset[str]


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell facts, duties and outcomes of cases that the law does not know."""
    index = index_of(law)
    for case in law.cases:
        yield from check_case(case, index)


def index_of(law: Law) -> _Index:
    """Return what a case may speak of."""
    return _Index(
        {leaf.name: leaf.scope for leaf in law.leaves},
        {alias: leaf.name for leaf in law.leaves for alias in leaf.aliases},
        {element.name: element.met for element in law.elements},
        frozenset(measure.name for measure in law.measures),
        frozenset(duty.id for duty in law.duties),
        frozenset(norm.name for norm in law.norms),
    )


def check_case(case: Case, index: _Index) -> Iterator[Diagnostic]:
    """Tell what is wrong with one case."""
    duties = frozenset(d.partition(".")[2] for d in index.duties if d.startswith(f"{case.obligation}."))
    if case.obligation in index.norms:
        duties = frozenset((case.obligation,))
    for block in case.slices:
        for given in block.facts:
            yield from _given(given, duties, index)
        yield from _given_twice(block.facts)
    yield from _order(case)
    for expectation in case.expects:
        yield from _expected(expectation, case.obligation, duties, index)


def _given(given: Given, duties: frozenset[str], index: _Index) -> Iterator[Diagnostic]:
    if given.leaf in _BUILT_IN:
        if given.about not in index.measures:
            advice = suggestion(given.about, index.measures) or "name a measure that is declared"
            yield Diagnostic(given.span, f"there is no measure '{given.about}'", advice)
        return
    scope = index.scopes.get(given.leaf)
    if scope is None:
        yield _no_fact(given, index)
        return
    subjects = {"measure": index.measures, "duty": duties}.get(scope, frozenset())
    if given.about and not subjects:
        message = f"'{given.leaf}' is about the {scope}, and takes no further name"
        yield Diagnostic(given.span, message, f"leave '{given.about}' out")
    elif subjects and not given.about:
        message = f"'{given.leaf}' is about a {scope}, and it is not said which"
        yield Diagnostic(given.span, message, f"write the {scope}'s name after it")
    elif subjects and given.about not in subjects:
        advice = suggestion(given.about, subjects) or f"name a {scope} that is declared"
        yield Diagnostic(given.span, f"there is no {scope} '{given.about}'", advice)


def _no_fact(given: Given, index: _Index) -> Diagnostic:
    name = given.leaf
    if name in index.elements:
        facts = leaves_used(index.elements[name], index.elements)
        advice = "give the facts it rests on: " + ", ".join(facts[:6]) + (", ..." if len(facts) > 6 else "")
        return Diagnostic(given.span, f"'{name}' is an element, which follows from facts", advice)
    if name in index.aliases:
        return Diagnostic(given.span, f"there is no fact '{name}'", f"it is an alias: write '{index.aliases[name]}'")
    if name in index.measures:
        return Diagnostic(given.span, f"'{name}' is a measure", f"write `{name} taken` or `not {name} taken`")
    advice = suggestion(name, index.scopes) or "name a fact or appraisal that is declared"
    return Diagnostic(given.span, f"there is no fact '{name}'", advice)


def _given_twice(facts: tuple[Given, ...]) -> Iterator[Diagnostic]:
    seen: set[tuple[str, str]] = set()
    for given in facts:
        key = ("taken" if given.leaf in _BUILT_IN else given.leaf, given.about)
        if key in seen:
            what = f"{given.leaf} {given.about}".strip() if given.leaf not in _BUILT_IN else f"{given.about} taken"
            yield Diagnostic(given.span, f"'{what}' is given twice from the same date", "keep one of the two lines")
        seen.add(key)


def _order(case: Case) -> Iterator[Diagnostic]:
    """Later blocks speak of later times, so that reading down the page is reading through time."""
    last: Moment | None = None
    since = ""
    for block in case.slices:
        span = block.facts[0].span if block.facts else case.span
        if not block.since:
            if last is not None:
                yield Diagnostic(span, "facts that hold throughout stand below dated ones", "move them up")
            continue
        moment = _moment(block.since)
        if last is not None and moment is not None and moment <= last:
            yield Diagnostic(
                span, f"the facts from {block.since} stand below those from {since}", "put the earlier first"
            )
        last, since = moment or last, block.since


def _moment(text: str) -> Moment | None:
    try:
        return parse_moment(text)
    except ValueError:
        return None


def _expected(expectation: Expectation, obligation: str, duties: frozenset[str], index: _Index) -> Iterator[Diagnostic]:
    if expectation.duty not in duties:
        listed = f"'{obligation}' has {', '.join(sorted(duties)) or 'none'}"
        advice = suggestion(expectation.duty, duties) or listed
        yield Diagnostic(expectation.span, f"there is no duty '{expectation.duty}' of '{obligation}'", advice)
    outcomes = NORM_OUTCOMES if obligation in index.norms else OUTCOMES
    for word in expectation.words:
        if word in ALONE and len(expectation.words) > 1:
            yield Diagnostic(expectation.span, f"`{word}` stands alone", "leave the other words out")
        elif word not in outcomes and word not in ALONE:
            advice = suggestion(word, outcomes) or "the outcomes are: " + ", ".join((*outcomes, *ALONE))
            yield Diagnostic(expectation.span, f"there is no outcome '{word}'", advice)
