"""For whom something is made: `--tlp LEVEL`, which leaves out what may not be shared at that level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from duecare.dossier.model import Dossier

Tlp = Annotated[
    str | None,
    typer.Option("--tlp", metavar="LEVEL", help="Only from what may be shared at this level: clear to red (TLP 2.0)."),
]


def for_level(dossier: Dossier, level: str | None) -> Dossier:
    """Return what a dossier holds for a level; all of it where none is named."""
    from duecare.base.errors import Diagnostic, InputError
    from duecare.base.spans import NOWHERE
    from duecare.dossier.mistakes import near, shown
    from duecare.dossier.model import TLP
    from duecare.dossier.release import released

    if level is None:
        return dossier
    wanted = level.strip().lower().removeprefix("tlp:")
    if wanted not in TLP:
        advice = near(wanted, TLP, f"write one of {', '.join(TLP)}")
        raise InputError([Diagnostic(NOWHERE, f"there is no TLP level '{shown(level)}'", advice)])
    return released(dossier, wanted)
