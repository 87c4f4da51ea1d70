"""The standards of proof in words."""

from __future__ import annotations

from duecare.report.names import human

_WORDS = {
    "prima_facie": "prima facie evidence",
    "balance": "balance of probabilities",
    "high": "high level of certainty",
    "conclusive": "fully conclusive evidence",
}


def standard_words(name: str) -> str:
    """Return what a standard of proof is called."""
    return _WORDS.get(name, human(name))
