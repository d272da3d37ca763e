"""What filling one table asks of the sheet: lines that come and go, texts, and merged categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.errors import CannotFill
from tui.forms.text import is_blank, shorten
from tui.workbook.escapes import storable
from tui.workbook.lines import OldLine, old_lines
from tui.workbook.matching import NOBODY, match
from tui.workbook.shift import OFFER, Fate, Line, Region

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui.forms.answers import Row
    from tui.forms.model import Table
    from tui.workbook.find_tables import TablePlace
    from tui.workbook.grid import Area, Cell, Grid
    from tui.workbook.matching import Slot
    from tui.workbook.sheet_xml import SheetXml


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of a region, by their number in it, that share a merged category."""

    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class TablePlan:
    """How a table is to be filled."""

    region: Region
    texts: Mapping[Cell, str]
    """New texts of cells that are there, by their old place."""
    runs: Sequence[Run] | None
    """Which categories are merged downwards; None when the merged cells stay as they are."""
    categories: frozenset[int]
    """The columns of the categories."""
    own: frozenset[int]
    """The columns of the table that are no categories."""
    expected: Sequence[Mapping[str, str]]
    """What reading the filled table must give: the cells of each row by the roles that the sheet has."""

    def hides(self, area: Area) -> bool:
        """Whether a merged range would hide a text that is to be written in it, so that it must be undone."""
        return any(
            text and (area.top, area.left) != cell and area.covers(cell) and cell[1] in self.own
            for cell, text in self.texts.items()
        )


def plan_table(
    sheet: SheetXml,
    grid: Grid,
    table: Table,
    place: TablePlace,
    read: Mapping[int, Row],
    rows: Sequence[Row],
    *,
    own: bool,
) -> TablePlan:
    """Match rows with the lines of a table, and work out what changes.

    `read` says which row was read in which row of the sheet; `own` whether the ids of `rows` are theirs.

    Raises:
        CannotFill: something that is filled in has no place.
    """
    roles = [column.role for column in table.columns]
    kept = [row for row in rows if not all(is_blank(row[role]) for role in roles)]
    for column in table.columns:
        if column.role not in place.columns and any(not is_blank(row[column.role]) for row in kept):
            raise CannotFill(f"模板里没有“{column.label}”这一列，填好的内容放不进去，没有写出文件；{OFFER}")
    old = old_lines(sheet, grid, table, place, read)
    slots = match(table, old, kept, own=own)
    return _Planner(grid, table, place, old, slots).plan()


class _Planner:
    def __init__(
        self, grid: Grid, table: Table, place: TablePlace, old: Sequence[OldLine], slots: Sequence[Slot]
    ) -> None:
        self.grid, self.table, self.place, self.old, self.slots = grid, table, place, old, slots
        self.roles = [column.role for column in table.columns if column.kind == "category"]
        self.written: list[dict[int, str]] = [{} for _ in slots]
        """The texts to write, line by line, by column."""
        self.groups = [self._group(slot) for slot in slots]
        """The categories of each line; None for a blank one and a heading."""
        self.hidden: list[frozenset[str]] = []
        """The categories of each line that stand in a merged cell above."""

    def plan(self) -> TablePlan:
        """The whole plan."""
        runs = self._runs() if self._is_rebuilt() else None
        self._hide(runs)
        self._categories()
        for slot, written in zip(self.slots, self.written, strict=True):
            if slot.row:
                written |= self._own_texts(slot, slot.row)
        start = self.old[0].row if self.old else self.place.first
        stop = self.old[-1].row + 1 if self.old else start
        texts = {
            (self.old[slot.old].row, column): text
            for slot, written in zip(self.slots, self.written, strict=True)
            for column, text in written.items()
            if slot.fate is not Fate.NEW
        }
        columns = self.place.columns
        categories = frozenset(columns[role] for role in self.roles if role in columns)
        return TablePlan(
            Region(start, stop, [self._line(*item) for item in zip(self.slots, self.written, strict=True)]),
            texts,
            runs,
            categories,
            frozenset(columns.values()) - categories,
            self._expected(),
        )

    def _group(self, slot: Slot) -> tuple[str, ...] | None:
        if slot.row and any(slot.row.cells.values()):
            return tuple(storable(slot.row[role]) for role in self.roles)
        line = self.old[slot.old]
        return line.categories if slot.row is None and (line.read or any(line.categories)) else None

    def _is_rebuilt(self) -> bool:
        """Whether lines or their categories change, so that merged categories must be worked out anew."""
        if len(self.slots) != len(self.old) or any(slot.fate is not Fate.KEPT for slot in self.slots):
            return True
        return any(
            (group or ("",) * len(self.roles)) != self.old[slot.old].categories
            for slot, group in zip(self.slots, self.groups, strict=True)
        )

    def _runs(self) -> list[Run]:
        """The runs of equal categories in those columns that the sheet merges downwards."""
        merging = {role for line in self.old for role in line.hidden}
        runs = []
        for level, role in enumerate(self.roles):
            first = 0
            for index in range(1, len(self.groups) + 1):
                if index < len(self.groups) and self._continues(index, level):
                    continue
                if role in merging and index - first > 1:
                    runs.append(Run(self.place.columns[role], first, index - 1))
                first = index
        return runs

    def _continues(self, index: int, level: int) -> bool:
        here, above = self.groups[index], self.groups[index - 1]
        if here is None or above is None:
            return False
        return bool(here[level]) and here[: level + 1] == above[: level + 1]

    def _hide(self, runs: Sequence[Run] | None) -> None:
        if runs is None:
            self.hidden = [self.old[slot.old].hidden for slot in self.slots]
            return
        by_column = {column: role for role, column in self.place.columns.items()}
        under: list[set[str]] = [set() for _ in self.slots]
        for run in runs:
            for index in range(run.first + 1, run.last + 1):
                under[index].add(by_column[run.column])
        self.hidden = [frozenset(roles) for roles in under]

    def _text(self, slot: Slot, role: str) -> str:
        """What the line of a slot shows as it is."""
        if slot.fate is Fate.NEW or role not in self.place.columns:
            return ""
        return self.grid.text((self.old[slot.old].row, self.place.columns[role]))

    def _is_date(self, slot: Slot, role: str) -> bool:
        """Whether the line of a slot only looks as if it held the text that it shows."""
        return slot.fate is not Fate.NEW and self.grid.is_date(
            (self.old[slot.old].row, self.place.columns[role])
        )

    def _categories(self) -> None:
        """Write the categories where the sheet would not show them otherwise."""
        repeated = {role for line in self.old for role in line.hidden if self._shows(line, role)}
        above = ("",) * len(self.roles)
        for index, group in enumerate(self.groups):
            slot = self.slots[index]
            if group is None:
                self._clear(index)
                continue
            same = True
            for level, role in enumerate(self.roles):
                earlier, wanted = above[level], group[level]
                if role not in self.place.columns:
                    continue
                shown = self._text(slot, role)
                if role in self.hidden[index]:
                    was_hidden = slot.fate is not Fate.NEW and role in self.old[slot.old].hidden
                    keeps = was_hidden and shown in {"", wanted}
                    wanted = shown if keeps else wanted if role in repeated else ""
                elif same and is_blank(shown) and self._inherits(slot):
                    wanted = self._inherited(slot, wanted, earlier)
                if wanted != shown:
                    self.written[index][self.place.columns[role]] = wanted
                same = same and group[level] == earlier
            above = group

    def _shows(self, line: OldLine, role: str) -> bool:
        return not is_blank(self.grid.text((line.row, self.place.columns[role])))

    def _inherits(self, slot: Slot) -> bool:
        """Whether a blank category of a line takes that of the line above, as in sheets of other make."""
        return self.place.drawn <= self.place.first and slot.row is not None

    def _inherited(self, slot: Slot, wanted: str, earlier: str) -> str:
        """What to write where a blank cell shows the category of the line above."""
        if is_blank(wanted) and not is_blank(earlier):
            name = shorten(slot.row["name"]) if slot.row else ""
            raise CannotFill(
                f"{self.table.noun}“{name}”没有写分类，放进模板会被当成“{shorten(earlier)}”的一{self.table.counter}；"
                "请先选好它的分类，再导出。"
            )
        return "" if wanted == earlier and slot.fate is Fate.KEPT else wanted

    def _clear(self, index: int) -> None:
        """Empty the categories of a line that stays for its look alone."""
        slot = self.slots[index]
        if slot.row:
            for role in self.roles:
                if role in self.place.columns and self._text(slot, role):
                    self.written[index][self.place.columns[role]] = ""

    def _own_texts(self, slot: Slot, row: Row) -> dict[int, str]:
        texts = {}
        for column in self.table.own_columns:
            if column.role in self.place.columns:
                wanted = storable(row[column.role])
                if wanted != self._text(slot, column.role) or self._is_date(slot, column.role):
                    texts[self.place.columns[column.role]] = wanted
        return texts

    def _line(self, slot: Slot, written: Mapping[int, str]) -> Line:
        source = NOBODY if slot.old == NOBODY else self.old[slot.old].row
        like = NOBODY if slot.like == NOBODY else self.old[slot.like].row
        texts = {column: text for column, text in written.items() if text}
        return Line(slot.fate, source, like, texts if slot.fate is Fate.NEW else {})

    def _expected(self) -> list[Mapping[str, str]]:
        found: list[Mapping[str, str]] = []
        for slot, group, written in zip(self.slots, self.groups, self.written, strict=True):
            if group is None:
                continue
            categories = dict(zip(self.roles, group, strict=True))
            line = self.old[slot.old] if slot.old != NOBODY else OldLine(NOBODY)
            row = slot.row or line.read
            own = {
                column.role: storable(row[column.role]) if row else "" for column in self.table.own_columns
            }
            if row or any(written.values()):
                cells = categories | own
                found.append({role: cells[role] for role in cells if role in self.place.columns})
        return found
