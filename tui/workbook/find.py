"""Where a form's fields and tables stand in a sheet: found by their header texts, never by an address."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.text import squeeze
from tui.workbook.find_tables import find_tables
from tui.workbook.headers import LONGEST, key, keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tui.forms.model import Form
    from tui.workbook.find_tables import TablePlace
    from tui.workbook.grid import Cell, Grid, Rows

_FIGURES = "[0-9〇○零一二三四五六七八九]+"
_LOOSE_YEAR = re.compile(r"(?<![0-9])([0-9]{4})年度")


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
    tables = find_tables(form, grid, rows)
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


def _fields(form: Form, grid: Grid, rows: Rows) -> tuple[dict[str, Cell], set[Cell]]:
    """The value cell of each field, and all cells that are a label or a value."""
    open_rows = _without_heads(form, rows)
    labels = {key for item in form.fields for key in keys(item)}
    found: dict[str, Cell] = {}
    taken: set[Cell] = set()
    for exact in (True, False):
        meanings = {
            key: item.id for item in reversed(form.fields) for key in keys(item)[: 1 if exact else None]
        }
        for row, texts in open_rows.items():
            for column, text in texts.items():
                item = meanings.get(key(text)) if len(text) < LONGEST else None
                if item is None or item in found or (row, column) in taken:
                    continue
                found[item] = _value_cell(grid, (row, column), texts, labels)
                taken |= {(row, column), found[item]}
    return found, taken


def _without_heads(form: Form, rows: Rows) -> Rows:
    """The rows without those that are fixed heads of the form, each of which occurs once."""
    fixed = Counter(
        tuple(key(cell.text) for cell in row.cells)
        for row in form.sheet.rows
        if row.cells and all(cell.text and "{" not in cell.text for cell in row.cells)
    )
    kept = {}
    for row, texts in rows.items():
        shape = tuple(key(text) for text in texts.values()) if len(texts) <= 20 else ()
        if fixed[shape]:
            fixed[shape] -= 1
        else:
            kept[row] = texts
    return kept


def _value_cell(grid: Grid, label: Cell, texts: Mapping[int, str], labels: Iterable[str]) -> Cell:
    """The cell right of a label, or the next that shows something where columns were left out between."""
    row, beside = label[0], grid.area(label).right + 1
    if (row, beside) in grid.merges or (row, beside) in grid.suspects:
        return row, beside
    for column, text in texts.items():
        if column >= beside:
            return (row, beside) if column > beside and key(text) in labels else (row, column)
    return row, beside


def _year(form: Form, rows: Rows, taken: set[Cell]) -> Cell | None:
    """The cell of the year: with a year or nothing in its pattern, else any year, else any figures in it."""
    proper, figures = _year_pattern(form, "[0-9]{4}|"), _year_pattern(form, _FIGURES)
    for matches in (proper.fullmatch, _LOOSE_YEAR.search, figures.fullmatch):
        for row, texts in rows.items():
            for column, text in texts.items():
                if (row, column) not in taken and len(text) < LONGEST and matches(squeeze(text)):
                    return row, column
    return None


def _year_pattern(form: Form, year: str) -> re.Pattern[str]:
    """What the year's cell looks like, squeezed; its only group is what stands for the year."""
    return re.compile(re.escape(squeeze(form.year.pattern)).replace(r"\{year\}", f"_*({year})_*"))


def year_of(form: Form, text: str) -> int | None:
    """The year that the text of the year's cell states: 0 where none is filled in, None for what is no year.

    A year has four digits; which of them a form admits is for the form's rules to say.
    """
    stated = _year_pattern(form, "[^()]*?").fullmatch(squeeze(text)) or _LOOSE_YEAR.search(squeeze(text))
    if stated is None:
        return None
    if not stated[1]:
        return 0
    return (int(stated[1]) or None) if re.fullmatch("[0-9]{4}", stated[1]) else None
