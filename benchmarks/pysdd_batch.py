"""Chances with PySDD: the recorded operations compiled into SDDs once, then a weighted count a case and conclusion."""

import json
import sys
import time
from pathlib import Path
from random import Random

from pysdd.sdd import SddManager


def main(file: str) -> dict[str, object]:
    data = json.loads(Path(file).read_text())
    facts = [number for number, step in enumerate(data["steps"]) if step[0] == "var"]
    manager = SddManager(var_count=len(facts), auto_gc_and_minimize=False)
    literal = {number: place + 1 for place, number in enumerate(facts)}
    start, made = time.perf_counter(), [manager.false()]

    def function(number):  # type: ignore[no-untyped-def]
        return manager.negate(made[number >> 1]) if number & 1 else made[number >> 1]

    for number, (what, a, b, c) in enumerate(data["steps"][1:], 1):
        if what == "var":
            made.append(manager.literal(literal[number]))
        elif what == "and":
            made.append(manager.conjoin(function(a), function(b)))
        else:
            yes, no = (
                manager.conjoin(function(a), function(b)),
                manager.conjoin(manager.negate(function(a)), function(c)),
            )
            made.append(manager.disjoin(yes, no))
    compiled = time.perf_counter() - start
    counters = [function(root).wmc(log_mode=False) for root in data["roots"].values()]
    rng, cases = Random(1), 20
    start = time.perf_counter()
    for _ in range(cases):
        chance = [rng.random() for _ in facts]
        for counter in counters:
            for place, p in enumerate(chance):
                counter.set_literal_weight(place + 1, p)
                counter.set_literal_weight(-place - 1, 1 - p)
            counter.propagate()
    taken = time.perf_counter() - start
    return {"rate": cases / taken, "note": f"compiled in {compiled:.1f} s, {len(counters)} conclusions"}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
