"""A sheet with everything that decorates one, as XlsxWriter writes it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from tests.workbook.zoo.layout import FIRST, SHEET, Layout, colour, last_row
from tests.workbook.zoo.package import small_picture

if TYPE_CHECKING:
    from tui.forms.answers import Answers
    from tui.forms.model import Form


def decorated(form: Form, answers: Answers) -> bytes:
    """Rich text, a comment, a picture and a chart above or beside the table, a list, colours, names."""
    buffer, book, sheet = _drawn(form, answers)
    last = last_row(form, answers)
    bold = book.add_format({"bold": True})
    sheet.write_comment("C9", "三级指标要能衡量")
    sheet.insert_image("J1", "章.png", {"image_data": io.BytesIO(small_picture())})
    data = book.get_worksheet_by_name("字典")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=字典!$C$1:$C$3"})
    data.write_column("C1", [1, 2, 3])
    sheet.insert_chart("J4", chart)
    sheet.conditional_format(FIRST, 4, last, 4, {"type": "blanks", "format": bold})
    book.define_name("指标值类型列表", "=字典!$A$2:$A$7")
    sheet.data_validation(FIRST, 3, last, 3, {"validate": "list", "source": "=指标值类型列表"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(FIRST - 1)
    sheet.print_area(0, 0, last, 7)
    book.close()
    return bytes(buffer.getvalue())


def anchored_below(form: Form, answers: Answers) -> bytes:
    """A comment, a picture, a link, a chart of the table under it, which must go down with their rows."""
    buffer, book, sheet = _drawn(form, answers)
    line = last_row(form, answers) + 2
    sheet.write(line, 0, "注：盖章处")
    sheet.write_comment(line, 0, "盖单位公章")
    sheet.insert_image(line, 2, "章.png", {"image_data": io.BytesIO(small_picture())})
    sheet.write_url(line + 1, 0, f"internal:'{SHEET}'!A{line + 1}", string="附：返回盖章处")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": [SHEET, FIRST, 4, line - 2, 4]})
    sheet.insert_chart(line + 3, 0, chart)
    book.close()
    return bytes(buffer.getvalue())


def _drawn(form: Form, answers: Answers) -> tuple[io.BytesIO, Any, Any]:
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": datetime(2024, 1, 1)})
    sheet, data = book.add_worksheet(SHEET), book.add_worksheet("字典")
    for row, text in enumerate(["指标值类型", "定性", ">", "≥", "<", "≤", "="]):
        data.write_string(row, 0, text)
    bold, plain = book.add_format({"bold": True}), book.add_format({"italic": True})
    for box in Layout().boxes(form, answers):
        look: dict[str, object] = {"border": 1, "text_wrap": True}
        if fill := colour(form, box.look):
            look |= {"bg_color": "#" + fill, "pattern": 1}
        style = book.add_format(look)
        if box.span > 1:
            sheet.merge_range(box.row, box.column, box.row, box.column + box.span - 1, "", style)
        if box.row in {6, FIRST + 1} and len(box.text) > 3:
            sheet.write_rich_string(box.row, box.column, bold, box.text[:2], plain, box.text[2:], style)
        elif box.text:
            sheet.write_string(box.row, box.column, box.text, style)
        else:
            sheet.write_blank(box.row, box.column, None, style)
    return buffer, book, sheet
