"""Where the single values of a form stand in a sheet: beside their labels, in them, or under them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from tui.workbook import colours
from tui.workbook.headers import LONGEST, is_like, key, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.model import Form
    from tui.workbook.grid import Cell, Grid, Rows

_LABELLED = re.compile(r"([^:：]{2,60})[:：]\s*")
"""A label and its colon, before a value in the same cell."""
_NEXT = re.compile(r"(?<!\s)\s{2,}(?=[^\s:：]{2,20}[:：])|\Z")
"""Where such a value ends: at its end, or before a wide gap and another label."""
_MAX_ALTERED = 1_000
"""In how many cells an altered label is looked for; labels stand near the top."""
_COLON = (":", "：")


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where one field stands."""

    label: Cell
    value: Cell
    before: str = ""
    """What stands before the value in its cell, which then is the label's cell too."""
    after: str = ""
    """What stands after the value in that cell."""
    altered: bool = False
    """Whether the label is none that the form knows."""


class _Candidate(NamedTuple):
    """A cell that may be the label of a field; the least is the likeliest."""

    misplaced: bool
    """Whether its colour is one that the form gives to headings only."""
    other: bool
    """Whether it is a synonym, and not the label itself."""
    plain: bool
    """Whether it has no colour of a label."""
    cell: Cell
    field: str


def find_fields(form: Form, grid: Grid, rows: Rows, width: int, *, own: bool) -> dict[str, FieldPlace]:
    """The places of the form's fields in rows that are no table's; fields that are not there are missing.

    `width` is the last column of the tables. In the form's `own` sheet an altered label is recognised too.
    """
    finder = _Finder(form, grid, _without_heads(form, rows), width)
    finder.beside()
    finder.inside()
    if own:
        finder.altered()
    return finder.found


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


class _Finder:
    """Looks for all fields, the surest places first."""

    def __init__(self, form: Form, grid: Grid, rows: Rows, width: int) -> None:
        self.form, self.grid, self.rows, self.width = form, grid, rows, width
        self.fillable = {part.head for part in form.fields}.union(
            *({column.head for column in table.columns} for table in form.tables)
        )
        self.exact = {key(item.label): item.id for item in reversed(form.fields)}
        self.meanings = {name: item.id for item in reversed(form.fields) for name in keys(item)} | self.exact
        self.found: dict[str, FieldPlace] = {}
        self.taken: set[Cell] = set()

    def beside(self) -> None:
        """Labels with a cell of their own."""
        for candidate in sorted(self._candidates()):
            self._take(candidate.field, candidate.cell)

    def inside(self) -> None:
        """Labels whose value stands behind their colon, in the same cell."""
        for cell, text in self._cells():
            labelled = _LABELLED.match(text) if len(self.found) < len(self.form.fields) else None
            name = self.meanings.get(key(labelled[1])) if labelled else None
            if labelled and name and name not in self.found and cell not in self.taken:
                end = _NEXT.search(text, labelled.end())
                after = text[end.start() :] if end else ""
                self.found[name] = FieldPlace(cell, cell, labelled[0], after)
                self.taken.add(cell)

    def altered(self) -> None:
        """Labels that nobody knows but that are like the missing ones."""
        for item in self.form.fields:
            for cell, text in islice(self._cells(), _MAX_ALTERED):
                is_short = len(text) <= 2 * len(item.label) and cell not in self.taken
                if item.id not in self.found and is_short and is_like(text, item.label):
                    self._take(item.id, cell, altered=True)

    def _cells(self) -> Iterator[tuple[Cell, str]]:
        for row, texts in self.rows.items():
            for column, text in texts.items():
                yield (row, column), text

    def _candidates(self) -> Iterator[_Candidate]:
        for cell, text in self._cells():
            name = self.meanings.get(key(text)) if len(text) < LONGEST else None
            if name:
                head = colours.head(self.form, self.grid.fills.get(cell, ""))
                coloured = head in self.fillable
                other = self.exact.get(key(text)) != name
                yield _Candidate(bool(head) and not coloured, other, not coloured, cell, name)

    def _take(self, name: str, label: Cell, *, altered: bool = False) -> None:
        if name in self.found or label in self.taken:
            return
        place = self._place(label)
        if place and (place.value not in self.taken or place.value == label):
            self.found[name] = FieldPlace(label, place.value, place.before, altered=altered)
            self.taken |= {label, place.value}

    def _place(self, label: Cell) -> FieldPlace | None:
        """Where the value of a label stands: right of it, else behind its colon, else under it."""
        grid, row, texts = self.grid, label[0], self.rows[label[0]]
        beside = grid.area(label).right + 1
        shown = {column: text for column, text in texts.items() if column >= beside}
        nearest = min(shown, default=beside)
        if self._is_label((row, nearest)):
            # Two labels side by side have their values under them; with a gap between, there is the value.
            return self._in_or_under(label) if nearest == beside else FieldPlace(label, (row, beside))
        if (row, beside) in grid.merges or (row, beside) in grid.suspects:
            return FieldPlace(label, (row, beside))
        as_wide_as_the_table = beside > self.width and grid.area(label).right > label[1]
        if not shown and (as_wide_as_the_table or self._follows_a_label(label)):
            return self._in_or_under(label)
        return FieldPlace(label, (row, nearest))

    def _follows_a_label(self, label: Cell) -> bool:
        row, column = label
        before = max((place for place in self.rows[row] if place < column), default=column)
        return self.grid.area((row, before)).right == column - 1 and self._is_label((row, before))

    def _is_label(self, cell: Cell) -> bool:
        """Whether a cell is a label, and no value that reads like one: in a sheet of colours it has none."""
        coloured = not self.grid.fills or colours.head(self.form, self.grid.fills.get(cell, ""))
        return bool(coloured) and key(self.grid.text(cell)) in self.meanings

    def _in_or_under(self, label: Cell) -> FieldPlace | None:
        text = self.grid.text(label)
        if text.rstrip().endswith(_COLON):
            return FieldPlace(label, label, text)
        below = (self.grid.area(label).bottom + 1, label[1])
        is_free = below[0] in self.rows or below not in self.grid.cells
        return (
            FieldPlace(label, below) if is_free and key(self.grid.text(below)) not in self.meanings else None
        )
