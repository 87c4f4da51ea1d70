"""A figure as PNG, without a browser and without a network; the fonts come with the converter."""

from __future__ import annotations

from duecare.base.errors import Diagnostic, InputError
from duecare.base.spans import NOWHERE

_DOTS_PER_INCH = 200


def as_png(svg: str) -> bytes:
    """Return a figure as PNG at a resolution for print; InputError if the converter is not installed."""
    try:
        import vl_convert
    except ImportError:
        missing = "PNG needs vl-convert-python, which is not installed"
        raise InputError([Diagnostic(NOWHERE, missing, "install duecare[figures], or end the name in .svg")]) from None
    made: bytes = vl_convert.svg_to_png(svg, ppi=_DOTS_PER_INCH)
    return made


def can_png() -> bool:
    """Say whether the converter is installed."""
    from importlib.util import find_spec

    return find_spec("vl_convert") is not None
