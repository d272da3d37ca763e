from __future__ import annotations

import pytest

from tui.errors import CannotFill
from tui.workbook.elements import applied
from tui.workbook.fill import Filling, row_changes
from tui.workbook.sheet_xml import SheetXml
from tui.workbook.shift import Fate, Line, Region, Shift

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<x:worksheet xmlns:x="urn:x">'
SHEET = (
    HEAD
    + b'<x:sheetData><x:row r=\'1\' spans="1:2"><x:c r="A1" s=\'3\'/><x:c r="B1" t="s"><x:v>0</x:v></x:c>'
    b'</x:row><x:row r="2" ht="5" odd="a&gt;b"/></x:sheetData><!-- > --></x:worksheet>'
)
PLAIN = b"<worksheet><sheetData>%s</sheetData></worksheet>"


def fill(sheet: bytes, filling: Filling) -> bytes:
    xml = SheetXml(sheet)
    return applied(xml.data, row_changes(xml, filling))


def rows(content: bytes, filling: Filling) -> bytes:
    """The rows of a plain sheet once it is filled."""
    return fill(PLAIN % content, filling).removeprefix(b"<worksheet><sheetData>").removesuffix(PLAIN[-24:])


def text(content: str) -> bytes:
    return f'<is><t xml:space="preserve">{content}</t></is>'.encode()


def test_only_what_is_named_changes() -> None:
    assert fill(SHEET, Filling()) == SHEET


def test_a_cell_keeps_its_style_and_its_neighbours() -> None:
    new = b'<x:c r="A1" s="3" t="inlineStr"><x:is><x:t xml:space="preserve"> a&lt;&amp; </x:t></x:is></x:c>'
    assert fill(SHEET, Filling({(0, 0): " a<& "})) == SHEET.replace(b"<x:c r=\"A1\" s='3'/>", new)


def test_a_cell_that_had_something_holds_the_text_alone() -> None:
    new = b'<x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">=1+1</x:t></x:is></x:c>'
    old = b'<x:c r="B1" t="s"><x:v>0</x:v></x:c>'
    assert fill(SHEET, Filling({(0, 1): "=1+1"})) == SHEET.replace(old, new)


def test_a_cleared_cell_keeps_its_look() -> None:
    old = b'<x:c r="B1" t="s"><x:v>0</x:v></x:c>'
    assert fill(SHEET, Filling({(0, 1): ""})) == SHEET.replace(old, b'<x:c r="B1"/>')


def test_heights() -> None:
    filled = fill(SHEET, Filling(heights={0: 30.0, 1: 40.5}))
    assert b'<x:row r="1" spans="1:2" ht="30" customHeight="1"><x:c' in filled
    assert b'<x:row r="2" ht="40.5" odd="a&gt;b" customHeight="1"/>' in filled


@pytest.mark.parametrize(
    ("typed", "stored"), [("a\0\x01b", b">ab<"), ("_x000D_", b">_x005F_x000D_<"), ("a\r\nb", b">a\nb<")]
)
def test_what_a_sheet_cannot_hold_is_never_written(typed: str, stored: bytes) -> None:
    assert stored in fill(SHEET, Filling({(0, 0): typed}))


def test_neighbours_without_content_are_kept() -> None:
    row = b'<row r="1"><c r="A1"/><c r="B1" s="1"/><c r="C1" s="2"></c><c r="D1"/></row>'
    filled = rows(row, Filling({(0, 0): "a", (0, 2): "c"}))
    assert b'</c><c r="B1" s="1"/><c r="C1" s="2" t="inlineStr">' in filled
    assert filled.endswith(b'</c><c r="D1"/></row>')


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="1"><c r="A1"/><c r="C1"/></row>', b'<row r="1"><c r="A1"/>%s<c r="C1"/></row>'),
        (b'<row r="1"><c r="A1"/></row>', b'<row r="1"><c r="A1"/>%s</row>'),
        (b'<row r="1" spans="3:3"/>', b'<row r="1" spans="2:3">%s</row>'),
        (b'<row r="2"/>', b'<row r="1">%s</row><row r="2"/>'),
        (b"", b'<row r="1">%s</row>'),
        (b"<row><c/><c><v>1</v></c></row>", b'<row><c/><c r="B1" t="inlineStr">' + text("b") + b"</c></row>"),
    ],
)
def test_cells_that_are_missing_are_made_in_their_order(old: bytes, new: bytes) -> None:
    cell = b'<c r="B1" t="inlineStr">' + text("b") + b"</c>"
    assert rows(old, Filling({(0, 1): "b"})) == (new % cell if b"%s" in new else new)


def test_a_sheet_without_rows() -> None:
    filled = fill(b"<worksheet><sheetData/></worksheet>", Filling({(1, 0): "a"}))
    assert filled == PLAIN % (b'<row r="2"><c r="A2" t="inlineStr">' + text("a") + b"</c></row>")


@pytest.mark.parametrize(
    ("sheet", "style"),
    [
        (b'<row r="3"><c r="A3" s="5"/></row><row r="4"/>', b' s="5"'),
        (b'<row r="3"><c r="A3" s="5"/></row><row r="4" s="7" customFormat="1"/>', b' s="7"'),
        (b'<row r="2"><c r="A2" s="5"/></row><row r="4"/>', b""),
    ],
)
def test_a_cell_that_is_made_looks_like_its_row_or_the_line_above(sheet: bytes, style: bytes) -> None:
    filled = rows(sheet, Filling({(3, 0): "a"}, tables=[range(2, 5)]))
    assert b'<c r="A4"%s t="inlineStr">' % style in filled


def test_a_cell_that_is_made_looks_like_its_column() -> None:
    sheet = (
        b'<worksheet><cols><col min="1" max="3" style="9"/></cols><sheetData><row r="1"/></sheetData>'
        b"</worksheet>"
    )
    assert b'<c r="C1" s="9" t="inlineStr">' in fill(sheet, Filling({(0, 2): "a"}))


LINES = (
    b'<row r="1" ht="9" hidden="1">\n<c r="A1" s="1" t="s"><v>3</v></c><c r="B1" s="2"><f>A1</f></c></row>\n'
    b'<row r="2"><c r="A2"><f>A1+$A$1</f><v>6</v></c></row>\n'
)


def inserted(texts: dict[int, str]) -> Shift:
    return Shift([Region(0, 1, [Line(Fate.KEPT, 0, 0), Line(Fate.NEW, 0, 0, texts)])])


def test_a_new_line_has_the_look_of_the_one_above_and_nothing_else_of_it() -> None:
    first, second = LINES.splitlines(keepends=True)[:2], LINES.splitlines(keepends=True)[2:]
    new = b'<row r="2" ht="9"><c r="A2" s="1" t="inlineStr">' + text("新") + b'</c><c r="B2" s="2"/></row>\n'
    below = b'<row r="3"><c r="A3"><f>A1+$A$1</f><v>6</v></c></row>\n'
    assert rows(LINES, Filling(shift=inserted({0: "新"}))) == b"".join([*first, new, below])
    assert second == [b'<row r="2"><c r="A2"><f>A1+$A$1</f><v>6</v></c></row>\n']


def test_lines_that_go_take_nothing_along() -> None:
    sheet = b'<row r="1"/><row r="2"/><row r="4"><c r="B4"/></row>'
    shift = Shift([Region(0, 2, [Line(Fate.KEPT, 1, 1)])])
    assert rows(sheet, Filling(shift=shift)) == b'<row r="1"/><row r="3"><c r="B3"/></row>'


def test_lines_in_another_order() -> None:
    sheet = b'<row r="1"><c r="A1" s="1"/></row><row r="2"><c r="A2" s="2"/></row>'
    shift = Shift([Region(0, 2, [Line(Fate.MOVED, 1, 0), Line(Fate.KEPT, 0, 0)])])
    filled = rows(sheet, Filling({(0, 0): "甲"}, shift=shift))
    assert filled.startswith(b'<row r="1"><c r="A1" s="2"/></row><row r="2"><c r="A2" s="1" t="inlineStr">')


def test_rows_without_numbers_follow_by_themselves() -> None:
    sheet = b"<row><c/></row><row><c><v>1</v></c></row>"
    new = b'<row r="2"><c r="A2"/></row>'
    assert (
        rows(sheet, Filling(shift=inserted({}))) == b"<row><c/></row>" + new + b"<row><c><v>1</v></c></row>"
    )


@pytest.mark.parametrize("order", ['<row r="2"/><row r="1"/>', '<row r="1"/><row r="1"/>'])
def test_rows_out_of_order_are_refused(order: str) -> None:
    with pytest.raises(CannotFill):
        SheetXml(PLAIN % order.encode())
