"""The bundled law: read, check and compile it cold; load it compiled; how large it is."""

from __future__ import annotations

import json
import sys
import time

from harness import Row, child, write

_REPEATS = 5


def main() -> None:
    """Measure and write the results."""
    runs = [child("measure_law.py", "cold", limit=300) for _ in range(_REPEATS)]
    loads = [child("measure_law.py", "load", limit=300) for _ in range(_REPEATS)]
    rows = [_row(f"law: {key}", runs, key) for key in ("read", "check", "compile", "all three")]
    rows.append(_row("law: load_bundled()", loads, "load", "its imports counted apart"))
    rows.append(_row("law: imports of load_bundled", loads, "imports"))
    rows += [Row(f"law: {key}", float(str(runs[0][key])), "") for key in ("nodes", "variables", "roots")]
    write("law", rows)


def _row(what: str, runs: list[dict[str, object]], key: str, note: str = "") -> Row:
    taken = sorted(float(str(run[key])) for run in runs)
    return Row(what, taken[len(taken) // 2], "s", "cold", len(runs), note)


def cold() -> dict[str, object]:
    """Read, check and compile in this process, which has done nothing else."""
    from duecare.engine.compile import compile_law
    from duecare.lang.book import read_law
    from duecare.lang.checks import check_law
    from duecare.rulebook.load import BUNDLED

    start = time.perf_counter()
    law = read_law(BUNDLED)
    read = time.perf_counter()
    check_law(law)
    checked = time.perf_counter()
    compiled = compile_law(law)
    end = time.perf_counter()
    return {
        "read": read - start, "check": checked - read, "compile": end - checked, "all three": end - start,
        "nodes": len(compiled.level) - 1, "variables": len(compiled.variables), "roots": len(compiled.roots),
    }  # fmt: skip


def load() -> dict[str, object]:
    """Load the bundled law as every command does."""
    start = time.perf_counter()
    from duecare.rulebook.load import load_bundled

    imported = time.perf_counter()
    load_bundled()
    return {"imports": imported - start, "load": time.perf_counter() - imported}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"cold": cold, "load": load}[sys.argv[1]]()))
    else:
        main()
