"""The rows and cells of a sheet part with their places in its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import CannotFill
from tui.workbook.elements import Element, scan, utf8
from tui.workbook.grid import address
from tui.workbook.shift import OFFER

if TYPE_CHECKING:
    from tui.workbook.grid import Cell

_TEXT_OF_CELLS = {"v", "is"}


class SheetXml:
    """A sheet part that was scanned. Rows and columns are 0-based."""

    def __init__(self, data: bytes) -> None:
        """Scan a part.

        Raises:
            Damaged: it is no well-formed XML.
            CannotFill: its rows stand in no order.
        """
        self.data = utf8(data)
        self.root = scan(self.data, _TEXT_OF_CELLS)
        found = self.root.find("sheetData")
        if found is None:
            raise CannotFill(f"模板里的表没有行，填不进去，没有写出文件；{OFFER}")
        self.cells = found
        """The element that holds the rows."""
        self.rows: dict[int, Element] = {}
        self._columns: dict[int, dict[int, Element]] = {}
        last = -1
        for element in found.children:
            if element.name == "row":
                number = _number(element.attributes.get("r", ""), last + 1)
                if number <= last:
                    raise CannotFill(f"模板里的行没有按先后存放，填进去可能出错，没有写出文件；{OFFER}")
                self.rows[number] = element
                last = number

    def row_cells(self, row: int) -> dict[int, Element]:
        """The cells of a row by column; none when the part does not have the row."""
        if row not in self._columns:
            self._columns[row] = _by_column(self.rows[row]) if row in self.rows else {}
        return self._columns[row]

    def style(self, cell: Cell) -> str | None:
        """The number of a cell's style, as the part states it; None for a cell that it does not have."""
        element = self.row_cells(cell[0]).get(cell[1])
        return None if element is None else element.attributes.get("s", "0")

    def default_style(self, cell: Cell) -> str:
        """The style that a cell has which the part leaves out: that of its row, else of its column."""
        row = self.rows.get(cell[0])
        if row and row.attributes.get("customFormat") in {"1", "true"}:
            return row.attributes.get("s", "0")
        columns = self.root.find("cols")
        for element in columns.children if columns else ():
            first, last = (element.attributes.get(end, "") for end in ("min", "max"))
            if _number(first, cell[1] + 1) <= cell[1] <= _number(last, -1):
                return element.attributes.get("style", "0")
        return "0"


def _by_column(row: Element) -> dict[int, Element]:
    found: dict[int, Element] = {}
    column = -1
    for element in row.children:
        if element.name == "c":
            place = address(element.attributes.get("r", ""))
            column = place[1] if place else column + 1
            found[column] = element
    return found


def _number(text: str, otherwise: int) -> int:
    return int(text) - 1 if text.isdecimal() and len(text) < 10 else otherwise
