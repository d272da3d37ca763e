"""Put texts into the cells of a workbook by changing only those cells in the XML of their sheet.

All other bytes of the sheet, and all other parts of the package, stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.sax.saxutils import escape as escape_markup

from tui.workbook.escapes import escape, storable
from tui.workbook.sheet import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.workbook.grid import Cell

_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


@dataclass(frozen=True, slots=True)
class _Change:
    """Bytes of the part, and what comes in their place."""

    start: int
    end: int
    new: bytes


def fill_sheet(sheet: bytes, texts: Mapping[Cell, str], heights: Mapping[int, float]) -> bytes:
    """The sheet part with these texts in their cells and these heights (points, by 0-based row).

    Texts go in as text, whatever they look like; their cells keep their style. The part must be UTF-8
    and must have every row and cell that is named.

    Raises:
        KeyError: a cell that the part does not have.
    """
    scanner = _Scanner(sheet, texts, heights)
    scanner.scan()
    missing = set(texts) - scanner.done
    if missing:
        raise KeyError(min(missing))
    pieces, position = [], 0
    for change in sorted(scanner.changes, key=lambda change: change.start):
        pieces += [sheet[position : change.start], change.new]
        position = change.end
    return b"".join([*pieces, sheet[position:]])


class _Scanner:
    """Goes through the part once and notes what to change where."""

    def __init__(self, sheet: bytes, texts: Mapping[Cell, str], heights: Mapping[int, float]) -> None:
        self.sheet, self.texts, self.heights = sheet, texts, heights
        self.changes: list[_Change] = []
        self.done: set[Cell] = set()
        self.open: tuple[int, Cell, dict[str, str]] | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def scan(self) -> None:
        self.parser.Parse(self.sheet, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        start = self.parser.CurrentByteIndex
        if name == "row":
            row = int(attributes["r"]) - 1
            if row in self.heights:
                self._resize(tag, attributes, start, self.heights[row])
        elif name == "c":
            cell = address(attributes["r"])
            if cell is not None and cell in self.texts:
                self.open = (start, cell, attributes)

    def _end(self, tag: str) -> None:
        if not self.open or tag.rpartition(":")[2] != "c":
            return
        start, cell, attributes = self.open
        self.open = None
        last = self._tag(start)
        if not last[0].endswith(b"/>"):
            last = self._tag(self.parser.CurrentByteIndex)
        self.changes.append(_Change(start, last.end(), _text_cell(tag, attributes, self.texts[cell])))
        self.done.add(cell)

    def _resize(self, tag: str, attributes: dict[str, str], start: int, points: float) -> None:
        opening = self._tag(start)
        changed = attributes | {"ht": f"{points:g}", "customHeight": "1"}
        slash = "/" if opening[0].endswith(b"/>") else ""
        new = f"<{tag}{_written(changed)}{slash}>".encode()
        self.changes.append(_Change(start, opening.end(), new))

    def _tag(self, start: int) -> re.Match[bytes]:
        match = _TAG.match(self.sheet, start)
        if match is None:
            raise ValueError(start)
        return match


def _text_cell(tag: str, attributes: dict[str, str], text: str) -> bytes:
    kept = {name: value for name, value in attributes.items() if name not in {"t", "cm", "vm"}}
    prefix = tag.rpartition(":")[0] + ":" if ":" in tag else ""
    content = escape_markup(escape(storable(text)))
    inline = f'<{prefix}is><{prefix}t xml:space="preserve">{content}</{prefix}t></{prefix}is>'
    return f'<{tag}{_written(kept)} t="inlineStr">{inline}</{tag}>'.encode()


def _written(attributes: Mapping[str, str]) -> str:
    quoted = ((name, escape_markup(value, {'"': "&quot;"})) for name, value in attributes.items())
    return "".join(f' {name}="{value}"' for name, value in quoted)
