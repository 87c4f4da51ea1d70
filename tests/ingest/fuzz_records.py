"""Feeds the readers of foreign records with bytes that atheris finds; run by hand, with atheris installed:

    python tests/ingest/fuzz_records.py -max_total_time=60

Whatever is not a refusal with a message is a mistake of ours, and atheris keeps the bytes that brought it about.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

from duecare.base.errors import InputError
from duecare.dossier.read import parse_dossier
from duecare.rulebook.load import load_bundled

with atheris.instrument_imports(include=["duecare.ingest"]):
    from duecare.ingest.detect import open_record
    from duecare.ingest.draft import text_of

_LAW = load_bundled().law
_FOLDER = TemporaryDirectory()
_FILE = Path(_FOLDER.name) / "record"
_FORMS = ("", "stix", "misp", "eurepoc")


def one_input(data: bytes) -> None:
    """Read some bytes as whatever they look like, or as the format that the first of them names."""
    form = _FORMS[data[0] % len(_FORMS)] if data else ""
    _FILE.write_bytes(data[1:])
    try:
        drafts = [draft for draft in open_record(_FILE, form)[1] if not draft.refused]
    except InputError as refused:
        assert refused.diagnostics
        return
    for draft in drafts:
        parse_dossier(text_of(draft).encode(), "draft.yaml", _LAW)  # the strict reader takes what is written


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
