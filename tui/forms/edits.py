"""Changes of answers, as values: what undo goes back over, and what a problem's fix consists of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.forms.answers import YEAR, Answers, Place, Row
from tui.forms.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.forms.model import Form


@dataclass(frozen=True, slots=True)
class SetText:
    """Put a text at a place."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class InsertRow:
    """Put a row into a table, before the row that has this index now."""

    table: str
    index: int
    row: Row


@dataclass(frozen=True, slots=True)
class DropRow:
    """Take a row out of a table."""

    table: str
    row: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """Move a row so that it has this index afterwards."""

    table: str
    row: str
    index: int


_YEAR_DIGITS = 9
_ROW_ID = re.compile(r"r([0-9]{1,18})")

Edit = SetText | InsertRow | DropRow | MoveRow


def apply(answers: Answers, edits: Iterable[Edit]) -> Answers:
    """The answers after all the edits, in their order. Edits of rows that are gone change nothing."""
    for edit in edits:
        answers = _apply(answers, edit)
    return answers


def _apply(answers: Answers, edit: Edit) -> Answers:
    if isinstance(edit, SetText):
        return _set_text(answers, edit.place, clean(edit.text))
    rows = list(answers.rows(edit.table))
    if isinstance(edit, InsertRow):
        cells = {role: clean(text) for role, text in edit.row.cells.items()}
        rows.insert(edit.index, Row(edit.row.id, cells))
    else:
        position = next((index for index, row in enumerate(rows) if row.id == edit.row), None)
        if position is None:
            return answers
        row = rows.pop(position)
        if isinstance(edit, MoveRow):
            rows.insert(edit.index, row)
    return _with_rows(answers, edit.table, rows)


def _set_text(answers: Answers, place: Place, text: str) -> Answers:
    if place.table:
        rows = [
            Row(row.id, {**row.cells, place.key: text}) if row.id == place.row else row
            for row in answers.rows(place.table)
        ]
        return _with_rows(answers, place.table, rows)
    if place.key == YEAR:
        return replace(answers, year=_year(text.strip()))
    return replace(answers, fields={**answers.fields, place.key: text})


def _year(text: str) -> int:
    """The year that a text says, 0 for none; so many digits that `int` refuses them say none either."""
    return int(text) if text.isdecimal() and len(text) <= _YEAR_DIGITS else 0


def _with_rows(answers: Answers, table: str, rows: Iterable[Row]) -> Answers:
    return replace(answers, tables={**answers.tables, table: tuple(rows)})


def new_row_id(rows: Iterable[Row]) -> str:
    """A row id (`r1`, `r2`, …) above all that are in use."""
    numbers = [int(found[1]) for row in rows if (found := _ROW_ID.fullmatch(row.id))]
    return f"r{max(numbers, default=0) + 1}"


def choose(form: Form, answers: Answers, place: Place, text: str) -> tuple[Edit, ...]:
    """Pick a dictionary entry for a field, or for a cell with what follows from it for the row's other cells.

    What the new entry implies is filled in; what only the old entry implied is taken out again.
    """
    if not place.table:
        return (SetText(place, text),)
    column = form.table(place.table).column(place.key)
    before = form.dictionary(column).entry(answers.text(place))
    now = form.dictionary(column).entry(text)
    gone = before.implies if before else {}
    wanted = now.implies if now else {}
    edits: list[Edit] = [SetText(place, text)]
    for role, implied in gone.items():
        other = Place(role, place.table, place.row)
        if role not in wanted and answers.text(other) == implied:
            edits.append(SetText(other, ""))
    edits += [SetText(Place(role, place.table, place.row), implied) for role, implied in wanted.items()]
    return tuple(edits)
