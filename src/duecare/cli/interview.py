"""An interview: asks what settles most, says why, and writes each answer into the dossier at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from duecare.assess.assess import frames_of
from duecare.assess.gaps import regions
from duecare.assess.model import Question
from duecare.assess.questions import ranked_questions
from duecare.assess.waiting import waiting
from duecare.base.errors import InputError
from duecare.base.moments import Moment, parse_moment
from duecare.cli.output import write_whole
from duecare.cli.show_gaps import finding_label, settles, subject
from duecare.cli.worked import Asked
from duecare.dossier.amend import amended
from duecare.dossier.lexicon import TAKEN, is_event
from duecare.dossier.read import parse_dossier
from duecare.ir.declarations import LeafRule
from duecare.report.names import split
from duecare.report.visible import visible

_DECLINED = re.compile(r"Asked on \S+: (?P<subject>\S+) is not known to .+\.")
_ANSWERS = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "l": "late", "late": "late", "d": "", "?": ""}
_FEW = 2
_STANDINGS = {"e": "established", "p": "probable", "a": "alleged"}
_HOW_FIRM = (
    "How firmly is an answer shown? established: beyond serious doubt; probable: more likely than not; "
    "alleged: somebody says so. Your own word alone is never taken as established."
)


class _LeaveError(Exception):
    """Whoever answers has had enough."""


@dataclass(frozen=True, slots=True)
class _Who:
    """Who answers, and on what source; none: on their own word."""

    name: str
    source: str


class Interview:
    """One interview on one dossier; `ask` puts a line and returns what is typed, `tell` writes a line."""

    def __init__(
        self, file: Path, asked: Asked, ask: Callable[[str], str], tell: Callable[[str], None], today: str
    ) -> None:
        self.file, self.asked, self._ask, self._tell, self.today = file, asked, ask, tell, today
        self.dossier = asked.dossier
        self.done = {one for note in self.dossier.notes if (one := _declined(note))}
        self.kept = 0

    def hold(self) -> bool:
        """Ask until nothing is left, or whoever answers leaves; say whether findings are still open."""
        still_open = True
        try:
            who = self._who()
            while (question := self._next()) is not None:
                self._put(question, who)
            still_open = bool(self._open())
            self._tell(
                "\nNothing more to ask." + (" What is left is not known, or turns on the law." if still_open else "")
            )
        except (_LeaveError, EOFError, KeyboardInterrupt):
            self._tell("")
        kept = "1 answer is" if self.kept == 1 else f"{self.kept or 'no'} answers are"
        self._tell(f"{kept[:1].upper()}{kept[1:]} kept in {self.file}.")
        return still_open

    # -- what to ask ------------------------------------------------------------------------------------

    def _next(self) -> Question | None:
        """Return the question that settles most of those not asked before."""
        asked, law = self.asked, self.asked.bundle.law
        worked = [(decider, waiting(decider)) for _, decider in asked.worked(self.dossier)]
        without = _Asked(self.done)
        found, number = ranked_questions(
            self.dossier, law, worked, asked.views, 1, together=asked.together, without=without
        )
        if found:
            self._tell(f"\n{number} unknown fact{'s' if number != 1 else ''} still matter{'' if number != 1 else 's'}.")
        return found[0] if found else None

    def _open(self) -> int:
        """Return how many findings are still open, view by view."""
        from duecare.assess.outcomes import ALL
        from duecare.engine.implicant import words_in

        views = (ALL, *self.asked.views) if self.asked.together else self.asked.views
        return sum(
            len(words_in(decider, duty, region)) > 1
            for _, decider in self.asked.worked(self.dossier)
            for duty in decider.history.of
            for region in regions(decider, duty, views)
        )

    # -- one question -----------------------------------------------------------------------------------

    def _put(self, question: Question, who: _Who) -> None:
        leaf = self._leaf(question)
        self._tell(f"{visible(question.text)} [{subject(question)}]")
        self._tell(f"  Ask: {visible(question.ask)}. Why: {self._why(question)}")
        late = ", l(ate)" if leaf.name == TAKEN.name else ""
        value = self._choose(f"  y(es), n(o){late}, d(on't know), q(uit) > ", _ANSWERS, leaf)
        self.done.add(subject(question))
        if not value:
            self._keep("notes", (_quoted(f"Asked on {self.today}: {subject(question)} is not known to {who.name}."),))
            return
        standing = self._standing(who)
        since = self._since(question, leaf, value)
        reason = self._needed("  Why do you judge so? > ") if leaf.kind == "appraisal" else ""
        self._keep(*_entry(question, leaf, value, standing, since, reason, who, self.today))

    def _why(self, question: Question) -> str:
        """Say what an answer settles, and which duties hang on it."""
        effects = (*question.yes, *question.no)
        law, named = self.asked.bundle.law, dict[str, None]()
        for one in effects:
            named[finding_label(one.bearer, one.beneficiary, one.duty, self.dossier, law)] = None
        more = f"; and {len(named) - _FEW} more" if len(named) > _FEW else ""
        bears = f" It bears on {'; '.join(list(named)[:_FEW])}{more}."
        bears = bears if named else " With other answers it may settle what is open."
        return (settles(question) if any(len(one.words) == 1 for one in effects) else "Alone it settles none.") + bears

    def _choose(self, prompt: str, words: dict[str, str], leaf: LeafRule) -> str:
        while True:
            typed = self._line(prompt).casefold()
            if typed in words and (words[typed] != "late" or leaf.name == TAKEN.name):
                return words[typed]
            self._tell("  Type one of the letters.")

    def _standing(self, who: _Who) -> str:
        allowed = _STANDINGS if who.source else {key: word for key, word in _STANDINGS.items() if key != "e"}
        prompt = f"  How firmly: {', '.join(f'{key}({word[1:]})' for key, word in allowed.items())} > "
        while True:
            typed = self._line(prompt).casefold()[:1]
            if typed in allowed:
                return allowed[typed]
            self._tell(
                "  Your own word alone is not enough for that." if typed == "e" else "  Type one of the letters."
            )

    def _since(self, question: Question, leaf: LeafRule, value: str) -> Moment:
        """Return since when it is so; of an event that did not happen, up to when that is said."""
        event, written = is_event(leaf), self.dossier.written
        default = written if value == "no" and event else None if event else self._begun(question)
        words = "Up to when has it not happened?" if value == "no" and event else "When?" if event else "Since when?"
        while True:
            typed = self._line(f"  {words} {f'[{default}] ' if default else '(a date) '}> ")
            try:
                when = default if not typed and default else parse_moment(typed)
            except ValueError as error:
                self._tell(f"  {error}")
                continue
            if when.earliest <= written.latest:
                return when
            self._tell(f"  The dossier was written on {written}; nothing in it is later. Mend `written` first.")

    def _begun(self, question: Question) -> Moment:
        """Return the first date at which a state of affairs is unknown."""
        frames = frames_of(self.dossier, self.asked.bundle, self.asked.as_of, self.asked.standard)
        for frame in frames:
            if question.bearer in {"", frame.bearer} and question.beneficiary in {"", frame.beneficiary}:
                row = frame.known.get(question.leaf, ())
                at = next((number for number, one in enumerate(row) if one.value is None), 0)
                return _by(frame.slices[at])
        return self.dossier.operation.began

    # -- who answers ------------------------------------------------------------------------------------

    def _who(self) -> _Who:
        self._tell(visible(self.dossier.title))
        name = self._needed("Your name, which stands by each answer > ")
        known = self.dossier.sources
        while True:
            source = self._line("Source of the answers, by its id in the dossier; Enter: your own word > ")
            if not source or source in known:
                break
            self._tell(f"The dossier lists no source '{visible(source)}'; it has {', '.join(known) or 'none'}.")
        self._tell(_HOW_FIRM)
        return _Who(name, source)

    def _needed(self, prompt: str) -> str:
        while not (typed := self._line(prompt)):
            pass
        return typed

    def _line(self, prompt: str) -> str:
        typed = self._ask(prompt).strip()
        if typed.casefold() in {"q", "quit"}:
            raise _LeaveError
        return typed

    # -- keeping ----------------------------------------------------------------------------------------

    def _keep(self, section: str, item: tuple[str, ...]) -> None:
        """Write an answer into the file, whole or not at all; what contradicts the law is taken back."""
        law, before = self.asked.bundle.law, self.file.read_bytes()
        try:
            new = amended(before, str(self.file), law, section, item)
            read = parse_dossier(new, str(self.file), law)
            self.asked.worked(read)
        except InputError as error:
            self._tell(f"  This was not kept: {error}")
            return
        write_whole(self.file, new)
        self.dossier = read
        self.asked = replace(self.asked, dossier=read)
        self.kept += 1

    def _leaf(self, question: Question) -> LeafRule:
        name = split(question.leaf)[0]
        return next((leaf for leaf in self.asked.bundle.law.leaves if leaf.name == name), TAKEN)


def _by(at: datetime) -> Moment:
    """Return the day of an instant, or the instant itself where the day ends after it: what is so since then is so."""
    day = parse_moment(at.date().isoformat())
    return day if day.latest <= at else parse_moment(f"{at:%Y-%m-%dT%H:%MZ}")


class _Asked:
    """The questions that are not asked again."""

    def __init__(self, subjects: set[str]) -> None:
        self._subjects = subjects

    def __contains__(self, key: object) -> bool:
        assert isinstance(key, tuple)
        return subject(Question(key[0], "", "", (), (), key[1], key[2])) in self._subjects


def _declined(note: str) -> str:
    """Return which question a note says that nobody could answer."""
    match = _DECLINED.fullmatch(" ".join(note.split()))
    return match["subject"] if match else ""


def _entry(
    question: Question, leaf: LeafRule, value: str, standing: str, since: Moment, reason: str, who: _Who, today: str
) -> tuple[str, tuple[str, ...]]:
    """Return the section an answer belongs to, and its lines."""
    about = split(question.leaf)[1]
    fields = {
        "measure" if leaf.scope == "measure" else "duty": about,
        "bearer": question.bearer,
        "beneficiary": question.beneficiary,
        "value": value,
        "standing": standing,
    }
    said = f"{question.text} {value.capitalize()}"
    signed = "" if who.source else f", author: {_quoted(who.name)}, reason: {_quoted(f'Answered on {today}.')}"
    named = ", ".join(f"{key}: {word}" for key, word in fields.items() if word)
    if leaf.kind == "appraisal":
        shows = f"  - {leaf.name}: {{{named}}}"
        return "appraisals", (
            f"on: {since}", f"author: {_quoted(who.name)}", f"reason: {_quoted(reason)}",
            *_sources(who), "shows:", shows,
        )  # fmt: skip
    what = f"what: {_quoted(f'Asked on {today}, {who.name} answers: {said}.')}"
    return "timeline", (f"on: {since}", what, *_sources(who), "shows:", f"  - {leaf.name}: {{{named}{signed}}}")


def _sources(who: _Who) -> Sequence[str]:
    return (f"sources: [{who.source}]",) if who.source else ()


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
