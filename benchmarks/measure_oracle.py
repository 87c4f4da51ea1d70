"""Ten thousand random frames of the bundled law: the engine and clingo, asked the same, must not differ once.

    python benchmarks/measure_oracle.py [FRAMES]

Each frame is asked of all its duties and norms at once: every outcome word with and without its gates, whether it
binds, and every event of its history, as far as it may be (brave) and as far as it must be (cautious). The law is
grounded once for each number of slices; what a frame knows is assumed. How frames are drawn and asked is told in
`tests/oracle/bundled_frames.py` and `one_question.py`. The first difference stops the run and names the frame's seed.
"""

from __future__ import annotations

import sys
import time
from collections import Counter

from harness import HERE, Row, write

sys.path.insert(0, str(HERE.parent / "tests" / "oracle"))

from answers import Answer
from bundled_program import program
from one_question import Asked, of_clingo, of_the_engine

from duecare.engine.frame import Frame

FRAMES = 10_000
_SEEDS = 1_000_000  # none that a test uses


def main(frames: int) -> None:
    """Compare, and write what was compared."""
    tally: Counter[str] = Counter()
    for number in range(frames):
        compare(Asked(_SEEDS + number), tally)
        if number % 500 == 499:
            print(f"{number + 1:,} frames without a difference", flush=True)
    write("oracle", _rows(frames, tally))


def compare(asked: Asked, tally: Counter[str]) -> None:
    """Ask both of one frame; AssertionError where they differ."""
    frame = asked.frame()
    program(len(frame.slices))  # grounded once, and not timed
    start = time.perf_counter()
    found = of_the_engine(asked, frame)
    middle = time.perf_counter()
    solved = of_clingo(asked, frame)
    end = time.perf_counter()
    assert found == solved, f"frame {asked.seed}, {asked.question}: the engine and clingo differ"
    tally["engine (us)"] += round((middle - start) * 1e6)
    tally["clingo (us)"] += round((end - middle) * 1e6)
    count(frame, found, asked.question, tally)


def count(frame: Frame, found: Answer | None, question: str, tally: Counter[str]) -> None:
    """Count what was compared, so that a reader sees that frames were not all alike."""
    tally["frames"] += 1
    tally[f"frames asked of {question}"] += 1
    tally["frames of several slices"] += len(frame.slices) > 1
    if found is None:
        tally["frames that cannot be"] += 1
        return
    possible: Counter[str] = Counter(name for name, kind, _ in found.possible if kind == "word")
    tally["duties and norms asked about"] += len(possible)
    tally["of which open"] += sum(1 for number in possible.values() if number > 1)
    tally["answers: may be"] += len(found.possible)
    tally["answers: must be"] += len(found.certain)
    for _, kind, word in found.possible:
        if kind == "word":
            tally[f"word: {word}"] += 1


def _rows(number: int, tally: Counter[str]) -> list[Row]:
    rows = [Row("differences between the engine and clingo", 0, "")]
    rows += [Row(what, value, "") for what, value in tally.items() if not what.endswith("(us)")]
    rows.sort(key=lambda row: row.what.startswith("word: "))
    times = [tally["engine (us)"] / number / 1e6, tally["clingo (us)"] / number / 1e6]
    notes = "mean of one frame, everything the answers need"
    rows += [
        Row(f"{who}, a frame", value, "s", "warm", number, notes)
        for who, value in zip(("engine", "clingo"), times, strict=True)
    ]
    return rows


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FRAMES)
