"""Plans kept on disk: making one takes a minute or two, reading one a moment."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from duecare.batch.circuit import Circuit
from duecare.batch.conclusions import Conclusion
from duecare.batch.plan import Answer, Plan

FORMAT = 3
_ARRAYS = ("start", "left", "right", "made", "outputs")


def folder() -> Path:
    """Return where plans are kept: the user's cache."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "duecare" / "plans"


def kept_or_made(asked: object, make: Callable[[], Plan], where: Path | None = None) -> Plan:
    """Return the plan for what is asked: the one kept, else a new one, which is kept if the disk allows."""
    name = sha256(json.dumps([FORMAT, asked], sort_keys=True).encode()).hexdigest()
    path = (where or folder()) / f"{name}.npz"
    try:
        return from_bytes(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile, zlib.error):  # none, or a damaged one
        plan = make()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}.part")
        draft.write_bytes(to_bytes(plan))
        draft.replace(path)
    except OSError:
        pass  # a cache is no duty
    return plan


def to_bytes(plan: Plan) -> bytes:
    """Return a plan as bytes: arrays, and a line of JSON on what they mean."""
    circuit = plan.circuit
    told = asdict(plan) | {"circuit": {"variables": circuit.variables, "rows": circuit.rows}}
    buffer = BytesIO()
    arrays: dict[str, Any] = {name: getattr(circuit, name) for name in _ARRAYS}
    np.savez(buffer, told=np.frombuffer(json.dumps(told).encode(), np.uint8), **arrays)
    return buffer.getvalue()


def from_bytes(data: bytes) -> Plan:
    """Return the plan that bytes hold; nothing in them is run."""
    with np.load(BytesIO(data), allow_pickle=False) as found:
        told = json.loads(found["told"].tobytes())
        arrays = {name: found[name] for name in _ARRAYS}
    about = told["circuit"]
    circuit = Circuit(variables=tuple(about["variables"]), rows=about["rows"], **arrays)
    answers = tuple(
        Answer(
            Conclusion(one["conclusion"]["question"], one["conclusion"]["about"], tuple(one["conclusion"]["duties"])),
            one["view"], one["place"], one["cases"],
        )
        for one in told["answers"]
    )  # fmt: skip
    return Plan(
        told["law"], told["kind"], tuple(told["views"]), tuple(told["questions"]), told["by_duty"], answers, circuit,
        {name: tuple(leaves) for name, leaves in told["raised_by"].items()}, tuple(told["leaves"]),
        told["contested"], tuple(told["left_out"]), told["chance"],
    )  # fmt: skip
