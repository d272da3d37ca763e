"""Workbooks of the older format (.xls)."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
import xlwt  # type: ignore[import-untyped]

from tui.errors import Unreadable
from tui.forms.answers import Place
from tui.workbook.grid import Area
from tui.workbook.old_xls import old_sheets
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from pathlib import Path

Fill = Callable[[xlwt.Worksheet], object]

HEADS = ["一级指标", "二级指标", "三级指标", "指标值类型", "指标值", "计量单位", "指标解释", "评/扣分标准"]
FIRST = ["产出指标", "数量指标", "办件量", "≥", "100", "件", "统计", "按比例"]
FORM = [
    ["部门（单位）整体绩效目标申报表"],
    ["（2025年度）"],
    ["部门单位名称", "某镇中心"],
    HEADS,
    FIRST,
]


def workbook(fill: Fill, days_from: int = 1900) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    book.dates_1904 = days_from == 1904
    fill(book.add_sheet("表"))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write(sheet: xlwt.Worksheet) -> None:
    for row, texts in enumerate(FORM):
        for column, text in enumerate(texts):
            sheet.write(row, column, text)


def read(path: Path, data: bytes) -> Reading:
    path.write_bytes(data)
    return read_file(path)


def test_the_form_is_read(tmp_path: Path) -> None:
    reading = read(tmp_path / "表.xls", workbook(write))
    assert (reading.answers.year, reading.answers.fields["unit_name"]) == (2025, "某镇中心")
    assert [list(row.cells.values()) for row in reading.answers.rows("indicators")] == [FIRST]
    assert reading.problems == ()
    assert reading.template is False
    assert reading.notes[0].startswith("这是旧格式（.xls）的文件")


def test_a_name_that_says_otherwise_is_a_problem_of_the_file(tmp_path: Path) -> None:
    reading = read(tmp_path / "表.xlsx", workbook(write))
    ((code, finding),) = reading.problems
    assert (code, finding.where) == ("file", Place("level1", "indicators"))
    assert finding.message == "文件名以 .xlsx 结尾，内容其实是旧格式（.xls）。"


@pytest.mark.parametrize(
    ("value", "style", "days_from", "text", "suspect"),
    [
        (100, "General", 1900, "100", False),
        (0.98, "0%", 1900, "98%", False),
        (1234.5, "#,##0.00", 1900, "1234.50", False),
        (True, "General", 1900, "TRUE", False),
        (" 空 格 ", "@", 1900, " 空 格 ", False),
        (date(2024, 3, 5), "yyyy-mm-dd", 1900, "2024-03-05", True),
        (date(2024, 3, 5), "yyyy-mm-dd", 1904, "2024-03-05", True),
    ],
)
def test_kinds_of_cells(value: object, style: str, days_from: int, text: str, suspect: bool) -> None:
    data = workbook(lambda sheet: sheet.write(1, 2, value, xlwt.easyxf(num_format_str=style)), days_from)
    (sheet,) = old_sheets(data)
    assert sheet.grid.cells == {(1, 2): text}
    assert ((1, 2) in sheet.grid.suspects) is suspect


def test_an_error_mark_is_suspect() -> None:
    (sheet,) = old_sheets(workbook(lambda sheet: sheet.row(0).set_cell_error(0, 0x2A)))
    assert sheet.grid.cells == {(0, 0): "#N/A"}
    assert sheet.grid.suspects[0, 0].what == "是出错标记“#N/A”，不是内容"


def test_merges_colours_and_what_is_hidden() -> None:
    def fill(sheet: xlwt.Worksheet) -> None:
        yellow = xlwt.easyxf("pattern: pattern solid, fore_colour yellow")
        sheet.write_merge(1, 2, 0, 3, "甲", yellow)
        sheet.row(5).hidden = True
        sheet.col(6).hidden = True

    (sheet,) = old_sheets(workbook(fill))
    assert sheet.grid.area((1, 0)) == Area(1, 0, 2, 3)
    assert sheet.grid.fills[1, 0] == "FFFF00"
    assert 5 in sheet.grid.hidden_rows
    assert 6 in sheet.grid.hidden_columns


def test_sheets_in_view_come_first() -> None:
    book = xlwt.Workbook()
    for name, visibility in (("甲", 1), ("乙", 0), ("丙", 2)):
        book.add_sheet(name).visibility = visibility
    book.active_sheet = 1
    buffer = io.BytesIO()
    book.save(buffer)
    assert [(sheet.name, sheet.hidden) for sheet in old_sheets(buffer.getvalue())] == [
        ("乙", False),
        ("甲", True),
        ("丙", True),
    ]


def test_a_lone_cell_at_the_far_end_costs_nothing() -> None:
    (sheet,) = old_sheets(workbook(lambda sheet: sheet.write(65_535, 255, "甲")))
    assert sheet.grid.cells == {(65_535, 255): "甲"}


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="太大"):
        read(tmp_path / "大.xls", workbook(write) + bytes(9 * 1024 * 1024))


def _damaged(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.choice([1, 5, 100])):
        place = chance.randrange(chance.choice([600, len(damaged)]))
        damaged[place] = chance.choice([0, 255, chance.randrange(256)])
    end = chance.choice([len(damaged), chance.randrange(len(damaged))])
    return bytes(damaged[:end])


def test_a_damaged_workbook_gives_a_sentence_or_a_result(tmp_path: Path) -> None:
    data, sentences = workbook(write), 0
    for number in range(300):
        try:
            reading = read(tmp_path / "坏了.xls", _damaged(data, random.Random(number)))
        except Unreadable as error:
            assert str(error).endswith("。")
            sentences += 1
        else:
            assert reading.form.id
    assert 0 < sentences < 300
