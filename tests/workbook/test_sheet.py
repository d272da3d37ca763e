"""Cells as other programs write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.workbook.grid import Area, Damaged, Grid
from tui.workbook.package import open_package
from tui.workbook.sheet import open_workbook

Parts = Callable[..., Path]

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/></cellXfs>'
)


def grid_of(path: Path) -> Grid:
    workbook = open_workbook(open_package(path.read_bytes()))
    return workbook.grid(workbook.sheets["表"])


def data(cells: str) -> str:
    return f'<sheetData><row r="1">{cells}</row></sheetData>'


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1"><v>100</v></c>', "100"),
        ('<c r="A1" s="1"><v>0.98</v></c>', "98%"),
        ('<c r="A1" t="n"><v>1E+2</v></c>', "100"),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1" t="s"><v>0</v></c>', "共享"),
        ('<c r="A1" t="s"><v>1</v></c>', "两段"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 空 格 </t></is></c>', " 空 格 "),
        ('<c r="A1" t="inlineStr"><is><r><t>一</t></r><r><t>二</t></r></is></c>', "一二"),
        ('<c r="A1" t="inlineStr"><is><t>a_x000D_\nb_x005F_x0041_</t></is></c>', "a\nb_x0041_"),
        ('<c r="A1" t="inlineStr"><is><t>_xD83D__xDE00__xD83D_</t></is></c>', "😀"),
        ('<c r="A1" t="str"><f>B1</f><v>算出</v></c>', "算出"),
        ('<c r="A1" t="d"><v>2024-03-05</v></c>', "2024-03-05"),
        ('<c r="A1" s="2"><v>45356</v></c>', "3月5日"),
        ('<c r="A1" s="99"><v>7</v></c>', "7"),
        ("<c><v>5</v></c>", "5"),
    ],
)
def test_kinds_of_cells(parts: Parts, cell: str, text: str) -> None:
    shared = (
        "<si><t>共享</t></si><si><r><t>两</t></r><r><t>段</t></r><rPh><t>liang</t></rPh><phoneticPr/></si>"
    )
    assert grid_of(parts(data(cell), shared, FORMATS)).cells == {(0, 0): text}


@pytest.mark.parametrize("main", [STRICT, "http://schemas.openxmlformats.org/spreadsheetml/2006/main"])
def test_strict_workbooks(parts: Parts, main: str) -> None:
    assert grid_of(parts(data('<c r="B1"><v>1</v></c>'), main=main)).cells == {(0, 1): "1"}


def test_days_counted_from_1904(parts: Parts) -> None:
    path = parts(data('<c r="A1" s="2"><v>0</v></c>'), "", FORMATS, '<workbookPr date1904="1"/>')
    assert grid_of(path).cells == {(0, 0): "1月1日"}


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ('<c r="A1" t="str"><f>B1</f><v>算出</v></c>', "是公式，读到的是它上次算出的结果“算出”"),
        ('<c r="A1"><f>B1</f></c>', "是公式，但文件里没有它算出的结果"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "是出错标记“#REF!”，不是内容"),
        ('<c r="A1" s="2"><v>45356</v></c>', "是日期，读成了“3月5日”"),
        ('<c r="A1" t="d"><v>2024-03-05</v></c>', "是日期，读成了“2024-03-05”"),
        ('<c r="A1" t="s"><v>9</v></c>', "里的文字在文件里找不到"),
    ],
)
def test_suspect_cells(parts: Parts, cell: str, what: str) -> None:
    suspects = grid_of(parts(data(cell), "", FORMATS)).suspects
    assert {place: suspect.what for place, suspect in suspects.items()} == {(0, 0): what}
    assert suspects[0, 0].remedy.endswith("。")


@pytest.mark.parametrize("cell", ['<c r="A1" s="1"><v>0.98</v></c>', '<c r="A1" t="b"><v>1</v></c>'])
def test_what_shows_as_it_is_meant_is_not_suspect(parts: Parts, cell: str) -> None:
    assert grid_of(parts(data(cell), "", FORMATS)).suspects == {}


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("'表'!$A$2:$C$4", {"名": Area(1, 0, 3, 2)}),
        ("表!$B$3", {"名": Area(2, 1, 2, 1)}),
        ("别的表!$A$2:$C$4", {}),
        ("表!#REF!", {}),
        ("表!$A$1:$A$2,表!$C$1:$C$2", {}),
        ("1+1", {}),
        ("", {}),
    ],
)
def test_named_ranges(parts: Parts, text: str, ranges: dict[str, Area]) -> None:
    names = f'<definedNames><definedName name="名">{text}</definedName></definedNames>'
    assert grid_of(parts("<sheetData/>", workbook=names)).ranges == ranges


def test_cells_without_addresses_stand_one_after_the_other(parts: Parts) -> None:
    rows = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    assert grid_of(parts(rows)).cells == {(0, 0): "1", (0, 1): "2", (1, 0): "3"}


def test_merges(parts: Parts) -> None:
    sheet = "<sheetData/><mergeCells><mergeCell ref='B2:C4'/><mergeCell ref='x'/></mergeCells>"
    grid = grid_of(parts(sheet))
    assert grid.area((1, 1)) == Area(1, 1, 3, 2)
    assert grid.area((1, 2)) == Area(1, 2, 1, 2)


def test_a_lone_cell_at_the_far_end_costs_nothing(parts: Parts) -> None:
    cell = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert grid_of(parts(cell)).cells == {(1048575, 16383): "1"}


@pytest.mark.parametrize(
    "sheet", ["<sheetData>", "<a>" * 200 + "</a>" * 200, "<row></c></row>", "\0", "<a/>]]>&x;"]
)
def test_broken_markup_is_refused(parts: Parts, sheet: str) -> None:
    path = parts(sheet)
    with pytest.raises(Damaged, match="损坏"):
        grid_of(path)
