"""Where a form's single values stand: beside their label, behind its colon, under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbook.typed import FIRST, HEADS, Book, Line
from tui.forms.load import load_form
from tui.workbook.find import Places, find
from tui.workbook.package import open_package
from tui.workbook.read import read_file
from tui.workbook.sheet import open_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


TABLE: list[Line] = [HEADS, FIRST]


def fields_of(path: Path) -> dict[str, str]:
    return {name: text for name, text in read_file(path).answers.fields.items() if text}


def places_of(path: Path) -> Places:
    book = open_workbook(open_package(path.read_bytes()))
    return find(load_form("department-goals"), book.grid(next(iter(book.sheets.values()))))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("单位名称：某镇中心", "某镇中心"),
        ("单位名称: 某镇中心", "某镇中心"),
        ("填报单位（盖章）：", ""),
        ("填报单位：某镇中心        填报人：张三", "某镇中心"),
        ("填报单位：甲  乙", "甲  乙"),
        ("填报单位：地址：某镇", "地址：某镇"),
    ],
)
def test_a_value_behind_the_colon_of_its_label(book: Book, text: str, value: str) -> None:
    assert read_file(book([[text], *TABLE])).answers.fields["unit_name"] == value


def test_what_stands_around_such_a_value_is_known(book: Book) -> None:
    places = places_of(book([["填报单位： 某镇中心   填报人：张三"], *TABLE]))
    assert places.fields["unit_name"] == places.labels["unit_name"] == (0, 0)
    assert places.around == {"unit_name": ("填报单位： ", "   填报人：张三")}


def test_a_label_as_wide_as_the_table_has_its_value_behind_its_colon(book: Book) -> None:
    places = places_of(book([["单位名称："], *TABLE], ["A1:H1"]))
    assert (places.fields["unit_name"], places.around) == ((0, 0), {"unit_name": ("单位名称：", "")})


def test_a_label_with_a_cell_beside_it_has_its_value_there(book: Book) -> None:
    places = places_of(book([["单位名称："], *TABLE]))
    assert (places.fields["unit_name"], places.around) == ((0, 1), {})


def test_a_label_of_its_own_goes_before_one_inside_a_text(book: Book) -> None:
    lines: list[Line] = [["单位名称：请填全称"], ["单位名称", "某镇中心"]]
    assert fields_of(book([*lines, *TABLE])) == {"unit_name": "某镇中心"}


def test_values_under_labels_side_by_side(book: Book) -> None:
    lines: list[Line] = [["部门职责", "年度目标"], ["办事", "办好"]]
    assert fields_of(book([*lines, *TABLE])) == {"duties": "办事", "annual_goal": "办好"}


def test_values_under_labels_side_by_side_and_merged(book: Book) -> None:
    lines: list[Line] = [["部门职责", *[None] * 3, "年度目标"], ["办事", *[None] * 3, "办好"]]
    path = book([*lines, *TABLE], ["A1:D1", "E1:H1", "A2:D2", "E2:H2"])
    assert fields_of(path) == {"duties": "办事", "annual_goal": "办好"}


def test_a_value_under_a_label_as_wide_as_the_table(book: Book) -> None:
    lines: list[Line] = [["部门职责"], ["办事"], ["年度目标"], ["办好"]]
    path = book([*lines, *TABLE], [f"A{row}:H{row}" for row in range(1, 5)])
    assert fields_of(path) == {"duties": "办事", "annual_goal": "办好"}


def test_heads_of_the_table_are_no_value_of_the_label_above(book: Book) -> None:
    assert fields_of(book([["部门职责"], *TABLE], ["A1:H1"])) == {}


def test_of_equal_labels_the_one_in_the_colour_of_labels_counts(book: Book) -> None:
    def dress(sheet: Worksheet) -> None:
        from openpyxl.styles import PatternFill

        for cell, fill in (("A1", "DDEBF7"), ("B1", "DDEBF7"), ("A2", "FFFF00"), ("A3", "FFFF00")):
            sheet[cell].fill = PatternFill("solid", fgColor=fill)

    lines: list[Line] = [
        ["部门（单位）职责", "年度总体目标", "备注"],
        ["主要职责", "办事"],
        ["年度目标", "办好"],
    ]
    assert fields_of(book([*lines, *TABLE], dress=dress)) == {"duties": "办事", "annual_goal": "办好"}


def test_heads_in_colour_go_before_the_same_words_without(book: Book) -> None:
    def dress(sheet: Worksheet) -> None:
        from openpyxl.styles import PatternFill

        for cell in sheet[3]:
            cell.fill = PatternFill("solid", fgColor="FFFF00")

    example = ["产出指标", "数量指标", "示例", "≥", "1", "件"]
    (row,) = read_file(book([HEADS, example, *TABLE], dress=dress)).answers.rows("indicators")
    assert row["name"] == "办件量"


def sheets(path: Path, **states: str) -> Path:
    """A workbook whose sheets, of these names and states, all hold the form and name themselves."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, state in states.items():
        sheet = workbook.create_sheet(name)
        sheet.sheet_state = state
        for line in [["单位名称", name], *TABLE]:
            sheet.append(line)
    empty = workbook.create_sheet("空")
    workbook.active = empty
    workbook.save(path)
    return path


def test_a_sheet_in_view_goes_before_a_hidden_one(tmp_path: Path) -> None:
    reading = read_file(sheets(tmp_path / "a.xlsx", 甲="hidden", 乙="visible", 丙="veryHidden"))
    assert reading.answers.fields["unit_name"] == "乙"
    assert "工作表" not in "".join(reading.notes)


def test_a_hidden_sheet_is_read_where_no_other_holds_the_form(tmp_path: Path) -> None:
    reading = read_file(sheets(tmp_path / "a.xlsx", 甲="hidden"))
    assert reading.answers.fields["unit_name"] == "甲"
    assert "这张表在隐藏的工作表“甲”里。" in reading.notes


def test_the_other_sheets_with_the_form_are_named(tmp_path: Path) -> None:
    reading = read_file(sheets(tmp_path / "a.xlsx", 甲="visible", 乙="visible"))
    assert reading.answers.fields["unit_name"] == "甲"
    assert "读的是工作表“甲”；“乙”里也有这张表，没有读。" in reading.notes
