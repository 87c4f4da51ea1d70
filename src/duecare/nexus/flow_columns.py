"""The columns every batch of flows has, whatever log it was read from."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

AT, SOURCE, DESTINATION, BYTES = "at", "source", "destination", "bytes"
NAMES = (AT, SOURCE, DESTINATION, BYTES)
MOMENT = pa.timestamp("us", "UTC")
HOUR = 3_600_000_000  # of the microseconds that times are told in


@dataclass(slots=True)
class Tally:
    """What was read on the way: rows used, and rows left out by reason."""

    rows: int = 0
    skipped: dict[str, int] = field(default_factory=dict)

    def skip(self, why: str, count: int = 1) -> None:
        """Count rows that could not be used."""
        if count:
            self.skipped[why] = self.skipped.get(why, 0) + count
