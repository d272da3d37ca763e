"""What counties do with the form in a spreadsheet program."""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from tests.workbook.zoo.drawn import DICTIONARY, draw, saved
from tests.workbook.zoo.layout import FIRST, ROLES, SHEET, Layout, last_row
from tests.workbook.zoo.package import HEADER, MAIN, OFFICE, SHEET_KIND, unzipped, with_part, zipped

if TYPE_CHECKING:
    from tui.forms.answers import Answers
    from tui.forms.model import Form


def protected(form: Form, answers: Answers) -> bytes:
    """Colours of the banner, a grey unit name, a list from a second sheet, and a protected sheet."""
    book = draw(form, answers, Layout())
    sheet = book[SHEET]
    sheet.protection.sheet = True
    sheet.protection.password = "zoo"
    return saved(book)


def merged_down(form: Form, answers: Answers) -> bytes:
    """First and second level merged over the rows that share them."""
    book = draw(form, answers, Layout())
    sheet = book[SHEET]
    rows = answers.rows(form.tables[0].id)
    for column in (1, 2):
        names = [tuple(row[role] for role in ROLES[:column]) for row in rows]
        for _, group in groupby(enumerate(names, start=FIRST + 1), key=itemgetter(1)):
            lines = [line for line, _ in group]
            if len(lines) > 1:
                sheet.merge_cells(None, lines[0], column, lines[-1], column)
    return saved(book)


def reordered(form: Form, answers: Answers) -> bytes:
    """Two empty columns in front, the columns in another order, one of them hidden, other words in heads."""
    columns = ("level1", "level2", "name", "explanation", "comparison", "unit", "target", "scoring")
    labels = {"unit": "度量\n单位", "scoring": "评（扣）分标准", "name": "指 标 名 称"}
    book = draw(form, answers, Layout(columns=columns, left=2, labels=labels))
    book[SHEET].column_dimensions["J"].hidden = True
    return saved(book)


def more_columns(form: Form, answers: Answers) -> bytes:
    """Columns that the form does not know, between and after its own."""
    columns = (*ROLES[:3], "责任科室", *ROLES[3:], "备注")
    return saved(draw(form, answers, Layout(columns=columns)))


def notes_below(form: Form, answers: Answers) -> bytes:
    """Notes, a signature line and the dictionary under the table, in merged and single cells."""
    book = draw(form, answers, Layout())
    sheet = book[SHEET]
    line = last_row(form, answers) + 3
    sheet.cell(line, 1, "注：1.本表一式两份。2.定量指标只填数字。")
    sheet.merge_cells(None, line, 1, line, 8)
    sheet.cell(line + 1, 1, "填报人：")
    sheet.cell(line + 1, 3, "单位负责人：")
    sheet.cell(line + 1, 5, "联系电话：")
    sheet.merge_cells(None, line + 1, 5, line + 1, 8)
    for row, text in enumerate(["指标值类型", "定性", ">", "≥", "<", "≤", "="], start=line + 3):
        sheet.cell(row, 4, text).data_type = "s"
    return saved(book)


def instructions_first(form: Form, answers: Answers) -> bytes:
    """A sheet of instructions, with words of the form in it, before the form itself."""
    book = draw(form, answers, Layout(), before=("填报说明",))
    sheet = book["填报说明"]
    for row, text in enumerate(
        [
            "填报说明",
            "部门单位名称：填单位全称。",
            "一级指标、二级指标：不要改动。",
            "指标值：定量指标只填数字。",
        ],
        start=1,
    ):
        sheet.cell(row, 1, text)
    sheet["B6"], sheet["C6"] = "一级指标", "填什么"
    return saved(book)


def formulas_below(form: Form, answers: Answers) -> bytes:
    """Formulas under the table that count and add up its rows, one on another sheet, and their chain."""
    book = draw(form, answers, Layout())
    sheet = book[SHEET]
    first, last = FIRST + 1, last_row(form, answers) + 1
    sheet.cell(last + 2, 1, "注：指标条数")
    sheet.cell(last + 2, 3, f"=COUNTA(C{first}:C{last})")
    sheet.cell(last + 2, 5, f"=SUM(E{first}:E{last})")
    sheet.cell(last + 3, 3, f"=C{last + 2}*2")
    book[DICTIONARY]["C1"] = f"={SHEET}!C{last + 2}"
    parts = unzipped(saved(book))
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        parts[name] = re.sub(rb"(<f>[^<]*</f>)<v\s*/>", rb"\1<v>13</v>", parts[name])
    cells = ((f"C{last + 2}", 1), (f"E{last + 2}", 1), (f"C{last + 3}", 1), ("C1", 2))
    chain = "".join(f'<c r="{cell}" i="{number}"/>' for cell, number in cells)
    content = f'{HEADER}<calcChain xmlns="{MAIN}">{chain}</calcChain>'
    kind, relation = f"{SHEET_KIND}calcChain+xml", f"{OFFICE}/calcChain"
    return zipped(with_part(parts, "xl/workbook.xml", "xl/calcChain.xml", content, kind, relation))


def printed(form: Form, answers: Answers) -> bytes:
    """Frozen panes, a filter, print area and titles, a row break, links, conditional colours."""
    book = draw(form, answers, Layout())
    sheet = book[SHEET]
    last = last_row(form, answers) + 1
    sheet.freeze_panes = f"A{FIRST + 1}"
    sheet.auto_filter.ref = f"A{FIRST}:H{last}"
    sheet.print_area = f"A1:H{last + 2}"
    sheet.print_title_rows = f"{FIRST}:{FIRST}"
    sheet.row_breaks.append(Break(id=last - 3))
    sheet.cell(last + 2, 1, "注：填报说明见政府网站")
    sheet.cell(last + 2, 1).hyperlink = "https://example.com/说明"
    sheet["A3"].hyperlink = Hyperlink("A3", location=f"{SHEET}!A{last + 2}")
    red = PatternFill("solid", bgColor="FFFFC7CE")
    rule = Rule(type="expression", dxf=DifferentialStyle(fill=red), formula=[f"LEN(E{FIRST + 1})=0"])
    sheet.conditional_formatting.add(f"E{FIRST + 1}:E{last}", rule)
    return saved(book)
