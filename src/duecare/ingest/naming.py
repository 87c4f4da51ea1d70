"""Names of dossiers made from foreign records: readable, and the same for the same record."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 48


def dossier_name(title: str, prefix: str, digest: str) -> str:
    """Return a name of small letters, digits and hyphens, that the file's digest makes its own."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").lower()
    words = "-".join(re.findall(r"[a-z0-9]+", ascii_only))[:_LONGEST].strip("-")
    return "-".join(part for part in (prefix, words, digest[:8]) if part)
