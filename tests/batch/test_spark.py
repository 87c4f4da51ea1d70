"""On a cluster the output is the same bytes, also when a worker is lost on the way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from tables import ONLY, VIEWS, table, written

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed (extra `spark`)"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17"),
]

_RUN = "from duecare.cli.main import run; run()"
_ASKED = ("--views", ",".join(VIEWS), "--only", ",".join(ONLY), "--questions", "due,breached")


def command(source: Path, target: Path, *more: str) -> list[str]:
    return [sys.executable, "-c", _RUN, "batch", "run", str(source), "-o", str(target), *_ASKED, *more]


def environment(folder: Path) -> dict[str, str]:
    paths = [path for path in sys.path if path]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(paths), "PYSPARK_PYTHON": sys.executable, "XDG_CACHE_HOME": str(folder),
    }  # fmt: skip


def executors(of: int) -> Iterator[int]:
    """The processes below one that run a worker of Spark."""
    parents: dict[int, int] = {}
    lines: dict[int, bytes] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                lines[int(entry.name)] = (entry / "cmdline").read_bytes()
            except OSError:
                continue
    for number, line in lines.items():
        above = number
        while above in parents and above != of:
            above = parents[above]
        if above == of and b"CoarseGrainedExecutorBackend" in line:
            yield number


def test_a_lost_worker_changes_nothing(tmp_path: Path) -> None:
    """Two workers of a local cluster, one of them killed: the same file as one process writes."""
    source = written(tmp_path / "frames.parquet", table(200, 100), 4000)
    env = environment(tmp_path / "cache")
    subprocess.run(command(source, tmp_path / "one.parquet"), check=True, env=env, capture_output=True)
    cluster = ("--engine", "spark", "--master", "local-cluster[2,1,1024]")
    running = subprocess.Popen(
        command(source, tmp_path / "many.parquet", *cluster), env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    killed = False
    while running.poll() is None:
        found = [] if killed else list(executors(running.pid))
        if len(found) == 2:
            time.sleep(1.0)
            os.kill(found[0], signal.SIGKILL)
            killed = True
        time.sleep(0.1)
    said = running.communicate()[0].decode()
    assert running.returncode == 0, said[-2000:]
    assert killed
    assert (tmp_path / "many.parquet").read_bytes() == (tmp_path / "one.parquet").read_bytes()
