"""What the drop-down lists of a sheet offer (data validations, ECMA-376 part 1, 18.3.1.32)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.text import is_blank
from tui.workbook.grid import Area, address, column_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tui.workbook.grid import Cell

MAX_LISTS = 2_000
"""How many lists of a sheet, and cell ranges of a list, are looked at."""
MAX_CHOICES = 200
"""How many choices of a list are kept; no dictionary of a form has as many."""
_LAST = 1_048_576 - 1
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")


@dataclass(slots=True)
class ListRule:
    """A drop-down list as the sheet states it."""

    cells: str
    """The ranges that have it, with spaces between."""
    formula: str = ""
    """Where its choices stand, or these themselves in quotes."""

    def areas(self) -> tuple[Area, ...]:
        """The ranges that have it."""
        found = (area_of(text) for text in self.cells.split(maxsplit=MAX_LISTS)[:MAX_LISTS])
        return tuple(area for area in found if area)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the formulas of one sheet look."""

    part: str
    """The sheet's own part."""
    sheets: Mapping[str, str]
    """Name of a sheet → its part."""
    ranges: Mapping[str, Mapping[str, Area]]
    """Part → defined name → range."""
    cells: Callable[[str], Mapping[Cell, str]]
    """The texts of a part."""

    def choices(self, formula: str) -> tuple[str, ...]:
        """What a list offers; nothing when the formula is none that only points at cells."""
        formula = formula.strip().removeprefix("=")
        if len(formula) > 1 and formula[0] == formula[-1] == '"':
            texts = (text.strip() for text in formula[1:-1].replace('""', '"').split(","))
            return tuple(text for text in texts if not is_blank(text))[:MAX_CHOICES]
        return tuple(self._texts(formula))[:MAX_CHOICES]

    def _texts(self, formula: str) -> Iterator[str]:
        sheet, separator, cells = formula.rpartition("!")
        part = self.sheets.get(sheet_name(sheet), "") if separator else self.part
        area = area_of(cells)
        if area is None:
            part, area = self._named(cells)
        if area and part:
            inside = ((cell, text) for cell, text in self.cells(part).items() if area.covers(cell))
            yield from (text for _, text in sorted(inside) if not is_blank(text))

    def _named(self, name: str) -> tuple[str, Area | None]:
        for part in (self.part, *self.ranges):
            for known, area in self.ranges.get(part, {}).items():
                if known.casefold() == name.casefold():
                    return part, area
        return "", None


def area_of(text: str) -> Area | None:
    """The range that a text such as $A$1:$B$2, E5 or A:A names; None when it names none."""
    first, _, last = text.partition(":")
    start, stop = address(first), address(last or first)
    if start and stop:
        return Area(*start, *stop)
    if columns := _COLUMNS.fullmatch(text):
        return Area(0, column_of(columns[1]), _LAST, column_of(columns[2]))
    return None


def sheet_name(quoted: str) -> str:
    """The name of a sheet as a formula writes it, without its quotes."""
    return re.sub("^'|'$", "", quoted).replace("''", "'")
