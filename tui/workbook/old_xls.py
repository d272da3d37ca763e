"""What the sheets of an .xls show, as far as xlrd reads it: no formulas, no drop-down lists."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.text import clean
from tui.workbook.grid import LOCKED, SAVE_AS, WRONG_FILE, Area, Damaged, Grid
from tui.workbook.looks import Look
from tui.workbook.sheet_part import MAX_CELLS, TOO_MUCH, date_suspect, error_suspect
from tui.workbook.shown import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlrd.book import Book
    from xlrd.sheet import Sheet

    from tui.workbook.grid import Cell, Suspect

MAX_BYTES = 8 * 1024 * 1024
"""How large an .xls may be; a filled form has about 30 kB."""
_BROKEN = f"是旧格式（.xls）的文件，但里面的内容已经损坏，读不了；{SAVE_AS}"
_SOLID = 1
"""The fill pattern that is one colour all over."""


@dataclass(frozen=True, slots=True)
class OldSheet:
    """A sheet of an .xls."""

    name: str
    hidden: bool
    grid: Grid


def old_sheets(data: bytes) -> list[OldSheet]:
    """The sheets of an .xls, those first that a person sees.

    Raises:
        Damaged: it is broken, encrypted or too large.
    """
    if len(data) > MAX_BYTES:
        raise Damaged(f"太大，不像是一张申报表，没有读它；{WRONG_FILE}")
    try:
        sheets = _sheets(data)
    except Damaged:
        raise
    except MemoryError as error:
        raise Damaged(TOO_MUCH) from error
    except Exception as error:
        # On a broken file the library fails with whatever error its broken parts lead to.
        raise Damaged(LOCKED if "encrypted" in str(error) else _BROKEN) from error
    return sorted(sheets, key=lambda sheet: sheet.hidden)


def _sheets(data: bytes) -> list[OldSheet]:
    import xlrd

    # Ragged rows: a lone cell at the far end must not cost a sheet full of empty ones.
    book = xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
    )
    looks = list(_looks(book))
    return [
        OldSheet(sheet.name, bool(sheet.visibility), _grid(book, sheet, looks)) for sheet in book.sheets()
    ]


def _looks(book: Book) -> Iterator[Look]:
    """The look of each cell style, by its number."""
    for style in book.xf_list:
        code = book.format_map.get(style.format_key)
        rgb = None
        if style.background and style.background.fill_pattern == _SOLID:
            rgb = book.colour_map.get(style.background.pattern_colour_index)
        yield Look(code.format_str if code else "", bytes(rgb).hex().upper() if rgb else "")


def _grid(book: Book, sheet: Sheet, looks: list[Look]) -> Grid:
    cells: dict[Cell, str] = {}
    suspects: dict[Cell, Suspect] = {}
    fills: dict[Cell, str] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            style = sheet.cell_xf_index(row, column)
            look = looks[style] if 0 <= style < len(looks) else Look()
            text, suspect = _text(book, sheet.cell_type(row, column), sheet.cell_value(row, column), look)
            if text:
                cells[row, column] = clean(text)
            if suspect:
                suspects[row, column] = suspect
            if look.fill:
                fills[row, column] = look.fill
            if len(cells) + len(fills) > 2 * MAX_CELLS:
                raise Damaged(TOO_MUCH)
    merges = {
        (top, left): Area(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
    }
    return Grid(
        cells,
        merges,
        suspects,
        fills=fills,
        hidden_rows={row for row, info in sheet.rowinfo_map.items() if info.hidden},
        hidden_columns={column for column, info in sheet.colinfo_map.items() if info.hidden},
    )


def _text(book: Book, kind: int, value: object, look: Look) -> tuple[str, Suspect | None]:
    import xlrd

    if kind == xlrd.XL_CELL_TEXT:
        return str(value), None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return ("TRUE" if value else "FALSE"), None
    if kind == xlrd.XL_CELL_ERROR:
        mark = xlrd.error_text_from_code.get(value, "#N/A") if isinstance(value, int) else "#N/A"
        return mark, error_suspect(mark)
    if kind not in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
        return "", None
    text, is_date = shown(str(value), look.format, from_1904=book.datemode == 1)
    return text, date_suspect(text) if is_date else None
