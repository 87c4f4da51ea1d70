"""What all States have declared, at many dates, beside one view: the same frames, worked out in one process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from duecare.assess.across import Hearing
from duecare.assess.assess import assess, decided, frames_of
from duecare.assess.outcomes import force, outcomes
from duecare.assess.own_words import voices_at
from duecare.base.moments import parse_moment
from duecare.dossier.model import Dossier
from duecare.dossier.read import read_dossier
from duecare.engine.decide import Decider
from duecare.ir.declarations import View
from duecare.practice.check import register_of
from duecare.practice.current import authors
from duecare.practice.model import Register
from duecare.rulebook.load import Bundle, load_bundled
from harness import HERE, Row, seconds, timed, write

_YEARS = range(2017, 2027)
DATES = tuple(parse_moment(f"{year}-{day}") for year in _YEARS for day in ("06-30", "12-31"))
_REPEATS = 5
ONE_VIEW = "coco_dias"


def main() -> None:
    """Measure and write the results."""
    bundle = load_bundled()
    register = register_of(bundle.law, bundle.folder)
    rows = [timed("register: read and check", lambda: register_of(bundle.law, bundle.folder), note=_said(register))]
    for path in sorted((HERE.parent / "dossiers").glob("*.yaml")):
        rows += _of(path, bundle, register)
    write("practice", rows)


def _of(path: Path, bundle: Bundle, register: Register) -> list[Row]:
    """Measure one dossier: what is asked is worked out from the evidence on each time, nothing kept from before."""
    dossier, name = read_dossier(path, bundle.law), path.stem
    view = next(one for one in bundle.law.views if one.name == ONE_VIEW)
    deciders = _deciders(dossier, bundle)
    whole = _beside(
        name, "", partial(_one_view, dossier, bundle, view), partial(_declared, dossier, bundle, register),
        "frames, outcomes, force", "the same, register to views, what divides", "aim: less than 2",
    )  # fmt: skip
    alone = _beside(
        name, ", frames apart", lambda: _tell(_deciders_again(deciders), view),
        lambda: _hear(_deciders_again(deciders), bundle, register),
        "outcomes, force", "register to views, outcomes, force, what divides", "the frames take the rest",
    )  # fmt: skip
    short = timed(f"{name}: assess, one view", lambda: assess(dossier, bundle, views=(ONE_VIEW,)), repeats=3)
    long = timed(
        f"{name}: assess, one view, with all declared", repeats=3, note="at one date, as `assess --declared` has them",
        run=lambda: assess(dossier, bundle, views=(ONE_VIEW,), register=register, declared=True),
    )  # fmt: skip
    return [*whole, *alone, short, long]


def _beside(
    name: str, how: str, one: Callable[[], object], every: Callable[[], object], *notes: str
) -> tuple[Row, Row, Row]:
    """Measure two things in turns, so that what else the machine does weighs on both, and how they compare."""
    pairs = [(seconds(one, 1)[0], seconds(every, 1)[0]) for _ in range(_REPEATS + 1)][1:]
    firsts, seconds_ = zip(*pairs, strict=True)
    ratio = median(second / first for first, second in pairs)
    return (
        Row(f"{name}: one view{how}", median(firsts), "s", "warm", _REPEATS, notes[0]),
        Row(f"{name}: all declared at {len(DATES)} dates{how}", median(seconds_), "s", "warm", _REPEATS, notes[1]),
        Row(f"{name}: all declared to one view{how}", ratio, "x", "warm", _REPEATS, notes[2]),
    )


def _one_view(dossier: Dossier, bundle: Bundle, view: View) -> None:
    _tell(_deciders(dossier, bundle), view)


def _tell(deciders: list[Decider], view: View) -> None:
    for decider in deciders:
        for duty in decider.history.of:
            outcomes(decider, duty, view)
            force(decider, duty, view)


def _declared(dossier: Dossier, bundle: Bundle, register: Register) -> None:
    _hear(_deciders(dossier, bundle), bundle, register)


def _hear(deciders: list[Decider], bundle: Bundle, register: Register) -> None:
    hearings = [Hearing(decider, duty) for decider in deciders for duty in decider.history.of]
    for voices in voices_at(bundle.law, register, authors(register), DATES):
        heard = tuple(voice for voice in voices.values() if voice.view.stances)
        for hearing in hearings:
            hearing.across(heard)


def _deciders_again(deciders: list[Decider]) -> list[Decider]:
    """Return what answers about the same frames, with no answer kept."""
    return [Decider(one.history) for one in deciders]


def _deciders(dossier: Dossier, bundle: Bundle) -> list[Decider]:
    return [decider for _, decider in decided(dossier, bundle, frames_of(dossier, bundle, None, "balance"))]


def _said(register: Register) -> str:
    return f"{len(register.records)} records, {len(authors(register))} States that spoke or endorsed a text"


if __name__ == "__main__":
    main()
