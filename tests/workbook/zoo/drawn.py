"""Sheets drawn with openpyxl, as a county's office would draw them by hand."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from tests.workbook.zoo.layout import FIRST, SHEET, Layout, colour
from tui.workbook.grid import letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.workbook.zoo.layout import Box
    from tui.forms.answers import Answers
    from tui.forms.model import Form

DICTIONARY = "字典"
_THIN = Side(style="thin", color="FF000000")


def draw(form: Form, answers: Answers, layout: Layout, before: tuple[str, ...] = ()) -> Workbook:
    """The sheet with a list for the type column, fed by a second sheet; `before` are sheets in front."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    for number, title in enumerate(before):
        book.create_sheet(title, number)
    last = FIRST
    for box in layout.boxes(form, answers):
        _draw(form, sheet, box)
        last = max(last, box.row)
    for row, height in {1: 33, 2: 20, 3: 48, 7: 60}.items():
        sheet.row_dimensions[row].height = height
    entries = form.dictionaries["comparison"].entries
    dictionary = book.create_sheet(DICTIONARY)
    for row, text in enumerate(["指标值类型", *(entry.text for entry in entries)], start=1):
        cell = dictionary.cell(row, 1, text)
        cell.data_type = "s"
    letter = letters(layout.left + layout.columns.index("comparison"))
    rule = DataValidation("list", formula1=f"{DICTIONARY}!$A$2:$A${len(entries) + 1}", allow_blank=True)
    rule.add(f"{letter}{FIRST + 1}:{letter}{last + 1}")
    sheet.add_data_validation(rule)
    return book


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _draw(form: Form, sheet: Worksheet, box: Box) -> None:
    for column in range(box.column + 1, box.column + box.span + 1):
        cell = sheet.cell(box.row + 1, column)
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.font = Font(name="宋体", size=11, color="FFFF0000" if box.look == "banner" else None)
        cell.number_format = "@"
        if fill := colour(form, box.look):
            cell.fill = PatternFill("solid", fgColor="FF" + fill)
        cell.protection = Protection(locked=box.look != "value")
    cell = sheet.cell(box.row + 1, box.column + 1)
    cell.value = box.text or None
    if box.text:
        cell.data_type = "s"
    if box.span > 1:
        top = box.row + 1
        sheet.merge_cells(None, top, box.column + 1, top, box.column + box.span)
