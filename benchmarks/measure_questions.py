"""Questions on the bundled dossiers: gaps, remedies, what-if, readings, chances; with frames worked out before and not.

One State, one duty and one view, as somebody asks at a desk; and all facts of a dossier ranked.
"""

from __future__ import annotations

from pathlib import Path

from duecare.assess.assess import assess, decided, frames_of
from duecare.assess.chance import chances
from duecare.assess.gaps import Worked, gaps
from duecare.assess.outcomes import ALL, outcomes
from duecare.assess.readings import which_readings
from duecare.assess.remedies import remedies
from duecare.dossier.assumed import assume
from duecare.dossier.model import Dossier, bearers_of
from duecare.dossier.read import read_dossier
from duecare.ir.declarations import View
from duecare.rulebook.load import Bundle, load_bundled
from harness import HERE, Row, timed, write

_DUTY = "corfu_channel_duty.halt"
_VIEW = "tallinn_manual_2"
_BEFORE = "frames worked out before"
_ALL = "frames worked out too"


def main() -> None:
    """Measure and write the results."""
    rows: list[Row] = []
    for path in sorted((HERE.parent / "dossiers").glob("*.yaml")):
        rows += _of(path)
    write("questions", rows)


def _of(path: Path) -> list[Row]:
    bundle = load_bundled()
    dossier = read_dossier(path, bundle.law)
    bearer, view = bearers_of(dossier)[0], next(view for view in bundle.law.views if view.name == _VIEW)
    one, whole = _worked(dossier, bundle, bearer, _DUTY), _worked(dossier, bundle)
    text = f"territorial_origin@{bearer}=no"
    law, name = bundle.law, path.stem

    def gaps_of(worked: Worked) -> object:
        return gaps(dossier, law, worked, (view,), duty=_DUTY, together=False)

    def remedies_of(worked: Worked) -> object:
        return remedies(worked, (view,), duty=_DUTY, together=False)

    return [
        timed(f"{name}: gaps of one finding", lambda: gaps_of(one[:1]), note=_BEFORE),
        timed(f"{name}: gaps of one finding", lambda: gaps_of(_worked(dossier, bundle, bearer, _DUTY)[:1]), note=_ALL),
        timed(f"{name}: all facts ranked, all views", lambda: gaps(dossier, law, whole, law.views, settling=False),
              repeats=3, note=f"{_BEFORE}; the first ten exactly"),
        timed(f"{name}: remedies of one finding", lambda: remedies_of(one[:1]),
              note=f"{_BEFORE}; dates tried share what does not change"),
        timed(f"{name}: remedies of one finding, no dates", lambda: remedies(one[:1], (view,), together=False),
              note=_BEFORE),
        timed(f"{name}: what if, the assumption put in", lambda: assume(dossier, law, [text])),
        timed(f"{name}: what if, one finding", lambda: _what_if(dossier, bundle, bearer, view, text), note=_ALL),
        timed(f"{name}: what if, assessed anew", lambda: assess(assume(dossier, law, [text]), bundle), repeats=3,
              note=_ALL),
        timed(f"{name}: readings of one finding", lambda: _readings(dossier, bundle, bearer), note=_ALL),
        timed(f"{name}: shares of one finding", lambda: chances(
            dossier, bundle, (view,), bearer=bearer, duty=_DUTY, together=False), note=_ALL),
    ]  # fmt: skip


def _worked(dossier: Dossier, bundle: Bundle, bearer: str = "", duty: str = "") -> Worked:
    frames = [one for one in frames_of(dossier, bundle, None, "balance") if bearer in {"", one.bearer}]
    found = decided(dossier, bundle, frames, frozenset({duty}) if duty else None)
    return [(frame, decider) for frame, decider in found if decider.history.of]


def _what_if(dossier: Dossier, bundle: Bundle, bearer: str, view: View, text: str) -> object:
    ((_, decider), *_) = _worked(assume(dossier, bundle.law, [text]), bundle, bearer, _DUTY)
    return outcomes(decider, _DUTY, view)


def _readings(dossier: Dossier, bundle: Bundle, bearer: str) -> object:
    ((_, decider), *_) = _worked(dossier, bundle, bearer, _DUTY)
    return which_readings(decider, _DUTY, ALL)


if __name__ == "__main__":
    main()
