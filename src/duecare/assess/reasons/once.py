"""Formulas built once each, so that their values are worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from duecare.assess.reasons.formula import Formula


class Maker(Protocol):
    """What builds formulas, and keeps those that it built."""

    made: dict[tuple[object, ...], Formula]


M = TypeVar("M", bound=Maker)
P = ParamSpec("P")


def once(build: Callable[Concatenate[M, P], Formula]) -> Callable[Concatenate[M, P], Formula]:
    """Keep each formula that is built, under what it was built from."""

    @wraps(build)
    def found(maker: M, /, *args: P.args, **kwargs: P.kwargs) -> Formula:
        key = (build.__name__, *args, *kwargs.values())
        if key not in maker.made:
            maker.made[key] = build(maker, *args, **kwargs)
        return maker.made[key]

    return found
