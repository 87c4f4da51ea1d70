"""How much a foreign file may hold; what is larger is refused before it is read, with the limit named."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import NoReturn

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE, Span

JSON_BYTES = 64_000_000
CSV_BYTES = 256_000_000
LEVELS = 64
PARTS = 4_000_000  # texts, lists and objects of one file; with JSON_BYTES it bounds what reading takes
OBJECTS = 50_000  # of one bundle or event collection
ROWS = 50_000
COLUMNS = 1_000
CELL = 1_000_000  # signs in one cell
INDICATORS = 5_000  # of one dossier
ENTRIES = 2_000
LEFT = 4_000  # parts kept in one dossier; the import report lists all
LONGEST_TEXT = 4_000  # signs of a description kept in an entry
LONGEST_LEFT = 1_000
LONGEST_NUMBER = 64
LONGEST_PATTERN = 100_000
FIRST_YEAR, LAST_YEAR = 1970, 2100

_PACKED = {b"\x1f\x8b": "gzip", b"PK\x03\x04": "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_bytes(path: Path, most: int) -> bytes:
    """Return a file's bytes; InputError if it is larger than allowed, packed, or cannot be read."""
    file = str(path)
    try:
        if not path.is_file():
            refuse(file, "this is no file", "name a file")
        size = path.stat().st_size
        if size > most:
            advice = f"the limit is {most // 1_000_000} MB: split it"
            refuse(file, f"this file has {size / 1_000_000:,.1f} MB", advice)
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        refuse(file, f"this file cannot be read: {error.strerror or error}", "check the path")
    if len(data) > most:
        refuse(file, f"this file has more than {most // 1_000_000} MB", "split it")
    check_packed(data, file)
    return data


def check_packed(data: bytes, file: str) -> None:
    """Refuse an archive: nothing is unpacked here, so nothing can grow while it is read."""
    for start, kind in _PACKED.items():
        if data.startswith(start):
            refuse(file, f"this file is packed ({kind})", "unpack it first, and look at its size")


def decoded(data: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, or UTF-16 with its mark; InputError tells where it is neither."""
    if data.startswith(_UTF_16) and not data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            refuse(file, "this file begins as UTF-16 and is not", "save the file as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        place = Span(file, before.count(b"\n") + 1, column)
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        raise InputError([Diagnostic(place, message, "save the file as UTF-8")]) from error


def refuse(file: str, message: str, advice: str) -> NoReturn:
    """Raise what makes a whole file unusable."""
    raise refusal(file, message, advice)


def refusal(file: str, message: str, advice: str) -> InputError:
    """Return what makes a whole file unusable, to be raised."""
    place = Span(file, 1, 1) if file else NOWHERE
    return InputError([Diagnostic(place, message, advice)])
