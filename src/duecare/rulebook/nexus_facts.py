"""Which leaf of a law a territory's role in an operation's traffic goes to, as the law's folder says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.base.yaml_nodes import Limits, Scalar, Table, Trouble, YamlRefusedError, read_nodes
from duecare.ir.declarations import Law

NEXUS_FACTS = "nexus.yaml"
_LIMITS = Limits(levels=3, aliases=0, nodes=100)


def nexus_facts(folder: Path, law: Law) -> Mapping[str, str]:
    """Return leaves by role; none if the folder does not say."""
    path = folder / NEXUS_FACTS
    if not path.exists():
        return MappingProxyType({})
    troubles: list[Trouble] = []
    try:
        root = read_nodes(path.read_text(encoding="utf-8"), str(path), _LIMITS, troubles.append)
    except YamlRefusedError as error:
        raise _refused(error.trouble.span, "this is no mapping of roles to leaves") from error
    if troubles or not isinstance(root, Table):
        raise _refused(troubles[0].span if troubles else root.span, "this is no mapping of roles to leaves")
    leaves = {leaf.name for leaf in law.leaves if leaf.scope in {"bearer", "beneficiary"}}
    found: dict[str, str] = {}
    for key, value in root.items.values():
        if not isinstance(value, Scalar) or value.text not in leaves:
            raise _refused(value.span, f"the law asks nothing about a State by the name given for '{key.text}'")
        found[key.text] = value.text
    return MappingProxyType(found)


def _refused(span: Span, message: str) -> InputError:
    return InputError([Diagnostic(span, message, "write `origin: LEAF`, one role a line")])
