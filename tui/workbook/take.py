"""Take the answers out of a sheet in which the form's places were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import Answers, Row
from tui.forms.text import is_blank, shorten, squeeze
from tui.workbook.find import year_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tui.forms.model import Form, Table
    from tui.workbook.find import Places, TablePlace
    from tui.workbook.grid import Cell, Grid


def take(form: Form, grid: Grid, places: Places) -> tuple[Answers, tuple[str, ...]]:
    """The answers, and a sentence for everything that was not found, not read, or is suspect."""
    year = year_of(form, grid.text(places.year)) if places.year else 0
    fields = {
        item.id: grid.text(places.fields[item.id]) if item.id in places.fields else "" for item in form.fields
    }
    used: dict[Cell, str] = {cell: form.field(name).label for name, cell in places.fields.items()}
    tables = {}
    for table in form.tables:
        place = places.tables[table.id]
        tables[table.id], cells = _rows(grid, table, place)
        used |= cells
    notes = [*_missing(form, year, places), *_suspect(grid, used)]
    for table in form.tables:
        notes += _left(form, grid, table, places.tables[table.id])
    return Answers(year, fields, tables), tuple(notes)


def _rows(grid: Grid, table: Table, place: TablePlace) -> tuple[tuple[Row, ...], dict[Cell, str]]:
    """The rows of a table that are not blank, and the cells that they were read from."""
    lines = sorted({row for row, _ in (*grid.cells, *grid.suspects) if place.first <= row < place.end})
    rows: list[Row] = []
    used: dict[Cell, str] = {}
    above: dict[str, str] = {}
    for line in lines:
        cells = {role: grid.text((line, column)) for role, column in place.columns.items()}
        used |= {(line, column): table.column(role).label for role, column in place.columns.items()}
        if all(map(is_blank, cells.values())):
            continue
        above = _categories(table, cells, above)
        rows.append(Row(f"r{len(rows) + 1}", {column.role: "" for column in table.columns} | cells | above))
    return tuple(rows), used


def _categories(table: Table, cells: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """The categories of a row: a blank one, merged or not, takes that of the row above within its parent."""
    found: dict[str, str] = {}
    same = True
    for column in table.columns:
        if column.kind == "category":
            own, earlier = cells.get(column.role, ""), above.get(column.role, "")
            found[column.role] = earlier if is_blank(own) and same else own
            same = same and found[column.role] == earlier
    return found


def _suspect(grid: Grid, used: Mapping[Cell, str]) -> Iterator[str]:
    for cell, what in sorted(grid.suspects.items()):
        if cell in used:
            yield f"{grid.name(cell)}（{used[cell]}）{what}。"


def _missing(form: Form, year: int, places: Places) -> Iterator[str]:
    if not year:
        yield f"没有读到{form.year.label}，请自己填写。"
    for item in form.fields:
        if item.id not in places.fields:
            yield f"没有找到“{item.label}”，请自己填写。"
    for table in form.tables:
        for column in table.columns:
            if column.role not in places.tables[table.id].columns:
                yield f"没有找到“{column.label}”这一列，请自己填写。"


def _left(form: Form, grid: Grid, table: Table, place: TablePlace) -> Iterator[str]:
    """What stands beside or below a table and was not read."""
    rows = grid.rows()
    for column, text in rows[place.head].items():
        if column not in place.columns.values():
            yield f"{grid.name((place.head, column))}的“{shorten(text)}”不是本表的列，这一列没有读。"
    known = {squeeze(text) for text in _dictionary_texts(form)}
    for row, texts in rows.items():
        column, text = next(iter(texts.items()))
        if row >= place.end and not {squeeze(text) for text in texts.values()} <= known:
            yield f"{grid.name((row, column))}起的内容在{table.label}下面，没有读（“{shorten(text)}”）。"
            return


def _dictionary_texts(form: Form) -> Iterator[str]:
    for dictionary in form.dictionaries.values():
        yield dictionary.label
        yield from (entry.text for entry in dictionary.entries)
