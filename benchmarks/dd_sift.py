"""An outside program (it needs the package dd): sift a diagram until that gains nothing, and print the order.

`python dd_sift.py FILE ENGINE`; the file holds nodes (level, low, high; functions are twice a node's number, plus one
for the contrary) and roots as JSON; ENGINE is autoref or cudd.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path

_ROUNDS = 8


def main(file: str, engine: str) -> dict[str, object]:
    sys.setrecursionlimit(1_000_000)
    data = json.loads(Path(file).read_text())
    dd = import_module(f"dd.{engine}")
    bdd = dd.BDD()
    bdd.configure(reordering=False)
    bdd.declare(*[f"v{level}" for level in sorted({level for level, _, _ in data["nodes"]})])
    start, made = time.perf_counter(), [bdd.false]

    def function(number: int) -> object:
        return ~made[number >> 1] if number & 1 else made[number >> 1]

    for level, low, high in data["nodes"]:
        made.append(bdd.ite(bdd.var(f"v{level}"), function(high), function(low)))
    roots = [function(root) for root in data["roots"]]
    made.clear()
    sizes, built = [len(bdd)], time.perf_counter()
    for _ in range(_ROUNDS):
        dd.reorder(bdd)
        sizes.append(len(bdd))
        if sizes[-1] > 0.99 * sizes[-2]:
            break
    order = sorted(bdd.vars, key=bdd.level_of_var)
    del roots
    return {
        "order": [int(name[1:]) for name in order], "sizes": sizes,
        "build": built - start, "sift": time.perf_counter() - built,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2])))
