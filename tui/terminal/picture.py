"""What the terminal shows, and what has to be sent so that it shows something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.terminal.cells import BLANK
from tui.terminal.ink import PLAIN
from tui.terminal.pen import ERASE_LINE, Pen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.terminal.cells import Cell

CLEAR = "\x1b[m\x1b[2J"
"""Plain ink, and nothing on the screen."""
NOTHING: Cell = (BLANK, PLAIN)


class Picture:
    """The cells of a screen, as wanted and as sent."""

    def __init__(self, width: int, height: int) -> None:
        """A screen of that many cells, about which nothing is known yet."""
        self.width, self.height = width, height
        self._wanted = self._blank()
        self._sent = self._blank()
        self._touched: set[int] = set()
        self._known = False
        self._cursor: tuple[int, int] | None = None

    @property
    def is_touched(self) -> bool:
        """Whether anything has been put since the last changes were asked for."""
        return bool(self._touched)

    def forget(self) -> None:
        """Send everything the next time: something else may have written on the screen."""
        self._known = False

    def put(self, x: int, y: int, cells: Sequence[Cell]) -> None:
        """Want these cells on line `y` from column `x` on; what lies outside the screen is cut off.

        A wide character of which only one half is left becomes blank.
        """
        if not 0 <= y < self.height or not 0 <= x < self.width or not cells:
            return
        row = self._wanted[y]
        end = min(x + len(cells), self.width)
        following = row[end] if end < self.width else NOTHING
        if not row[x][0] and x:
            row[x - 1] = NOTHING
        row[x:end] = cells[: end - x]
        if end < x + len(cells) and not cells[end - x][0]:
            row[end - 1] = NOTHING
        if not following[0]:
            row[end] = NOTHING
        self._touched.add(y)

    def changes(self, cursor: tuple[int, int] | None = None, *, repeats: bool = False) -> str:
        """What to send so that the terminal shows what is wanted, its cursor at that column and line.

        Nothing when it does so already. Without `cursor` it may stand anywhere. `repeats` is whether the
        terminal can be told to write a character many times.
        """
        pen, clear = Pen(self.width, repeats=repeats), ""
        if not self._known:
            clear, self._known, self._cursor = CLEAR, True, None
            self._sent = self._blank()
            self._touched.update(range(self.height))
        for y in sorted(self._touched):
            self._draw_line(pen, y)
        self._touched.clear()
        pen.lift()
        if cursor and (pen.sequence or cursor != self._cursor):
            pen.rest(*cursor)
        self._cursor = cursor
        return clear + pen.sequence

    def _draw_line(self, pen: Pen, y: int) -> None:
        wanted, sent, width = self._wanted[y], self._sent[y], self.width
        if wanted == sent:
            return
        tail = width
        while tail and wanted[tail - 1] == NOTHING:
            tail -= 1
        x = 0
        while x < width:
            end = x
            while end < width and (wanted[end] != sent[end] or (end > x and not wanted[end][0])):
                end += 1
            blank = max(x, tail)
            if end > blank and width - blank > len(ERASE_LINE):
                pen.write(y, wanted, x, blank)
                pen.erase(y, wanted, blank)
                break
            pen.write(y, wanted, x, end)
            x = end + 1
        self._sent[y] = list(wanted)

    def _blank(self) -> list[list[Cell]]:
        return [[NOTHING] * self.width for _ in range(self.height)]
