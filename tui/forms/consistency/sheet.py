"""The built-in sheet: every value has one cell, names are defined, sizes and colours can be drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.forms.consistency.base import between, known, once, unique
from tui.forms.structure import StructureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.model import Form, SheetRow

LONGEST_SHEET_NAME = 31
"""Excel's limit, in characters."""
LARGEST_FONT, HIGHEST_ROW = 409, 409.5
"""Excel's limits, in points."""
WIDEST_MARGIN = 3
"""In inches: beyond it nothing is left of a page."""

_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")


def sheet_faults(form: Form) -> Iterator[StructureError]:
    """What is wrong with the built-in sheet, and with the sheets that hold the dictionaries."""
    width = max((len(table.columns) for table in form.tables), default=0)
    for number, row in enumerate(form.sheet.rows):
        yield from _row(form, row, width, f"sheet.rows[{number}]")
    values = [cell.value for row in form.sheet.rows for cell in row.cells]
    for item in form.fields:
        yield from once("sheet.rows", item.id, values.count(item.id), "填写的格子")
    tables = [row.table for row in form.sheet.rows]
    for table in form.tables:
        yield from once("sheet.rows", table.id, tables.count(table.id), "表样")
    yield from _names(form)
    yield from _colours(form)
    for name, style in form.sheet.styles.items():
        yield from between(f"sheet.styles.{name}.size", style.size, 1, LARGEST_FONT)
    yield from between("sheet.page.margin", form.sheet.page.margin, 0, WIDEST_MARGIN)


def _row(form: Form, row: SheetRow, width: int, key: str) -> Iterator[StructureError]:
    yield from between(f"{key}.height", row.height, 1, HIGHEST_ROW)
    if row.table:
        yield from known(f"{key}.table", row.table, [table.id for table in form.tables])
    for index, cell in enumerate(row.cells):
        for name in filter(None, (cell.label, cell.value)):
            yield from known(f"{key}.cells[{index}]", name, [item.id for item in form.fields])
        if cell.style:
            yield from known(f"{key}.cells[{index}].style", cell.style, [*form.sheet.styles, *form.heads])
    if any(cell.span < 1 for cell in row.cells):
        yield StructureError(f"{key}.cells", "每格的 span 至少是 1")
    if row.cells and width and sum(cell.span for cell in row.cells) != width:
        yield StructureError(f"{key}.cells", f"各格的 span 加起来应为 {width} 列")


def _names(form: Form) -> Iterator[StructureError]:
    names = {"sheet.name": form.sheet.name}
    names |= {f"dictionaries.{name}.label": entries.label for name, entries in form.dictionaries.items()}
    for key, name in names.items():
        if not name.strip() or len(name) > LONGEST_SHEET_NAME or _NOT_IN_SHEET_NAME.search(name):
            limits = f"1 到 {LONGEST_SHEET_NAME} 个字，不含 [ ] : * ? / \\，两头没有单引号"
            yield StructureError(key, f"要能作工作表的名称：{limits}")
    yield from unique("sheet.name", [name.casefold() for name in names.values()])


def _colours(form: Form) -> Iterator[StructureError]:
    colours = {f"heads.{name}.fill": head.fill for name, head in form.heads.items()}
    colours["sheet.locked_fill"] = form.sheet.locked_fill
    for name, style in form.sheet.styles.items():
        colours[f"sheet.styles.{name}.color"] = style.color
        if style.fill:
            colours[f"sheet.styles.{name}.fill"] = style.fill
    for key, colour in colours.items():
        if not _RGB.fullmatch(colour):
            yield StructureError(key, "颜色要写成六位，如 FFFF00")
