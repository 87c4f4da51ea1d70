"""The first page of a memo: who it is for, and for each State in question the answer, on the reader's own position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duecare.assess.model import Finding, Took
from duecare.report.asking import questions
from duecare.report.binding import bindings_of
from duecare.report.dates import in_words
from duecare.report.document import Authority, Banner, Block, Definitions, Heading, Note, Paragraph, Strong, Text
from duecare.report.law_of_a_day import which_law
from duecare.report.memo_deciding import deciding
from duecare.report.memo_hook import treaty_hook
from duecare.report.memo_reader import in_question, named, own_of, role_words, territorial, toward_reader, with_articles
from duecare.report.memo_record import Desk
from duecare.report.memo_results import clause, in_short, results
from duecare.report.memo_saying import saying
from duecare.report.names import duties_label, state_label
from duecare.report.own_words import authority_of, words_of
from duecare.report.standard import standard_words
from duecare.report.wording import issues_words

WITHOUT_PREJUDICE = (
    "Without prejudice to any legal position. Nothing here attributes the operation to anybody, concedes that a rule "
    "binds, or waives a right or a claim."
)
_EXERCISE = "Exercise: every State, person, date and document in this memo is invented."
_BINDS = {"yes": "binds", "no": "does not bind", "open": "is left open"}


def header(desk: Desk, unread: Sequence[str]) -> tuple[Block, ...]:
    """Return the block that says for whom, as of when and from what a memo was made, and what in it nobody read."""
    made = desk.assessment
    version = f", version {made.version}" if made.version else ""
    written = in_words(str(desk.dossier.written))
    reader = desk.reader
    whom = f"{state_label(reader.code, made)}, {role_words(reader)}" if reader.code else "nobody in particular"
    pairs: list[tuple[str, Text]] = [
        ("For", (f"{whom}.",)),
        ("As of", (f"{in_words(made.as_of)}; standard of proof: {standard_words(made.standard)}",)),
        ("Dossier", (f"{made.dossier}{version}, written {written}; sha256 {made.dossier_hash}",)),
        ("Law applied", (which_law(made, whole=True),)),
        ("Status", ("Draft, cleared by nobody.",)),
    ]
    if unread:
        pairs.append(("Not read †", (f"{'; '.join(unread)}. Check these before relying on them (Annex B).",)))
    banner = (Banner(_EXERCISE),) if made.exercise else ()
    return (*banner, Definitions(tuple(pairs)), Paragraph((WITHOUT_PREJUDICE,)))


def short_answer(desk: Desk) -> Iterator[Block]:
    """Yield the short answer: one part for each State whose conduct is in question, the reader's own last."""
    yield Heading(2, "Short answer", "answer")
    states, told = territorial(desk.assessment, desk.reader), dict[Text, str]()
    if not states:
        yield Paragraph((_nobody(desk),))
    for state in states:
        yield Heading(3, state_label(state, desk.assessment), f"answer-{state}")
        yield from _of_state(state, desk, told)


def _nobody(desk: Desk) -> str:
    if not desk.reader.affected:
        return (
            "The record names no State that the operation affected, so that no duty toward another State can be "
            "assessed. What each State owes nobody in particular is told below."
        )
    return (
        "The record ties the operation to the territory or control of no State, so that no other State's conduct is in "
        "question."
    )


def _of_state(state: str, desk: Desk, told: dict[Text, str]) -> Iterator[Block]:
    asked = in_question(toward_reader(state, desk.assessment, desk.reader))
    norms = in_question(toward_reader(state, desk.assessment, desk.reader), norms=True)
    if not asked and not norms:
        yield Paragraph(("The record puts no duty of this State in question, under any view.",))
        return
    if asked:
        yield Paragraph((Strong("On our own declared position. "), *_own(state, asked, desk)))
        yield Paragraph((Strong("Whether it binds. "), *_binding(asked, desk)))
        yield Paragraph((Strong("If it binds. "), *_if_it_binds(asked, desk)))
    if norms:
        yield Paragraph(
            (Strong("Apart from law. "), " ".join(f"{one.label}: {_lower(one.says)}" for one in results(norms, desk)))
        )
    yield from saying(state, asked, desk, told)
    yield from deciding(state, asked, desk)
    yield from treaty_hook(state, asked, desk)
    yield from _next_step(state, desk)


def _own(state: str, asked: Sequence[Finding], desk: Desk) -> Text:
    """Say what comes out on what the reader has declared itself, and where that is silent."""
    code = desk.reader.code
    if not code or not any(own_of(one, desk.reader) for one in asked):
        return (_undeclared(desk),)
    told = [(one, own) for one in asked if (own := own_of(one, desk.reader))]
    if not any(own.taken + own.gates_taken for _, own in told):
        return (f"{_capital(named(code, desk.assessment))} has declared nothing on which these duties turn.",)
    whose = "it" if state == code else named(state, desk.assessment)
    parts: list[str] = []
    for value, verb in _BINDS.items():
        group = [one for one, own in told if own.force and own.force.value == value]
        if group:
            issues = dict.fromkeys(
                name for _, own in told if own.force and own.force.value == value for name in own.force.issues
            )
            on = f", on {issues_words(tuple(issues))}" if issues else ""
            label = duties_label(group, desk.law, asked)
            parts.append(
                f"whether the {label} binds {whose} is left open{on}"
                if value == "open"
                else f"the {label} {verb} {whose}"
            )
    by_clause: dict[str, list[Finding]] = {}
    for one, own in told:
        if own.if_binds:
            by_clause.setdefault(clause(own.if_binds), []).append(one)
    parts += [f"if the {duties_label(group, desk.law, asked)} binds, {said}" for said, group in by_clause.items()]
    silent = [one for one, own in told if not own.taken + own.gates_taken and own.of + own.gates_of]
    if silent:
        parts.append(f"on the {duties_label(silent, desk.law, asked)} nothing was declared")
    head, cited = _by_its_words([took for _, own in told for took in own.positions], desk)
    return (head, *((Note(cited),) if cited else ()), f": {'; '.join(parts)}.")


def _undeclared(desk: Desk) -> str:
    if not desk.reader.code:
        return "The memo speaks for no State, so that nothing declared is looked at."
    if desk.assessment.exercise:
        return f"{state_label(desk.reader.code, desk.assessment)} is invented and has declared nothing."
    return f"{_capital(named(desk.reader.code, desk.assessment))} has declared nothing."


def _by_its_words(positions: Sequence[Took], desk: Desk) -> tuple[str, tuple[Authority, ...]]:
    """Say by which of its words the reader is measured, with the places where it says so."""
    records = {one.id: one for one in desk.assessment.records}
    used = [records[name] for name in dict.fromkeys(took.record for took in positions)]
    cited = dict.fromkeys(authority_of(took, records[took.record]) for took in positions)
    return f"{_capital(named(desk.reader.code, desk.assessment))}, by {words_of(used)}", tuple(cited)


def _binding(asked: Sequence[Finding], desk: Desk) -> Text:
    said = (f"{_capital(one.obligation)}: {one.says}." for one in bindings_of(asked, desk.law))
    return (" ".join(said), " The views and who holds what stand in Annex E.")


def _if_it_binds(asked: Sequence[Finding], desk: Desk) -> Text:
    return (in_short(asked, desk),)


def _next_step(state: str, desk: Desk) -> Iterator[Block]:
    for question, told in zip(desk.assessment.questions, questions(desk.assessment, desk.law), strict=False):
        if question.bearer in ("", state):
            whom = "our own services" if told.ask == state_label(desk.reader.code, desk.assessment) else told.ask
            settles = f" {' '.join(told.settles)}" if told.settles else ""
            yield Paragraph(
                (
                    Strong("Next step. "),
                    with_articles(
                        in_words(f"Ask {whom or 'whoever can know'}: {told.text}{settles} Options follow below."),
                        desk.assessment,
                    ),
                )
            )
            return
    yield Paragraph(
        (
            Strong("Next step. "),
            "No single further fact would settle more than is settled now; the options follow below.",
        )
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
