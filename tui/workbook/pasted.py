"""Rows that were copied in a sheet and pasted into a table of the form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.forms.text import is_blank, with_line_feeds
from tui.workbook.find_tables import find_tables, roles_of
from tui.workbook.grid import Grid
from tui.workbook.guess import guess
from tui.workbook.text_table import text_cells

if TYPE_CHECKING:
    from tui.forms.model import Form, Table
    from tui.workbook.grid import Cell
    from tui.workbook.guess import Roles

MAX_CHARACTERS = 1_000_000
MAX_ROWS = 1_000
_IN_PARTS = "请分几次粘贴；或者把表存成文件，在草稿列表里按 i 导入。"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A pasted text in lines and columns, and what they are taken for."""

    grid: Grid
    lines: tuple[int, ...]
    """The lines that hold rows, in their order."""
    roles: Roles
    head: int | None = None
    """The line of the column heads, if there is one."""
    left: tuple[str, ...] = ()
    """The first texts of the other lines that are not blank: titles, notes, heads once more."""

    def is_single(self) -> bool:
        """Whether it is just one cell."""
        return sum(not is_blank(text) for text in self.grid.cells.values()) == 1

    def first(self, column: int) -> str:
        """The first text in a column, not counting its head."""
        return next((text for line in self.lines if (text := self.grid.text((line, column)))), "")

    def with_role(self, column: int, role: str) -> Pasted:
        """The same with another role for a column, which no other one keeps then."""
        roles = ["" if other == role else other for other in self.roles]
        roles[column] = role
        return replace(self, roles=tuple(roles))

    def with_head_turned(self) -> Pasted:
        """The same with its heads taken for a row, or else its first line for heads."""
        if self.head is not None:
            return replace(self, lines=(self.head, *self.lines), head=None)
        return replace(self, lines=self.lines[1:], head=self.lines[0]) if self.lines else self


def read_pasted(form: Form, table: Table, text: str) -> Pasted:
    """Find the rows of a table in a pasted text, and which column is which: by heads, else by a guess.

    Raises:
        Unreadable: it is blank, or too much at once; one sentence.
    """
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"粘贴的内容太多，超过了 {MAX_CHARACTERS // 10_000} 万字，没有粘贴。{_IN_PARTS}")
    cells: dict[Cell, str] = {}
    width = 0
    for cell, content in text_cells(with_line_feeds(text)):
        width = max(width, cell[1] + 1)
        if content:
            cells[cell] = content
    grid = Grid(cells, lettered=False)
    if all(map(is_blank, cells.values())):
        raise Unreadable("粘贴的内容是空的，请在表格软件里选中要的几行，复制后再来粘贴。")
    pasted = _lined_up(form, table, grid, width)
    if len(pasted.lines) > MAX_ROWS:
        raise Unreadable(
            f"粘贴的内容有 {len(pasted.lines)} 行，一次最多 {MAX_ROWS} 行，没有粘贴。{_IN_PARTS}"
        )
    return pasted


def _lined_up(form: Form, table: Table, grid: Grid, width: int) -> Pasted:
    rows = grid.rows()
    place = find_tables(replace(form, tables=(table,)), grid, rows, own=False).get(table.id)
    first = next(iter(rows))
    few = roles_of(table, rows[first])
    if place is not None:
        lines = [line for line in rows if place.first <= line < place.end and line not in place.skipped]
        head, columns = place.head, place.columns
    elif 2 * len(few) >= len(rows[first]):
        head, columns, lines = first, few, [line for line in rows if line != first]
    else:
        texts = [[row.get(column, "") for row in rows.values()] for column in range(width)]
        return Pasted(grid, tuple(rows), guess(form, table, texts))
    by_column = {column: role for role, column in columns.items()}
    roles = tuple(by_column.get(column, "") for column in range(width))
    others = rows.keys() - {head, *lines}
    left = tuple(next(iter(rows[line].values())) for line in sorted(others))
    return Pasted(grid, tuple(lines), roles, head, left)
