"""How much the slow suites try: enough for every change, and ten or a hundred times that for a release."""

from __future__ import annotations

import os

THOROUGH = int(os.environ.get("DUECARE_THOROUGH", "1"))


def many(number: int) -> int:
    """Return how many examples a slow test tries, of which a plain run tries this number."""
    return number * THOROUGH
