"""Which State, group or issue somebody means when asking the register."""

from __future__ import annotations

from typing import NoReturn

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE
from duecare.base.states import is_state, near_states, state_codes, state_name
from duecare.ir.declarations import Law
from duecare.lang.names import suggestion
from duecare.practice.model import Record, Register


def choose_author(name: str, register: Register) -> str:
    """Return the code of the State or group that a code or a name means, whether or not it has said anything."""
    code = name.strip().upper()
    if is_state(code) or code in register.groups:
        return code
    named = {one.name.casefold(): one.who for one in register.records}
    named |= {state_name(one).casefold(): one for one in state_codes()}
    found = named.get(name.strip().casefold())
    if found is None:
        near = [f"{one} ({state_name(one)})" for one in near_states(name)]
        advice = f"did you mean {' or '.join(near)}?" if near else suggestion(code, register.groups)
        _refuse(f"no State and no group is called '{name[:80]}'", advice or "write three letters as in ISO 3166")
    return found


def choose_record(name: str, register: Register) -> Record:
    """Return the record of that id."""
    known = {one.id: one for one in register.records}
    found = known.get(name.strip().casefold())
    if found is None:
        of = [one.id for one in register.records if one.who == name.strip().upper()]
        advice = suggestion(name.casefold(), known) or (f"it is one of {', '.join(of)}" if of else "")
        _refuse(f"the register has no record '{name[:80]}'", advice or "`duecare practice list` names them all")
    return found


def choose_issues(name: str, law: Law) -> list[str]:
    """Return the full names of an issue; one that obligations ask for themselves has one for each."""
    wanted = name.strip().casefold().replace(" ", "_").replace("-", "_")
    found = [one.name for one in law.issues if wanted in (one.name, one.name.partition("@")[0])]
    if not found:
        known = list(dict.fromkeys(one.name.partition("@")[0] for one in law.issues))
        advice = suggestion(wanted, known) or f"write one of {', '.join(sorted(known))}"
        _refuse(f"the law has no issue '{name[:80]}'", advice)
    return found


def _refuse(message: str, advice: str) -> NoReturn:
    raise InputError([Diagnostic(NOWHERE, message, advice)])
