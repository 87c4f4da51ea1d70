"""Orders of variables and codings of issues, on the bundled and on the invented law (ORDER.md says what follows)."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from unittest.mock import patch

from duecare.engine import compile as compile_module
from duecare.engine.compile import compile_law
from duecare.engine.compiled import Compiled
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import Law
from duecare.lang.book import read_law
from duecare.rulebook.load import BUNDLED, Bundle, load_bundled
from fullsize.case import frames, kept_order
from fullsize.case import law as invented_law
from harness import Row, child, peers, write
from nodes import Collection, functions, live_nodes
from orders import BinaryBuilder, by_element, issues_on_top

_LIMIT = 200.0
_SLICES = (1, 2, 4, 12)
_SPREAD = 100  # levels of one variable of the law, in the diagram that is sifted


def main() -> None:
    """Measure and write the results."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for name in ("bundled", "invented") for row in _of_law(name, Path(folder))]
    write("order", rows)


def _of_law(name: str, folder: Path) -> list[Row]:
    law = _law(name)
    forced = list(compile_law(law).variables)
    orders = {"FORCE (as compiled)": forced}
    orders["issues on top"] = issues_on_top(forced)
    orders["by element"] = by_element(law, forced)
    orders["kept"] = list(load_bundled().compiled.variables if name == "bundled" else kept_order())
    orders |= _sifted(name, forced, folder)
    rows = []
    for number, (title, order) in enumerate(orders.items()):
        file = _saved(folder / f"{name}-{number}.json", order)
        for coding in ("chain", "binary") if title in {"FORCE (as compiled)", "kept"} else ("chain",):
            rows += _cells(f"{name} law, {title}, {coding}", name, file, coding)
    return rows


def _saved(path: Path, order: Sequence[str]) -> Path:
    path.write_text(json.dumps(list(order)))
    return path


def _cells(what: str, name: str, file: Path, coding: str) -> list[Row]:
    measured = partial(child, "measure_order.py", limit=_LIMIT)
    rows = [_row(f"{what}: compiled", measured("compiled", name, str(file), coding))]
    for slices in _SLICES:
        title = f"{what}: nothing known, {slices} slice{'s' * (slices > 1)}"
        rows.append(_row(title, measured("unknown", name, str(file), coding, str(slices))))
    if name == "invented":
        rows.append(_row(f"{what}: half known, 12 slices, the middle frame", measured("half", name, str(file), coding)))
    return rows


def _row(what: str, found: dict[str, object]) -> Row:
    if "stopped" in found:
        return Row(what, None, "nodes", "", 1, str(found["stopped"]))
    notes = ", ".join(f"{key} {value}" for key, value in found.items() if key != "live")
    return Row(what, float(str(found["live"])), "nodes", "", 1, notes)


def _sifted(name: str, start: list[str], folder: Path) -> dict[str, list[str]]:
    """Return the orders that sifting finds from a start: for the compiled law alone, and for its histories too."""
    if not peers():
        return {}
    orders = {}
    for title, kind in (("sifted: compiled law", "law"), ("sifted: law and histories", "history")):
        file, dump = _saved(folder / "start.json", start), folder / "dump.json"
        found = child("measure_order.py", "dump", name, str(file), kind, str(dump), limit=_LIMIT * 3)
        sifted = child("dd_sift.py", str(dump), "cudd", limit=_LIMIT * 6, python=peers())
        levels = sifted.get("order")
        if "stopped" not in found and isinstance(levels, list):
            print(f"{name}, {title}: {sifted['sizes']} in {sifted['sift']:.0f} s", flush=True)
            seen = dict.fromkeys(start[level // _SPREAD] for level in levels)
            orders[title] = list(dict.fromkeys([*seen, *start]))
    return orders


# -- in a child process -----------------------------------------------------------------------------------


def _law(name: str) -> Law:
    return read_law(BUNDLED) if name == "bundled" else invented_law()


def _compiled(name: str, file: str, coding: str) -> Compiled:
    order = json.loads(Path(file).read_text())
    if coding == "chain":
        return compile_law(_law(name), order)
    with patch.object(compile_module, "_Builder", BinaryBuilder):
        return compile_law(_law(name), order)


def _unknown(slices: int) -> Frame:
    start = datetime(2031, 3, 1, tzinfo=UTC)
    return Frame("XBB", tuple(start + timedelta(days=3 * index) for index in range(slices)), {}, (), True, "XAA")


def compiled(name: str, file: str, coding: str) -> dict[str, object]:
    """Return the size of the compiled law."""
    start = time.perf_counter()
    found = _compiled(name, file, coding)
    return {"live": len(found.level) - 1, "seconds": round(time.perf_counter() - start, 2)}


def unknown(name: str, file: str, coding: str, slices: str) -> dict[str, object]:
    """Return the size of the histories of a frame of which nothing is known."""
    return _size(_compiled(name, file, coding), _unknown(int(slices)))


def half(name: str, file: str, coding: str) -> dict[str, object]:
    """Return the size of the histories of the middle frame by size, of those of which half is known."""
    found = _compiled(name, file, coding)
    every = frames(0.5, Bundle(found.law, "", Path(), found))
    sizes = [_size(found, frame) for frame in every if frame.beneficiary]
    middle = median(float(str(size["live"])) for size in sizes)
    return min(sizes, key=lambda size: abs(float(str(size["live"])) - middle))


def _size(found: Compiled, frame: Frame) -> dict[str, object]:
    start = time.perf_counter()
    history = History(found, frame)
    taken = round(time.perf_counter() - start, 2)
    return {"live": live_nodes(history), "made": len(history.diagram), "seconds": taken}


def dump(name: str, file: str, kind: str, target: str) -> dict[str, object]:
    """Write the diagram to sift: the compiled law's, or that of histories of which nothing is known beside it."""
    found, collection = _compiled(name, file, "chain"), Collection()
    roots = collection.compiled(found, _SPREAD)
    if kind == "history":
        history = History(found, _unknown(2 if name == "bundled" else 1))
        wanted = sorted({f for duty in history.of.values() for f in functions(duty)})
        roots += collection.diagram(history.diagram, wanted, history.slices.width, _SPREAD)
    Path(target).write_text(json.dumps({"nodes": collection.nodes, "roots": sorted(set(roots))}))
    return {"nodes": len(collection.nodes)}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        verbs: dict[str, Callable[..., object]] = {
            "compiled": compiled, "unknown": unknown, "half": half, "dump": dump,
        }  # fmt: skip
        print(json.dumps(verbs[sys.argv[1]](*sys.argv[2:])))
    else:
        main()
