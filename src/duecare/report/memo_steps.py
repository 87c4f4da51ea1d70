"""The steps of a duty: which the record shows taken or not taken, and of which it shows nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from duecare.assess.model import Finding
from duecare.dossier.model import Claim
from duecare.ir.walk import measures_of
from duecare.report.document import Inline, Link, Text
from duecare.report.memo_record import Desk, claims_on, rule_of, told
from duecare.report.names import human, split

_VALUES = {"yes": "yes", "no": "no", "unknown": "could not be told", "late": "late"}
_SAID = {
    "taken": {"yes": "taken", "no": "not taken", "late": "taken late"},
    "late": {"yes": "late", "no": "not late"},
    "within_capacity": {"yes": "within its capacity", "no": "beyond its capacity"},
    "open_to_bearer": {"yes": "available and lawful", "no": "not available, or not lawful"},
    "reasonable_time_passed": {"yes": "past a reasonable time", "no": "within a reasonable time"},
}
_ASKED = {
    "taken": "whether they were taken",
    "late": "whether they came late",
    "within_capacity": "whether they were within its capacity",
    "open_to_bearer": "whether they were available and lawful",
    "reasonable_time_passed": "whether a reasonable time for them had passed",
}
_OF_DUTY = ("reasonable_overall", "manifest_failure")


def steps_shown(finding: Finding, desk: Desk) -> Text:
    """Tell what the record shows of the steps that serve a duty, and of how its conduct is judged."""
    rule = rule_of(finding, desk.law)
    measures = measures_of(rule.served_by) if rule else ()
    parts: list[Inline] = []
    for leaf in _ASKED:
        found = claims_on([f"{leaf}({measure})" for measure in measures], finding, desk)
        parts += _by_value(found, _SAID[leaf], human(leaf), desk, _step)
    for leaf in _OF_DUTY:
        judged = claims_on((f"{leaf}({finding.duty})",), finding, desk)
        parts += _by_value(judged, {}, "judged", desk, _judged)
    return (*parts[1:], ".") if parts else ("Nothing of any step.",)


def steps_missing(finding: Finding) -> Text:
    """Tell of which steps the record shows nothing, question by question."""
    parts: list[Inline] = []
    for leaf, words in _ASKED.items():
        measures = sorted(about for name, about in map(split, finding.missing) if name == leaf)
        if measures:
            parts += ["; " if parts else "", f"{words}: ", *_listed(measures)]
    judged = [human(name) for name, _ in map(split, finding.missing) if name in _OF_DUTY]
    if judged:
        parts += ["; " if parts else "", f"how its conduct is to be judged ({', '.join(judged)})"]
    return (*parts, ".") if parts else ()


def step(measure: str) -> Link:
    """Return a step by its number, which leads to the annex that says what it is."""
    return Link(measure, f"step-{measure}")


def _listed(measures: Sequence[str]) -> Iterable[Inline]:
    for number, measure in enumerate(measures):
        yield from ((", ",) if number else ())
        yield step(measure)


def _step(instance: str) -> Inline:
    return step(split(instance)[1])


def _judged(instance: str) -> str:
    return human(split(instance)[0])


def _by_value(
    found: Mapping[str, Sequence[Claim]],
    words: Mapping[str, str],
    otherwise: str,
    desk: Desk,
    name: Callable[[str], Inline],
) -> Iterable[Inline]:
    """Tell claims value by value: `M51, M53 not taken: established, from 4 March 2026 (para 5)`."""
    for value, plain in _VALUES.items():
        meant = {key: [one for one in claims if one.value == value] for key, claims in found.items()}
        claims = {key: group for key, group in meant.items() if group}
        if claims:
            said = words.get(value) or f"{otherwise} {plain}"
            yield from ("; ", *told(claims, desk, name, f" {said}"))
