"""Text with tabs or commas, as it comes out of a sheet by copying or saving, to a grid."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

from tui.forms.text import CELL_LIMIT, clean, unquoted
from tui.workbook.grid import SAVE_AS, WRONG_FILE, Damaged, Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.workbook.grid import Cell

MAX_BYTES = 8 * 1024 * 1024

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_QUOTED = re.compile(rf'"(?:[^"]|""){{0,{CELL_LIMIT}}}"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, or the GB18030 of Chinese Windows; LF line ends.

    Raises:
        Damaged: it is no text.
    """
    if len(data) > MAX_BYTES:
        raise Damaged(f"太大，不像是从表格里复制出来的文字，没有读它；{WRONG_FILE}")
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    for encoding in [_MARKS[mark]] if mark else ["utf-8", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Damaged(
        "不是工作簿，也不是能读的文字；请导入 .xlsx，或者把表格里的内容复制出来、存成 .txt 再导入。"
    )


def text_grid(text: str) -> Grid:
    """The cells of a text with LF line ends that are not empty, with the places of `text_cells`."""
    return Grid({cell: content for cell, content in text_cells(text) if content}, lettered=False)


def text_cells(text: str) -> Iterator[tuple[Cell, str]]:
    """Every cell of a text with LF line ends; its row is the line of the text where that begins.

    A cell in quotes is taken out of them only when a sheet would have put it there: because it holds a
    line break, a tab or a quote. Any other quote is a quote that somebody typed.
    """
    line = column = position = 0
    while position < len(text):
        content, end = _cell(text, position)
        yield (line, column), clean(content)
        column += 1
        if text[end : end + 1] == "\n":
            line, column = line + 1 + text.count("\n", position, end), 0
        position = end + 1


def comma_grid(text: str) -> Grid:
    """The cells of a text with LF line ends and commas (RFC 4180); rows are counted as in `text_grid`.

    Raises:
        Damaged: a cell is longer than any sheet's.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    cells: dict[Cell, str] = {}
    line = 0
    try:
        for texts in reader:
            cells |= {(line, column): clean(content) for column, content in enumerate(texts) if content}
            line = reader.line_num
    except csv.Error as error:
        raise Damaged(f"里的逗号和引号对不上，读不了；{SAVE_AS}") from error
    return Grid(cells, lettered=False)


def _cell(text: str, start: int) -> tuple[str, int]:
    """The content of the cell that begins at `start`, and where it ends."""
    if quoted := _QUOTED.match(text, start):
        content = unquoted(quoted[0])
        if content != quoted[0]:
            return content, quoted.end()
    plain = _PLAIN.match(text, start)
    return (plain[0], plain.end()) if plain else ("", start)
