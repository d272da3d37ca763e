from __future__ import annotations

import pytest

from tui.errors import CannotFill
from tui.workbook.cell_formulas import CellFormulas, check_overwritten, disturbs_order_of_calculation
from tui.workbook.elements import applied
from tui.workbook.sheet_xml import SheetXml
from tui.workbook.shift import STILL, Fate, Line, Region, Shift

DOWN = Shift([Region(4, 5, [Line(Fate.KEPT, 4, 4), Line(Fate.NEW, 4, 4)])])
"""A line comes after row 5 of the sheet."""


def sheet(row: int, formula: str) -> SheetXml:
    cell = f'<c r="A{row}">{formula}</c>'
    return SheetXml(f'<worksheet><sheetData><row r="{row}">{cell}</row></sheetData></worksheet>'.encode())


def moved(row: int, formula: str, shift: Shift = DOWN) -> str:
    """The formula of the only cell of a sheet, in which rows move."""
    xml = sheet(row, formula)
    cell = xml.row_cells(row - 1)[0]
    data = applied(xml.data, CellFormulas(xml, shift, "表").changes(cell)).decode()
    return data[data.index("<f") : data.index("</c>")]


@pytest.mark.parametrize(
    ("row", "before", "after"),
    [
        (9, "<f>SUM(A4:A6)&amp;表!A9</f>", "<f>SUM(A4:A7)&amp;表!A10</f>"),
        (9, '<f t="array" ref="A9:C9">A2:C2*2</f>', '<f t="array" ref="A10:C10">A2:C2*2</f>'),
        (
            9,
            '<f t="shared" ref="A9:C9" si="0">SUM(A4:A6)</f>',
            '<f t="shared" ref="A10:C10" si="0">SUM(A4:A7)</f>',
        ),
        (
            9,
            '<f t="shared" ref="A9:A12" si="0">B9*$C$1</f>',
            '<f t="shared" ref="A10:A13" si="0">B10*$C$1</f>',
        ),
        (1, '<f t="shared" ref="A1:A3" si="0">B1</f>', '<f t="shared" ref="A1:A3" si="0">B1</f>'),
        (9, '<f t="shared" si="0"/>', '<f t="shared" si="0"/>'),
    ],
)
def test_formulas_follow(row: int, before: str, after: str) -> None:
    assert moved(row, before) == after


@pytest.mark.parametrize(
    ("row", "formula"),
    [
        (3, '<f t="shared" ref="A3:A8" si="0">B3</f>'),
        (9, '<f t="shared" ref="A9:A12" si="0">B1</f>'),
        (9, '<f t="shared" ref="A9:A12" si="0">B4</f>'),
        (4, '<f t="array" ref="A4:A6">B4:B6</f>'),
        (9, '<f t="dataTable" ref="A9:A12" r1="B1"/>'),
    ],
)
def test_what_several_rows_share_is_not_torn_apart(row: int, formula: str) -> None:
    with pytest.raises(CannotFill):
        moved(row, formula)


def test_where_no_row_moves_nothing_is_looked_at() -> None:
    formula = '<f t="shared" ref="A3:A8" si="0">B3</f>'
    assert moved(3, formula, STILL) == formula


@pytest.mark.parametrize(
    ("formula", "refused"),
    [
        ('<f t="shared" ref="A1:A3" si="0">B1</f>', True),
        ('<f t="array" ref="A1">B1</f>', False),
        ("<f>B1</f>", False),
    ],
)
def test_a_text_in_the_place_of_a_formula_of_several_cells_is_refused(formula: str, refused: bool) -> None:
    if refused:
        with pytest.raises(CannotFill):
            check_overwritten(sheet(1, formula), {(0, 0)})
    else:
        check_overwritten(sheet(1, formula), {(0, 0), (7, 7)})


@pytest.mark.parametrize(
    ("row", "content", "cells", "disturbed"),
    [
        (9, "<f>B1</f>", set[tuple[int, int]](), True),
        (2, "<f>B1</f>", set[tuple[int, int]](), False),
        (2, "<f>B1</f>", {(1, 0)}, True),
        (9, "<v>1</v>", {(8, 0)}, False),
    ],
)
def test_the_order_of_calculation_holds_only_while_formulas_stay(
    row: int, content: str, cells: set[tuple[int, int]], disturbed: bool
) -> None:
    assert disturbs_order_of_calculation(sheet(row, content), DOWN, cells) is disturbed
