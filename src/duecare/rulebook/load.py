"""The law in use, compiled: the bundled one from its compiled file, any other from its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from duecare.base.errors import InputError
from duecare.engine.compiled import Compiled
from duecare.ir.codec import law_hash
from duecare.ir.declarations import Law
from duecare.rulebook.stored import Stored, from_text, text_digest, to_text

BUNDLED = Path(__file__).resolve().parent.parent / "law"
COMPILED = "compiled.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A law that passed its checks, where it stands, and the hash that names it in every result."""

    law: Law
    hash: str
    folder: Path
    compiled: Compiled


def load_law(folder: Path) -> Bundle:
    """Read, check and compile a law from its text; InputError carries every mistake."""
    from duecare.engine.compile import compile_law
    from duecare.lang.book import read_law
    from duecare.lang.checks import check_law

    law = read_law(folder)
    diagnostics = tuple(check_law(law))
    if diagnostics:
        raise InputError(diagnostics)
    return Bundle(law, law_hash(law), folder, compile_law(law))


@cache
def load_bundled() -> Bundle:
    """Return the law that comes with Duecare: compiled already, unless somebody has edited its text since."""
    path = BUNDLED / COMPILED
    stored = from_text(path.read_text(encoding="utf-8"), text_digest(BUNDLED)) if path.exists() else None
    if stored is None:
        return load_law(BUNDLED)
    return Bundle(stored.compiled.law, stored.law_hash, BUNDLED, stored.compiled)


def compiled_text(bundle: Bundle) -> str:
    """Return what the compiled file of a law has to hold."""
    return to_text(Stored(bundle.hash, text_digest(bundle.folder), bundle.compiled))
