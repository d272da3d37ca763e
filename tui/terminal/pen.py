"""Moves about the screen and writes cells with as few bytes as it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.terminal.cells import BLANK
from tui.terminal.ink import PLAIN, Ink, change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.terminal.cells import Cell

ERASE_LINE = "\x1b[K"
"""Blank from here to the end of the line, in the terminal's own colours when the ink is plain."""
REPEAT = "\x1b[{}b"
"""Write the last character again so many times (ECMA-48 "REP"), which not every terminal can do."""


class Pen:
    """Gathers what to send. It begins at an unknown place, in plain ink, and is to end in plain ink."""

    def __init__(self, width: int, *, repeats: bool = False) -> None:
        """`width` is that of the screen, in cells; `repeats` is whether the terminal can be told to."""
        self._width = width
        self._repeats = repeats
        self._parts: list[str] = []
        self._x: int | None = None
        self._y = 0
        self._ink = PLAIN

    @property
    def sequence(self) -> str:
        """All that has been gathered."""
        return "".join(self._parts)

    def write(self, y: int, row: Sequence[Cell], start: int, end: int) -> None:
        """Write the cells `start` to `end` (not included) of line `y`, which is to be `row`."""
        if start == end:
            return
        self._go(start, y, row)
        x = start
        while x < end:
            if row[x][0] and self._x is None:
                self._go(x, y, ())
            self._put(row[x])
            x += 1 + self._repeat(row, x, end)
        if end == self._width:
            self._x = None  # some terminals stay in the last column, some stand behind it

    def erase(self, y: int, row: Sequence[Cell], start: int) -> None:
        """Blank line `y`, which is to be `row`, from column `start` on."""
        self._go(start, y, row)
        self._dip(PLAIN)
        self._parts.append(ERASE_LINE)

    def lift(self) -> None:
        """Go back to plain ink."""
        self._dip(PLAIN)

    def rest(self, x: int, y: int) -> None:
        """Leave the cursor on that cell."""
        self._go(x, y, ())

    def _put(self, cell: Cell) -> None:
        text, ink = cell
        if text and not self._shows_alike(cell):
            inks = (ink, self._ink.hidden_in(ink)) if text == BLANK else (ink,)
            self._dip(min(inks, key=lambda other: len(change(self._ink, other))))
        self._parts.append(text)
        if self._x is not None:
            self._x += 1
        if len(text) > 1:
            self._x = None  # not every terminal puts a mark onto the letter before it

    def _repeat(self, row: Sequence[Cell], x: int, end: int) -> int:
        """Write what has been written into cell `x` into those behind it that are like it; gives how many."""
        text, behind = row[x][0], x + 1
        if not self._repeats or len(text) != 1 or not text.isascii():
            return 0
        while behind < end and row[behind] == row[x]:
            behind += 1
        count = behind - x - 1
        sequence = REPEAT.format(count)
        if count <= len(sequence):
            return 0
        self._parts.append(sequence)
        if self._x is not None:
            self._x += count
        return count

    def _shows_alike(self, cell: Cell) -> bool:
        """Whether the cell looks the same in the present ink."""
        text, ink = cell
        return ink == (self._ink.on_blank if text == BLANK else self._ink)

    def _dip(self, ink: Ink) -> None:
        self._parts.append(change(self._ink, ink))
        self._ink = ink

    def _go(self, x: int, y: int, row: Sequence[Cell]) -> None:
        if (self._x, self._y) == (x, y):
            return
        way = f"\x1b[{y + 1 if y else ''}{f';{x + 1}' if x else ''}H"
        if self._x is not None:
            way = min((way, *_short_ways(x - self._x, y - self._y, x)), key=len)
            between = row[self._x : x] if self._y == y else ()
            if 0 < len(between) <= len(way) and all(map(self._is_cheap, between)):
                for cell in between:
                    self._put(cell)
                return
        self._parts.append(way)
        self._x, self._y = x, y

    def _is_cheap(self, cell: Cell) -> bool:
        """Whether to write the cell takes one byte."""
        return cell[0].isascii() and bool(cell[0]) and self._shows_alike(cell)


def _short_ways(right: int, down: int, x: int) -> list[str]:
    """The relative moves to column `x` that are so many cells away; there may be none."""
    ways = []
    if down == 1 and x == 0:
        ways.append("\r\n")
    if down == 0 and right:
        ways.append("\b" if right == -1 else f"\x1b[{_count(abs(right))}{'C' if right > 0 else 'D'}")
    if right == 0 and down:
        ways.append(f"\x1b[{_count(abs(down))}{'B' if down > 0 else 'A'}")
    return ways


def _count(number: int) -> str:
    return "" if number == 1 else str(number)
