"""The chance of one conclusion with PySDD: the recorded operations compiled into an SDD once, then counted a case."""

import json
import resource
import sys
import time
from pathlib import Path

from pysdd.sdd import SddManager, Vtree


def main(file: str) -> dict[str, object]:
    data = json.loads(Path(file).read_text())
    steps, root, cases = data["steps"], data["root"], data["cases"]
    facts = sorted((number for number, step in enumerate(steps) if step[0] == "var"), key=lambda n: steps[n][1])
    places = {number: place for place, number in enumerate(facts, 1)}
    tree = Vtree(len(facts), list(places.values()), "balanced")  # over the engine's order
    manager = SddManager.from_vtree(tree)
    manager.auto_gc_and_minimize_off()
    start, made = time.perf_counter(), [manager.false()]

    def function(number):  # type: ignore[no-untyped-def]
        return manager.negate(made[number >> 1]) if number & 1 else made[number >> 1]

    for number, (what, a, b, c) in enumerate(steps[1:], 1):
        if what == "var":
            made.append(manager.literal(places[number]))
        elif what == "and":
            made.append(manager.conjoin(function(a), function(b)))
        else:
            yes = manager.conjoin(function(a), function(b))
            no = manager.conjoin(manager.negate(function(a)), function(c))
            made.append(manager.disjoin(yes, no))
    counter = function(root).wmc(log_mode=False)
    compiled = time.perf_counter() - start
    start, found = time.perf_counter(), []
    for case in cases:
        for number, place in places.items():
            counter.set_literal_weight(place, case[str(steps[number][1])])
            counter.set_literal_weight(-place, 1 - case[str(steps[number][1])])
        found.append(counter.propagate())
    taken = (time.perf_counter() - start) / len(cases)
    return {"compiled": compiled, "taken": taken, "found": found}


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_STACK, (resource.getrlimit(resource.RLIMIT_STACK)[1],) * 2)  # it goes deep
    print(json.dumps(main(sys.argv[1])))
