"""Duecare: due care in cyberspace, assessed without attribution.

    from duecare import assess, load_rulebook, read_dossier, render

    dossier = read_dossier("incident.yaml")
    print(render(assess(dossier)))

Nothing is loaded before it is used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duecare.assess.model import Assessment
    from duecare.base.errors import InputError
    from duecare.dossier.model import Dossier
    from duecare.public import assess, load_rulebook, read_dossier, render
    from duecare.rulebook.load import Bundle

__all__ = ["Assessment", "Bundle", "Dossier", "InputError", "assess", "load_rulebook", "read_dossier", "render"]

_HOME = {
    "Assessment": "duecare.assess.model",
    "Bundle": "duecare.rulebook.load",
    "Dossier": "duecare.dossier.model",
    "InputError": "duecare.base.errors",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'duecare' has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "duecare.public")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Assess(ModuleType):
    """The package `duecare.assess`, which can be called: once loaded it hides the verb of the same name."""

    def __call__(self, *args: Any, **kwargs: Any) -> Assessment:
        from duecare.public import assess

        return assess(*args, **kwargs)


class _Duecare(ModuleType):
    """This package; it sees its parts being loaded."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "assess" and isinstance(value, ModuleType):
            value.__class__ = _Assess
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Duecare
