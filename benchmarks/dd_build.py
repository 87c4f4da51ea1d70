"""An outside program (it needs the package dd): do a list of operations, and print sizes and times.

`python dd_build.py FILE ENGINE REORDERING`; the file holds steps and roots as JSON (a function is twice the number of
the step that makes it, plus one for the contrary); REORDERING is on or off.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any


def main(file: str, engine: str, reordering: bool) -> dict[str, object]:
    sys.setrecursionlimit(1_000_000)
    data = json.loads(Path(file).read_text())
    dd = import_module(f"dd.{engine}")
    bdd = dd.BDD()
    bdd.configure(reordering=reordering)
    bdd.declare(*[f"v{level}" for level in sorted({f for what, f, _, _ in data["steps"] if what == "var"})])
    last = _last_use(data["steps"], {root >> 1 for root in data["roots"]})
    start, made = time.perf_counter(), {0: bdd.false}

    def function(number: int) -> Any:
        return ~made[number >> 1] if number & 1 else made[number >> 1]

    for number, (what, f, g, h) in enumerate(data["steps"]):
        if what == "var":
            made[number] = bdd.var(f"v{f}")
        elif what == "and":
            made[number] = function(f) & function(g)
        elif what == "ite":
            made[number] = bdd.ite(function(f), function(g), function(h))
        for old in last.get(number, ()):
            del made[old]
    taken = time.perf_counter() - start
    kept = [function(root) for root in data["roots"]]
    made.clear()
    if engine == "autoref":
        bdd.collect_garbage()
    return {"time": taken, "nodes": len(bdd), "functions": len(kept)}


def _last_use(steps: list[list[Any]], roots: set[int]) -> dict[int, list[int]]:
    """Return, by step, what is used there for the last time."""
    last: dict[int, int] = {}
    for number, (what, *operands) in enumerate(steps):
        if what in {"and", "ite"}:
            last |= {operand >> 1: number for operand in operands[: 2 if what == "and" else 3]}
    ends: dict[int, list[int]] = {}
    for old, number in last.items():
        if old and old not in roots:
            ends.setdefault(number, []).append(old)
    return ends


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], sys.argv[3] == "on")))
