"""What the law of a past day lacks of the law as restated."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Later:
    """What the law of a day has not, though the law as restated has it; all by name.

    rules      not in force that day.            views  drawn from later works.
    positions  (issue, position) taken only later, where another position of the issue had been taken.
    untaken    issues on which nobody had taken any position.
    restated   rules that rest on later authorities alone.
    """

    rules: tuple[str, ...]
    views: tuple[str, ...]
    positions: tuple[tuple[str, str], ...]
    untaken: tuple[str, ...]
    restated: tuple[str, ...]
