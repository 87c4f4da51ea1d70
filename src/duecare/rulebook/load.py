"""The law in use, compiled: the bundled one from its compiled file, any other from its text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from duecare.base.errors import InputError
from duecare.base.moments import Moment
from duecare.engine.compiled import Compiled
from duecare.ir.codec import law_hash
from duecare.ir.declarations import Law
from duecare.rulebook.later import Later
from duecare.rulebook.participation import TABLE, participation
from duecare.rulebook.stored import Stored, from_text, stored_order, text_digest, to_text

BUNDLED = Path(__file__).resolve().parent.parent / "law"
COMPILED = "compiled.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A law that passed its checks, where it stands, and the hash that names it in every result.

    at     the day whose law this is; None: the law as restated, each rule between its own dates.
    later  what the law of that day has not.
    """

    law: Law
    hash: str
    folder: Path
    compiled: Compiled
    at: Moment | None = None
    later: Later | None = None


def load_law(folder: Path) -> Bundle:
    """Read, check and compile a law from its text; InputError carries every mistake.

    A compiled file beside the text, however old, gives the order of the variables and nothing else.
    """
    from duecare.engine.compile import compile_law
    from duecare.lang.book import read_law
    from duecare.lang.checks import check_law

    law = read_law(folder)
    diagnostics = tuple(check_law(law))
    if diagnostics:
        raise InputError(diagnostics)
    participation(folder, law)  # tells what is wrong with it
    return Bundle(law, bundle_hash(law, folder), folder, compile_law(law, stored_order(folder / COMPILED)))


def bundle_hash(law: Law, folder: Path) -> str:
    """Return what names the law and the table of participation, if there is one."""
    table = folder / TABLE
    if not table.exists():
        return law_hash(law)
    return sha256(f"{law_hash(law)} {sha256(table.read_bytes()).hexdigest()}".encode()).hexdigest()


def with_smaller_order(bundle: Bundle, rounds: int, tell: Callable[[str], None]) -> Bundle:
    """Return the same law compiled under an order searched for; `tell` hears of each round."""
    from duecare.engine.compile import compile_law
    from duecare.engine.reorder import better_order

    return replace(bundle, compiled=compile_law(bundle.law, better_order(bundle.compiled, rounds, tell)))


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
