"""Many frames at once: tables in, tables out, the same answers as one frame at a time."""
