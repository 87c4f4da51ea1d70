"""An outside program (it needs the package dd): sift a diagram, and print the order found.

`python dd_sift.py FILE ENGINE PASSES`; the file holds levels, low, high and roots as JSON; ENGINE is autoref or cudd.
"""

import json
import sys
import time
from importlib import import_module
from pathlib import Path


def main(file: str, engine: str, passes: int) -> dict[str, object]:
    sys.setrecursionlimit(1_000_000)
    data = json.loads(Path(file).read_text())
    dd = import_module(f"dd.{engine}")
    bdd = dd.BDD()
    bdd.configure(reordering=False)
    bdd.declare(*[f"v{level}" for level in sorted(set(data["level"][2:]))])
    start = time.perf_counter()
    nodes = [bdd.false, bdd.true]
    for level, low, high in list(zip(data["level"], data["low"], data["high"], strict=True))[2:]:
        nodes.append(bdd.ite(bdd.var(f"v{level}"), nodes[high], nodes[low]))
    roots = [nodes[root] for root in data["roots"]]
    nodes.clear()
    sizes, built = [len(bdd)], time.perf_counter()
    for _ in range(passes):
        dd.reorder(bdd)
        sizes.append(len(bdd))
    order = sorted(bdd.vars, key=bdd.level_of_var)
    del roots
    return {
        "order": [int(name[1:]) for name in order], "sizes": sizes,
        "build": built - start, "sift": time.perf_counter() - built,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], int(sys.argv[3]))))
