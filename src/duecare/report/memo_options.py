"""Options of a memo: ways to act, or to wait: effect on knowledge, risk, and whether it can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duecare.report.dates import in_words
from duecare.report.document import Block, Heading, Inline, Link, Paragraph, Table, Text
from duecare.report.memo_reader import territorial
from duecare.report.memo_record import Desk

_INTRO = (
    "None of these supposes that a duty was breached or that anybody is the author of the operation, and each can be "
    "worded without prejudice. Which to choose, if any, is for the reader."
)
_HEADS = ("Option", "Effect on knowledge", "Risk", "Can it be undone?")


@dataclass(frozen=True, slots=True)
class Option:
    """A way to act."""

    name: str
    knowledge: str
    risk: str
    undone: str


_OF_AFFECTED = (
    Option(
        "Technical notice, team to team",
        "What is sent is known to those who receive it from that hour; whether that is knowledge of a competent organ "
        "may be disputed. It says nothing of what was known before.",
        "Low. Indicators may reach those who run the operation; sources and methods may be read off them.",
        "No: what was sent stays known. It can be added to and corrected.",
    ),
    Option(
        "Note verbale",
        "Puts notice to the State itself, its date and its content beyond doubt, and starts time running for steps "
        "that notice calls for.",
        "Moderate. The legal words used are read as a position; it may be answered by a denial, or with the same "
        "asked of the sender.",
        "Hardly: it can be followed by another, and not withdrawn from the record.",
    ),
    Option(
        "Message between points of contact",
        "Shows that the competent channel was used and when; acknowledgement, or its absence, is dated.",
        "Low to moderate. It is practice between States, with little law in it; contacts may be out of date.",
        "In part: it binds to no wording, and a note can follow.",
    ),
    Option(
        "Joint approach with other States affected",
        "What each of them knew and told is put together, so that it is harder to say that nothing was known.",
        "Higher. Positions of law differ between States, and the common wording may go further or less far than "
        "one's own; it takes time in which steps fall due.",
        "No: others hold the text too.",
    ),
    Option(
        "Wait, and ask for facts first",
        "Nothing is added to what the State is shown to have known; time to act on notice does not begin.",
        "Evidence ages, and delay may be read as acquiescence or as a want of urgency.",
        "Yes, for as long as what is asked for can still be done.",
    ),
)
_OF_BEARER = (
    Option(
        "Technical reply, team to team",
        "Shows what was received and when, and what was done with it.",
        "Low. What is handed over may be passed on.",
        "No; it can be added to.",
    ),
    Option(
        "Reply by note verbale, without prejudice",
        "Dates what the State says it knew; what it asserts in its own knowledge without evidence weighs little.",
        "Moderate. An admission of knowledge is an admission; a denial binds in later cases.",
        "Hardly.",
    ),
    Option(
        "Answer between points of contact, with questions",
        "Shows good faith and asks for what makes a notice one that can be acted on.",
        "Low.",
        "In part.",
    ),
    Option(
        "Offer of a joint inquiry or of assistance",
        "What the inquiry shows is known from then on.",
        "Steps that are offered and not taken will be cited; domestic law has to allow them.",
        "In part: an offer can be limited in time.",
    ),
    Option(
        "Wait",
        "Does not undo notice that was received; time for the steps it calls for goes on running.",
        "Silence after a request may tell against the State.",
        "Yes, until the time for a step has passed.",
    ),
)


def options(desk: Desk) -> Iterator[Block]:
    """Yield the options of the State that the memo is written for; nothing where it speaks for nobody."""
    states = [state for state in territorial(desk.assessment, desk.reader) if state != desk.reader.code]
    if not desk.reader.code or not territorial(desk.assessment, desk.reader):
        return
    listed = _OF_AFFECTED if states else _OF_BEARER
    yield Heading(2, "Options", "options")
    yield Paragraph((_INTRO, " ", *_so_far(desk), _over(desk)))
    rows = tuple(_row(one) for one in listed)
    yield Table("Ways to act, in no order of preference", _HEADS, rows, (3, 6, 6, 4))
    if desk.reader.asked and states:
        rows = tuple(_row(one) for one in _OF_BEARER)
        yield Table("As the State that is itself asked", _HEADS, rows, (3, 6, 6, 4))


def _row(one: Option) -> tuple[Text, ...]:
    return (one.name,), (one.knowledge,), (one.risk,), (one.undone,)


def _so_far(desk: Desk) -> Sequence[Inline]:
    """Say which messages have passed so far."""
    sent = [one for one in desk.dossier.requests if desk.reader.code in (one.by, one.to)]
    replies = [one for one in desk.dossier.replies if desk.reader.code in (one.by, one.to)]
    numbers = sorted({desk.numbers[one.id] for one in (*sent, *replies) if one.id in desk.numbers})
    if not numbers:
        return ("The record shows no message between the States concerned so far.",)
    counted = f"{_counted(len(sent), 'request')} and {_counted(len(replies), 'reply')}"
    parts: list[Inline] = [f"On the record so far: {counted} (para{'s' if len(numbers) > 1 else ''} "]
    for number in numbers:
        parts += [*([", "] if len(parts) > 1 else []), Link(str(number), f"para-{number}")]
    return (*parts, ").")


def _counted(number: int, word: str) -> str:
    several = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number or 'no'} {word if number == 1 else several}"


def _over(desk: Desk) -> str:
    ended = desk.dossier.operation.ended
    if ended is None:
        return " The record gives no end of the operation: notice may still bear on halting it."
    on = "on" if ended.text.count("-") == 2 and "/" not in ended.text else "in"  # a day, else a month or a window
    return (
        f" The record has the operation end {on} {in_words(ended.text)}: what is sent now bears on redress and on what "
        "may recur, and no longer on halting it."
    )
