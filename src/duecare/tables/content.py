"""The content of a table's file: unpacked where it is packed, never more than the limit, or a clear refusal."""

from __future__ import annotations

import gzip
import zlib
from hashlib import sha256
from pathlib import Path

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span

LARGEST = 1_000_000_000
_GZIP = b"\x1f\x8b"
_STEP = 1 << 20


def read_content(path: Path) -> tuple[bytes, str]:
    """Return a file's content, unpacked, and the hash of the file as it is."""
    try:
        if path.is_dir():
            raise refused(path, "this is a folder", "name a file in it")
        if path.stat().st_size > LARGEST:
            raise too_large(path)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(path, f"this file cannot be read: {reason}", "check the path and that you may read it") from error
    return (_unpacked(path, data) if data.startswith(_GZIP) else data), sha256(data).hexdigest()


def _unpacked(path: Path, data: bytes) -> bytes:
    from io import BytesIO

    parts, total = [], 0
    try:
        with gzip.open(BytesIO(data)) as file:
            while part := file.read(_STEP):
                total += len(part)
                if total > LARGEST:
                    raise too_large(path)
                parts.append(part)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = "it ends before its end" if isinstance(error, EOFError) else "its content is damaged"
        raise refused(path, f"this gzip file is broken: {reason}", "fetch it again") from error
    return b"".join(parts)


def refused(path: Path, message: str, advice: str, line: int = 1) -> InputError:
    """Return the refusal of a file."""
    return InputError([Diagnostic(Span(str(path), line, 1), message, advice)])


def too_large(path: Path) -> InputError:
    """Return the refusal of a file, or of what unpacks from it, beyond the limit."""
    return refused(path, f"this file holds more than {LARGEST // 1_000_000:,} MB", "split it")
