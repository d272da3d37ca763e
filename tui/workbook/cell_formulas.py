"""The formulas in the cells of a sheet whose rows move (ECMA-376 part 1, 18.3.1.40)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import CannotFill
from tui.workbook.elements import Change, Element, attribute_change, text_change
from tui.workbook.formulas import moved, references
from tui.workbook.grid import Area, area_of, written
from tui.workbook.shift import SHARED

if TYPE_CHECKING:
    from collections.abc import Collection

    from tui.workbook.grid import Cell
    from tui.workbook.sheet_xml import SheetXml
    from tui.workbook.shift import Shift


class CellFormulas:
    """Moves the formulas of one sheet."""

    def __init__(self, sheet: SheetXml, shift: Shift, title: str) -> None:
        """`title` is the sheet's name."""
        self.sheet, self.shift, self.title = sheet, shift, title
        if not shift.is_still:
            for row in sheet.rows.values():
                for cell in row.children:
                    self._check(cell)

    def changes(self, cell: Element) -> list[Change]:
        """What to change in the formula of a cell that stays; nothing when it has none.

        Raises:
            CannotFill: it refers to cells that are gone, or cannot be moved.
        """
        formula = cell.find("f")
        if formula is None or self.shift.is_still:
            return []
        changes: list[Change] = []
        area = area_of(formula.attributes.get("ref", ""))
        if area:
            top = self.shift.row(area.top)
            start = area.top if top is None else top
            new = written(Area(start, area.left, start + area.bottom - area.top, area.right))
            if new != formula.attributes["ref"]:
                changes.append(attribute_change(self.sheet.data, formula, "ref", new))
        text = moved(formula.text, self.shift, self.title, own=True)
        return changes + ([text_change(formula, text)] if text != formula.text else [])

    def _check(self, cell: Element) -> None:
        """Refuse what holds for several rows, unless all of them and all that they refer to move alike."""
        formula = cell.find("f")
        area = area_of(formula.attributes.get("ref", "")) if formula else None
        if formula is None or area is None:
            return
        kind = formula.attributes.get("t")
        if kind == "dataTable":
            raise CannotFill(SHARED)
        if area.top == area.bottom:
            return
        if not self.shift.is_uniform(area.top, area.bottom):
            raise CannotFill(SHARED)
        height = area.bottom - area.top if kind == "shared" else 0
        for reference in references(formula.text):
            ends = (reference.top, reference.bottom)
            for row, fixed in zip(ends, (*reference.fixed, reference.fixed[-1]), strict=False):
                if not fixed and not self._moves_alike(row, height, area.top):
                    raise CannotFill(SHARED)

    def _moves_alike(self, row: int, height: int, other: int) -> bool:
        shift = self.shift
        return shift.is_uniform(row, row + height) and shift.after(row) - row == shift.after(other) - other


def check_overwritten(sheet: SheetXml, cells: Collection[Cell]) -> None:
    """Refuse to put texts into cells that share their formula with others.

    Raises:
        CannotFill: one of them does.
    """
    for row, column in cells:
        element = sheet.row_cells(row).get(column)
        formula = element.find("f") if element else None
        area = area_of(formula.attributes.get("ref", "")) if formula else None
        if area and (area.top, area.left) != (area.bottom, area.right):
            raise CannotFill(SHARED)


def disturbs_order_of_calculation(sheet: SheetXml, shift: Shift, cells: Collection[Cell]) -> bool:
    """Whether a cell with a formula moves, goes or gets a text instead."""
    return any(
        cell.find("f") is not None and ((row, column) in cells or shift.row(row) != row)
        for row in sheet.rows
        for column, cell in sheet.row_cells(row).items()
    )
