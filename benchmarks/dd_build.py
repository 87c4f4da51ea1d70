"""An outside program (it needs the package dd): do a list of operations, and print sizes and times.

`python dd_build.py FILE ENGINE REORDERING`; the file holds steps and roots as JSON; REORDERING is on or off.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path


def main(file: str, engine: str, reordering: bool) -> dict[str, object]:
    sys.setrecursionlimit(1_000_000)
    data = json.loads(Path(file).read_text())
    steps, roots = data["steps"], set(data["roots"])
    last = {}
    for number, (what, f, g) in enumerate(steps):
        if what in {"not", "and"}:
            last[f] = number
        if what == "and":
            last[g] = number
    done_with: dict[int, list[int]] = {}
    for f, number in last.items():
        if f not in roots and f > 1:
            done_with.setdefault(number, []).append(f)
    dd = import_module(f"dd.{engine}")
    bdd = dd.BDD()
    bdd.configure(reordering=reordering)
    bdd.declare(*[f"v{level}" for level in sorted({f for what, f, _ in steps if what == "var"})])
    start = time.perf_counter()
    made = {0: bdd.false, 1: bdd.true}
    for number, (what, f, g) in enumerate(steps):
        if what == "var":
            made[number] = bdd.var(f"v{f}")
        elif what == "not":
            made[number] = ~made[f]
        elif what == "and":
            made[number] = made[f] & made[g]
        for old in done_with.get(number, ()):
            del made[old]
    taken = time.perf_counter() - start
    kept = {root: made[root] for root in roots}
    made.clear()
    if engine == "autoref":
        bdd.collect_garbage()
    return {"time": taken, "nodes": len(bdd), "roots": len(kept)}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], sys.argv[3] == "on")))
