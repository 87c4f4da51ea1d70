"""Chances with ProbLog: the recorded operations as clauses, compiled once, evaluated with new weights a case."""

import json
import sys
import time
from pathlib import Path
from random import Random

from problog import get_evaluatable
from problog.logic import Term
from problog.program import PrologString


def main(file: str) -> dict[str, object]:
    data = json.loads(Path(file).read_text())
    steps, roots = data["steps"], list(data["roots"].values())
    below: set[int] = set()
    stack = [root >> 1 for root in roots]
    while stack:
        number = stack.pop()
        if number not in below:
            below.add(number)
            what, *sides = steps[number]
            stack += [side >> 1 for side in sides[: {"and": 2, "ite": 3}.get(what, 0)]]
    facts = [number for number in sorted(below) if steps[number][0] == "var"]
    lines = [f"0.5::s{number}." for number in facts] + ["s0 :- fail."]
    for number in sorted(below):
        what, a, b, c = steps[number]
        if what == "and":
            lines.append(f"s{number} :- {said(a)}, {said(b)}.")
        elif what == "ite":
            lines += [f"s{number} :- {said(a)}, {said(b)}.", f"s{number} :- {said(a ^ 1)}, {said(c)}."]
    for place, root in enumerate(roots):
        lines += [f"root{place} :- {said(root)}.", f"query(root{place})."]
    start = time.perf_counter()
    compiled = get_evaluatable("sdd").create_from(PrologString("\n".join(lines)))
    compiled.evaluate()
    made = time.perf_counter() - start
    live = [Term(f"s{number}") for number in facts]
    while True:
        try:
            compiled.evaluate(weights=dict.fromkeys(live, 0.5))
            break
        except KeyError as error:  # what it found irrelevant has no weight
            live = [term for term in live if str(term) != str(error.args[0])]
    rng, cases = Random(1), 5
    start = time.perf_counter()
    for _ in range(cases):
        compiled.evaluate(weights={term: rng.random() for term in live})
    taken = time.perf_counter() - start
    return {"rate": cases / taken, "note": f"compiled in {made:.1f} s, {len(roots)} conclusions"}


def said(function: int) -> str:
    return f"\\+s{function >> 1}" if function & 1 else f"s{function >> 1}"


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
