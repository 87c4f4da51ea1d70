"""The axis of time: every date at which something begins or ends has its place, and long stretches are drawn short."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import log1p
from xml.etree.ElementTree import Element

from duecare.base.moments import parse_moment
from duecare.drawing.canvas import SOFT, line, text, width_of
from duecare.report.dates import in_brief

_SIZE = 6.0
_DAY = timedelta(days=1)
NOT_TO_SCALE = (
    "Times are in UTC. Distances are not to scale: long stretches in which nothing begins or ends are drawn short."
)


@dataclass(frozen=True, slots=True)
class Axis:
    """Instants in order and where each stands, in points from the left."""

    instants: tuple[datetime, ...]
    places: tuple[float, ...]

    def at(self, when: datetime) -> float:
        """Return where a time stands; before the first and after the last: at the end."""
        after = bisect_right(self.instants, when)
        if not 0 < after < len(self.instants):
            return self.places[0 if not after else -1]
        first, last = self.instants[after - 1], self.instants[after]
        share = (when - first) / (last - first)
        return self.places[after - 1] + share * (self.places[after] - self.places[after - 1])

    def ticks(self, height: float) -> Iterator[Element]:
        """Yield a line and a date for as many instants as have room, the first and the last among them."""
        for when in self._told():
            x = self.at(when)
            yield line(x, 9, x, height, stroke="#dcdcdc")
            yield text(self._left(when), 6.5, _day(when), _SIZE, fill=SOFT)

    def _told(self) -> list[datetime]:
        last = self.instants[-1]
        told: list[datetime] = []
        end = -1e9
        for when in self.instants[:-1]:
            if self._left(when) > end and self._left(when) + _wide(when) + 5 < self._left(last):
                told.append(when)
                end = self._left(when) + _wide(when) + 5
        return [*told, last]

    def _left(self, when: datetime) -> float:
        middle = self.at(when) - _wide(when) / 2
        return min(max(middle, self.places[0] - 4), self.places[-1] - _wide(when) + 4)


def axis_of(instants: Iterable[datetime], left: float, right: float) -> Axis:
    """Return the axis on which these instants stand between two places; further apart, the longer between them."""
    known = tuple(sorted(set(instants)))
    if len(known) == 1:
        known = (known[0], known[0] + _DAY)
    weights = [log1p((last - first) / _DAY * 4) + 0.05 for first, last in pairwise(known)]
    whole, so_far = sum(weights), 0.0
    places = [left]
    for weight in weights:
        so_far += weight
        places.append(left + so_far / whole * (right - left))
    return Axis(known, tuple(places))


def instant(label: str) -> datetime:
    """Return the time that the label of a slice names: `start of 2021-05`, `just before 2021-05-14`."""
    for words, end in (("start of ", False), ("just before ", False), ("end of ", True)):
        if label.startswith(words):
            moment = parse_moment(label.removeprefix(words))
            return moment.latest if end else moment.earliest
    return parse_moment(label).earliest


def _day(when: datetime) -> str:
    return in_brief(f"{when:%Y-%m-%d}")


def _wide(when: datetime) -> float:
    return width_of(_day(when), _SIZE)
