"""Tables of frames on the real law: exact answers, chances and slopes, with what bounds them, beside the peers.

clingo answers the same frames one by one (brave and cautious); PySDD and ProbLog tell the same chances in one reading
(`chance_peers.py`); OpenFisca-Core answers the same conclusions two-valued, as an outside program in a Python of its
own, named by DUECARE_BENCH_OPENFISCA.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pyarrow as pa

import chance_peers
from coded import bundled, coded
from duecare.batch.asking import plan_asked
from duecare.batch.chance import resting
from duecare.batch.circuit import Circuit
from duecare.batch.evaluate import evaluate
from duecare.batch.frames import layout
from duecare.batch.kernels import Means, chances, may_be_true, sensitivities
from duecare.rulebook.load import load_bundled
from harness import Row, child, seconds, write
from recorded import asked, one_reading, recorded, rows_for

OPENFISCA = "DUECARE_BENCH_OPENFISCA"
VIEW = "coco_dias"
_COMMAND = "from duecare.cli.main import run; run()"
SMALL = ("cybercrime_duty", "health_duty", "mission_duty", "genocide_prevention_duty")
_MEANS: tuple[Means, ...] = ("numba", "numpy")
_FRAMES = 3 << 17
_LIMIT = 300.0


def main() -> None:
    """Measure and write the results."""
    rows: list[Row] = []
    for part in (
        _dossiers,
        _kernels,
        _peers,
        _chances,
        _chance_peers,
        _ten_million,
        _curves,
    ):  # memory of children: dossiers first
        rows += part()
        write("batch", rows)  # what is measured is kept, should the rest fail


# -- our own ----------------------------------------------------------------------------------------------


def _random_literals(circuit: Circuit, frames: int) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    rng, words = np.random.default_rng(7), frames // 64
    shape = (len(circuit.variables), words)
    value, unknown = (rng.integers(0, 1 << 64, shape, np.uint64) for _ in range(2))
    unknown &= rng.integers(0, 1 << 64, shape, np.uint64)
    planes = np.empty((2 * shape[0], words), np.uint64)
    planes[0::2], planes[1::2] = value | unknown, ~value | unknown
    return planes


def _kernels() -> list[Row]:
    rows: list[Row] = []
    for views, name in (("", "12 views"), (VIEW, "1 view")):
        plan = plan_asked("toward", [views] if views else [], ["breached"])
        c = plan.circuit
        rows.append(Row(f"{name}: gates", c.gates, "", "", 1, f"{c.terms:,} products, {c.rows:,} rows"))
        rows.append(
            Row(f"{name}: conclusions", len(plan.answers), "", "", 1, f"{len(plan.left_out)} left out, too large")
        )
        for means in _MEANS:
            exact, bound = _rate(c, means), _rate(_in_cache(c), means)
            for what, rate in (("exact", exact), ("rows that never leave the cache", bound)):
                note = f"{rate * c.terms / 1e9:,.0f} G products/s"
                rows.append(Row(f"{name}: {what}, {means}", rate, "frames/s", "warm", 3, note))
            rows.append(Row(f"{name}: that bound to exact, {means}", bound / exact, "x", note="aim: at most 1.5"))
    return rows


def _rate(circuit: Circuit, means: Means) -> float:
    """Return how many frames a second go through a circuit: the best of three, as both sides of a ratio need it."""
    planes = _random_literals(circuit, _FRAMES)
    may_be_true(circuit, planes[:, :64], means)
    return _FRAMES / min(seconds(lambda: may_be_true(circuit, planes, means), 3)[1])


def _in_cache(circuit: Circuit) -> Circuit:
    """Return a circuit of the same word operations, gate for gate, on five rows that never leave the cache."""
    left, right = np.full(circuit.terms, 2, np.int32), np.full(circuit.terms, 3, np.int32)
    return Circuit(
        ("x",), circuit.start, left, right, np.full(circuit.gates, 4, np.int32), 5, np.array([4], np.int32)
    )  # fmt: skip


def _curves() -> list[Row]:
    rows: list[Row] = []
    plan = plan_asked("toward", [VIEW], ["breached"])
    for frames in (1 << 14, 1 << 16, 1 << 18, 1 << 20):
        planes = _random_literals(plan.circuit, frames)
        taken, _ = seconds(lambda planes=planes: may_be_true(plan.circuit, planes), 3)  # type: ignore[misc]
        rows.append(
            Row(f"linear in frames: {frames:,}", taken, "s", "warm", 3, f"{frames / taken / 1e6:.2f} M frames/s")
        )
    for only in (["mission_duty"], list(SMALL), ["human_rights_duty"], ["corfu_channel_duty"], []):
        circuit = plan_asked("toward", [VIEW], ["breached"], only).circuit
        planes = _random_literals(circuit, 1 << 18)
        taken, _ = seconds(lambda c=circuit, planes=planes: may_be_true(c, planes), 3)  # type: ignore[misc]
        rate = circuit.terms * (1 << 18) / taken / 1e9
        rows.append(Row(f"linear in nodes: {circuit.gates:,} gates, {circuit.terms:,} products", taken, "s", "warm", 3,
                        f"{rate:,.0f} G products/s"))  # fmt: skip
    return rows


def _ten_million() -> list[Row]:
    """Ten million frames in Arrow tables to answers in Arrow tables, batch by batch, all views."""
    plan, frames, at_once = plan_asked("toward", [], ["breached"]), 10_000_000, 1 << 17
    names, rng = layout(plan).needed, np.random.default_rng(3)
    bits = [pa.py_buffer(rng.integers(0, 256, at_once // 8, np.uint8)) for _ in range(64)]
    arrays = [
        pa.BooleanArray.from_buffers(pa.bool_(), at_once, [bits[place % 61], bits[(7 * place) % 64]])
        for place in range(len(names))
    ]
    batch = pa.RecordBatch.from_arrays(arrays, names=list(names))
    evaluate(plan, batch, fold=False)
    start, done, open_cells = time.perf_counter(), 0, 0
    while done < frames:
        answers = evaluate(plan, batch.slice(0, min(at_once, frames - done)), fold=False)
        open_cells += answers.column(1).null_count
        done += answers.num_rows
    taken = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = f"{done:,} frames, {len(plan.answers)} columns, Arrow in and out, {memory:,.0f} MB at most"
    return [Row("10 M frames, 12 views: table to table", done / taken, "frames/s", "warm", 1, note)]


def _chances() -> list[Row]:
    rows: list[Row] = []
    plan = plan_asked("toward", [VIEW], ["breached"], chance=True)
    for means, frames in (("numba", 1 << 13), ("numpy", 1 << 11)):
        given = np.random.default_rng(1).random((2 * len(plan.circuit.variables), frames))
        chances(plan.circuit, given[:, :64], means)  # type: ignore[arg-type]
        taken, _ = seconds(lambda g=given, m=means: chances(plan.circuit, g, m), 3)  # type: ignore[misc]
        note = f"{len(plan.answers)} conclusions"
        rows.append(Row(f"chance of every obligation x phase, {means}", frames / taken, "frames/s", "warm", 3, note))
    for about in ("corfu_channel_duty/redress", "corfu_channel_duty/halt"):
        answer = next(one for one in plan.answers if one.conclusion.about == about)
        circuit = resting(plan, answer)
        given = np.random.default_rng(1).random((2 * len(plan.circuit.variables), 1 << 14))
        sensitivities(circuit, given[:, :64], np.ones(1))
        taken, _ = seconds(lambda c=circuit, g=given: sensitivities(c, g, np.ones(1)), 3)  # type: ignore[misc]
        note = f"{circuit.terms:,} products"
        rows.append(Row(f"slopes of all facts, {about}", (1 << 14) / taken, "frames/s", "warm", 3, note))
    return rows


def _dossiers() -> list[Row]:
    """Dossiers from YAML to answers, as two commands: incidents as they are coded, and records as they are bundled."""
    rows: list[Row] = []
    for what, count, texts in (("coded incidents", 10_000, coded), ("bundled dossiers", 200, bundled)):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            (home / "dossiers").mkdir()
            size = 0
            for number, text in enumerate(texts(count)):
                (home / "dossiers" / f"{number:05d}.yaml").write_text(text, encoding="utf-8")
                size += len(text)
            start = time.perf_counter()
            most = 0
            for verb in (
                ["frames", str(home / "dossiers"), "-o", str(home / "f.parquet")],
                ["run", str(home / "f.parquet"), "-o", str(home / "o.parquet"), "--views", VIEW],
            ):
                done = subprocess.run([sys.executable, "-c", _COMMAND, "batch", *verb], check=True, capture_output=True)
                assert done.returncode == 0
            taken = time.perf_counter() - start
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            note = (
                f"{count:,} of {size / count / 1000:.1f} kB, YAML to answers under 1 view, {most} MB a process at most"
            )
            rows.append(Row(f"{what}, end to end", count / taken, "dossiers/s", "cold", 1, note))
    return rows


# -- peers ------------------------------------------------------------------------------------------------


def _peers() -> list[Row]:
    rows = _answers("clingo, 12 views, brave and cautious", child("measure_batch.py", "clingo", limit=_LIMIT))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "steps.json"
        file.write_text(json.dumps(asdict(recorded(one_reading(VIEW), asked()))), encoding="utf-8")
        python = os.environ.get(OPENFISCA, "")
        if python:
            found = child("openfisca_batch.py", str(file), limit=_LIMIT, python=python)
            rows += _answers("OpenFisca-Core, 1 view, two-valued", found)
        else:
            rows.append(
                Row("OpenFisca-Core, 1 view, two-valued", None, "frames/s", "", 1, f"skipped: {OPENFISCA} is not set")
            )
    return rows


def _chance_peers() -> list[Row]:
    return chance_peers.rows(VIEW)


def _answers(what: str, found: dict[str, object]) -> list[Row]:
    if "stopped" in found:
        return [Row(what, None, "frames/s", "cold", 1, str(found["stopped"]))]
    return [Row(what, float(str(found["rate"])), "frames/s", "warm", 1, str(found.get("note", "")))]


def clingo() -> dict[str, object]:
    """Answer frames one by one with clingo: the words possible and certain, under each view."""
    from clingo import Control

    from duecare.export.asp import asp_program

    law, frames = load_bundled().law, rows_for(3)
    start = time.perf_counter()
    for frame in frames:
        program = asp_program(law, frame)
        for mode in ("brave", "cautious"):
            control = Control(["--warn=none", f"--enum-mode={mode}", "--models=0"])
            names = [view.name for view in law.views]
            chosen = "".join(f'#external asked("{name}"). view("{name}") :- asked("{name}").' for name in names)
            control.add("base", [], program + "\n" + chosen)
            control.ground([("base", [])])
            from clingo import Function, String

            for name in names:
                control.assign_external(Function("asked", [String(name)]), True)
                control.solve(on_model=lambda _: None)
                control.assign_external(Function("asked", [String(name)]), False)
    taken = time.perf_counter() - start
    return {"rate": len(frames) / taken, "note": f"{len(frames)} frames, each grounded once a mode"}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"clingo": clingo}[sys.argv[1]]()))
    else:
        main()
