"""Writes gaps: the facts to ask for, and of each open finding what would settle it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from duecare.assess.gaps import Gaps, OpenFinding, SettlingSet
from duecare.assess.model import Effect, Question
from duecare.dossier.model import Dossier
from duecare.ir.declarations import Law
from duecare.report.document import joined
from duecare.report.names import few, human, leaf_label, obligation_label, view_label
from duecare.report.visible import visible

_WIDEST = 110
_FEW = 6


def write_gaps(told: Gaps, dossier: Dossier, law: Law, out: Console) -> None:
    """Write the facts ranked, the best to ask next first, then the open findings."""
    line(out, visible(dossier.title), bold=True)
    if not told.findings:
        line(out, "No unknown fact decides a finding that is in question.")
        return
    number = sum(len(one.views) for one in told.findings)
    line(out, f"{told.unknown} unknown facts bear on {findings_word(number)} still open (counted view by view).")
    if told.questions:
        out.print()
        line(out, "Ask next", bold=True)
        write_questions(told.questions, out)
    out.print()
    for text, indent, bold in _findings(told, dossier, law):
        line(out, text, indent=indent, bold=bold)
    if not told.cap:
        line(out, "The smallest sets of answers that settle a finding: name it with --duty (and --view).")


def write_questions(questions: Iterable[Question], out: Console) -> None:
    """Write questions with what each settles."""
    for number, one in enumerate(questions, 1):
        line(out, f"{number}. {visible(one.text)} Ask: {visible(one.ask)}.", indent=2, hang=3)
        line(out, f"{settles(one)} [{subject(one)}]", indent=5)


def settles(question: Question) -> str:
    """Say how many findings an answer settles, whichever it is."""
    yes, no = (_count(effects) for effects in (question.yes, question.no))
    if yes == no:
        return f"Either answer settles {findings_word(yes)}."
    return f"Yes settles {findings_word(yes)}; no settles {findings_word(no)}."


def findings_word(number: int) -> str:
    """Return `1 finding`, `3 findings`, `none`."""
    return "none" if not number else "1 finding" if number == 1 else f"{number} findings"


def subject(question: Question) -> str:
    """Return a leaf with whom it is about, as `--assume` takes it."""
    whom = f"/{question.beneficiary}" if question.beneficiary else ""
    at = f"@{question.bearer}{whom}" if question.bearer or whom else ""
    return f"{question.leaf}{at}"


def _count(effects: Iterable[Effect]) -> int:
    return sum(len(one.views) for one in effects if len(one.words) == 1)


def _findings(told: Gaps, dossier: Dossier, law: Law) -> Iterator[tuple[str, int, bool]]:
    heading = ""
    for one in told.findings:
        head = f"{finding_label(one.bearer, one.beneficiary, one.duty, dossier, law)}"
        if head != heading:
            yield head, 0, True
            heading = head
        open_to = f"{views_words(one.views, law)}: {joined(one.words, 'or')}"
        if not told.cap:
            yield f"{open_to} ({len(one.matter)} facts can matter).", 2, False
        else:
            yield f"{open_to}.", 2, False
            yield _matter(one), 4, False
            yield from ((text, 4, False) for text in _sets(one, told.cap))


def _matter(one: OpenFinding) -> str:
    number = len(one.matter)
    if not number:
        return "No fact that can be asked about matters."
    named = few([leaf_label(leaf) for leaf in one.matter], _FEW)
    return f"{number} unknown fact{'s' if number > 1 else ''} can matter, and no other: {named}."


def _sets(one: OpenFinding, cap: int) -> Iterator[str]:
    if one.divided:
        yield "No answers settle it under this view: whatever they are, its readings divide."
        return
    if not one.size:
        yield f"No set of up to {cap} answers settles it."
        return
    yield f"{'One answer is' if one.size == 1 else f'{one.size} answers are'} enough:"
    for found in one.sets:
        yield f"- {_answers(found)}: {found.word}."
    if one.more:
        yield "- and other sets of this size."


def _answers(found: SettlingSet) -> str:
    return "; ".join(f"{leaf_label(one.leaf)} {one.value}" for one in found.answers)


def write_shifted_gaps(before: Gaps, after: Gaps, out: Console) -> None:
    """Write what an assumption changes in what is missing."""
    out.print()
    line(out, "What the assumption changes", bold=True)
    for what, was, now in (
        ("open findings, counted view by view", *(sum(len(x.views) for x in one.findings) for one in (before, after))),
        ("unknown facts that bear on them", before.unknown, after.unknown),
    ):
        line(out, f"{what}: {was} → {now}" if was != now else f"{what}: {now}, as without it", indent=2)


def finding_label(bearer: str, beneficiary: str, duty: str, dossier: Dossier, law: Law) -> str:
    """Return what to call a finding: the State, toward whom, and the duty."""
    toward = "its own people" if bearer == beneficiary else dossier.state_name(beneficiary) if beneficiary else ""
    obligation, _, last = duty.rpartition(".")
    named = f"{obligation_label(obligation, law)}, {human(last)}" if obligation else human(last)
    return visible(f"{dossier.state_name(bearer)}{f' toward {toward}' if toward else ''}: {named}")


def views_words(views: Iterable[str], law: Law) -> str:
    """Return the views of which something is told."""
    named = tuple(views)
    if len(named) > _FEW:
        return f"Under {len(named) - ('' in named)} views{' and all held readings together' if '' in named else ''}"
    return "Under " + joined([view_label(name, law) for name in named])


def line(out: Console, text: str, *, indent: int = 0, hang: int = 2, bold: bool = False) -> None:
    """Write a text between its margins, lines after the first further in."""
    width = min(out.width, _WIDEST) - indent - hang
    style = "bold" if bold and out.is_terminal else ""
    for number, one in enumerate(Text(text, style=style).wrap(out, max(width, 30))):
        one.rstrip()
        out.print(Text(" " * (indent + (hang if number else 0))) + one, soft_wrap=True)
