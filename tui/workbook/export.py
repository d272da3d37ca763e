"""The finished workbook: the answers on the built-in sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import CannotFill
from tui.files import safe_name
from tui.forms.model import CellStyle
from tui.forms.text import is_blank
from tui.workbook.blank import Needs, blank_workbook
from tui.workbook.carry_out import changed_parts
from tui.workbook.heights import height, line_count
from tui.workbook.package import with_parts
from tui.workbook.plan import plan_of
from tui.workbook.target import target_of
from tui.workbook.verify import difference

if TYPE_CHECKING:
    from tui.forms.answers import Answers, Row
    from tui.forms.model import Form, SheetCell, Table

MAX_FROZEN = 380.0
"""How many points of rows may stay in view above the table.

A screen of 768 pixels shows about 460 points of a sheet at the zoom in which it opens, and two or three
rows must be left to scroll. What is taller is not frozen at all: freezing only the lower of these rows
would put those above them out of reach, and lower rows would hide text.
"""

_NAME_PART = 40


def default_file_name(form: Form, answers: Answers) -> str:
    """The name under which the workbook is saved: unit, year and title, as far as they are filled in."""
    year = f"{answers.year}年度" if answers.year else ""
    owner = answers.fields.get(form.owner, "")
    parts = (safe_name(part, _NAME_PART) for part in (owner, year, form.title))
    return "_".join(filter(None, parts)) + ".xlsx"


def workbook_bytes(form: Form, answers: Answers) -> bytes:
    """The built-in sheet of the form, filled in: the same answers give the same bytes.

    Rows without any content are left out. Text beyond what a cell can hold is cut off.

    Raises:
        CannotFill: the sheet, read again, says something else than the answers.
    """
    kept = {table.id: _rows(table, answers) for table in form.tables}
    heights = _heights(form, answers, kept)
    needs = Needs(
        rows={name: len(rows) for name, rows in kept.items()},
        grey=[item.id for item in form.fields if item.locks and answers.fields.get(item.id)],
        freeze=_frozen_height(form, heights) <= MAX_FROZEN,
    )
    blank = blank_workbook(form, needs)
    target = target_of(form, blank)
    plan = plan_of(form, answers, target, own=False)
    data = with_parts(target.package, blank, changed_parts(target, plan, heights))
    if what := difference(form, answers, target_of(form, data), plan):
        raise CannotFill(f"导出后核对时发现{what}，没有写出文件；请重新填写这一处，再导出。")
    return data


def _rows(table: Table, answers: Answers) -> list[Row]:
    roles = [column.role for column in table.columns]
    return [row for row in answers.rows(table.id) if not all(is_blank(row[role]) for role in roles)]


def _heights(form: Form, answers: Answers, kept: dict[str, list[Row]]) -> dict[int, float]:
    """The height of every row of the sheet that may need more than its least one, by 0-based row."""
    widths = [column.width for table in form.tables[:1] for column in table.columns]
    size = CellStyle().size
    heights: dict[int, float] = {}
    line = 0
    for row in form.sheet.rows:
        if row.table:
            table = form.table(row.table)
            heads = max(line_count(column.label, column.width) for column in table.columns)
            heights[line] = max(row.height, height(heads, size))
            for number, own in enumerate(kept[table.id], start=line + 1):
                lines = max(line_count(own[column.role], column.width) for column in table.columns)
                heights[number] = max(row.height, height(lines, size))
            line += 1 + max(1, len(kept[table.id]))
            continue
        heights[line] = row.height
        start = 0
        for cell in row.cells:
            width = sum(widths[start : start + cell.span])
            start += cell.span
            heights[line] = max(heights[line], _cell_height(form, answers, cell, width))
        line += 1
    return heights


def _cell_height(form: Form, answers: Answers, cell: SheetCell, width: float) -> float:
    style = form.sheet.styles.get(cell.style, CellStyle())
    text = cell.text.replace("{title}", form.title).replace("{banner}", form.banner)
    if cell.value:
        text = answers.fields.get(cell.value, "")
    elif cell.label:
        text = form.field(cell.label).label
    return height(line_count(text, width * CellStyle().size / style.size), style.size)


def _frozen_height(form: Form, heights: dict[int, float]) -> float:
    """The height of all rows down to the column heads of the first table."""
    last = next((number for number, row in enumerate(form.sheet.rows) if row.table), 0)
    return sum(heights[number] for number in range(last + 1))
