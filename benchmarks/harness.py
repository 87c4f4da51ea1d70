"""What all measurements share: medians of repeats, child processes with a time limit, tables, results as JSON."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results"
PEERS = "DUECARE_BENCH_PEERS"  # a Python in which the peers are installed (README: how to set it up)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. state: cold (a fresh process), warm (repeated in one process), or empty for a count."""

    what: str
    value: float | None
    unit: str
    state: str = ""
    repeats: int = 1
    note: str = ""


def seconds(run: Callable[[], object], repeats: int) -> tuple[float, list[float]]:
    """Return the median of several runs and all of them, in seconds."""
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), taken


def timed(what: str, run: Callable[[], object], *, repeats: int = 5, note: str = "") -> Row:
    """Return the median time of a warm run: the first, uncounted, warms up."""
    run()
    median, _ = seconds(run, repeats)
    return Row(what, median, "s", "warm", repeats, note)


def commanded(what: str, command: Sequence[str], *, repeats: int = 3, note: str = "") -> Row:
    """Return the median time of a command from its start to its end."""
    median, _ = seconds(lambda: subprocess.run(command, capture_output=True, check=False, cwd=HERE.parent), repeats)
    return Row(what, median, "s", "cold", repeats, note)


def child(script: str, *arguments: str, limit: float, python: str = sys.executable) -> dict[str, object]:
    """Return what a script prints as JSON, or why it did not; it is stopped at the limit of time."""
    command = [python, str(HERE / script), *arguments]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    if python != sys.executable:
        environment.pop("PYTHONPATH")
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False, env=environment)
    except subprocess.TimeoutExpired:
        return {"stopped": f"stopped after {limit:.0f} s"}
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        return {"stopped": "too large for a diagram" if "MemoryError" in done.stderr else last[:120]}
    found: dict[str, object] = json.loads(done.stdout)
    return found


def peers() -> str:
    """Return the Python of the peers, or nothing."""
    return os.environ.get(PEERS, "")


def machine() -> dict[str, object]:
    """Return what a figure depends on, and no place on the machine."""
    return {
        "date": date.today().isoformat(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
    }


def write(name: str, rows: Sequence[Row]) -> None:
    """Write a measurement's rows, and print them."""
    RESULTS.mkdir(exist_ok=True)
    data = {"machine": machine(), "rows": [asdict(row) for row in rows]}
    (RESULTS / f"{name}.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(table(rows), flush=True)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | median | state | repeats | note |", "|---|---:|---|---:|---|"]
    lines += [f"| {r.what} | {figure(r)} | {r.state} | {r.repeats} | {r.note} |" for r in rows]
    return "\n".join(lines)


def figure(row: Row) -> str:
    """Return a value with its unit, in the unit a reader expects."""
    if row.value is None:
        return "-"
    if row.unit == "s":
        return f"{row.value * 1000:,.0f} ms" if row.value < 10 else f"{row.value:,.1f} s"
    return f"{row.value:,.0f} {row.unit}".strip() if row.unit != "x" else f"{row.value:,.2f} x"
