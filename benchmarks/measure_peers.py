"""Peers on the same questions, side by side in one run: clingo (brave, cautious), and the package dd.

clingo answers, for one frame, which outcome words each duty may have and must have; so does the engine. dd builds
the same functions by the same operations. Both peers run as they are, with nothing of theirs in Duecare.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from circuit import Step, history_circuit, law_circuit, replay
from duecare.assess.assess import frames_of
from duecare.dossier.read import read_dossier
from duecare.engine.decide import Decider
from duecare.engine.diagram import FALSE
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.rulebook.load import Bundle, load_bundled
from fullsize.case import bundle, frames
from harness import HERE, Row, child, peers, seconds, write

_LIMIT = 300.0
_REPEATS = 3
_FRAMES = ("hse-2021", "exercise-harbour", "invented half known", "invented nine tenths known")


def main() -> None:
    """Measure and write the results."""
    rows = [row for name in _FRAMES for row in _questions(name)]
    with tempfile.TemporaryDirectory() as folder:
        for what in ("law", "nothing known"):
            rows += _functions(what, Path(folder) / "circuit.json")
    write("peers", rows)


# -- the same questions: clingo ---------------------------------------------------------------------------


def _questions(name: str) -> list[Row]:
    ours = child("measure_peers.py", "engine", name, limit=_LIMIT)
    theirs = child("measure_peers.py", "clingo", name, limit=_LIMIT)
    rows = _times(f"{name}: engine", ours) + _times(f"{name}: clingo", theirs)
    if "stopped" not in ours and "stopped" not in theirs:
        ratio = float(str(theirs["time"])) / float(str(ours["time"]))
        same = "the same words" if ours["words"] == theirs["words"] else "NOT the same words"
        rows.append(Row(f"{name}: clingo / engine", ratio, "x", "", 1, same))
    return rows


def _times(what: str, found: dict[str, object]) -> list[Row]:
    if "stopped" in found:
        return [Row(what, None, "s", "cold", 1, str(found["stopped"]))]
    notes = ", ".join(f"{key} {value}" for key, value in found.items() if key not in {"time", "words", "repeats"})
    return [Row(what, float(str(found["time"])), "s", "warm", int(str(found.get("repeats", 1))), notes)]


def _frame(name: str) -> tuple[Bundle, Frame]:
    if name.startswith("invented"):
        return bundle(), frames(0.5 if "half" in name else 0.9, bundle())[2]
    found = load_bundled()
    dossier = read_dossier(HERE.parent / "dossiers" / f"{name}.yaml", found.law)
    return found, next(frame for frame in frames_of(dossier, found, None, "balance") if frame.beneficiary)


def engine(name: str) -> dict[str, object]:
    """Answer with the engine: the words possible in some reading, and those certain in all."""
    found, frame = _frame(name)
    words: list[list[object]] = []
    made = 0

    def answer() -> None:
        nonlocal words, made
        words, decider = [], Decider(History(found.compiled, frame))
        for duty in decider.history.of:
            possible = decider.words(duty).items()
            live = [word for word, f in possible if decider.diagram.both(f, decider.readings.admissible) != FALSE]
            words += [[duty, word, len(live) == 1] for word in live]
        made = len(decider.diagram)

    taken, _ = seconds(answer, _REPEATS)
    return {"time": taken, "repeats": _REPEATS, "nodes made": made, "words": sorted(words, key=str)}


def clingo(name: str) -> dict[str, object]:
    """Answer with clingo: brave for the words possible, cautious for those certain."""
    from clingo import Control

    from duecare.export.asp import asp_program

    found, frame = _frame(name)
    duties = _owed(found, frame)
    program = asp_program(found.law, frame)
    answers: dict[str, set[tuple[str, str]]] = {}

    def answer() -> None:
        for mode in ("brave", "cautious"):
            control = Control(["--warn=none", f"--enum-mode={mode}", "--models=0"])
            control.add("base", [], program)
            control.ground([("base", [])])
            with control.solve(yield_=True) as models:
                for model in models:
                    shown = [symbol for symbol in model.symbols(shown=True) if symbol.name == "word"]
                    answers[mode] = {(s.arguments[0].string, s.arguments[1].string) for s in shown}

    taken, _ = seconds(answer, _REPEATS)
    words = [[duty, word, (duty, word) in answers["cautious"]] for duty, word in answers["brave"] if duty in duties]
    return {"time": taken, "repeats": _REPEATS, "words": sorted(words, key=str)}


def _owed(found: Bundle, frame: Frame) -> set[str]:
    duties = {d.id for d in found.law.duties if (d.owed_to == "nobody") == (not frame.beneficiary)}
    return duties | ({norm.name for norm in found.law.norms} if frame.beneficiary else set())


# -- the same functions: dd -------------------------------------------------------------------------------


def _functions(what: str, file: Path) -> list[Row]:
    made = child("measure_peers.py", "circuit", what, str(file), limit=_LIMIT)
    title = f"functions of the {'bundled law' if what == 'law' else 'bundled law, nothing known, one slice'}"
    if "stopped" in made:
        return [Row(title, None, "s", "", 1, str(made["stopped"]))]
    rows = _times(f"{title}: our diagram", child("measure_peers.py", "replay", str(file), limit=_LIMIT))
    if not peers():
        return [*rows, Row(f"{title}: dd", None, "s", "", 1, "skipped: no Python with dd was named")]
    for kind, reordering in (("autoref", "off"), ("cudd", "off"), ("cudd", "on"), ("autoref", "on")):
        found = child("dd_build.py", str(file), kind, reordering, limit=_LIMIT, python=peers())
        rows += _times(f"{title}: dd.{kind}, reordering {reordering}", found)
    return rows


def circuit(what: str, file: str) -> dict[str, object]:
    """Write the operations that build the functions of the bundled law, or of a frame of which nothing is known."""
    found = load_bundled()
    steps: list[Step]
    if what == "law":
        steps, roots = law_circuit(found.law, found.compiled.variables)
    else:
        _, frame = _frame("hse-2021")
        steps, roots = history_circuit(found.compiled, Frame("XBB", frame.slices[-1:], {}, (), True, "XAA"))
    Path(file).write_text(json.dumps({"steps": steps, "roots": roots}))
    return {"steps": len(steps), "roots": len(roots)}


def replayed(file: str) -> dict[str, object]:
    """Do the operations in our own diagram."""
    data = json.loads(Path(file).read_text())
    steps: list[Step] = [(what, f, g, h) for what, f, g, h in data["steps"]]
    taken, _ = seconds(lambda: replay(steps, data["roots"]), _REPEATS)
    diagram, roots = replay(steps, data["roots"])
    return {"time": taken, "repeats": _REPEATS, "nodes": diagram.size(roots), "operations": len(data["steps"])}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        verbs: dict[str, Callable[..., object]] = {
            "engine": engine,
            "clingo": clingo,
            "circuit": circuit,
            "replay": replayed,
        }
        print(json.dumps(verbs[sys.argv[1]](*sys.argv[2:])))
    else:
        main()
