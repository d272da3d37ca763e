"""Put texts into the cells of a sheet by changing only those cells in its XML, and let lines come and go.

All other bytes of the sheet stay as they are, but for the numbers of rows that move.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as escape_markup

from tui.workbook.cell_formulas import CellFormulas
from tui.workbook.elements import applied, attribute_change, opening
from tui.workbook.escapes import escape, storable
from tui.workbook.grid import letters
from tui.workbook.shift import STILL, Fate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.workbook.elements import Change, Element
    from tui.workbook.grid import Cell
    from tui.workbook.sheet_xml import SheetXml
    from tui.workbook.shift import Line, Shift

_NOT_OF_A_TEXT = {"t", "cm", "vm"}
_HIDING = {"hidden", "collapsed"}


@dataclass(frozen=True, slots=True)
class Filling:
    """What is to be done to a sheet."""

    texts: Mapping[Cell, str] = field(default_factory=dict)
    """What cells are to hold, by the place that they have in the sheet as it is; empty clears a cell."""
    heights: Mapping[int, float] = field(default_factory=dict)
    """The heights of rows in points."""
    shift: Shift = STILL
    """Which lines come and go."""
    title: str = ""
    """The sheet's name, by which formulas refer to it."""
    tables: Sequence[range] = ()
    """The lines of each table."""


def row_changes(sheet: SheetXml, filling: Filling) -> list[Change]:
    """The changes in the part of a sheet that its rows and cells need.

    Texts go in as text, whatever they look like; their cells keep their style, and cells and rows that are
    missing are made.

    Raises:
        CannotFill: formulas of several cells would be torn apart.
    """
    return _Filler(sheet, filling).changes()


class _Filler:
    def __init__(self, sheet: SheetXml, filling: Filling) -> None:
        self.sheet, self.filling, self.data = sheet, filling, sheet.data
        self.prefix = sheet.cells.prefix
        self.formulas = CellFormulas(sheet, filling.shift, filling.title)
        self.texts: dict[int, dict[int, str]] = {}
        for (row, column), text in filling.texts.items():
            self.texts.setdefault(row, {})[column] = text
        rows = [*sheet.rows.values()]
        self.ends = {row.start: later.start for row, later in pairwise(rows)}

    def changes(self) -> list[Change]:
        cells, rows = self.sheet.cells, [*self.sheet.rows.values()]
        content = b"".join(self._rows())
        if cells.is_empty_tag:
            tag = opening(cells.tag, cells.attributes)
            whole = b"".join([tag, content, f"</{cells.tag}>".encode()])
            return [(cells.start, cells.end, whole)] if content else []
        start = rows[0].start if rows else cells.inside
        return [] if content == self.data[start : cells.close] else [(start, cells.close, content)]

    def _rows(self) -> Iterator[bytes]:
        """The rows of the filled sheet, each with what stands between it and the next one."""
        shift = self.filling.shift
        numbers = sorted({*self.sheet.rows, *self.texts})
        position = 0
        for region, top in zip(shift.regions, shift.tops, strict=True):
            while position < len(numbers) and numbers[position] < region.start:
                yield self._old(numbers[position])
                position += 1
            for number, line in enumerate(region.lines, start=top):
                yield self._copy(line, number) if line.fate is Fate.NEW else self._old(line.source)
            while position < len(numbers) and numbers[position] < region.stop:
                position += 1
        for number in numbers[position:]:
            yield self._old(number)

    def _old(self, old: int) -> bytes:
        """A row that was there, or one that is missing and is to hold something."""
        moved = self.filling.shift.row(old)
        new = old if moved is None else moved
        texts, row = self.texts.get(old, {}), self.sheet.rows.get(old)
        if row is None:
            return self._missing(old, new, texts) if texts else b""
        changes = self._cell_changes(row, old, new, texts)
        attributes = self._attributes(row, old, new, texts)
        added = b"".join(
            self._new_cell((old, column), new, texts[column])
            for column in sorted(texts if row.is_empty_tag else ())
        )
        if added:
            tag = opening(row.tag, attributes)
            changes.append((row.start, row.end, tag + added + f"</{row.tag}>".encode()))
        elif attributes != row.attributes:
            changes.append((row.start, row.inside, opening(row.tag, attributes, empty=row.is_empty_tag)))
        return applied(self.data, changes, row.start, self._end(row))

    def _attributes(self, row: Element, old: int, new: int, texts: Mapping[int, str]) -> dict[str, str]:
        attributes = dict(row.attributes)
        if "r" in attributes:
            attributes["r"] = str(new + 1)
        if old in self.filling.heights:
            attributes |= {"ht": f"{self.filling.heights[old]:g}", "customHeight": "1"}
        if texts and "spans" in attributes:
            attributes["spans"] = _wider(attributes["spans"], texts)
        return attributes

    def _end(self, row: Element) -> int:
        """Where the next row begins."""
        return self.ends.get(row.start, self.sheet.cells.close)

    def _cell_changes(self, row: Element, old: int, new: int, texts: Mapping[int, str]) -> list[Change]:
        if not texts and self.filling.shift.is_still:
            return []
        changes: list[Change] = []
        left = sorted(texts)
        for column, cell in self.sheet.row_cells(old).items():
            while left and left[0] < column:
                missing = left.pop(0)
                made = self._new_cell((old, missing), new, texts[missing])
                changes.append((cell.start, cell.start, made))
            if left and left[0] == column:
                left.pop(0)
                changes.append((cell.start, cell.end, _text_cell(cell, new, column, texts[column])))
                continue
            if new != old and "r" in cell.attributes:
                changes.append(attribute_change(self.data, cell, "r", _name(new, column)))
            changes += self.formulas.changes(cell)
        if left and not row.is_empty_tag:
            made = b"".join(self._new_cell((old, column), new, texts[column]) for column in left)
            changes.append((row.close, row.close, made))
        return changes

    def _new_cell(self, place: Cell, row: int, text: str) -> bytes:
        """A cell that the part left out at a place, for the row where it comes to stand.

        It looks like its row or column, else like the cell next to it in a line of the same table.
        """
        if not text:
            return b""
        style = self.sheet.default_style(place)
        for lines in self.filling.tables:
            for near in (place[0] - 1, place[0] + 1):
                if style == "0" and place[0] in lines and near in lines:
                    style = self.sheet.style((near, place[1])) or "0"
        attributes = {"r": _name(row, place[1])} | ({"s": style} if style != "0" else {})
        return _cell(f"{self.prefix}c", attributes, text)

    def _missing(self, old: int, new: int, texts: Mapping[int, str]) -> bytes:
        cells = b"".join(self._new_cell((old, column), new, texts[column]) for column in sorted(texts))
        tag = f"{self.prefix}row"
        return opening(tag, {"r": str(new + 1)}) + cells + f"</{tag}>".encode()

    def _copy(self, line: Line, new: int) -> bytes:
        """A new line: the look of its source, and its own texts."""
        source = self.sheet.rows.get(line.source)
        if source is None:
            return self._missing(line.source, new, line.texts) if line.texts else b""
        attributes = self._attributes(source, -1, new, line.texts) | {"r": str(new + 1)}
        cells = self.sheet.row_cells(line.source)
        made = [opening(source.tag, {name: attributes[name] for name in attributes if name not in _HIDING})]
        for column in sorted({*cells, *line.texts}):
            text = line.texts.get(column, "")
            if column in cells:
                made.append(_text_cell(cells[column], new, column, text))
            else:
                made.append(self._new_cell((line.source, column), new, text))
        gap = self.data[source.end : self._end(source)]
        return b"".join([*made, f"</{source.tag}>".encode(), b"" if gap.strip() else gap])


def _name(row: int, column: int) -> str:
    return f"{letters(column)}{row + 1}"


def _text_cell(cell: Element, row: int, column: int, text: str) -> bytes:
    """A cell with the look of another, at a place, that holds a text and nothing else."""
    kept = {name: value for name, value in cell.attributes.items() if name not in _NOT_OF_A_TEXT}
    return _cell(cell.tag, {"r": _name(row, column)} | kept | {"r": _name(row, column)}, text)


def _cell(tag: str, attributes: Mapping[str, str], text: str) -> bytes:
    if not text:
        return opening(tag, attributes, empty=True)
    prefix = tag.removesuffix("c")
    content = escape_markup(escape(storable(text)))
    inline = f'<{prefix}is><{prefix}t xml:space="preserve">{content}</{prefix}t></{prefix}is>'
    return opening(tag, {**attributes, "t": "inlineStr"}) + f"{inline}</{tag}>".encode()


def _wider(spans: str, texts: Mapping[int, str]) -> str:
    """The columns (from 1) that a row says it uses, with those of the texts."""
    first, _, last = spans.partition(":")
    if not texts or not (first.isdecimal() and last.isdecimal()):
        return spans
    return f"{min(int(first), min(texts) + 1)}:{max(int(last), max(texts) + 1)}"
