"""Text as a reader is to see it; what does it stands in `base`, since figures are drawn with it too."""

from __future__ import annotations

from duecare.base.visible import one_line, visible

__all__ = ["one_line", "visible"]
