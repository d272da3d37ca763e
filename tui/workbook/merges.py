"""What is wrong with the merged cells of a table: Java readers see their text in the first cell only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.problems import Finding
from tui.forms.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.forms.answers import Row
    from tui.forms.model import Table
    from tui.workbook.find_tables import TablePlace
    from tui.workbook.grid import Area, Grid


def merge_findings(
    grid: Grid, table: Table, place: TablePlace, lines: Mapping[int, Row], rows: range
) -> Iterator[Finding]:
    """Merges of one cell, across columns, across rows, or not of just the rows of one category.

    `lines` says which row of the table stands in which row of the sheet; merges that begin outside `rows` are
    not looked at.
    """
    judge = _Judge(table, place, lines)
    for cell, area in sorted(grid.merges.items()):
        if cell[0] in rows and (found := judge.finding(area, grid.name(cell))):
            yield found


class _Judge:
    """Judges the merged ranges of one table, one by one."""

    def __init__(self, table: Table, place: TablePlace, lines: Mapping[int, Row]) -> None:
        self.table, self.place, self.lines = table, place, lines
        self.numbers = sorted(lines)
        self.roles = {
            column: role for role, column in sorted(place.columns.items(), key=lambda item: item[1])
        }
        self.categories = [str(column.role) for column in table.columns if column.kind == "category"]
        self.runs = {role: self._runs(role) for role in self.categories}

    def _runs(self, role: str) -> dict[int, tuple[int, int]]:
        """The rows next to one another that are of one category: row → first and last of its run."""
        upto = self.categories[: self.categories.index(role) + 1]
        found: dict[int, tuple[int, int]] = {}
        run: list[int] = []
        for line in [*self.numbers, -1]:
            if run and (line < 0 or any(self.lines[line][name] != self.lines[run[0]][name] for name in upto)):
                found |= dict.fromkeys(run, (run[0], run[-1]))
                run = []
            run.append(line)
        return found

    def finding(self, area: Area, name: str) -> Finding | None:
        """What is wrong with a range whose first cell has this name, if anything is."""
        if (area.top, area.left) == (area.bottom, area.right):
            return Finding(
                self._at(self.roles.get(area.left, self.table.columns[0].role), area.top),
                f"{name}是只有一格的合并单元格，系统读到它会出错。",
                "请对这一格取消合并。",
            )
        roles = [role for column, role in self.roles.items() if area.left <= column <= area.right]
        if not roles or not self.place.first <= area.top < self.place.end:
            return None
        if len(roles) > 1:
            labels = "、".join(f"“{self.table.column(role).label}”" for role in roles)
            what = f"{name}把{labels}合并在一起了。"
            return Finding(self._at(roles[0], area.top), what, "请取消这个合并，一列填一格。")
        if area.top == area.bottom:
            return None
        return self._across_rows(area, roles[0], name)

    def _across_rows(self, area: Area, role: str, name: str) -> Finding | None:
        inside = self.numbers[bisect_left(self.numbers, area.top) : bisect_right(self.numbers, area.bottom)]
        if not inside:
            return None
        label = self.table.column(role).label
        if role not in self.categories:
            return Finding(
                self._at(role, inside[0]),
                f"{name}起“{label}”的 {area.bottom - area.top + 1} 行合并成了一格，系统只读得到第一行。",
                "请取消这个合并，每一行都填上。",
            )
        start, stop = self.runs[role][inside[0]]
        if (start, stop) == (inside[0], inside[-1]):
            return None
        count = bisect_right(self.numbers, stop) - bisect_left(self.numbers, start)
        return Finding(
            self._at(role, inside[0]),
            f"{name}起的“{label}”合并了 {len(inside)} 行，“{self._category(role, inside)}”却有 {count} 行。",
            "请正好合并同一分类的几行，或者取消合并、每一行都写上分类。",
        )

    def _category(self, role: str, inside: Sequence[int]) -> str:
        return shorten(self.lines[inside[0]][role])

    def _at(self, role: str, line: int) -> Place:
        row = self.lines.get(line)
        return Place(role, self.table.id, row.id if row else "")
