"""The invented law of full size: compile it; frames of which nothing, or half, is known; a whole assessment."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from duecare.assess.assess import assess
from duecare.engine.compile import compile_law
from duecare.engine.decide import Decider
from duecare.engine.history import History
from duecare.lang.checks import check_law
from fullsize.case import bundle, dossier, frames, kept_order, last_slices, law
from harness import Row, child, write
from nodes import live_nodes, word_nodes

_LIMIT = 240.0
_UNKNOWN, _HALF = "0", "0.5"


def main() -> None:
    """Measure and write the results; what does not end within its limits is told so."""
    rows = _rows(
        "synthetic law",
        child("measure_synthetic.py", "law", limit=_LIMIT),
        ("read", "check", "compile", "compile in the kept order"),
    )
    for slices in (1, 12):
        name = f"nothing known, {slices} slice{'s' if slices > 1 else ''}"
        rows += _frame(name, child("measure_synthetic.py", "frame", _UNKNOWN, "1", str(slices), limit=_LIMIT))
    for number in (1, 2, 3):
        found = child("measure_synthetic.py", "frame", _HALF, str(number), "12", limit=_LIMIT)
        rows += _frame(f"half known, 12 slices, frame {number}", found)
    for known, said in ((_HALF, "half known"), (_UNKNOWN, "nothing known")):
        found = child("measure_synthetic.py", "assess", known, limit=_LIMIT)
        rows += _rows(f"5 States x 12 dates, {said}", found, ("evidence", "assess"))
    write("synthetic", rows)


def _rows(what: str, found: dict[str, object], times: tuple[str, ...]) -> list[Row]:
    if "stopped" in found:
        return [Row(what, None, "", "cold", 1, str(found["stopped"]))]
    rows = [Row(f"{what}: {key}", float(str(found[key])), "s", "cold") for key in times]
    return rows + [Row(f"{what}: {key}", float(str(found[key])), "") for key in found if key not in times]


def _frame(what: str, found: dict[str, object]) -> list[Row]:
    return _rows(what, found, ("history", "answers"))


def of_law() -> dict[str, object]:
    """Read, check and compile the invented law."""
    marks = [time.perf_counter()]
    read = law()
    marks.append(time.perf_counter())
    check_law(read)
    marks.append(time.perf_counter())
    begun = compile_law(read)
    marks.append(time.perf_counter())
    kept = compile_law(read, kept_order())
    marks.append(time.perf_counter())
    taken = [after - before for before, after in pairwise(marks)]
    return {
        "read": taken[0], "check": taken[1], "compile": taken[2], "compile in the kept order": taken[3],
        "nodes": len(begun.level) - 1, "nodes in the kept order": len(kept.level) - 1,
    }  # fmt: skip


def of_frame(known: str, number: str, slices: str) -> dict[str, object]:
    """Work out one frame's histories, and the outcome words possible of every duty in all readings."""
    found = bundle()
    frame = last_slices(frames(float(known), found)[int(number)], int(slices))
    start = time.perf_counter()
    history = History(found.compiled, frame)
    middle = time.perf_counter()
    live, words = live_nodes(history), word_nodes(history)
    counted = time.perf_counter()
    decider = Decider(history)
    for duty in history.of:
        decider.words(duty)
    return {
        "history": middle - start, "answers": time.perf_counter() - counted,
        "live nodes": live, "nodes of the words": words, "nodes made": len(history.diagram),
    }  # fmt: skip


def of_assessment(known: str) -> dict[str, object]:
    """Assess the invented dossier: every frame, every duty, twelve views."""
    found = bundle()
    read = dossier(float(known), found.law)
    start = time.perf_counter()
    frames(float(known), found)
    middle = time.perf_counter()
    result = assess(read, found)
    return {"evidence": middle - start, "assess": time.perf_counter() - middle, "findings": len(result.findings)}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        verbs: dict[str, Callable[..., object]] = {"law": of_law, "frame": of_frame, "assess": of_assessment}
        print(json.dumps(verbs[sys.argv[1]](*sys.argv[2:])))
    else:
        main()
