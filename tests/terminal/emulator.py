"""A terminal as xterm and PuTTY are: what pyte emulates, and what it leaves out that the program may send."""

from collections.abc import Callable

import pyte


class Screen(pyte.Screen):
    """The screen of such a terminal."""

    def __init__(self, columns: int, lines: int, answer: Callable[[str], object] | None = None) -> None:
        """`answer` takes what the terminal says when it is asked; without it, it says nothing."""
        super().__init__(columns, lines)
        self._answer = answer
        self._last = " "

    def draw(self, data: str) -> None:
        """Write characters where the cursor stands."""
        self._last = data[-1:] or self._last
        super().draw(data)

    def repeat_last(self, count: int = 1) -> None:
        """Write the last character again so many times (ECMA-48 "REP")."""
        super().draw(self._last * max(count, 1))

    def select_graphic_rendition(self, *attributes: int, private: bool = False) -> None:
        """Colours; not what xterm keeps under the same letter with a private mark, at which pyte fails."""
        if not private:
            super().select_graphic_rendition(*attributes)

    def write_process_input(self, data: str) -> None:
        """Say something to the program."""
        if self._answer:
            self._answer(data)

    @property
    def shown(self) -> str:
        """The lines; a wide character is followed by an empty cell in pyte, which is left out here."""
        lines = (self.buffer[y] for y in range(self.lines))
        return "\n".join("".join(line[x].data for x in range(self.columns)).rstrip() for line in lines)

    def look(self) -> list[list[tuple[object, ...]]]:
        """Every cell: its character and colours, of a blank what shows of them."""
        return [[_look(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]


def _look(cell: pyte.screens.Char) -> tuple[object, ...]:
    foreground = (cell.fg, cell.bold) if cell.data.strip() or cell.reverse or cell.underscore else ()
    return (cell.data, cell.bg, cell.reverse, cell.underscore, *foreground)


class Stream(pyte.ByteStream):
    """The bytes for such a screen."""

    csi = {  # noqa: RUF012  (pyte reads it from the class and says it is the instance's)
        **pyte.ByteStream.csi,
        "b": "repeat_last",
    }
    events = pyte.ByteStream.events | {"repeat_last"}
