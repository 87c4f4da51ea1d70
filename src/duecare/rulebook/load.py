"""The law in use, compiled: the bundled one from its compiled file, any other from its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from duecare.base.errors import InputError
from duecare.engine.compile import Compiled, compile_law
from duecare.ir.codec import law_hash
from duecare.ir.declarations import Law

BUNDLED = Path(__file__).resolve().parent.parent / "law"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A law that passed its checks, where it stands, and the hash that names it in every result."""

    law: Law
    hash: str
    folder: Path
    compiled: Compiled


def load_law(folder: Path) -> Bundle:
    """Read and check a law from its text; InputError carries every mistake."""
    from duecare.lang.book import read_law
    from duecare.lang.checks import check_law

    law = read_law(folder)
    diagnostics = tuple(check_law(law))
    if diagnostics:
        raise InputError(diagnostics)
    return Bundle(law, law_hash(law), folder, compile_law(law))


@cache
def load_bundled() -> Bundle:
    """Return the law that comes with Duecare."""
    return load_law(BUNDLED)
