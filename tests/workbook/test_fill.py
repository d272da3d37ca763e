from __future__ import annotations

import pytest

from tui.workbook.fill import fill_sheet

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n<x:worksheet xmlns:x="urn:x">'
SHEET = (
    HEAD
    + b'<x:sheetData><x:row r=\'1\' spans="1:2"><x:c r="A1" s=\'3\'/><x:c r="B1" t="s"><x:v>0</x:v></x:c>'
    b'</x:row><x:row r="2" ht="5" odd="a&gt;b"/></x:sheetData><!-- > --></x:worksheet>'
)


def test_only_what_is_named_changes() -> None:
    assert fill_sheet(SHEET, {}, {}) == SHEET


def test_a_cell_keeps_its_style_and_its_neighbours() -> None:
    new = b'<x:c r="A1" s="3" t="inlineStr"><x:is><x:t xml:space="preserve"> a&lt;&amp; </x:t></x:is></x:c>'
    assert fill_sheet(SHEET, {(0, 0): " a<& "}, {}) == SHEET.replace(b"<x:c r=\"A1\" s='3'/>", new)


def test_a_cell_that_had_something_holds_the_text_alone() -> None:
    new = b'<x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">=1+1</x:t></x:is></x:c>'
    old = b'<x:c r="B1" t="s"><x:v>0</x:v></x:c>'
    assert fill_sheet(SHEET, {(0, 1): "=1+1"}, {}) == SHEET.replace(old, new)


def test_heights() -> None:
    filled = fill_sheet(SHEET, {}, {0: 30.0, 1: 40.5})
    assert b'<x:row r="1" spans="1:2" ht="30" customHeight="1"><x:c' in filled
    assert b'<x:row r="2" ht="40.5" odd="a&gt;b" customHeight="1"/>' in filled


@pytest.mark.parametrize(
    ("text", "stored"), [("a\0\x01b", b">ab<"), ("_x000D_", b">_x005F_x000D_<"), ("a\r\nb", b">a\nb<")]
)
def test_what_a_sheet_cannot_hold_is_never_written(text: str, stored: bytes) -> None:
    assert stored in fill_sheet(SHEET, {(0, 0): text}, {})


def test_a_cell_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        fill_sheet(SHEET, {(5, 5): "x"}, {})


def test_neighbours_without_content_are_kept() -> None:
    row = b'<row r="1"><c r="A1"/><c r="B1" s="1"/><c r="C1" s="2"></c><c r="D1"/></row>'
    filled = fill_sheet(row, {(0, 0): "a", (0, 2): "c"}, {})
    assert b'</c><c r="B1" s="1"/><c r="C1" s="2" t="inlineStr">' in filled
    assert filled.endswith(b'</c><c r="D1"/></row>')
