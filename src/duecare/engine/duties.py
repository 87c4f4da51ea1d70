"""The duties and norms of a law, seen alike: what the engine works out one by one."""

from __future__ import annotations

from functools import lru_cache

from duecare.ir.declarations import Duty, Law, Norm, Service
from duecare.ir.expressions import AnyOf


def duties_and_norms(law: Law) -> dict[str, Duty]:
    """Return duties by id, then norms by name, in the order of the law."""
    return {duty_id(duty): duty for duty in duties_of(law)}


def duties_of(law: Law) -> tuple[Duty, ...]:
    """Return the duties, then the norms as duties that are never breached (id: the norm's name)."""
    return (*law.duties, *(_as_duty(norm) for norm in law.norms))


def duty_id(duty: Duty) -> str:
    """Return a duty's id, or a norm's name."""
    return duty.id if duty.obligation else duty.name


@lru_cache(maxsize=4096)
def measures_served_by(service: Service) -> tuple[str, ...]:
    """Return the measures of a service, in its order."""
    names: list[str] = []
    for item in service.items:
        names += (item,) if isinstance(item, str) else measures_served_by(item)
    return tuple(dict.fromkeys(names))


def _as_duty(norm: Norm) -> Duty:
    return Duty(
        "", norm.name, norm.text, norm.sources, norm.phase, norm.expected, norm.served_by,
        breached=AnyOf(()), applicable=norm.expected, span=norm.span,
    )  # fmt: skip
