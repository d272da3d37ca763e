"""Take the answers out of a sheet in which the form's places were found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.answers import YEAR, Answers, Place, Row
from tui.forms.problems import Finding
from tui.forms.text import is_blank, shorten, squeeze
from tui.workbook.find import year_of
from tui.workbook.grid import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tui.forms.model import Form, Table
    from tui.workbook.find import Places
    from tui.workbook.find_tables import TablePlace
    from tui.workbook.grid import Grid

_Sources = dict[Cell, tuple[Place, str]]
"""Where answers were read: cell → the place of the answer and its label."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read in the places of a form."""

    answers: Answers
    notes: tuple[str, ...]
    """What was not found or not read, a sentence each."""
    suspects: tuple[Finding, ...]
    """One for each answer cell that is something else than its text, in the order of the sheet."""
    lines: Mapping[str, Mapping[int, Row]]
    """Table id → the row of the sheet in which each row of the table stands."""


def take(form: Form, grid: Grid, places: Places) -> Taken:
    """Take the answers, and say what was not found, not read, or is not to be trusted."""
    year = year_of(form, grid.text(places.year)) if places.year else 0
    fields = {item.id: field_text(grid, places, item.id) for item in form.fields}
    sources: _Sources = {cell: (Place(name), form.field(name).label) for name, cell in places.fields.items()}
    if places.year:
        sources[places.year] = (Place(YEAR), form.year.label)
    notes = list(_missing(form, grid, year, places))
    lines = {}
    for table in form.tables:
        place = places.tables[table.id]
        taker = _Taker(grid, table, place)
        lines[table.id] = taker.rows()
        sources |= taker.sources
        notes += [*_between(grid, table, place), *taker.unread(), *_left(form, grid, table, place)]
    tables = {name: tuple(rows.values()) for name, rows in lines.items()}
    answers = Answers(year or 0, fields, tables)
    return Taken(answers, tuple(notes), tuple(_findings(grid, sources)), lines)


def take_rows(grid: Grid, table: Table, place: TablePlace, above: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows of one table that are not blank; `above` gives the categories of a row before the first."""
    taker = _Taker(grid, table, place)
    taker.above = dict(above)
    return tuple(taker.rows().values())


def field_text(grid: Grid, places: Places, name: str) -> str:
    """The value of a field, without the label that may stand in the same cell; empty where there is none."""
    if name not in places.fields:
        return ""
    text = grid.text(places.fields[name])
    before, after = places.around.get(name, ("", ""))
    return text.removeprefix(before).removesuffix(after)


class _Taker:
    """Takes the rows of one table, from the top."""

    def __init__(self, grid: Grid, table: Table, place: TablePlace) -> None:
        self.grid, self.table, self.place = grid, table, place
        self.sources: _Sources = {}
        self.empty: list[Cell] = []
        self.above: dict[str, str] = {}
        self.merged: dict[str, int] = {}
        self.labels: dict[str, str] = {column.role: column.label for column in table.columns}
        self.categories = [column.role for column in table.columns if column.kind == "category"]

    def rows(self) -> dict[int, Row]:
        """The rows that are not blank, by where they stand. Their cells are noted as sources."""
        place, rows = self.place, dict[int, Row]()
        with_content = {row for row, _ in (*self.grid.cells, *self.grid.suspects)}
        for line in sorted(row for row in with_content if place.first <= row < place.end):
            cells = {role: self.grid.text((line, column)) for role, column in place.columns.items()}
            if line in place.skipped:
                continue
            if all(map(is_blank, cells.values())):
                own = ((line, column) for column in place.columns.values())
                self.empty += [cell for cell in own if cell in self.grid.suspects][:1]
                continue
            self.above = self._categories(line, cells)
            row = Row(f"r{len(rows) + 1}", dict.fromkeys(self.labels, "") | cells | self.above)
            for role, column in place.columns.items():
                self.sources[line, column] = (Place(role, self.table.id, row.id), self.labels[role])
            rows[line] = row
        return rows

    def _categories(self, line: int, cells: Mapping[str, str]) -> dict[str, str]:
        """The categories of a row: a blank one takes that of the row above within its parent.

        In the rows that this program drew, which repeat their categories, only a merged one does.
        """
        found: dict[str, str] = {}
        same = True
        for role in self.categories:
            own, earlier = cells.get(role, ""), self.above.get(role, "")
            if not is_blank(own):
                self.merged[role] = self.grid.area((line, self.place.columns[role])).bottom
            repeats = line >= self.place.drawn or line <= self.merged.get(role, -1)
            found[role] = earlier if is_blank(own) and same and repeats else own
            same = same and found[role] == earlier
        return found

    def unread(self) -> Iterator[str]:
        """A sentence when there are rows that hold nothing but formulas without results."""
        if self.empty:
            cell, what = self.empty[0], self.grid.suspects[self.empty[0]].what
            more = f"（这样的行一共有 {len(self.empty)} 行）" if len(self.empty) > 1 else ""
            yield f"{self.grid.name(cell)}{what}，这一行里也没有别的内容，没有读{more}。"


def _findings(grid: Grid, sources: _Sources) -> Iterator[Finding]:
    for cell, suspect in sorted(grid.suspects.items(), key=lambda item: item[0]):
        if cell in sources:
            place, label = sources[cell]
            yield Finding(place, f"{grid.name(cell)}（{label}）{suspect.what}。", suspect.remedy)


def _missing(form: Form, grid: Grid, year: int | None, places: Places) -> Iterator[str]:
    if year is None and places.year:
        said = f"{grid.name(places.year)}的“{shorten(grid.text(places.year))}”"
        yield f"{said}不是四位数的{form.year.label}，请自己填写。"
    elif not year:
        yield f"没有读到{form.year.label}，请自己填写。"
    for item in form.fields:
        if item.id not in places.fields:
            yield f"没有找到“{item.label}”，请自己填写。"
    for table in form.tables:
        for column in table.columns:
            if column.role not in places.tables[table.id].columns:
                yield f"没有找到“{column.label}”这一列；照原表导出不用填它，用内置的表样请自己填写。"


def _between(grid: Grid, table: Table, place: TablePlace) -> Iterator[str]:
    """What stands between the rows of a table and is none; of a sheet, the rule for files says it."""
    rows = grid.rows() if place.skipped and not grid.lettered else {}
    for row in sorted(place.skipped) if rows else ():
        column, text = next(iter(rows[row].items()))
        yield f"{grid.name((row, column))}的“{shorten(text)}”不是{table.noun}，这一行没有读。"


def _left(form: Form, grid: Grid, table: Table, place: TablePlace) -> Iterator[str]:
    """What stands beside or below a table and was not read."""
    rows = grid.rows()
    known = {squeeze(text) for text in _dictionary_texts(form)}
    for column, text in rows[place.head].items():
        if column not in place.columns.values() and squeeze(text) not in known:
            yield f"{grid.name((place.head, column))}的“{shorten(text)}”不是本表的列，这一列没有读。"
    for row, texts in rows.items():
        column, text = next(iter(texts.items()))
        if row >= place.end and not {squeeze(text) for text in texts.values()} <= known:
            yield f"{grid.name((row, column))}起的内容在{table.label}下面，没有读（“{shorten(text)}”）。"
            return


def _dictionary_texts(form: Form) -> Iterator[str]:
    for dictionary in form.dictionaries.values():
        yield dictionary.label
        for entry in (*dictionary.entries, *dictionary.elsewhere):
            yield from (entry.text, *entry.synonyms)
