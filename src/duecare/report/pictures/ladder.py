"""The element ladder of an obligation: what each condition asks, rung by rung, with what the record holds on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Shape

from duecare.assess.model import Finding
from duecare.dossier.model import Claim
from duecare.drawing.canvas import INK, RULE, SOFT, line, text, wrapped
from duecare.drawing.sheet import Drawing
from duecare.ir.declarations import Norm
from duecare.ir.expressions import Element, Expression, Leaf
from duecare.ir.walk import leaves_used, walk
from duecare.report.document import Figure, joined
from duecare.report.memo_record import Desk, claims_on, rule_of
from duecare.report.names import (
    duties_label,
    duty_label,
    frame_label,
    frames,
    human,
    leaf_label,
    obligation_label,
    question_words,
    views_in_order,
)
from duecare.report.pictures.framed import WIDTH, Sign, below, framed, key_of
from duecare.report.pictures.signs import WIDE, sign
from duecare.report.wording import by_view, is_idle, is_waiting, phrase

_SIZE, _LINE, _PAD = 6.6, 8.0, 3.0
_STAGE, _RAIL, _ASKED, _GAP = 52.0, 8.0, 0.5, 8.0
_FEW = 4
_STAGES = {"applies": "applies when", "expected": "expected when", "due": "due when", "performed": "performed when",
           "liable": "liable when", "breached": "breached when"}  # fmt: skip
_MEANING = {
    "yes": "claims for it alone", "no": "claims against it alone", "both": "claims each way", "open": "no claim",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rung:
    """A condition: the stage it belongs to, what it asks, for which duties if not for all, and what speaks to it."""

    stage: str
    asks: str
    duties: str
    sign: str
    held: tuple[str, ...]


def ladders(desk: Desk, width: float = WIDTH, bearer: str = "", beneficiary: str | None = None) -> tuple[Figure, ...]:
    """Return a ladder for each obligation in question, frame by frame; of a bearer or a beneficiary if one is named."""
    found: list[Figure] = []
    for (whose, toward), findings in frames(desk.assessment).items():
        if bearer in ("", whose) and beneficiary in (None, toward):
            live = [one for one in findings if not is_idle(one) and not is_waiting(one)]
            for obligation in dict.fromkeys(_chapter(one) for one in live):
                group = [one for one in live if _chapter(one) == obligation]
                found.append(_ladder(group, desk, width, f"ladder-{len(found) + 1}"))
    return tuple(found)


def ladder(finding: Finding, desk: Desk, width: float = WIDTH) -> Figure:
    """Return the ladder of the obligation that a finding belongs to, in its frame."""
    frame = frames(desk.assessment)[finding.bearer, finding.beneficiary]
    group = [one for one in frame if _chapter(one) == _chapter(finding)]
    live = [one for one in group if not is_idle(one) and not is_waiting(one)]
    return _ladder(live or [finding], desk, width, "ladder")


def _chapter(finding: Finding) -> str:
    return finding.duty if finding.norm else finding.obligation


def rungs_of(findings: Sequence[Finding], desk: Desk) -> tuple[Rung, ...]:
    """Return the conditions of duties of one obligation in the order in which a duty comes to them."""
    asked: dict[tuple[str, str], tuple[Element | Leaf, list[Finding]]] = {}
    for finding in findings:
        for stage, condition in _conditions(finding, desk):
            for part in walk(condition):
                if isinstance(part, Element | Leaf):
                    asked.setdefault((stage, part.name), (part, []))[1].append(finding)
    ordered = sorted(asked.items(), key=lambda one: list(_STAGES).index(one[0][0]))
    return tuple(_rung(stage, part, whose, findings, desk) for (stage, _), (part, whose) in ordered)


def _conditions(finding: Finding, desk: Desk) -> Iterator[tuple[str, Expression]]:
    rule = rule_of(finding, desk.law)
    if isinstance(rule, Norm):
        yield "expected", rule.expected
    elif rule is not None:
        whole = next((one for one in desk.law.obligations if one.name == rule.obligation), None)
        applies = rule.applicable or (whole.applicable if whole else None)
        stages = (("applies", applies), ("due", rule.due), ("performed", rule.performed), ("liable", rule.liable),
                  ("breached", rule.breached))  # fmt: skip
        yield from ((stage, condition) for stage, condition in stages if condition is not None)


def _rung(stage: str, part: Element | Leaf, whose: list[Finding], all_: Sequence[Finding], desk: Desk) -> Rung:
    elements = {one.name: one for one in desk.law.elements}
    rule = elements.get(part.name) if isinstance(part, Element) else None
    leaf = next((one for one in desk.law.leaves if one.name == part.name), None)
    first = whose[0]
    if rule is not None:
        asks, leaves = rule.text, leaves_used(rule.met, {name: one.met for name, one in elements.items()})
    elif leaf is not None:
        asks, leaves = question_words(leaf, first.bearer, first.beneficiary, desk.assessment), (part.name,)
    else:
        asks, leaves = f"{human(part.name).capitalize()}.", (part.name,)
    shown = claims_on(leaves, first, desk)
    claims = [one for group in shown.values() for one in group]
    missing = [one for one in leaves if one not in shown and any(one in finding.missing for finding in whose)]
    named = list(dict.fromkeys(duty_label(one) for one in whose))
    duties = "" if len(named) == len({duty_label(one) for one in all_}) else joined(named)
    return Rung(stage, asks, duties, _speaks(claims), tuple(_held(claims, missing, desk)))


def _speaks(claims: Iterable[Claim]) -> str:
    values = {one.value for one in claims}
    if not values - {"unknown"}:
        return "open"
    return "both" if "yes" in values and values != {"yes"} else "yes" if "yes" in values else "no"


def _held(claims: Sequence[Claim], missing: Sequence[str], desk: Desk) -> Iterator[str]:
    for word, values in (("For", ("yes",)), ("Against", ("no", "late")), ("Could not be told", ("unknown",))):
        found = [one for one in claims if one.value in values]
        if found:
            yield f"{word}: {_places(found, desk)}."
    if missing:
        more = f" and {len(missing) - _FEW} more" if len(missing) > _FEW else ""
        yield f"Depends on, and nobody has claimed: {', '.join(map(leaf_label, missing[:_FEW]))}{more}."


def _places(claims: Iterable[Claim], desk: Desk) -> str:
    """Tell claims by standing, the firmest first, and where they stand."""
    by_standing: dict[str, set[int]] = {}
    for claim in claims:
        by_standing.setdefault(claim.standing, set()).add(desk.numbers.get(claim.entry, 0))
    told: list[str] = []
    for standing in ("established", "probable", "alleged"):
        numbers = [str(one) for one in sorted(by_standing.get(standing, ())) if one]
        named = f" (para{'s' if len(numbers) > 1 else ''} {', '.join(numbers)})" if numbers else ""
        told += [standing + named] if standing in by_standing else []
    return "; ".join(told)


def _ladder(findings: Sequence[Finding], desk: Desk, width: float, name: str) -> Figure:
    first = findings[0]
    what = duty_label(first) if first.norm else obligation_label(first.obligation, desk.law)
    whose = frame_label(first.bearer, first.beneficiary, desk.assessment)
    title = f"{what[:1].upper()}{what[1:]}, element by element: {whose}"
    rungs, space = rungs_of(findings, desk), width - 20
    drawing = below([_drawn(rungs, _outcomes(findings, desk), space), key_of(_key(), space)])
    told = " ".join(f"{_STAGES[one.stage]}: {one.asks} {_MEANING[one.sign]}. {' '.join(one.held)}" for one in rungs)
    note = (
        "A sign tells which way claims of any standing point, and decides nothing: an element may be met by one of "
        "several facts. What follows under each reading stands at the foot. Numbers are those of the memo's paragraphs."
    )
    return framed(name, title, drawing, f"{title}. {told}", (note,), desk, width)


def _key() -> list[Sign]:
    return [([*sign(kind, 4, 4.2)], WIDE, meaning) for kind, meaning in _MEANING.items()]


def _outcomes(findings: Sequence[Finding], desk: Desk) -> list[str]:
    """Say what comes out, the duties together of which the same is said."""
    said: dict[str, list[Finding]] = {}
    for finding in findings:
        told = phrase(by_view(finding, views_in_order(desk.assessment, desk.law)), desk.law, whole=False)
        said.setdefault(told, []).append(finding)
    binds = "" if findings[0].norm else ", if it binds"
    return [f"{duties_label(group, desk.law)}{binds}: {told}." for told, group in said.items()]


def _drawn(rungs: Sequence[Rung], outcomes: Sequence[str], width: float) -> Drawing:
    left = _STAGE + _RAIL
    asked = (width - left) * _ASKED
    held = width - left - asked - _GAP
    shapes: list[Shape] = []
    y, stage = 0.0, ""
    for rung in rungs:
        if rung.stage != stage:
            stage = rung.stage
            shapes += _written(wrapped(_STAGES[stage], _STAGE - 4, _SIZE, bold=True), 0, y, bold=True)
        top = y
        named = f" ({rung.duties})" if rung.duties else ""
        columns = (wrapped(rung.asks + named, asked - WIDE - 10, _SIZE),
                   [part for said in rung.held for part in wrapped(said, held, _SIZE)] or ["-"])  # fmt: skip
        shapes += [*sign(rung.sign, left + 7, y + _PAD + 4)]
        shapes += _written(columns[0], left + WIDE + 7, y)
        shapes += _written(columns[1], left + asked + _GAP, y, soft=True)
        y += max(map(len, columns)) * _LINE + 2 * _PAD
        shapes.append(line(left, y, width, y, stroke=RULE))
        shapes.append(line(left, top, left, y, stroke=INK))
        shapes.append(line(left + asked, top, left + asked, y, stroke=INK))
    shapes += _written(["so far"], 0, y + 2, bold=True)
    for said in outcomes:
        lines = wrapped(said[:1].upper() + said[1:], width - left, _SIZE)
        shapes += _written(lines, left, y + 2)
        y += len(lines) * _LINE + _PAD
    return Drawing(tuple(shapes), y + _PAD)


def _written(lines: Sequence[str], x: float, y: float, *, bold: bool = False, soft: bool = False) -> list[Shape]:
    fill = SOFT if soft else INK
    return [text(x, y + _PAD + 6 + place * _LINE, one, _SIZE, bold=bold, fill=fill) for place, one in enumerate(lines)]
