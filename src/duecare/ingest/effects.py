"""The questions of fact that a foreign record may answer, as the law's folder names them, and the harm of each.

All are observations about what an operation does in a State, or where infrastructure stands. Nothing here says who did
it: no record of an attribution is ever turned into an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from duecare.base.yaml_nodes import Limits, Node, Scalar, Table, Trouble, read_nodes
from duecare.ingest.draft import Draft, Proposed

_FILE = "records.yaml"
_LIMITS = Limits(levels=3, aliases=0, nodes=100)


def _answered() -> dict[str, dict[str, str]]:
    """Return, for each kind of thing that records speak of, the question it answers and its class of harm."""
    troubles: list[Trouble] = []
    text = files("duecare.law").joinpath(_FILE).read_text(encoding="utf-8")
    root = read_nodes(text, _FILE, _LIMITS, troubles.append)
    return {name.text: _fields(node) for name, node in root.items.values()} if isinstance(root, Table) else {}


def _fields(node: Node) -> dict[str, str]:
    if not isinstance(node, Table):
        return {}
    return {name.text: value.text for name, value in node.items.values() if isinstance(value, Scalar)}


_ANSWERED = _answered()
_QUESTION = {kind: fields["question"] for kind, fields in _ANSWERED.items()}

AVAILABILITY = _QUESTION["functions lost"]
TAKEN = _QUESTION["data taken"]
ALTERED = _QUESTION["data altered"]
PHYSICAL = _QUESTION["physical damage"]
ECONOMIC = _QUESTION["economic loss"]
INTRUSION = _QUESTION["intrusion"]
CRITICAL = _QUESTION["critical infrastructure"]
ORIGIN = _QUESTION["run from there"]
CAME_ABOUT = _QUESTION["came about"]

HARM_OF: Mapping[str, str] = {fields["question"]: fields["harm"] for fields in _ANSWERED.values() if "harm" in fields}
ABOUT_AFFECTED = (*HARM_OF, CRITICAL, CAME_ABOUT)


def there(draft: Draft, leaves: tuple[str, ...], states: tuple[str, ...], at: str) -> tuple[Proposed, ...]:
    """Return claims that the operation did something in each of some States, and list States and harms."""
    for state in states:
        draft.name_state(state)
    if states:
        draft.harms.update(HARM_OF[leaf] for leaf in leaves if leaf in HARM_OF)
    return tuple(Proposed(leaf, {"beneficiary": state}, at) for leaf in leaves for state in states)


def from_there(draft: Draft, state: str, at: str) -> Proposed:
    """Return a claim that the operation was run from systems in a State, and list it."""
    draft.name_state(state)
    return Proposed(ORIGIN, {"bearer": state}, at)
