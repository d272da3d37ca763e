"""What a workbook holds outside its filled cells, as openpyxl sees it: rows above and under the table."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from tests.workbook.zoo.layout import FIRST, SHEET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

Where = tuple[str, int, int]
"""above, in or under the table; 0-based row from the top of that part; 1-based column."""


class Outside:
    """A workbook whose table ends at a 0-based row."""

    def __init__(self, data: bytes, last: int) -> None:
        with warnings.catch_warnings():
            # The library says what it cannot keep; nothing is saved here.
            warnings.simplefilter("ignore", UserWarning)
            self.book = load_workbook(io.BytesIO(data), rich_text=True)
        self.last = last
        self.sheet: Worksheet = self.book[SHEET]

    def where(self, row: int, column: int) -> Where:
        """The place of a cell that is given by its 1-based row and column."""
        if row <= FIRST:
            return "above", row - 1, column
        if row <= self.last + 1:
            return "table", row - 1 - FIRST, column
        return "under", row - 2 - self.last, column

    def cells(self) -> dict[Where, tuple[str, ...]]:
        """Content and look of every cell outside the table; of a formula, only that it is one."""
        return {
            where: ("" if cell.data_type == "f" else str(cell.value), cell.data_type, *_look(cell))
            for where, cell in self._every()
            if where[0] != "table" and (cell.value is not None or cell.has_style)
        }

    def _every(self) -> Iterator[tuple[Where, Any]]:
        for number, row in enumerate(self.sheet.iter_rows(), start=1):
            for column, cell in enumerate(row, start=1):
                yield self.where(number, column), cell

    def merges(self) -> set[tuple[Where, Where]]:
        """The merged ranges that begin outside the table."""
        areas = (area.bounds for area in self.sheet.merged_cells.ranges)
        corners = ((self.where(top, left), self.where(end, right)) for left, top, right, end in areas)
        return {(first, last) for first, last in corners if first[0] != "table"}

    def looks(self) -> list[tuple[tuple[str, ...], ...]]:
        """How each row of the table looks, without the categories, which may be merged."""
        table = self.sheet.iter_rows(min_row=FIRST + 1, max_row=self.last + 1, min_col=3)
        return [tuple(_look(cell) for cell in row) for row in table]

    def heights(self) -> dict[Where, Any]:
        """The heights of the rows outside the table that have one of their own."""
        rows = ((self.where(row, 0), item.height) for row, item in self.sheet.row_dimensions.items())
        return {where: height for where, height in rows if where[0] != "table" and height}

    def comments(self) -> dict[Where, str]:
        """The comments."""
        return {where: cell.comment.text for where, cell in self._every() if cell.comment}

    def links(self) -> dict[Where, str]:
        """Where the links lead to."""
        linked = ((where, cell.hyperlink) for where, cell in self._every() if cell.hyperlink)
        return {where: link.target or link.location for where, link in linked}

    def pictures(self) -> list[Where]:
        """Where the pictures and charts begin."""
        drawn = [*self.sheet._images, *self.sheet._charts]  # type: ignore[attr-defined]
        corners = [item.anchor._from for item in drawn]
        return sorted(self.where(corner.row + 1, corner.col) for corner in corners)

    def lists(self) -> set[str]:
        """The cells with a list to choose from."""
        return {str(rule.sqref) for rule in self.sheet.data_validations.dataValidation}


def _look(cell: Any) -> tuple[str, ...]:
    parts = (cell.font, cell.fill, cell.border, cell.alignment, cell.number_format, cell.protection)
    return tuple(map(repr, parts))
