"""The lines of a table in a sheet, as filling it needs them: with rows or prepared for rows. All 0-based."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.forms.answers import Row
    from tui.forms.model import Table
    from tui.workbook.find_tables import TablePlace
    from tui.workbook.grid import Area, Grid
    from tui.workbook.sheet_xml import SheetXml


@dataclass(frozen=True, slots=True)
class OldLine:
    """A row of the sheet between the heads of a table and the end of the table."""

    row: int
    read: Row | None = None
    """The row of the table that was read there."""
    categories: tuple[str, ...] = ()
    """Its categories; those of a blank line come from a merged cell that it is under."""
    is_free: bool = False
    """Whether it is blank and made for a row."""
    hidden: frozenset[str] = frozenset()
    """The categories whose cell is under a merged one that begins above."""
    holds_more: bool = False
    """Whether something stands in columns that are none of the table's."""


def old_lines(
    sheet: SheetXml, grid: Grid, table: Table, place: TablePlace, rows: Mapping[int, Row]
) -> list[OldLine]:
    """The lines of a table in their order, those that are blank included.

    `rows` says what was read, by row of the sheet.
    """
    finder = _Finder(sheet, grid, table, place, rows)
    stop = finder.stop()
    return [finder.line(row) for row in range(place.first, stop)]


class _Finder:
    def __init__(
        self, sheet: SheetXml, grid: Grid, table: Table, place: TablePlace, rows: Mapping[int, Row]
    ) -> None:
        self.sheet, self.grid, self.place, self.rows = sheet, grid, place, rows
        self.roles = [column.role for column in table.columns if column.kind == "category"]
        self.own = {*place.columns.values()}
        self.filled = {row for (row, _), text in grid.cells.items() if not is_blank(text)}
        self.suspect = {row for row, column in grid.suspects if column in self.own}
        self.more = {
            row for (row, column), text in grid.cells.items() if column not in self.own and not is_blank(text)
        }
        self.covers = {role: self._covers(role) for role in self.roles}

    def _covers(self, role: str) -> dict[int, Area]:
        """The merged range over several rows that each row has in a category's column."""
        column, last = self.place.columns.get(role, -1), max(self.sheet.rows, default=0)
        return {
            row: area
            for area in self.grid.merges.values()
            if area.left == column and self.place.first <= area.top < area.bottom
            for row in range(area.top, min(area.bottom, last) + 1)
        }

    def stop(self) -> int:
        """The row after the last line: merged categories and blank lines that look alike belong to it."""
        stop = self.place.end
        bottoms = [areas[row].bottom + 1 for areas in self.covers.values() for row in areas if row < stop]
        stop = max([stop, *(bottom for bottom in bottoms if self._is_blank_until(stop, bottom))])
        while self._is_prepared(stop):
            stop += 1
        return stop

    def _is_blank_until(self, start: int, stop: int) -> bool:
        return not any(row in self.filled for row in range(start, stop))

    def _is_prepared(self, row: int) -> bool:
        """Whether a blank row below looks like the line above it, to the style of each cell."""
        if row in self.filled or row in self.suspect or row not in self.sheet.rows:
            return False
        looks = [self.sheet.style((row, column)) for column in sorted(self.own)]
        if None in looks or any(self._is_merged(row, column) for column in self.own):
            return False
        above = [self.sheet.style((row - 1, column)) for column in sorted(self.own)]
        return row == self.place.first or looks == above

    def _is_merged(self, row: int, column: int) -> bool:
        area = self.grid.merges.get((row, column))
        return area is not None and area.bottom > row

    def line(self, row: int) -> OldLine:
        """What stands in a row of the sheet."""
        read = self.rows.get(row)
        covers = {role: self.covers[role][row] for role in self.roles if row in self.covers[role]}
        hidden = frozenset(role for role, area in covers.items() if area.top < row)
        if read:
            categories = tuple(read[role] for role in self.roles)
        else:
            inherited = {role: self.grid.text((area.top, area.left)) for role, area in covers.items()}
            categories = tuple(inherited.get(role, "") for role in self.roles)
        is_blank_line = read is None and row not in self.place.skipped
        is_free = is_blank_line and row in self.sheet.rows and row not in self.suspect
        return OldLine(row, read, categories, is_free, hidden, row in self.more)
