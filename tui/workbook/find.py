"""Where a form's fields and tables stand in a sheet: found by their header texts, never by an address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.forms.text import is_blank, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tui.forms.model import Column, Field, Form, Table
    from tui.workbook.grid import Cell, Grid

_Rows = dict[int, dict[int, str]]


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands; rows and columns are 0-based."""

    head: int
    """The row of the column heads."""
    first: int
    """The first row under them."""
    end: int
    """The row after the last one."""
    columns: Mapping[str, int]
    """Role → column."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a form stand in a sheet; what was not found is missing."""

    year: Cell | None
    fields: Mapping[str, Cell]
    """Field id → the cell of its value."""
    tables: Mapping[str, TablePlace]
    share: float
    """Which part of the form's fields and columns was found, 0 to 1; 1 more for its title."""

    def __bool__(self) -> bool:
        return self.share > 0


def find(form: Form, grid: Grid) -> Places:
    """Look for a form in a sheet. The result is false when the form is not there."""
    rows = grid.rows()
    tables = _tables(form, grid, rows)
    around = {
        row: texts
        for row, texts in rows.items()
        if not any(place.head <= row < place.end for place in tables.values())
    }
    fields, taken = _fields(form, grid, around)
    year = _year(form, around, taken)
    sought = len(form.fields) + sum(len(table.columns) for table in form.tables)
    found = len(fields) + sum(len(place.columns) for place in tables.values())
    if len(tables) < len(form.tables) or (not form.tables and found < 2):
        return Places(None, {}, {}, 0)
    title = squeeze(form.title)
    titled = any(squeeze(text) == title for texts in around.values() for text in texts.values())
    return Places(year, fields, tables, found / sought + titled)


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """A header text as it is compared: without the colon and the star of required parts too."""
    return squeeze(text).strip(":*")


def _keys(part: Field | Column) -> tuple[str, ...]:
    return _key(part.label), *map(_key, part.synonyms)


# ── Tables ──────────────────────────────────────────────────────────────────


def _tables(form: Form, grid: Grid, rows: _Rows) -> dict[str, TablePlace]:
    found: dict[str, TablePlace] = {}
    start = 0
    for table in form.tables:
        below = {row: texts for row, texts in rows.items() if row >= start}
        head, columns = _head(table, below)
        if 2 * len(columns) < len(table.columns):
            continue
        first = 1 + max(grid.area((head, column)).bottom for column in columns.values())
        end = _end(form, table, columns, {row: texts for row, texts in below.items() if row >= first}, first)
        found[table.id] = TablePlace(head, first, end, columns)
        start = end
    return found


def _head(table: Table, rows: _Rows) -> tuple[int, dict[str, int]]:
    """The row in which most of the table's column heads stand, and the column of each role."""
    best, columns = 0, dict[str, int]()
    for row, texts in rows.items():
        found = _roles(table, texts)
        if len(found) > len(columns):
            best, columns = row, found
    return best, columns


def _roles(table: Table, texts: Mapping[int, str]) -> dict[str, int]:
    keys = {position: _key(text) for position, text in texts.items() if len(text) < 100}
    found: dict[str, int] = {}
    for rank in range(max(len(column.synonyms) for column in table.columns) + 1):
        for column in table.columns:
            sought = _keys(column)[rank : rank + 1]
            free = (place for place, key in keys.items() if key in sought and place not in found.values())
            if column.role not in found and (place := next(free, None)) is not None:
                found[column.role] = place
    return found


def _end(form: Form, table: Table, columns: Mapping[str, int], rows: _Rows, first: int) -> int:
    last = first - 1
    for row, texts in rows.items():
        own = {role: texts[column] for role, column in columns.items() if column in texts}
        if own and _is_below(form, table, own, len(texts)):
            break
        if own:
            last = row
    return last + 1


def _is_below(form: Form, table: Table, own: Mapping[str, str], texts: int) -> bool:
    """Whether a row is no part of the table any more: a note, a signature line, a list of a dictionary."""
    names = {squeeze(name) for pair in table.pairs for name in pair}
    if any(squeeze(own.get(column.role, "")) in names for column in _categories(table)):
        return False
    leftmost = next(column.role for column in table.columns)
    if texts == 1:
        labels = {squeeze(dictionary.label) for dictionary in form.dictionaries.values()}
        return leftmost in own or squeeze(next(iter(own.values()))) in labels
    return ":" in squeeze(own.get(leftmost, "")) and bool(table.categories)


def _categories(table: Table) -> Iterator[Column]:
    return (column for column in table.columns if column.kind == "category")


# ── Fields and the year ─────────────────────────────────────────────────────


def _fields(form: Form, grid: Grid, rows: _Rows) -> tuple[dict[str, Cell], set[Cell]]:
    """The value cell of each field, and all cells that are a label or a value."""
    open_rows = _without_heads(form, rows)
    labels = {key for item in form.fields for key in _keys(item)}
    found: dict[str, Cell] = {}
    taken: set[Cell] = set()
    for exact in (True, False):
        meanings = {
            key: item.id for item in reversed(form.fields) for key in _keys(item)[: 1 if exact else None]
        }
        for row, texts in open_rows.items():
            for column, text in texts.items():
                item = meanings.get(_key(text)) if len(text) < 100 else None
                if item is None or item in found or (row, column) in taken:
                    continue
                found[item] = _value_cell(grid, (row, column), texts, labels)
                taken |= {(row, column), found[item]}
    return found, taken


def _without_heads(form: Form, rows: _Rows) -> _Rows:
    """The rows without those that are fixed heads of the form, each of which occurs once."""
    fixed = Counter(
        tuple(_key(cell.text) for cell in row.cells)
        for row in form.sheet.rows
        if row.cells and all(cell.text and "{" not in cell.text for cell in row.cells)
    )
    kept = {}
    for row, texts in rows.items():
        shape = tuple(_key(text) for text in texts.values()) if len(texts) <= 20 else ()
        if fixed[shape]:
            fixed[shape] -= 1
        else:
            kept[row] = texts
    return kept


def _value_cell(grid: Grid, label: Cell, texts: Mapping[int, str], labels: Iterable[str]) -> Cell:
    """The cell right of a label, or the next that shows something where columns were left out between."""
    row, beside = label[0], grid.area(label).right + 1
    if (row, beside) in grid.merges:
        return row, beside
    for column, text in texts.items():
        if column >= beside:
            return (row, beside) if column > beside and _key(text) in labels else (row, column)
    return row, beside


def _year(form: Form, rows: _Rows, taken: set[Cell]) -> Cell | None:
    whole = year_pattern(form)
    loose = re.compile(r"(?<![0-9])[0-9]{4}年度")
    for matches in (whole.fullmatch, loose.search):
        for row, texts in rows.items():
            for column, text in texts.items():
                if (row, column) not in taken and len(text) < 100 and matches(squeeze(text)):
                    return row, column
    return None


def year_pattern(form: Form) -> re.Pattern[str]:
    """What the year's cell looks like, squeezed, with the digits (or none) as its only group."""
    return re.compile(re.escape(squeeze(form.year.pattern)).replace(r"\{year\}", "_*([0-9]{0,5})_*"))


def year_of(form: Form, text: str) -> int:
    """The year that the text of the year's cell states; 0 for none."""
    said = year_pattern(form).fullmatch(squeeze(text)) or re.search(r"([0-9]{4})年度", squeeze(text))
    return int(said[1]) if said and not is_blank(said[1]) else 0
