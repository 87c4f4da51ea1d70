"""A dossier to start from: it reads without error, and says what every field is for."""

from __future__ import annotations

import re
from importlib.resources import files

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.dossier.head_reader import DOSSIER_ID
from duecare.dossier.mistakes import shown


def new_dossier(name: str) -> str:
    """Return the text of a new dossier of this name; InputError if it cannot be a name."""
    if not re.fullmatch(DOSSIER_ID, name):
        message = f"'{shown(name)}' cannot be the name of a dossier"
        advice = "write small letters, digits and hyphens, such as clinic-2024"
        raise InputError([Diagnostic(NOWHERE, message, advice)])
    template = files("duecare.dossier").joinpath("scaffold.yaml").read_text(encoding="utf-8")
    return template.replace("NAME-OF-THE-DOSSIER", name)
