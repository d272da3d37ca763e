"""Draw the built-in sheet of a form, with nothing filled in, from what its schema says."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tui.forms.model import CellStyle
from tui.workbook.find_tables import range_name
from tui.workbook.finish import finished, numbers_may_be_text
from tui.workbook.grid import letters
from tui.workbook.package import open_package

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell as OpenpyxlCell
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

    from tui.forms.model import Column, Field, Form, SheetCell, Table

_EDGES = "FF000000"
_MADE = datetime(2024, 1, 1)
"""Stands in every workbook as the time of its making, so that the same answers give the same bytes."""
_CHINESE = 134
"""The character set by which old Windows picks a font: GB 2312."""
_PAPER = {"A4": 9, "A3": 8}
_ZOOM = 80
"""Percent: the whole width of a form on the 1366 pixels of an office screen."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the answers ask of the blank sheet."""

    rows: Mapping[str, int]
    """Table id → how many rows to draw."""
    grey: Collection[str] = ()
    """Ids of the fields whose value cell is grey, because it will be filled and is not to be changed."""
    freeze: bool = True
    """Whether the rows down to the column heads stay on the screen."""


def blank_workbook(form: Form, needs: Needs) -> bytes:
    """The built-in sheet as a workbook: the same form and needs give the same bytes."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    font = Font(name=form.sheet.font, size=CellStyle().size, charset=_CHINESE)
    # The widths of columns are counted in digits of the default font, and no public name leads to it.
    book._fonts[0] = font  # type: ignore[attr-defined]
    book._named_styles["Normal"].font = font  # type: ignore[attr-defined]
    sheet = book.worksheets[0]
    sheet.title = form.sheet.name
    _Drawing(form, needs, sheet).draw()
    for name in form.dictionaries:
        _dictionary_sheet(form, name, book)
    _print_set_up(form, sheet)
    book.properties.creator = "Tianbao"
    book.properties.title = form.title
    book.properties.created = _MADE
    buffer = io.BytesIO()
    book.save(buffer)
    package = finished(open_package(buffer.getvalue()), _MADE)
    return numbers_may_be_text(package, "xl/worksheets/sheet1.xml", sheet.dimensions).to_bytes()


class _Drawing:
    """The cells of the built-in sheet, drawn from the top."""

    def __init__(self, form: Form, needs: Needs, sheet: Worksheet) -> None:
        self.form, self.needs, self.sheet = form, needs, sheet
        self.row = 0
        self.drawn: dict[tuple[CellStyle, bool], StyleArray] = {}

    def draw(self) -> None:
        for row in self.form.sheet.rows:
            self.row += 1
            self.sheet.row_dimensions[self.row].height = row.height
            if row.table:
                self._table(self.form.table(row.table), row.height)
                continue
            column = 1
            for cell in row.cells:
                self._put(column, cell.span, self._text(cell), *self._look(cell))
                if cell.value and (item := self.form.field(cell.value)).kind == "choice":
                    self._list(item, f"{letters(column - 1)}{self.row}")
                column += cell.span

    def _text(self, cell: SheetCell) -> str:
        form = self.form
        if cell.label:
            return form.field(cell.label).label
        own = {
            "title": form.title,
            "banner": form.banner,
            "year": form.year.pattern.replace("{year}", " " * 4),
        }
        return re.sub(r"\{(title|banner|year)\}", lambda name: own[name[1]], cell.text)

    def _look(self, cell: SheetCell) -> tuple[CellStyle, bool]:
        form = self.form
        name = cell.style or (form.field(cell.label).head if cell.label else "")
        if name in form.heads:
            return CellStyle(bold=True, fill=form.heads[name].fill), False
        style = form.sheet.styles.get(name, CellStyle())
        if cell.value in self.needs.grey:
            style = replace(style, fill=form.sheet.locked_fill)
        return style, bool(cell.value)

    def _table(self, table: Table, height: float) -> None:
        head, count = self.row, max(1, self.needs.rows.get(table.id, 0))
        for position, column in enumerate(table.columns, start=1):
            fill = self.form.heads[column.head].fill
            self._put(position, 1, column.label, CellStyle(bold=True, fill=fill), is_answer=False)
            self.sheet.column_dimensions[letters(position - 1)].width = column.width
        for _ in range(count):
            self.row += 1
            self.sheet.row_dimensions[self.row].height = height
            for position, column in enumerate(table.columns, start=1):
                look = CellStyle(align="left" if column.kind == "text" else "center")
                self._put(position, 1, "", look, is_answer=True)
        for position, column in enumerate(table.columns, start=1):
            if column.kind == "choice":
                self._list(column, f"{letters(position - 1)}{head + 1}:{letters(position - 1)}{self.row}")
        self._name_rows(table, head + 1)
        self.sheet.print_title_rows = f"{head}:{head}"
        if self.needs.freeze:
            self.sheet.freeze_panes = f"A{head + 1}"

    def _name_rows(self, table: Table, first: int) -> None:
        """Say which rows are the table's, so that they are known again whatever is filled in."""
        from openpyxl.utils import absolute_coordinate, quote_sheetname
        from openpyxl.workbook.defined_name import DefinedName

        cells = absolute_coordinate(f"A{first}:{letters(len(table.columns) - 1)}{self.row}")
        name = range_name(table)
        text = f"{quote_sheetname(self.sheet.title)}!{cells}"
        self.sheet.defined_names[name] = DefinedName(name, attr_text=text, hidden=True)

    def _list(self, part: Field | Column, cells: str) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        dictionary = self.form.dictionary(part)
        last = len(dictionary.entries) + 1
        rule = DataValidation("list", formula1=f"'{dictionary.label}'!$A$2:$A${last}", allow_blank=True)
        rule.showErrorMessage = True
        rule.errorTitle = part.label
        rule.error = "请从下拉列表里选一个：" + "、".join(entry.text for entry in dictionary.entries)
        rule.add(cells)
        self.sheet.add_data_validation(rule)

    def _put(self, column: int, span: int, text: str, look: CellStyle, is_answer: bool) -> None:
        for position in range(column, column + span):
            cell: Any = self.sheet.cell(self.row, position)
            if (look, is_answer) not in self.drawn:
                self._style(cell, look, is_answer)
                self.drawn[look, is_answer] = cell._style
            cell._style = self.drawn[look, is_answer]
        self.sheet.cell(self.row, column).value = text or None
        if span > 1:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=column, end_column=column + span - 1
            )

    def _style(self, cell: OpenpyxlCell, look: CellStyle, is_answer: bool) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        side = Side(style="thin", color=_EDGES)
        name, color = self.form.sheet.font, "FF" + look.color
        if look.border:
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor="FF" + look.fill)
        cell.font = Font(name=name, size=look.size, bold=look.bold, color=color, charset=_CHINESE)
        cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=True)
        if is_answer:
            cell.number_format = "@"


def _dictionary_sheet(form: Form, name: str, book: Workbook) -> None:
    """One sheet a dictionary, named by its label: what the list of a choice is fed by."""
    dictionary = form.dictionaries[name]
    sheet = book.create_sheet(dictionary.label)
    drawing = _Drawing(form, Needs({}), sheet)
    for text in (dictionary.label, *(entry.text for entry in dictionary.entries)):
        drawing.row += 1
        drawing._put(1, 1, text, CellStyle(bold=drawing.row == 1), is_answer=True)
        sheet.cell(drawing.row, 1).data_type = "s"
    sheet.column_dimensions["A"].width = 16


def _print_set_up(form: Form, sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page = form.sheet.page
    sheet.page_setup.paperSize = _PAPER[page.paper]
    sheet.page_setup.orientation = "landscape" if page.landscape else "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, page.margin)
    sheet.print_area = f"A1:{letters(sheet.max_column - 1)}{sheet.max_row}"
    sheet.sheet_view.zoomScale = _ZOOM
