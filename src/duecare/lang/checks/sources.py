"""Every rule rests on an authority, and every place cited is one that somebody looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from duecare.base.errors import Diagnostic
from duecare.base.spans import Span
from duecare.ir.declarations import (
    Case,
    Citation,
    Consequence,
    DefenceRule,
    Duty,
    ElementRule,
    Factor,
    Holder,
    Law,
    Measure,
    Norm,
    Obligation,
    Presumption,
    Source,
    Stance,
    View,
)
from duecare.lang.checks.owners import label, span_of
from duecare.lang.names import suggestion

_Ruled = (
    Obligation | Duty | Norm | ElementRule | Presumption | DefenceRule | Measure | View | Case | Consequence | Factor
)
PRACTICE = "practice"
STATE = re.compile(r"[A-Z]{3} \d{4}\Z")


def check(law: Law) -> Iterable[Diagnostic]:
    """Tell rules without a source, sources nobody registered, and pinpoints nobody registered."""
    known = {source.name: source for source in law.sources}
    for owner, sources in _ruled(law):
        if not sources:
            yield Diagnostic(span_of(owner), f"{label(owner)} rests on no source", "add a line `source`")
    for citation in _citations(law):
        yield from _cited(citation.source, citation.pinpoint, citation.span, known)
    for holder in _holders(law):
        yield from _held(holder, known)


def _ruled(law: Law) -> Iterator[tuple[object, tuple[Citation, ...]]]:
    rules: tuple[_Ruled, ...] = (
        *law.obligations,
        *law.duties,
        *law.norms,
        *law.elements,
        *law.presumptions,
        *law.defences,
        *law.measures,
        *law.views,
        *law.cases,
        *law.consequences,
        *law.factors,
    )
    yield from ((rule, rule.sources) for rule in rules)
    for single in (law.step, law.review):
        if single is not None:
            yield single, single.sources


def _citations(law: Law) -> Iterator[Citation]:
    for _, sources in _ruled(law):
        yield from sources
    for leaf in law.leaves:
        yield from leaf.sources
    stances: list[Stance] = [stance for view in law.views for stance in view.stances]
    stances += [stance for case in law.cases for stance in case.reading]
    for stance in stances:
        if stance.source is not None:
            yield stance.source


def _holders(law: Law) -> Iterator[Holder]:
    for issue in law.issues:
        for position in issue.positions:
            yield from (*position.held_by, *position.doubted_by)


def _held(holder: Holder, known: Mapping[str, Source]) -> Iterator[Diagnostic]:
    if holder.name == PRACTICE or STATE.match(holder.name):
        return
    if holder.name in known:
        yield from _cited(holder.name, holder.pinpoint, holder.span, known)
        return
    advice = suggestion(holder.name, known) or "name a source, a State with a year as in `FIN 2020`, or `practice`"
    yield Diagnostic(holder.span, f"nobody is known as '{holder.name}'", advice)


def _cited(name: str, pinpoint: str, span: Span, known: Mapping[str, Source]) -> Iterator[Diagnostic]:
    if name not in known:
        advice = suggestion(name, known) or "register it in sources.yaml"
        yield Diagnostic(span, f"there is no source '{name}'", advice)
        return
    registered = [place.text for place in known[name].pinpoints]
    if pinpoint and pinpoint not in registered:
        near = suggestion(pinpoint, registered)
        advice = f"{near} Else register it" if near else "register it"
        advice += f" in sources.yaml under '{name}', if you have looked it up"
        yield Diagnostic(span, f"the pinpoint '{pinpoint}' of '{name}' is not registered", advice)
