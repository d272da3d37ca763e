"""Where a form's fields and tables stand in a sheet: found by their header texts, never by an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.forms.text import squeeze
from tui.workbook.find_fields import find_fields
from tui.workbook.find_tables import find_tables
from tui.workbook.headers import LONGEST, banner_of, title_of
from tui.workbook.sheet_part import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tui.forms.model import Form
    from tui.workbook.find_fields import FieldPlace
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
    labels: Mapping[str, Cell] = field(default_factory=dict)
    """Field id → the cell of its label."""
    around: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Field id → what stands before and after the value in its own cell, where that is its label's too."""
    altered: Collection[str] = frozenset()
    """Ids of the fields whose label is none that the form knows."""
    title: str = ""
    """The form's title as the sheet writes it."""
    banner: str = ""
    """The form's banner as the sheet writes it, altered or not."""

    def __bool__(self) -> bool:
        return self.share > 0

    @property
    def own(self) -> bool:
        """Whether the sheet is the very form that the schema describes: it has the title and the banner.

        Counties may call and order things otherwise in forms of their own; in this one nobody may.
        """
        return bool(self.title and self.banner)


def find(form: Form, grid: Grid) -> Places:
    """Look for a form in a sheet. The result is false when the form is not there."""
    rows = grid.rows()
    title, banner = title_of(form, rows), banner_of(form, rows)
    own = bool(title and banner)
    tables = find_tables(form, grid, rows, own=own)
    around = {
        row: texts
        for row, texts in rows.items()
        if not any(place.head <= row < place.end for place in tables.values())
    }
    width = max((max(place.columns.values()) for place in tables.values()), default=COLUMNS)
    fields = find_fields(form, grid, around, width, own=own)
    sought = len(form.fields) + sum(len(table.columns) for table in form.tables)
    found = len(fields) + sum(len(place.columns) for place in tables.values())
    if len(tables) < len(form.tables) or (not form.tables and found < 2):
        return Places(None, {}, {}, 0)
    return Places(
        _year(form, around, fields.values()),
        {name: place.value for name, place in fields.items()},
        tables,
        found / sought + bool(title),
        {name: place.label for name, place in fields.items()},
        {name: (place.before, place.after) for name, place in fields.items() if place.before},
        {name for name, place in fields.items() if place.altered},
        title,
        banner,
    )


def _year(form: Form, rows: Rows, fields: Collection[FieldPlace]) -> Cell | None:
    """The cell of the year: with a year or nothing in its pattern, else any year, else any figures in it."""
    taken = {cell for place in fields for cell in (place.label, place.value)}
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
