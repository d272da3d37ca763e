"""What has been filled in: immutable values, changed by making new ones (`edits.py`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.forms.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.forms.model import Form, Table

YEAR = "year"
"""The key of the form's year, which is asked like a field but is no text."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    A field (`key` alone), a cell (role, `table`, `row` id), a whole table (without a row), or what ought to
    stand in a first-level category of a table (`category` is its name).
    """

    key: str
    table: str = ""
    row: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a stable id and its cells by role. Cells that are missing are empty."""

    id: str
    cells: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, role: str) -> str:
        return self.cells.get(role, "")

    @property
    def pair(self) -> tuple[str, str]:
        """Its category: level1 and level2, as in `Table.pairs`."""
        return self["level1"], self["level2"]

    def is_empty(self, table: Table) -> bool:
        """Whether nothing but its category is filled in."""
        for column in table.columns:  # A loop: this is asked of every row, and the first cell mostly answers.
            if column.kind != "category" and not is_blank(self.cells.get(column.role, "")):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Answers:
    """What has been filled in of one form. Year 0 means: not yet."""

    year: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    _filled: dict[str, tuple[Table, tuple[tuple[int, Row], ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What `filled_rows` gave, by table id; most rules ask for it, after every key."""

    def rows(self, table_id: str) -> tuple[Row, ...]:
        """The rows of a table in their order."""
        return self.tables.get(table_id, ())

    def filled_rows(self, table: Table) -> tuple[tuple[int, Row], ...]:
        """The rows of a table that are not empty, each with its 1-based number among all rows."""
        known = self._filled.get(table.id)
        if not known or known[0] is not table:
            numbered = enumerate(self.rows(table.id), start=1)
            known = table, tuple((number, row) for number, row in numbered if not row.is_empty(table))
            self._filled[table.id] = known
        return known[1]

    def index(self, place: Place) -> int:
        """The 0-based position of the place's row (ValueError when it is gone)."""
        for index, row in enumerate(self.rows(place.table)):
            if row.id == place.row:
                return index
        raise ValueError(place)

    def text(self, place: Place) -> str:
        """What stands at a place; empty when nothing does."""
        if place.table:
            rows = self.rows(place.table)
            return next((row[place.key] for row in rows if row.id == place.row), "")
        if place.key == YEAR:
            return str(self.year) if self.year else ""
        return self.fields.get(place.key, "")

    def path(self, place: Place) -> str:
        """The place as scripts write it: `fields.duties`, `indicators[3].target` (0-based), `indicators`.

        A category is `indicators.` with its name.
        """
        if not place.table:
            return f"fields.{place.key}"
        if place.category:
            return f"{place.table}.{place.category}"
        if not place.row:
            return place.table
        return f"{place.table}[{self.index(place)}].{place.key}"


def label_of(form: Form, place: Place) -> str:
    """The label of a place's field or column (KeyError: there is no such one)."""
    if place.table:
        return form.table(place.table).column(place.key).label
    return form.year.label if place.key == YEAR else form.field(place.key).label


def empty_answers(form: Form, year: int) -> Answers:
    """Answers of a form in which nothing but the year is filled in."""
    return Answers(year, {item.id: "" for item in form.fields}, {table.id: () for table in form.tables})
