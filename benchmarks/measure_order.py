"""Orders of variables and codings of issues, on the bundled and on the invented law (ORDER.md says what follows)."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cut import cut_history
from duecare.engine.compile import Compiled, _Builder
from duecare.engine.diagram import Diagram, reachable, transfer
from duecare.engine.frame import Frame
from duecare.engine.history import History
from duecare.ir.declarations import Law
from duecare.lang.book import read_law
from duecare.rulebook.load import BUNDLED
from fullsize.case import bundle, frames
from fullsize.case import law as invented_law
from harness import Row, child, peers, write
from nodes import live_nodes, word_nodes
from orders import BinaryBuilder, as_built, by_element, compile_in, forced, issues_on_top

_LIMIT = 100.0
_SLICES = (1, 2, 4, 12)
_TOO_LARGE = 200_000  # a compiled law of so many nodes is not worth a history
_CODINGS: dict[str, type[_Builder]] = {"chain": _Builder, "binary": BinaryBuilder}


def main() -> None:
    """Measure and write the results."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for name in ("bundled", "invented") for row in _of_law(name, Path(folder))]
    write("order", rows)


def _of_law(name: str, folder: Path) -> list[Row]:
    law = _law(name)
    orders = {"as built": as_built(law)}
    orders["issues on top"] = issues_on_top(orders["as built"])
    orders["by element"] = by_element(law, orders["as built"])
    orders["FORCE"] = forced(law, orders["as built"])
    orders |= _sifted(name, orders["FORCE"], folder)
    files = {title: _saved(folder / f"{name}-{number}.json", o) for number, (title, o) in enumerate(orders.items())}
    rows = [row for title, file in files.items() for row in _cells(name, title, file, "chain")]
    return rows + _cells(name, "FORCE", files["FORCE"], "binary")


def _saved(path: Path, order: list[str]) -> Path:
    path.write_text(json.dumps(order))
    return path


def _cells(name: str, title: str, file: Path, coding: str) -> list[Row]:
    what = f"{name} law, {title}, {coding}"
    rows = _counts(what, child("measure_order.py", "compiled", name, str(file), coding, limit=_LIMIT))
    for trial in ("whole", "cut"):
        for slices in _SLICES:
            if rows and rows[0].value is not None and rows[0].value < _TOO_LARGE:
                found = child("measure_order.py", trial, name, str(file), coding, str(slices), limit=_LIMIT)
                rows += _counts(f"{what}, {trial}, nothing known, {slices} slices", found)
                if "stopped" in found:
                    break
        if rows[0].value is not None and rows[0].value < _TOO_LARGE and name == "invented":
            found = child("measure_order.py", f"half-{trial}", name, str(file), coding, limit=_LIMIT)
            rows += _counts(f"{what}, {trial}, half known, 12 slices", found)
    return rows


def _counts(what: str, found: dict[str, object]) -> list[Row]:
    if "stopped" in found:
        return [Row(f"{what}: live", None, "nodes", "", 1, str(found["stopped"]))]
    return [Row(f"{what}: {key}", float(str(value)), "s" if key == "time" else "nodes") for key, value in found.items()]


def _sifted(name: str, start: list[str], folder: Path) -> dict[str, list[str]]:
    """Return the orders that sifting finds from a start: for the compiled law alone, and for its histories too."""
    if not peers():
        return {}
    orders = {}
    for title, kind in (("sifted: compiled law", "law"), ("sifted: law and histories", "history")):
        file, dump = _saved(folder / "start.json", start), folder / "dump.json"
        found = child("measure_order.py", "dump", name, str(file), kind, str(dump), limit=_LIMIT * 3)
        if "stopped" not in found:
            sifted = child("dd_sift.py", str(dump), "cudd", "2", limit=_LIMIT * 6, python=peers())
            width, compiled = int(str(found["width"])), found["variables"]
            if "stopped" not in sifted:
                orders[title] = _names(sifted["order"], width, compiled)
    return orders


def _names(levels: object, width: int, variables: object) -> list[str]:
    assert isinstance(levels, list)
    assert isinstance(variables, list)
    seen = dict.fromkeys(variables[level // width] for level in levels)
    return list(dict.fromkeys([*seen, *variables]))


# -- in a child process -----------------------------------------------------------------------------------


def _law(name: str) -> Law:
    return read_law(BUNDLED) if name == "bundled" else invented_law()


def _compiled(name: str, file: str, coding: str) -> Compiled:
    return compile_in(_law(name), json.loads(Path(file).read_text()), _CODINGS[coding])


def _unknown(slices: int) -> Frame:
    start = datetime(2031, 3, 1, tzinfo=UTC)
    return Frame("XBB", tuple(start + timedelta(days=3 * index) for index in range(slices)), {}, (), True, "XAA")


def compiled(name: str, file: str, coding: str) -> dict[str, object]:
    """Return the size of the compiled law."""
    start = time.perf_counter()
    found = _compiled(name, file, coding)
    return {"compiled": len(found.level), "time": time.perf_counter() - start}


def whole(name: str, file: str, coding: str, slices: str) -> dict[str, object]:
    """Return the size of the histories as they are."""
    return _whole(_compiled(name, file, coding), _unknown(int(slices)))


def cut(name: str, file: str, coding: str, slices: str) -> dict[str, object]:
    """Return the size of the histories over cut variables, and of what these stand for."""
    return _cut(_compiled(name, file, coding), _unknown(int(slices)))


def half(trial: str, name: str, file: str, coding: str) -> dict[str, object]:
    """Return the size of a frame of which half is known."""
    found = _compiled(name, file, coding)
    frame = frames(0.5, bundle())[2]
    return _whole(found, frame) if trial == "whole" else _cut(found, frame)


def _whole(found: Compiled, frame: Frame) -> dict[str, object]:
    start = time.perf_counter()
    history = History(found, frame)
    taken = time.perf_counter() - start
    return {
        "live": live_nodes(history), "words": word_nodes(history), "made": len(history.diagram), "time": taken,
    }  # fmt: skip


def _cut(found: Compiled, frame: Frame) -> dict[str, object]:
    start = time.perf_counter()
    history, slices = cut_history(found, frame)
    taken = time.perf_counter() - start
    below = slices.nodes_below()
    return {
        "live": live_nodes(history) + below, "words": word_nodes(history) + below,
        "made": len(history.diagram) + len(slices.below.diagram), "time": taken,
    }  # fmt: skip


def dump(name: str, file: str, kind: str, target: str) -> dict[str, object]:
    """Write the diagram to sift: the compiled law's, or that of histories of which nothing is known beside it."""
    found = _compiled(name, file, "chain")
    if kind == "law":
        diagram, width = Diagram(), 1
        diagram.level, diagram.low, diagram.high = list(found.level), list(found.low), list(found.high)
        roots = list(found.roots.values())
    else:
        history = History(found, _unknown(2 if name == "bundled" else 1))
        diagram, width = history.diagram, history.slices.width
        roots = [f for duty in history.of.values() for f in duty.words.values()]
        roots += [f for duty in history.of.values() for f in (*duty.omitted, *duty.breached, *duty.due)]
        free = [diagram.variable(place * width) for place in range(len(found.variables))]
        memo: dict[int, int] = {}
        roots += [transfer(found.level, found.low, found.high, r, diagram, free, memo) for r in found.roots.values()]
    _write(diagram, roots, Path(target))
    return {"width": width, "variables": list(found.variables)}


def _write(diagram: Diagram, roots: Iterable[int], target: Path) -> None:
    kept = sorted(reachable(diagram, roots))
    number = {node: index for index, node in enumerate(kept)}
    data = {
        "level": [diagram.level[node] for node in kept],
        "low": [number[diagram.low[node]] for node in kept],
        "high": [number[diagram.high[node]] for node in kept],
        "roots": sorted({number[root] for root in roots}),
    }
    target.write_text(json.dumps(data))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        verb, *arguments = sys.argv[1:]
        trial = verb.removeprefix("half-")
        done = half(trial, *arguments) if verb != trial else globals()[verb](*arguments)
        print(json.dumps(done))
    else:
        main()
