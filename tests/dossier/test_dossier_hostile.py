"""A stranger's dossier never crashes the reader: it is read, or refused in clear messages, and soon."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tiny_law import LAW

from duecare.base.errors import InputError
from duecare.dossier.mistakes import MOST
from duecare.dossier.model import Dossier
from duecare.dossier.read import LARGEST, parse_dossier, read_dossier

_FULL = (Path(__file__).parent / "full.yaml").read_text(encoding="utf-8")
_PATIENCE = 20  # seconds, on a busy machine; the worst file known takes about one
_SIGNS = (
    "[", "]", "{", "}", ": ", "- ", "\n", "  ", '"', "'", "\n- ", "[a]", "{a: b}", "&a ", "*a", "*a ", "! ", "!!int ",
    "|\n", ">-\n", "? ", "<<: ", "---\n", "...\n", "%YAML 1.2\n", "#", "\t", "\x00", "\x1b[2J", "\u202e", "\ufeff", "é",
)  # fmt: skip
_VALUES = (
    "", "~", "null", "yes", "no", "0", "-1", "1e999", "2021-02-30", "9999-12-31", "0001-01-01", "2021/2020",
    "2021-05-14T25:00Z", "2021-05-14T23:59+23:59", "0001-01-01T00:00+23:59", "9999-12-31T23:59-23:59", "X" * 5_000,
    "XAA", "RUS", "[]", "{}", "[[[]]]", "*a", "&a b", "taken(M51)", "late", "unknown",
)  # fmt: skip


def _told(data: bytes) -> tuple[str, ...]:
    """Return the messages on a dossier; it must be read or refused, before patience ends."""
    begun = time.monotonic()
    try:
        read = parse_dossier(data, "file.yaml", LAW)
    except InputError as refused:
        assert str(refused)
        assert 0 < len(refused.diagnostics) <= MOST + 1
        messages = tuple(found.message for found in refused.diagnostics)
        assert all(message.isprintable() and len(message) < 600 for message in messages), messages
    else:
        assert isinstance(read, Dossier)
        messages = ()
    assert time.monotonic() - begun < _PATIENCE
    return messages


def test_a_date_with_a_sign_that_is_not_seen_is_told_without_it() -> None:
    """A message quotes what is wrong with a date, and nothing that could steer a terminal."""
    sound = (Path(__file__).parents[2] / "dossiers" / "hse-2021.yaml").read_text(encoding="utf-8")
    assert any("2021-05-14?" in one for one in _told(sound.replace("2021-05-14\n", "2021-05-14\ufeff\n", 1).encode()))


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Text of any kind gets an answer."""
    assert _told(text.encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf")
@example("\ud800".encode("utf-8", "surrogatepass"))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Bytes of any kind get an answer."""
    assert _told(data)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_damaged_dossier_is_read_or_refused(chance: random.Random, wounds: int) -> None:
    """Signs that mean something to YAML, put in anywhere, never crash reading."""
    text = _FULL
    for _ in range(wounds):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(_SIGNS) + text[at + chance.choice((0, 0, 1, 5, 60)) :]
    _told(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_odd_values_are_read_or_refused(chance: random.Random, changes: int) -> None:
    """Dates at the edge of the calendar, empty texts and the like, in any field, never crash reading."""
    lines = _FULL.split("\n")
    for _ in range(changes):
        at = chance.choice([index for index, line in enumerate(lines) if ": " in line])
        lines[at] = lines[at].partition(": ")[0] + ": " + chance.choice(_VALUES)
    _told("\n".join(lines).encode())


@pytest.mark.parametrize("end", range(0, len(_FULL), 41))
def test_truncated_dossier_is_read_or_refused(end: int) -> None:
    """A file cut off anywhere gets an answer."""
    _told(_FULL[:end].encode())


@settings(deadline=None)
@given(st.lists(st.sampled_from(("- &{n} [*{m}, *{m}]", "- *{m}", "- &{n} {{a: *{m}}}", "- &{n} x")), max_size=60))
def test_aliases_in_any_order_are_read_or_refused(shapes: list[str]) -> None:
    """However anchors and aliases refer to one another, reading ends."""
    rows = [shape.format(n=f"a{index}", m=f"a{index - 1}") for index, shape in enumerate(shapes)]
    _told(("notes:\n" + "\n".join(rows)).encode())


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "&a [", "!t [", "[{"])
@pytest.mark.parametrize("depth", [31, 33, 2_000, 100_000])
def test_deep_nesting_is_refused(opening: str, depth: int) -> None:
    """However deep a file nests, and in whatever way, it is refused."""
    assert _told(f"notes: {opening * depth}".encode())
    assert _told((opening * depth).encode())


@pytest.mark.slow
@pytest.mark.parametrize("sign", ["x", " ", "\n", "#", "'", '"', "\\", "0", "é", "\x85", "- ", "a\n", "x,", "[],"])
@pytest.mark.parametrize(
    "form", ["{}", "title: {}", "title: '{}", "{}: a", "written: {}", "notes: [{}]", "notes: |\n  {}"]
)
def test_huge_scalars_are_read_or_refused(form: str, sign: str) -> None:
    """A file at the limit of size that is all one sign, in any place, gets an answer in time."""
    whole = form.format(sign * (LARGEST // len(sign.encode()) - 100))
    assert _told(whole.encode())


def test_many_mistakes_stop_at_a_hundred() -> None:
    """A file of nothing but mistakes is given up, not listed to its end."""
    assert len(_told(b"x: 1\n" + b"".join(b"k%d: v\n" % n for n in range(50_000)))) == MOST + 1


def test_file_past_the_limit_is_not_read(tmp_path: Path) -> None:
    """A file larger than the limit is refused by its size."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="larger than 10 MB"):
        read_dossier(path, LAW)
