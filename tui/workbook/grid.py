"""What a sheet or a pasted text shows: texts and colours at places, and nothing of how the file says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.forms.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Cell = tuple[int, int]
"""Row and column, both 0-based."""

Rows = dict[int, dict[int, str]]
"""Row → column → text, both in order."""


SAVE_AS = "请用表格软件打开它，另存为 .xlsx，再导入另存的那个文件。"
WRONG_FILE = "请检查是不是选错了文件。"
LOCKED = "加了密码，读不了；请用表格软件打开它，去掉密码后保存，再导入。"


class Damaged(Exception):
    """A file that cannot be read; the text is the end of the sentence that begins with the file's name."""


@dataclass(frozen=True, slots=True)
class Area:
    """A merged range, 0-based, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    def covers(self, cell: Cell) -> bool:
        """Whether a cell lies inside."""
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right


@dataclass(frozen=True, slots=True)
class Choices:
    """A drop-down list of some cells."""

    areas: tuple[Area, ...]
    """The cells that have it."""
    texts: tuple[str, ...]
    """What it offers, in its order; nothing when a formula that was not understood works it out."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Why the text of a cell is not to be trusted."""

    what: str
    """What the cell is, as the end of a sentence that begins with its name."""
    remedy: str
    """What to do about it, as a sentence."""
    is_date: bool = False
    """Whether it is a date that is stored as a number, and shown as the text only by its format."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What one sheet shows. What a file does not say, as a text says nothing of colours, is missing."""

    cells: Mapping[Cell, str]
    """The texts by cell; cells that show nothing are missing."""
    merges: Mapping[Cell, Area] = field(default_factory=dict)
    """The merged ranges by their first cell."""
    suspects: Mapping[Cell, Suspect] = field(default_factory=dict)
    """Cells that are something else than the text they show."""
    ranges: Mapping[str, Area] = field(default_factory=dict)
    """The ranges of this sheet that the workbook has a name for."""
    lettered: bool = True
    """Whether a person finds a cell by its letter and number, or (in a text) by its line."""
    fills: Mapping[Cell, str] = field(default_factory=dict)
    """The background of cells that have one, as RRGGBB."""
    lists: Sequence[Choices] = ()
    hidden_rows: Collection[int] = frozenset()
    hidden_columns: Collection[int] = frozenset()

    def text(self, cell: Cell) -> str:
        """What a cell shows."""
        return self.cells.get(cell, "")

    def is_date(self, cell: Cell) -> bool:
        """Whether a cell holds a date and not the text that it shows."""
        return cell in self.suspects and self.suspects[cell].is_date

    def area(self, cell: Cell) -> Area:
        """The merged range that begins at a cell, or the cell alone."""
        return self.merges.get(cell) or Area(*cell, *cell)

    def rows(self) -> Rows:
        """The texts that are not blank."""
        found: Rows = {}
        for (row, column), text in sorted(self.cells.items()):
            if not is_blank(text):
                found.setdefault(row, {})[column] = text
        return found

    def name(self, cell: Cell) -> str:
        """How to tell a person where a cell is."""
        row, column = cell
        if self.lettered:
            return f"单元格 {letters(column)}{row + 1}"
        return f"第 {row + 1} 行第 {column + 1} 列"


def letters(column: int) -> str:
    """The letters of a 0-based column: 0 is A, 26 is AA."""
    name, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def address(reference: str) -> Cell | None:
    """The 0-based cell of an address such as E12; None when it is none."""
    match = _ADDRESS.fullmatch(reference)
    if not match:
        return None
    return int(match[2]) - 1, column_of(match[1])


def column_of(letters: str) -> int:
    """The 0-based column of its letters: A is 0, AA is 26."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def area_of(reference: str) -> Area | None:
    """The cells of a reference such as A1:B2; None for whole columns and what is no reference."""
    first, _, last = reference.partition(":")
    start, stop = address(first), address(last or first)
    return Area(*start, *stop) if start and stop else None


def written(area: Area) -> str:
    """How a reference to cells is written."""
    first = f"{letters(area.left)}{area.top + 1}"
    last = f"{letters(area.right)}{area.bottom + 1}"
    return first if first == last else f"{first}:{last}"
