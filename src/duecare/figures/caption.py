"""What stands below every figure: how much was counted, by which rule, on what evidence, and what it cannot show."""

from __future__ import annotations

from collections.abc import Iterator

from duecare.base.states import state_codes
from duecare.practice.answers import why_uncounted
from duecare.practice.current import Counting
from duecare.practice.model import CONTESTED, Record, Register
from duecare.practice.tally import BIAS, Tally

GRADES = (
    "Evidence: seen, the passage was read; secondary, read in somebody else's summary; memory, general knowledge that "
    "nobody checked. Grades are shown apart, and where a number adds them it says so."
)


def caption(register: Register, tally: Tally) -> tuple[str, ...]:
    """Return the paragraphs below a figure that rests on a count."""
    return (
        source_line(register, tally.counting),
        *_uncounted(tally),
        *_contested(tally),
        f"Rule: {tally.rule}",
        GRADES,
        f"Note: {BIAS}",
    )


def scope(counting: Counting) -> str:
    """Return the date of a count, and whether more was counted than is by the usual rule."""
    more = ["flagged records counted as well"] if counting.flagged else []
    more += ["texts adopted by an organ counted as well"] if counting.organs else []
    return "; ".join([f"As of {counting.as_of}", *more])


def source_line(register: Register, counting: Counting) -> str:
    """Return how many records there are by the date, whose they are, and how much of the world that is."""
    records = _existing(register, counting)
    if not records:
        return (
            f"Source: register of state practice {_short(register)}, which holds no record by {counting.as_of}: "
            "the figure shows that nothing was found and not that nothing was said."
        )
    groups = {one.who for one in records if one.who in register.groups}
    states = {one.who for one in records} - groups
    barred = sum(bool(why_uncounted(one, flagged=counting.flagged)) for one in records)
    return (
        f"Source: register of state practice {_short(register)}; by {counting.as_of} it holds "
        f"{_number(len(records), 'record')}, of {_number(len(states), 'State')} and "
        f"{_number(len(groups), 'group')}, of which {barred} do not count. "
        f"Of {len(state_codes())} codes for States, {len(state_codes()) - len(states)} have no record of their own: "
        "nothing follows for them."
    )


def _existing(register: Register, counting: Counting) -> list[Record]:
    return [one for one in register.records if one.date.latest <= counting.as_of.latest]


def _uncounted(tally: Tally) -> Iterator[str]:
    whys = dict.fromkeys(why for _, why in tally.uncounted)
    told = [f"{why}: {', '.join(who for who, other in tally.uncounted if other == why)}" for why in whys]
    if told:
        yield f"States none of whose records counts, {'; '.join(told)}."


def _contested(tally: Tally) -> Iterator[str]:
    found = [who for count in tally.counts for who, said in count.own if CONTESTED in said.record.flags]
    if found:
        yield f"* Counted, though how the text is to be read is contested: {', '.join(dict.fromkeys(found))}."


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _short(register: Register) -> str:
    return register.hash[:12]
