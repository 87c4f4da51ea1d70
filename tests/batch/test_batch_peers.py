"""The chances of a table beside PySDD and ProbLog, which are given the operations that make each conclusion."""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from chance_peers import CASES, Put, difference, plan_of, puts
from recorded import asked, one_reading

EXACT = 1e-12
SMALL = tuple(one.about for one in asked() if not one.about.startswith("no_harm_duty"))  # ProbLog compiles no other


@cache
def put() -> dict[str, Put]:
    """Every conclusion in one reading of a view."""
    compiled = one_reading("coco_dias")
    return {one.about: one for one in puts(compiled, plan_of(compiled))}


@pytest.mark.slow
@pytest.mark.parametrize("peer", ["pysdd", "problog"])
def test_same_as_peers(peer: str, tmp_path: Path) -> None:
    """Every conclusion that both compile in seconds has the same chance to 1e-12, case by case."""
    pytest.importorskip("pysdd")
    program = pytest.importorskip(f"{peer}_batch", reason=f"{peer} is not installed")
    limit, file = sys.getrecursionlimit(), tmp_path / "asked.json"
    try:
        for about in SMALL:
            file.write_text(json.dumps(put()[about].data), encoding="utf-8")
            found = program.main(str(file))
            assert len(found["found"]) == CASES
            assert difference(found, put()[about]) < EXACT, about
    finally:
        sys.setrecursionlimit(limit)
    assert sum(max(put()[about].ours) > 0 for about in SMALL) == len(SMALL)


@pytest.mark.slow
def test_every_conclusion_is_told() -> None:
    """Peers are asked of every obligation and phase, and none is left out of the chances they are compared with."""
    assert set(put()) == {one.about for one in asked()}
    assert all(0 < chance < 1 for one in put().values() for chance in one.ours)
