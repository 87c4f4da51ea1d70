"""An outside program (it needs OpenFisca-Core): work recorded operations out as variables with formulas, and time it.

`python openfisca_batch.py FILE`; facts are input variables, each conclusion is a variable whose formula does the
operations below it on arrays of booleans.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

FRAMES = 20_000
MONTH = "2024-01"


def main(file: str) -> dict[str, object]:
    data = json.loads(Path(file).read_text())
    steps, entity = data["steps"], build_entity(key="frame", plural="frames", label="", is_person=True)
    system = TaxBenefitSystem([entity])
    said = {"value_type": bool, "entity": entity, "definition_period": DateUnit.MONTH, "label": ""}
    facts = [number for number, step in enumerate(steps) if step[0] == "var"]
    for number in facts:
        system.add_variable(type(f"fact_{number}", (Variable,), dict(said)))
    names = {}
    for place, root in enumerate(data["roots"].values()):
        names[place] = f"conclusion_{place}"
        body = dict(said, formula=formula(steps, root))
        system.add_variable(type(names[place], (Variable,), body))
    rng = np.random.default_rng(1)
    values = {number: rng.random(FRAMES) < 0.5 for number in facts}
    start = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, count=FRAMES)
    for number in facts:
        simulation.set_input(f"fact_{number}", MONTH, values[number])
    for name in names.values():
        simulation.calculate(name, MONTH)
    taken = time.perf_counter() - start
    return {"rate": FRAMES / taken, "note": f"{FRAMES:,} frames, {len(names)} conclusions, {len(facts)} facts"}


def formula(steps: list, root: int):  # type: ignore[no-untyped-def, type-arg]
    below: set[int] = set()
    stack = [root >> 1]
    while stack:
        number = stack.pop()
        if number not in below:
            below.add(number)
            what, *sides = steps[number]
            stack += [side >> 1 for side in sides[: {"and": 2, "ite": 3}.get(what, 0)]]
    order = sorted(below)

    def work(frame, period):  # type: ignore[no-untyped-def]
        made = {}

        def value(function: int):  # type: ignore[no-untyped-def]
            found = made[function >> 1]
            return ~found if function & 1 else found

        for number in order:
            what, a, b, c = steps[number]
            if what == "var":
                made[number] = frame(f"fact_{number}", period)
            elif what == "false":
                made[number] = np.zeros(FRAMES, bool)
            elif what == "and":
                made[number] = value(a) & value(b)
            else:
                made[number] = np.where(value(a), value(b), value(c))
        return value(root)

    return work


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
