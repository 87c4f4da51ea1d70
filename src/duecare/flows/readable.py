"""Bytes of a log as text that Arrow can decode: a block that is not UTF-8 has a question mark for what is not ASCII."""

from __future__ import annotations

import codecs
from typing import Any

_PLAIN = bytes(code if code < 128 else ord("?") for code in range(256))


class Readable:
    """A stream whose every block is whole UTF-8.

    Arrow tells a row of another shape as text, and a row that it cannot decode nobody could count.
    """

    def __init__(self, stream: Any) -> None:
        self._stream, self._rest = stream, b""
        self.closed = False

    def read(self, size: int) -> bytes:
        """Return the next block; a sign that is cut at its end goes to the one after."""
        more: bytes = self._stream.read(size)
        data, self._rest = self._rest + more, b""
        if data.isascii():
            return data
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(data, final=not more)
        except UnicodeDecodeError:
            return data.translate(_PLAIN)
        self._rest = decoder.getstate()[0]
        return data[: len(data) - len(self._rest)] or self.read(size)

    def close(self) -> None:
        """Close what is read from."""
        self._stream.close()
        self.closed = True
