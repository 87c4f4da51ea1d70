"""The chance of one conclusion with ProbLog: the recorded operations as clauses, compiled once, weighed a case."""

import json
import sys
import time
from pathlib import Path

from problog import get_evaluatable
from problog.logic import Term
from problog.program import PrologString


def main(file: str) -> dict[str, object]:
    data = json.loads(Path(file).read_text())
    steps, root, cases = data["steps"], data["root"], data["cases"]
    facts = [number for number, step in enumerate(steps) if step[0] == "var"]
    lines = [f"0.5::s{number}." for number in facts] + ["s0 :- fail."]
    for number, (what, a, b, c) in enumerate(steps):
        if what == "and":
            lines.append(f"s{number} :- {said(a)}, {said(b)}.")
        elif what == "ite":
            lines += [f"s{number} :- {said(a)}, {said(b)}.", f"s{number} :- {said(a ^ 1)}, {said(c)}."]
    lines += [f"root :- {said(root)}.", "query(root)."]
    sys.setrecursionlimit(100_000)
    start = time.perf_counter()
    compiled = get_evaluatable("sdd").create_from(PrologString("\n".join(lines)))
    compiled.evaluate()
    made = time.perf_counter() - start
    live = {Term(f"s{number}"): str(steps[number][1]) for number in facts}
    while True:
        try:
            compiled.evaluate(weights=dict.fromkeys(live, 0.5))
            break
        except KeyError as error:  # what it found irrelevant has no weight
            live = {term: level for term, level in live.items() if str(term) != str(error.args[0])}
    start, found = time.perf_counter(), []
    for case in cases:
        result = compiled.evaluate(weights={term: case[level] for term, level in live.items()})
        found.append(float(next(iter(result.values()))))
    taken = (time.perf_counter() - start) / len(cases)
    return {"compiled": made, "taken": taken, "found": found}


def said(function: int) -> str:
    return f"\\+s{function >> 1}" if function & 1 else f"s{function >> 1}"


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
