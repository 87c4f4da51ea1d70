"""What to call States, duties, views, issues, facts and steps: their names in words, and never an id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from duecare.assess.model import Assessment, Finding
from duecare.base.states import in_text
from duecare.ir.declarations import Issue, Law, LeafRule, Measure
from duecare.report.document import joined
from duecare.report.visible import visible

_LONGEST = 40
OF_STEPS = frozenset({"taken", "late", "within_capacity", "open_to_bearer", "reasonable_time_passed"})
_INSTANCE = re.compile(r"(?P<leaf>\w+)(?:\((?P<about>[\w.]+)\))?")
_DATED = re.compile(r"\b(\d{4}) (\d{2}) (\d{2})\b")
_SOURCE = re.compile(r"\b[a-z0-9]+(?:_[a-z0-9]+)+\b")


def human(name: str) -> str:
    """Return a name of the law as words."""
    return name.replace("_", " ")


def state_label(code: str, assessment: Assessment) -> str:
    """Return what to call a State of an assessment."""
    return visible(dict(assessment.states).get(code, code))


def toward(beneficiaries: Iterable[str], bearer: str, assessment: Assessment) -> str:
    """Return whom something is owed to: `toward Southland`, `toward its own people`."""
    named = ["its own people" if code == bearer else state_label(code, assessment) for code in beneficiaries if code]
    return f"toward {joined(named)}" if named else "toward no State in particular"


def frame_label(bearer: str, beneficiary: str, assessment: Assessment) -> str:
    """Return what to call a frame: `Northland toward Southland`."""
    comma = "" if beneficiary else ","
    return f"{state_label(bearer, assessment)}{comma} {toward((beneficiary,), bearer, assessment)}"


def frames(assessment: Assessment) -> Mapping[tuple[str, str], tuple[Finding, ...]]:
    """Return the findings of each frame, bearer and beneficiary."""
    found: dict[tuple[str, str], tuple[Finding, ...]] = {}
    for finding in assessment.findings:
        frame = (finding.bearer, finding.beneficiary)
        found[frame] = (*found.get(frame, ()), finding)
    return found


def duty_label(finding: Finding) -> str:
    """Return what to call a duty in a list: `warn`; a norm: `norm 13(c)`."""
    return re.sub(r"\b(\d+)([a-z])\b", r"\1(\2)", human(finding.duty.rpartition(".")[2] or finding.name))


def obligation_label(name: str, law: Law) -> str:
    """Return what to call an obligation in a list: `Corfu Channel duty`; `no-harm duty` where its title is long."""
    title = next((one.title for one in law.obligations if one.name == name), "").removeprefix("The ")
    if title and len(title) <= _LONGEST:
        return title
    kind, _, last = name.rpartition("_")
    return f"{kind.replace('_', '-')} {last}" if kind else last


def duty_named(name: str, law: Law) -> str:
    """Return what to call a duty or norm by its id: `Corfu Channel duty (halt)`, `norm 13(c)`."""
    obligation, _, duty = name.rpartition(".")
    words = re.sub(r"\b(\d+)([a-z])\b", r"\1(\2)", human(duty))
    return f"{obligation_label(obligation, law)} ({words})" if obligation else words


def norms_label(norms: Iterable[Finding]) -> str:
    """Return what to call norms: `norms 13(c) and 13(d)`."""
    names = list(dict.fromkeys(duty_label(one) for one in norms))
    return names[0] if len(names) == 1 else f"norms {joined(name.removeprefix('norm ') for name in names)}"


def not_law(norms: Iterable[Finding]) -> str:
    """Return what to call norms, so that none is taken for law: `norm 13(c), which is not law,`."""
    label = norms_label(norms)
    return f"{label}, which are not law," if label.startswith("norms ") else f"{label}, which is not law,"


def duties_label(findings: Sequence[Finding], law: Law, whole: Sequence[Finding] = ()) -> str:
    """Return what to call several duties; an obligation all of whose duties in `whole` are meant, by its name."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault("" if finding.norm else finding.obligation, []).append(finding)
    norms = groups.pop("", [])
    told = [_duties(name, group, law, whole) for name, group in groups.items()]
    return joined([*told, norms_label(norms)] if norms else told)


def _duties(obligation: str, group: Sequence[Finding], law: Law, whole: Sequence[Finding]) -> str:
    named, everything = obligation_label(obligation, law), [one for one in whole if one.obligation == obligation]
    if everything and {one.duty for one in everything} == {one.duty for one in group}:
        return named
    return f"{named} ({', '.join(dict.fromkeys(duty_label(one) for one in group))})"


def issue_label(name: str) -> str:
    """Return what to call an issue in a cell: `corfu breach`."""
    return human(name.partition("@")[0])


def issue_anchor(name: str) -> str:
    """Return the anchor of an issue; one that several obligations ask for themselves stands in one place."""
    return f"issue-{name.partition('@')[0]}"


def issue_named(name: str, law: Law) -> Issue | None:
    """Return the issue of that full name."""
    return next((issue for issue in law.issues if issue.name == name), None)


def view_label(name: str, law: Law) -> str:
    """Return what to call a view: its work's short title where it is named for the work; else as works write it."""
    if not name:
        return "all held readings"
    source = next((source for source in law.sources if source.name == name), None)
    if source:
        return source.short
    titles = (word for one in law.sources if name in one.short.casefold() for word in one.short.split())
    return next((word for word in titles if word.casefold() == name), human(name).capitalize())


def views_in_order(assessment: Assessment, law: Law) -> tuple[str, ...]:
    """Return the views of an assessment by the alphabet, so that none stands before another for a reason."""
    return tuple(sorted(assessment.views, key=lambda view: view_label(view, law).casefold()))


def split(instance: str) -> tuple[str, str]:
    """Return the leaf of an instance and what it is about: `taken(M51)` gives `taken` and `M51`."""
    match = _INSTANCE.match(instance)
    return (match["leaf"], match["about"] or "") if match else (instance, "")


def question_words(leaf: LeafRule, bearer: str, beneficiary: str, assessment: Assessment) -> str:
    """Return the question that a fact or appraisal asks, for these States."""
    affected = in_text(state_label(beneficiary, assessment)) if beneficiary else "any affected State"
    asked = in_text(state_label(bearer, assessment))
    return leaf.question.replace("{bearer}", asked).replace("{beneficiary}", affected)


def leaf_label(instance: str) -> str:
    """Return what to call a question in a list: `notice received`; of a step or duty: `taken (M51)`."""
    leaf, about = split(instance)
    named = _DATED.sub(r"\1-\2-\3", human(leaf))
    return f"{named} ({human(about.rpartition('.')[2])})" if about else named


def few(names: Sequence[str], most: int) -> str:
    """Name the first of several, and say how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def waits_label(instances: Sequence[str], most: int) -> str:
    """Return what nobody has spoken of: facts by name, steps by number; the first of many."""
    steps = [split(one)[1] for one in instances if split(one)[0] in OF_STEPS]
    if steps:
        return f"{'steps' if len(steps) > 1 else 'step'} {few(list(dict.fromkeys(steps)), most)}"
    return few([leaf_label(one) for one in dict.fromkeys(instances)], most)


def measure_named(name: str, law: Law) -> Measure | None:
    """Return the measure of that name."""
    return next((measure for measure in law.measures if measure.name == name), None)


def defence_labels(names: Iterable[str], law: Law) -> tuple[str, ...]:
    """Return what to call exceptions and defences; one that several obligations know has one name, the shortest."""
    texts = {rule.name: rule.text for rule in law.defences}
    same: dict[str, list[str]] = {}
    for name, text in texts.items():
        same.setdefault(text, []).append(name)
    chosen = [min(same.get(texts.get(name, ""), [name]), key=len) for name in names]
    return tuple(dict.fromkeys(human(name) for name in chosen))


def named_sources(text: str, law: Law) -> str:
    """Return a remark with the names that the law gives to works replaced by their short titles."""
    short = {source.name: source.short for source in law.sources}
    return _SOURCE.sub(lambda found: short.get(found[0], found[0]), text)
