"""Where the tables of a form stand in a sheet: their heads, columns and rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.forms.text import is_blank
from tui.workbook import colours
from tui.workbook.headers import LONGEST, is_like, key, keys

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tui.forms.model import Form, Table
    from tui.workbook.grid import Grid, Rows


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands; rows and columns are 0-based."""

    head: int
    """The row of the column heads."""
    first: int
    """The first row under them."""
    drawn: int
    """The row after the last one that this program drew: each row before it counts, whatever it says."""
    end: int
    """The row after the last one."""
    columns: Mapping[str, int]
    """Role → column."""
    skipped: Collection[int]
    """Rows before the end that are none of the table's: headings and notes between its rows."""
    altered: Collection[str] = frozenset()
    """Roles of the columns whose head is none that the form knows."""


def range_name(table: Table) -> str:
    """The defined name by which the built-in sheet states the rows of a table, under its heads.

    A sheet of other make has no such name, and its rows are told from notes and signatures by what they say.
    """
    return "Tianbao." + re.sub(r"\W", "_", table.id, flags=re.ASCII)


def find_tables(form: Form, grid: Grid, rows: Rows, *, own: bool) -> dict[str, TablePlace]:
    """The places of the form's tables by table id; tables of whose heads too few are there are missing.

    In the form's `own` sheet an altered head is recognised by where it stands.
    """
    heads: list[tuple[Table, int, dict[str, int]]] = []
    start = 0
    for table in form.tables:
        head, columns = _head(form, grid, table, {row: texts for row, texts in rows.items() if row >= start})
        if 2 * len(columns) >= len(table.columns):
            heads.append((table, head, columns))
            start = max(head + 1, _drawn(grid, table, head))
    stops = [*(head for _, head, _ in heads[1:]), None]
    found = {}
    for (table, head, columns), stop in zip(heads, stops, strict=False):
        below = {row: texts for row, texts in rows.items() if row > head and (stop is None or row < stop)}
        altered = _altered(table, columns, rows[head]) if own else {}
        judge = _Judge(form, table, columns | altered, rows[head])
        found[table.id] = replace(_place(judge, grid, head, below), altered=frozenset(altered))
    return found


def _head(form: Form, grid: Grid, table: Table, rows: Rows) -> tuple[int, dict[str, int]]:
    """The row in which most of the table's column heads stand, and the column of each role.

    Of rows with equally many, the first that has the colours of heads.
    """
    best, columns, is_coloured = 0, dict[str, int](), not grid.fills
    known = {name for column in table.columns for name in keys(column)}
    for row, texts in rows.items():
        least = max(1, len(columns) + is_coloured)
        if (
            len(texts) < least
            or sum(len(text) < LONGEST and key(text) in known for text in texts.values()) < least
        ):
            continue
        found = roles_of(table, texts)
        coloured = any(colours.head(form, grid.fills.get((row, place), "")) for place in found.values())
        if (len(found), coloured) > (len(columns), is_coloured and bool(columns)):
            best, columns, is_coloured = row, found, coloured or not grid.fills
    return best, columns


def _altered(table: Table, columns: Mapping[str, int], heads: Mapping[int, str]) -> dict[str, int]:
    """The columns of missing roles: beside that of a neighbour, under a head that is empty or like theirs."""
    found: dict[str, int] = {}
    for index, column in enumerate(table.columns):
        known = dict(columns) | found
        if column.role in known:
            continue
        sides = ((index - 1, 1), (index + 1, -1))
        places = [
            known[table.columns[other].role] + step
            for other, step in sides
            if 0 <= other < len(table.columns) and table.columns[other].role in known
        ]
        for place in places:
            text = heads.get(place, "")
            is_between = is_blank(text) and places == [place] * 2
            if place not in known.values() and (is_between or is_like(text, column.label)):
                found[column.role] = place
                break
    return found


def roles_of(table: Table, texts: Mapping[int, str]) -> dict[str, int]:
    """The column of each role whose head is among the texts of a row, given by column."""
    places: dict[str, list[int]] = {}
    for position, text in texts.items():
        if len(text) < LONGEST:
            places.setdefault(key(text), []).append(position)
    found: dict[str, int] = {}
    for rank in range(max(len(column.synonyms) for column in table.columns) + 1):
        for column in table.columns:
            for sought in keys(column)[rank : rank + 1]:
                if column.role not in found and places.get(sought):
                    found[column.role] = places[sought].pop(0)
    return found


def _drawn(grid: Grid, table: Table, head: int) -> int:
    """The row after the last one that a name of the workbook gives to the table; 0 for none."""
    area = grid.ranges.get(range_name(table))
    return area.bottom + 1 if area and area.top > head else 0


def _place(judge: _Judge, grid: Grid, head: int, rows: Rows) -> TablePlace:
    columns = judge.columns
    first = 1 + max(grid.area((head, column)).bottom for column in columns.values())
    end = drawn = max(first, _drawn(grid, judge.table, head))
    skipped: list[int] = []
    odd: list[int] = []
    for row, texts in rows.items():
        own = {role: texts[column] for role, column in columns.items() if column in texts}
        if row < drawn or not own:
            continue
        if judge.is_elsewhere(texts):
            break
        if judge.is_odd(own, texts):
            odd.append(row)
        elif not odd or judge.is_certain(own):
            # What was odd stands between rows of the table after all.
            skipped, odd, end = skipped + odd, [], row + 1
    return TablePlace(head, first, drawn, end, columns, frozenset(skipped))


class _Judge:
    """Tells the rows of one table from what else stands below its heads."""

    def __init__(
        self, form: Form, table: Table, columns: Mapping[str, int], heads: Mapping[int, str]
    ) -> None:
        self.table, self.columns = table, columns
        self.heads = {role: key(heads.get(column, "")) for role, column in columns.items()}
        self.names = {key(name) for pair in table.pairs for name in pair}
        self.categories = [column.role for column in table.columns if column.kind == "category"]
        self.others = [column.role for column in table.own_columns]
        self.leftmost = table.columns[0].role
        self.dictionaries = {key(dictionary.label) for dictionary in form.dictionaries.values()}
        self.labels = {key(form.title)}.union(*(keys(item) for item in form.fields))

    def is_certain(self, own: Mapping[str, str]) -> bool:
        """Whether a row is one of the table's beyond doubt: it names a category, and something in it."""
        return self._is_known(own) and any(role in own for role in self.others)

    def is_odd(self, own: Mapping[str, str], texts: Mapping[int, str]) -> bool:
        """Whether a row looks like a heading, a note, a signature, a dictionary or the heads once more."""
        if self._is_known(own):
            return False
        if len(texts) == 1:
            return self.leftmost in own or key(next(iter(own.values()))) in self.dictionaries
        if all(key(own.get(role, "")) == head for role, head in self.heads.items()):
            return True
        # Not `key`, which takes the colon away that tells a signature line.
        return bool(self.names) and re.search("[:：]", own.get(self.leftmost, "")) is not None

    def is_elsewhere(self, texts: Mapping[int, str]) -> bool:
        """Whether a row begins with the form's title or a label: a part below, or another filled form."""
        column, text = next(iter(texts.items()))
        begins = bool(self.names) and column <= min(self.columns.values())
        return begins and len(text) < LONGEST and key(text) in self.labels

    def _is_known(self, own: Mapping[str, str]) -> bool:
        return any(role in own and key(own[role]) in self.names for role in self.categories)
