"""What each State says on each issue: a row a State, a column an issue, in each cell the position and its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from duecare.base.states import is_state, state_name
from duecare.drawing.canvas import INK, SOFT, clipped, line, text, width_of, wrapped
from duecare.drawing.sheet import Drawing, Words, inner, moved, sheet
from duecare.figures.caption import caption, scope
from duecare.figures.marks import answers_on, cell, key, letter
from duecare.ir.declarations import Issue, Law
from duecare.practice.current import Counting, authors, words_of
from duecare.practice.current import Words as Spoken
from duecare.practice.model import MODES, Register
from duecare.practice.tally import Tally, tally
from duecare.report.names import human, issue_label
from duecare.report.stances import issue_words, stance_words

ROW = 7.6
_CODE, _NAME = 20.0, 96.0
_COLUMN, _NARROWEST = 17.0, 15.0
_APART = 14.0  # between two blocks of rows
_GROUP = "Through a group's text alone, "
_OTHER = "Nothing that counts is said on it"
_SILENT = "No State whose record counts takes a position on these issues."


def room(width: float) -> int:
    """Return how many issues a matrix of that width has room for."""
    return int((inner(width) - _CODE) // _NARROWEST)


@dataclass(frozen=True, slots=True)
class Grid:
    """What a matrix shows: the issues, and the States under the answer they give on the first of them.

    chosen    whether somebody chose the States.
    groups    the names of groups by their codes.
    left_out  issues that were left out for want of room.
    tally     the count on the first issue, on which the caption rests.
    """

    issues: tuple[Issue, ...]
    sections: tuple[tuple[str, tuple[Spoken, ...]], ...]
    tally: Tally
    left_out: int = 0
    chosen: bool = False
    groups: Mapping[str, str] = field(default_factory=dict)

    @property
    def states(self) -> tuple[Spoken, ...]:
        """Return all States of the matrix."""
        return tuple(words for _, section in self.sections for words in section)


def grid_of(register: Register, law: Law, issues: Sequence[str], counting: Counting, *,
            states: Sequence[str] = (), most: int = 0, empty: bool = False) -> Grid:  # fmt: skip
    """Return the matrix of States and issues at a date.

    issues  the first is that under whose answers the States stand.
    states  these States alone, and even those that say nothing; without them every State that takes a position.
    most    so many issues at most, those that most States speak to; 0 is no limit.
    empty   keep columns in which nobody says anything; the first is always kept.
    """
    spoken = [words_of(register, who, counting) for who in (states or authors(register))]
    counts = {name: sum(bool(answers_on(words, name)) for words in spoken) for name in issues}
    wanted = [name for name in issues if empty or counts[name] or name == issues[0]]
    kept = sorted(wanted[1:], key=lambda name: -counts[name])[: most - 1 if most else None]
    names = [name for name in wanted if name == wanted[0] or name in kept]
    shown = [words for words in spoken if states or any(answers_on(words, name) for name in names)]
    found = {issue.name: issue for issue in law.issues}
    return Grid(
        tuple(found[name] for name in names),
        tuple(_sections(shown, names[0])),
        tally(register, names[0], counting),
        len(wanted) - len(names),
        bool(states),
        {code: group.name for code, group in register.groups.items()},
    )


def matrix(grid: Grid, law: Law, register: Register, width: float) -> str:
    """Return the figure as SVG."""
    words = Words(
        "What each State says on each issue",
        (f"{scope(grid.tally.counting)}{_chosen(grid)}. {sections_words(grid, law)}",),
        (*empty_cells(grid), *caption(register, grid.tally)),
        told(grid, law),
    )
    space = inner(width)
    return sheet(words, stacked([rows(grid, space, names=True), key(space), positions_key(grid, law, space)]), width)


def sections_words(grid: Grid, law: Law) -> str:
    """Return under which issue's answers the States stand."""
    return f"States stand under their answer on {issue_words(grid.issues[0].name, law)}: {grid.issues[0].question}"


def empty_cells(grid: Grid) -> tuple[str, ...]:
    """Return what an empty cell means, and what was left out."""
    more = f" {grid.left_out} issues to which fewer States speak are left out." if grid.left_out else ""
    return (
        "An empty cell is no position: the State was silent, or nobody read its text for it. "
        f"The number above a column is that of the States that speak to it, on evidence of all grades together.{more}",
    )


def told(grid: Grid, law: Law) -> str:
    """Return the matrix in words, for whoever cannot see it."""
    parts = [f"{name}: {', '.join(words.who for words in section)}" for name, section in grid.sections]
    columns = "; ".join(issue_words(issue.name, law) for issue in grid.issues)
    return f"Issues: {columns}. States by answer on the first: {'; '.join(parts) or _SILENT}."


def rows(grid: Grid, width: float, *, names: bool, blocks: int = 1) -> Drawing:
    """Return the rows, in blocks beside each other."""
    if not grid.states:
        return Drawing((text(0, 10, _SILENT, 8),), 16)
    lines: list[str | Spoken] = []
    for name, section in grid.sections:
        lines += [name, *section]
    each = -(-len(lines) // blocks)
    share = (width - _APART * (blocks - 1)) / blocks
    drawn = [_block(grid, part, share, names) for part in _parts(lines, each)]
    shapes = [moved(block, place * (share + _APART), 0) for place, block in enumerate(drawn)]
    return Drawing(tuple(shapes), max(block.height for block in drawn))


def positions_key(grid: Grid, law: Law, width: float) -> Drawing:
    """Return which letter stands for which position of which issue, in columns."""
    columns = max(1, int(width // 235))
    share = (width - _APART * (columns - 1)) / columns
    lines: list[tuple[str, bool]] = []
    for place, issue in enumerate(grid.issues, 1):
        positions = "; ".join(f"{letter(at)} {human(one.name)}" for at, one in enumerate(issue.positions))
        told_lines = wrapped(f"{place} {issue_words(issue.name, law)}: {positions}", share, 6.2)
        lines += [(told_line, not at) for at, told_line in enumerate(told_lines)]
    each = -(-len(lines) // columns)
    shapes = [
        text(at // each * (share + _APART) + (0 if first else 6), 7 + at % each * 7.8, words, 6.2)
        for at, (words, first) in enumerate(lines)
    ]
    return Drawing(tuple(shapes), each * 7.8 + 3)


def stacked(drawings: Sequence[Drawing], apart: float = 4) -> Drawing:
    """Return drawings below each other."""
    shapes: list[Element] = []
    y = 0.0
    for one in drawings:
        shapes.append(moved(one, 0, y))
        y += one.height + apart
    return Drawing(tuple(shapes), y - apart)


def _chosen(grid: Grid) -> str:
    return f"; {len(grid.states)} States or groups that were chosen" if grid.chosen else ""


def _sections(spoken: Sequence[Spoken], issue: str) -> Iterator[tuple[str, tuple[Spoken, ...]]]:
    found: dict[tuple[int, int, str], list[Spoken]] = {}
    for words in spoken:
        found.setdefault(_section(words, issue), []).append(words)
    for key_, listed in sorted(found.items(), key=lambda one: one[0]):
        yield key_[2], tuple(listed)


def _section(words: Spoken, issue: str) -> tuple[int, int, str]:
    said = words.on(issue)
    if said is None:
        return 2, 0, _OTHER
    name = stance_words(said.answer.mode, said.answer.positions)
    mode = MODES.index(said.answer.mode)
    return (1, mode, f"{_GROUP}{name}") if said.via else (0, mode, f"{name[:1].upper()}{name[1:]}")


def _parts(lines: Sequence[str | Spoken], each: int) -> Iterator[list[str | Spoken]]:
    """Yield the rows of each block; a block that begins within a section begins with its name again."""
    section = ""
    for start in range(0, len(lines), each):
        part = list(lines[start : start + each])
        if start and not isinstance(part[0], str):
            part = [f"{section} (continued)", *part]
        section = next((one for one in reversed(part) if isinstance(one, str)), section).removesuffix(" (continued)")
        yield part


def _block(grid: Grid, lines: Sequence[str | Spoken], width: float, names: bool) -> Drawing:
    left = _CODE + (_NAME if names and width >= _CODE + _NAME + len(grid.issues) * _NARROWEST else 0)
    column = min(_COLUMN, (width - left) / len(grid.issues))
    shapes: list[Element] = []
    y = _heads(shapes, grid, left, column)
    right = left + column * len(grid.issues)
    for entry in lines:
        if isinstance(entry, str):
            y = _section_head(shapes, entry, y, right)
        else:
            shapes += _row(grid, entry, left, column, y)
            y += ROW
    return Drawing(tuple(shapes), y)


def _heads(shapes: list[Element], grid: Grid, left: float, column: float) -> float:
    labels = [f"{place} {issue_label(issue.name)}" for place, issue in enumerate(grid.issues, 1)]
    height = max(width_of(label, 6.8) for label in labels) + 2
    for place, (label, issue) in enumerate(zip(labels, grid.issues, strict=True)):
        x = left + place * column + column / 2
        shapes.append(text(x + 2.4, height, label, 6.8, upright=False))
        count = sum(bool(answers_on(words, issue.name)) for words in grid.states)
        shapes.append(text(x, height + 9, str(count), 6.4, anchor="middle", fill=SOFT))
    shapes.append(text(0, height + 9, "States", 6.4, fill=SOFT))
    return height + 12


def _section_head(shapes: list[Element], name: str, y: float, right: float) -> float:
    shapes.append(line(0, y + 2, right, y + 2, stroke=INK))
    for part in wrapped(name, right, 7, bold=True):
        y += ROW
        shapes.append(text(0, y + 0.8, part, 7, bold=True))
    return y + 3


def _row(grid: Grid, words: Spoken, left: float, column: float, y: float) -> list[Element]:
    shapes = [line(0, y + ROW, left + column * len(grid.issues), y + ROW, stroke="#e4e4e4")]
    shapes.append(text(0, y + 6, words.who, 6.4, bold=True))
    if left > _CODE:
        name = state_name(words.who) if is_state(words.who) else grid.groups.get(words.who, "")
        shapes.append(text(_CODE, y + 6, clipped(name, left - _CODE - 3, 6.4), 6.4))
    for place, issue in enumerate(grid.issues):
        positions = [one.name for one in issue.positions]
        answers = answers_on(words, issue.name)
        shapes += cell(answers, positions, left + place * column + 0.8, y + 0.3, column - 0.8, ROW - 0.6)
    return shapes
