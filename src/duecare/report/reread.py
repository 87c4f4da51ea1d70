"""An assessment read back from the JSON that `to_json` writes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from duecare.assess.model import Assessment
from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import Span
from duecare.report.record import FORMAT, VERSION

_LARGEST = 200_000_000
_AGAIN = "make it anew: `duecare assess DOSSIER --json`"


def read_assessment(path: Path) -> Assessment:
    """Return the assessment in a file; InputError if it holds none, or one of another version."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _refused(path, 1, "this is too large for an assessment", _AGAIN)
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _refused(path, 1, f"this cannot be read: {error.strerror or error}", "name another file") from error
    except json.JSONDecodeError as error:
        raise _refused(path, error.lineno, f"this is no JSON, or not all of it ({error.msg})", _AGAIN) from error
    except (ValueError, RecursionError) as error:
        raise _refused(path, 1, "this is no JSON in UTF-8", _AGAIN) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise _refused(path, 1, "this is JSON, and no assessment of Duecare", _AGAIN)
    if data.get("format_version") != VERSION:
        message = f"this assessment was written in version {data.get('format_version')!r} of the format, not {VERSION}"
        raise _refused(path, 1, message, _AGAIN)
    try:
        found = _made(Assessment, data)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise _refused(path, 1, f"this assessment is not whole: {error}", _AGAIN) from error
    assert isinstance(found, Assessment)  # `_made` returns what it is asked for
    return found


def _made(kind: Any, value: Any) -> Any:
    """Return a value as its declared type; TypeError, KeyError or ValueError where it is none."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return None if value is None else _made(next(one for one in inner if one is not NoneType), value)
    if origin is tuple:
        return _row(inner, value)
    if origin is not None and issubclass(origin, Mapping):
        return {name: _made(inner[1], item) for name, item in _table(value).items()}
    if isinstance(kind, type) and kind in (str, bool, int, float):
        if type(value) is not kind:
            raise TypeError(f"{str(value)[:40]!r} stands where a {kind.__name__} belongs")
        return value
    hints, table = get_type_hints(kind), _table(value)
    needed = [one for one in fields(kind) if one.default is MISSING and one.name not in table]
    if needed:
        raise ValueError(f"'{needed[0].name}' is missing")
    return kind(**{one.name: _made(hints[one.name], table[one.name]) for one in fields(kind) if one.name in table})


def _row(inner: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{str(value)[:40]!r} stands where a list belongs")
    kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else list(inner)
    if len(kinds) != len(value):
        raise ValueError(f"a list has {len(value)} items, not {len(kinds)}")
    return tuple(_made(kind, item) for kind, item in zip(kinds, value, strict=True))


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{str(value)[:40]!r} stands where an object belongs")
    return value


def _refused(path: Path, line: int, message: str, advice: str) -> InputError:
    return InputError([Diagnostic(Span(str(path), line, 1), message, advice)])
