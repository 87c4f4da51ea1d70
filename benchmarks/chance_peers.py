"""Every conclusion of a table put to PySDD and ProbLog, one at a time in a process of its own, beside the circuit.

All are asked in one reading, so that each works out the same functions of the same facts with the same weights.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from duecare.batch.kernels import chances
from duecare.batch.plan import Plan, all_readings, make_plan
from duecare.engine.compiled import Compiled
from harness import Row, child, seconds
from recorded import Recorded, asked, one_reading, recorded

CASES = 5
_LIMIT = 60.0
_FRAMES = 1 << 13


@dataclass(frozen=True, slots=True)
class Put:
    """One conclusion as peers get it, and the chances that the circuit gives in each case."""

    about: str
    data: dict[str, object]
    ours: tuple[float, ...]


def plan_of(compiled: Compiled) -> Plan:
    """Return the plan that tells the chances of every conclusion in a law of one reading."""
    return make_plan(compiled, "", "toward", [all_readings()], ["breached"], chance=True)


def puts(compiled: Compiled, plan: Plan) -> list[Put]:
    """Return every conclusion with random weights."""
    rng, variables = Random(1), plan.circuit.variables
    cases = [{name: rng.random() for name in variables} for _ in range(CASES)]
    weights = np.array([[case[name] for case in cases] for name in variables])
    found = chances(plan.circuit, np.stack([weights, 1 - weights], axis=1).reshape(-1, CASES))
    places = {answer.conclusion.about: answer.place + 1 for answer in plan.answers}
    return [
        Put(one.about, _told(recorded(compiled, (one,)), one.about, cases), tuple(found[places[one.about]].tolist()))
        for one in asked()
    ]


def _told(found: Recorded, about: str, cases: list[dict[str, float]]) -> dict[str, object]:
    by_level = [{str(level): case.get(name, 0.5) for level, name in found.names.items()} for case in cases]
    return {"steps": found.steps, "root": found.roots[about], "cases": by_level}


def rows(view: str) -> list[Row]:
    """Measure the circuit and both peers."""
    compiled = one_reading(view)
    plan = plan_of(compiled)
    given = np.random.default_rng(1).random((2 * len(plan.circuit.variables), _FRAMES))
    chances(plan.circuit, given[:, :64])
    taken, _ = seconds(lambda: chances(plan.circuit, given), 3)
    note = f"{len(plan.answers)} conclusions, {plan.circuit.terms:,} products"
    found, together = (
        [Row("chances in one reading: ours", _FRAMES / taken, "frames/s", "warm", 3, note)],
        puts(compiled, plan),
    )
    for peer in ("pysdd", "problog"):
        row = _peer(peer, together)
        found += [row, Row(f"chances in one reading: ours to {peer}", _FRAMES / taken / (row.value or 1), "x")]
    return found


def _peer(name: str, together: list[Put]) -> Row:
    """Return how many cases a second a peer works out of the conclusions that it can compile in time."""
    compiled, taken, furthest, stopped = 0.0, 0.0, 0.0, list[str]()
    for one in together:
        found = asked_of(name, one)
        if "stopped" in found:
            stopped.append(f"{one.about} ({found['stopped']})")
            continue
        compiled += float(str(found["compiled"]))
        taken += float(str(found["taken"]))
        furthest = max(furthest, difference(found, one))
    note = f"{len(together) - len(stopped)} conclusions, compiled in {compiled:.1f} s, at most {furthest:.0e} from ours"
    note += f"; not compiled: {', '.join(stopped)}" if stopped else ""
    return Row(f"chances in one reading: {name}", 1 / taken, "frames/s", "warm", CASES, note)


def asked_of(name: str, one: Put) -> dict[str, object]:
    """Return what a peer says of a conclusion, or why it says nothing."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "asked.json"
        file.write_text(json.dumps(one.data), encoding="utf-8")
        return child(f"{name}_batch.py", str(file), limit=_LIMIT)


def difference(found: dict[str, object], one: Put) -> float:
    """Return how far a peer's chances are from ours, at most."""
    theirs = found["found"]
    assert isinstance(theirs, list)
    return max(abs(a - b) for a, b in zip(theirs, one.ours, strict=True))
