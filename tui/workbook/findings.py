"""What is wrong with a received file itself, whatever is filled in: its heads, its merges, its rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.problems import Finding
from tui.forms.text import is_blank, shorten, squeeze
from tui.workbook.grid import letters
from tui.workbook.headers import key
from tui.workbook.merges import merge_findings
from tui.workbook.sheet_part import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.forms.answers import Row
    from tui.forms.model import Form, Table
    from tui.workbook.find import Places
    from tui.workbook.find_tables import TablePlace
    from tui.workbook.grid import Grid

Problems = list[tuple[str, Finding]]
_NAMED = 5
"""How many rows a message names one by one."""


def findings(form: Form, grid: Grid, places: Places, lines: Mapping[str, Mapping[int, Row]]) -> Problems:
    """The rule that the file breaks, and how, for each breach. A text has nothing of a file to break.

    `lines` says which row of each table stands in which row of the sheet.
    """
    if not grid.lettered:
        return []
    found: Problems = [("header", finding) for finding in _labels(form, grid, places)]
    start = 0
    for table in form.tables:
        part = _TablePart(grid, table, places.tables[table.id], lines[table.id], own=places.own)
        found += [("header", finding) for finding in part.heads()]
        rows = range(start, ROWS if table is form.tables[-1] else part.place.end)
        found += [("merge", finding) for finding in merge_findings(grid, table, part.place, part.lines, rows)]
        start = part.place.end
        found += [("file", finding) for finding in part.file()]
    return found


def _labels(form: Form, grid: Grid, places: Places) -> Iterator[Finding]:
    for name in sorted(places.altered):
        yield _altered(grid, places.labels[name], form.field(name).label, Place(name))


def _altered(grid: Grid, cell: tuple[int, int], label: str, where: Place) -> Finding:
    text = grid.text(cell)
    now = "现在是空的" if is_blank(text) else f"被改成了“{shorten(text)}”"
    return Finding(
        where,
        f"{grid.name(cell)}的表头“{label}”{now}。",
        f"请改回“{label}”，一个字也不要差，否则系统认不出来。",
    )


class _TablePart:
    """One table of a sheet."""

    def __init__(
        self, grid: Grid, table: Table, place: TablePlace, lines: Mapping[int, Row], *, own: bool
    ) -> None:
        self.grid, self.table, self.place, self.lines, self.own = grid, table, place, lines, own
        self.where = Place(table.columns[0].role, table.id)

    def heads(self) -> Iterator[Finding]:
        """Heads that were altered, and columns that changed places, where all are called as the form does."""
        columns = [column for column in self.table.columns if column.role in self.place.columns]
        for column in columns:
            if column.role in self.place.altered:
                cell = (self.place.head, self.place.columns[column.role])
                yield _altered(self.grid, cell, column.label, Place(column.role, self.table.id))
        is_the_forms_own = self.own and all(
            key(self.grid.text((self.place.head, self.place.columns[column.role]))) == key(column.label)
            for column in columns
        )
        for left, right in pairwise(columns) if is_the_forms_own else ():
            if self.place.columns[left.role] > self.place.columns[right.role]:
                yield Finding(
                    Place(right.role, self.table.id),
                    f"“{right.label}”这一列排到了“{left.label}”前面。",
                    "请按原表的先后放回去，否则系统认不出来。",
                )

    def file(self) -> Iterator[Finding]:
        """Rows that are blank, hidden or no rows of the table, and a list that is gone."""
        blank = self._blank_rows()
        if blank:
            yield Finding(
                self.where,
                f"{self.table.label}中间有空行（{_rows(blank)}），系统读到空行可能出错。",
                "请删除空行。",
            )
        every = self.grid.rows() if self.place.skipped else {}
        for row in sorted(self.place.skipped):
            column, text = next(iter(every[row].items()))
            what = f"{self.grid.name((row, column))}的“{shorten(text)}”不是{self.table.noun}，这一行没有读。"
            yield Finding(
                self.where, what, f"请把它移出{self.table.label}，系统会把它当成{self.table.noun}。"
            )
        hidden = [line for line in sorted(self.lines) if line in self.grid.hidden_rows]
        if hidden:
            yield Finding(
                self.where,
                f"{self.table.label}里有隐藏或筛选掉的行（{_rows(hidden)}），里面的内容也读了。",
                "请取消隐藏和筛选，看看这些行要不要。",
            )
        for item in self.table.columns:
            if item.kind == "choice" and self._lost_list(item.role):
                yield Finding(
                    Place(item.role, self.table.id),
                    f"“{item.label}”这一列的下拉列表不见了，别的格子却还有。",
                    "请从系统重新下载一份表，把内容填进去。",
                )

    def _blank_rows(self) -> list[int]:
        """Blank rows between two that are filled in, without those that a merge of categories keeps free."""
        filled = {line for line, row in self.lines.items() if not row.is_empty(self.table)}
        found, previous = list[int](), -1
        for line in sorted({*self.lines, *self.place.skipped}):
            if previous >= 0 and line in filled and previous in filled:
                found += range(previous + 1, line)
            previous = line
        columns = self.place.columns.values()
        spare = {
            line
            for area in self.grid.merges.values()
            if area.left in columns and self.place.first <= area.top
            for line in range(area.top, min(area.bottom + 1, self.place.end))
        }
        told = {row for row, _ in self.grid.suspects}
        return [line for line in found if line not in spare and line not in told]

    def _lost_list(self, role: str) -> bool:
        column = self.place.columns.get(role)
        areas = [area for item in self.grid.lists for area in item.areas]
        return (
            bool(areas and self.lines)
            and column is not None
            and not any(area.left <= column <= area.right for area in areas)
        )


def _rows(rows: Sequence[int]) -> str:
    named = "、".join(str(row + 1) for row in rows[:_NAMED])
    return f"第 {named} 行" if len(rows) <= _NAMED else f"第 {named} 行等 {len(rows)} 行"


def look_notes(form: Form, grid: Grid, places: Places) -> Iterator[str]:
    """What of the sheet's look is otherwise than usual, but no breach of a rule."""
    if places.banner and not places.title:
        yield f"没有找到标题“{form.title}”，请核对这是不是要填的表。"
    if places.own and squeeze(places.banner) != squeeze(form.banner):
        yield "表上的红字说明与通用的不完全一样，请以表上写的为准。"
    if places.own:
        yield from _other_names(form, grid, places)
    for table in form.tables:
        for column in table.columns:
            place = places.tables[table.id].columns.get(column.role, -1)
            if place in grid.hidden_columns:
                yield f"“{column.label}”在隐藏的 {letters(place)} 列，里面的内容也读了。"


def _other_names(form: Form, grid: Grid, places: Places) -> Iterator[str]:
    """Heads that go by another name, or are spaced otherwise; all of them are understood."""
    pairs = [(form.field(name).label, grid.text(cell)) for name, cell in places.labels.items()]
    for table in form.tables:
        place = places.tables[table.id]
        pairs += [
            (column.label, grid.text((place.head, place.columns[column.role])))
            for column in table.columns
            if column.role in place.columns and column.role not in place.altered
        ]
    others = [f"“{shorten(text)}”（{label}）" for label, text in pairs if text != label]
    if others:
        yield f"有的表头与通用表的写法不同：{'、'.join(others)}；都认得，不影响填写。"
