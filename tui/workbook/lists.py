"""What the drop-down lists of a sheet offer (data validations, ECMA-376 part 1, 18.3.1.32)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING

from tui.forms.text import is_blank
from tui.workbook.grid import Area, area_of, column_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tui.workbook.grid import Cell

MAX_LISTS = 500
"""How many lists of a sheet are looked at, and of each how many ranges of cells that have it."""
MAX_CHOICES = 200
"""How many choices of a list are kept; no dictionary of a form has as many."""
_MAX_LOOKS = 5_000
"""In how many cells the choices of a list are looked for."""
_LAST = 1_048_576 - 1
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")


Names = Mapping[tuple[str, str], tuple[str, Area]]
"""Part (or none, for any) and name in lower case → part and range."""


@dataclass(slots=True)
class ListRule:
    """A drop-down list as the sheet states it."""

    cells: str
    """The ranges that have it, with spaces between."""
    formula: str = ""
    """Where its choices stand, or these themselves in quotes."""

    def areas(self) -> tuple[Area, ...]:
        """The ranges that have it."""
        found = (range_of(text) for text in self.cells.split(maxsplit=MAX_LISTS)[:MAX_LISTS])
        return tuple(area for area in found if area)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the formulas of one sheet look."""

    part: str
    """The sheet's own part."""
    sheets: Mapping[str, str]
    """Name of a sheet → its part."""
    names: Names
    """What the workbook's names stand for."""
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
        area = range_of(cells)
        if area is None:
            name = cells.casefold()
            part, area = self.names.get((self.part, name)) or self.names.get(("", name)) or ("", None)
        if area and part:
            shown = self.cells(part)
            places = product(range(area.top, area.bottom + 1), range(area.left, area.right + 1))
            texts = (shown.get(cell, "") for cell in islice(places, _MAX_LOOKS))
            yield from (text for text in texts if not is_blank(text))


def names_of(ranges: Mapping[str, Mapping[str, Area]]) -> Names:
    """How names are looked up, which does not mind their case; `ranges` are part → name → range."""
    found: dict[tuple[str, str], tuple[str, Area]] = {}
    for part, areas in ranges.items():
        for name, area in areas.items():
            found[part, name.casefold()] = (part, area)
            found.setdefault(("", name.casefold()), (part, area))
    return found


def range_of(text: str) -> Area | None:
    """The range that a text such as $A$1:$B$2, E5 or A:A names; None when it names none."""
    if columns := _COLUMNS.fullmatch(text):
        return Area(0, column_of(columns[1]), _LAST, column_of(columns[2]))
    return area_of(text)


def sheet_name(quoted: str) -> str:
    """The name of a sheet as a formula writes it, without its quotes."""
    return re.sub("^'|'$", "", quoted).replace("''", "'")
