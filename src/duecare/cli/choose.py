"""Which State, duty or view somebody means; what cannot be meant is refused with what could be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.dossier.model import STANDARDS, Dossier, beneficiaries_of
from duecare.ir.declarations import Law
from duecare.lang.names import suggestion

SCHEMAS = ("dossier", "assessment")


def choose_views(named: Iterable[str], law: Law) -> tuple[str, ...]:
    """Return the views named, in the order of the law; none named: all of them."""
    known, wanted = tuple(view.name for view in law.views), tuple(named)
    for name in wanted:
        if name not in known:
            _refuse(f"the law has no view '{name}'", _begun(name, known), known)
    return tuple(view for view in known if view in wanted) if wanted else known


def choose_standard(name: str) -> str:
    """Return the standard of proof named."""
    if name not in STANDARDS:
        _refuse(f"there is no standard of proof '{name}'", name, STANDARDS)
    return name


def choose_schema(name: str) -> str:
    """Return of what a JSON Schema is asked for."""
    if name not in SCHEMAS:
        _refuse(f"there is no schema of '{name}'", name, SCHEMAS)
    return name


def choose_state(name: str, dossier: Dossier) -> str:
    """Return the State of a dossier that a code or a name means."""
    by_name = {dossier.state_name(code).casefold(): code for code in dossier.states}
    if name.upper() in dossier.states:
        return name.upper()
    found = by_name.get(name.casefold())
    if found is None:
        named = [word for code in dossier.states for word in (code, dossier.state_name(code))]
        _refuse(f"the dossier names no State '{name}'", name, named)
    return found


def choose_duty(name: str, law: Law) -> str:
    """Return the id of the duty or norm that a full or a short name means."""
    ids = (*(duty.id for duty in law.duties), *(norm.name for norm in law.norms))
    if name in ids:
        return name
    short = [one for one in ids if one.rpartition(".")[2] == name]
    if not short:
        near = [word for one in ids for word in (one.rpartition(".")[2], one)]
        _refuse(f"the law has no duty '{name}'", name, near if suggestion(name, near) else ids)
    if len(short) > 1:
        _refuse(f"'{name}' is a duty of several obligations", "", short)
    return short[0]


def choose_beneficiary(name: str | None, duty: str, bearer: str, dossier: Dossier, law: Law) -> str:
    """Return whom a duty is owed to: the State named, or the only one it can be (its own people: itself)."""
    if any(one.id == duty and one.owed_to == "nobody" for one in law.duties):
        return ""
    if name is not None:
        return choose_state(name, dossier)
    obligation = duty.rpartition(".")[0]
    own = any(one.name == obligation and one.owed_to == "individuals" for one in law.obligations)
    possible = [code for code in beneficiaries_of(dossier) if own or code != bearer]
    if not possible:
        return ""
    if len(possible) != 1:
        _refuse("it must be said toward which State", "", [f"--toward {code}" for code in possible])
    return possible[0]


def _begun(name: str, known: Iterable[str]) -> str:
    """Return the one name of which somebody wrote the beginning, else what was written."""
    wanted = name.casefold().replace(" ", "_")
    found = [one for one in known if wanted and one.startswith(wanted)]
    return found[0] if len(found) == 1 else name


def _refuse(message: str, name: str, known: Iterable[str]) -> NoReturn:
    listed = tuple(known)
    near = suggestion(name, listed) if name else ""
    advice = near or (f"write one of {', '.join(listed)}" if listed else "")
    raise InputError([Diagnostic(NOWHERE, message, advice)])


def choose_format(name: str, known: tuple[str, ...]) -> str:
    """Return a format of foreign records by its name; the empty text stays, and is detected."""
    if name and name not in known:
        raise InputError([Diagnostic(NOWHERE, f"'{name}' is no format that is read", f"write {' or '.join(known)}")])
    return name


def choose_export(name: str, known: tuple[str, ...]) -> None:
    """Refuse a format that nothing is written in."""
    if name not in known:
        raise InputError([Diagnostic(NOWHERE, f"'{name}' is no format that is written", f"write {' or '.join(known)}")])
