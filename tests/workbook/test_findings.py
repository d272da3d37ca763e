"""What is wrong with a received file itself: each rule fires on what is wrong, and on nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbook.typed import HEADS, Book, Line
from tui.forms.answers import Place
from tui.forms.load import load_form
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


FORM = load_form("department-goals")
TOP: list[Line] = [
    [FORM.title],
    ["（2025年度）"],
    [FORM.banner],
    ["部门单位名称", "某镇中心"],
    ["部门（单位）职责", "办事"],
    ["年度总体目标", "办好"],
]
"""The six rows above the heads of the form's own sheet; heads are in row 7, rows begin in row 8."""


def row(level1: str | None, level2: str | None, name: str) -> Line:
    return [level1, level2, name, "≥", "100", "件", "统计", "按比例"]


A, B, C = (row("产出指标", "数量指标", name) for name in "甲乙丙")
D, E = (row("产出指标", "质量指标", name) for name in "丁戊")
F = row("效益指标", "社会效益指标", "己")


def told(reading: Reading, code: str) -> list[str]:
    return [finding.message for found, finding in reading.problems if found == code]


def head(**changed: str | None) -> Line:
    return [changed.get(f"h{position}", text) for position, text in enumerate(HEADS)]


# ── heads ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("heads", "message"),
    [
        (head(h4="指标数值"), "单元格 E7的表头“指标值”被改成了“指标数值”。"),
        (head(h2="三级指标（新）"), "单元格 C7的表头“三级指标”被改成了“三级指标（新）”。"),
        (head(h5=None), "单元格 F7的表头“计量单位”现在是空的。"),
    ],
)
def test_an_altered_head_of_the_forms_own_sheet(book: Book, heads: Line, message: str) -> None:
    reading = read_file(book([*TOP, heads, A]))
    assert told(reading, "header") == [message]
    assert [list(row.cells.values()) for row in reading.answers.rows("indicators")] == [A]


def test_an_altered_head_is_the_problem_of_its_column(book: Book) -> None:
    ((code, finding),) = read_file(book([*TOP, head(h4="指标数值"), A])).problems
    assert (code, finding.where) == ("header", Place("target", "indicators"))
    assert finding.remedy == "请改回“指标值”，一个字也不要差，否则系统认不出来。"


def test_an_altered_label_of_the_forms_own_sheet(book: Book) -> None:
    reading = read_file(book([*TOP[:5], ["年度的总体目标", "办好"], HEADS, A]))
    assert reading.answers.fields["annual_goal"] == "办好"
    assert told(reading, "header") == ["单元格 A6的表头“年度总体目标”被改成了“年度的总体目标”。"]


def test_columns_of_the_forms_own_sheet_that_changed_places(book: Book) -> None:
    lines = [[*line[:6], line[7], line[6]] for line in (HEADS, A)]
    assert told(read_file(book([*TOP, *lines])), "header") == ["“评/扣分标准”这一列排到了“指标解释”前面。"]


@pytest.mark.parametrize(
    "lines",
    [
        [*TOP, HEADS, A],
        [*TOP, head(h5="度量单位", h7="评(扣)分标准"), A],
        [*TOP, head(h5="计 量\n单位", h3="*指标值类型："), A],
        [*TOP, [*HEADS[:7], "备注"], A],
        [*TOP, [*reversed(head(h5="度量单位"))], [*reversed(A)]],
        [*TOP[1:], head(h4="指标数值"), A],
        [*TOP[:2], *TOP[3:], head(h4="指标数值"), A],
        [*TOP[:2], *TOP[3:], [*reversed(HEADS)], [*reversed(A)]],
    ],
    ids=["own", "synonyms", "spaced", "another", "reordered synonyms", "no title", "no banner", "reordered"],
)
def test_a_countys_own_heads_are_no_error(book: Book, lines: list[Line]) -> None:
    assert told(read_file(book(lines)), "header") == []


def test_other_names_of_heads_are_noted_once(book: Book) -> None:
    reading = read_file(book([*TOP, head(h5="度量单位", h6="指标 解释"), A]))
    assert reading.notes == (
        "有的表头与通用表的写法不同：“度量单位”（计量单位）、“指标 解释”（指标解释）；都认得，不影响填写。",
    )


def test_a_missing_title_and_an_altered_banner_are_noted(book: Book) -> None:
    without = read_file(book([*TOP[1:], HEADS, A])).notes
    assert without == (f"没有找到标题“{FORM.title}”，请核对这是不是要填的表。",)
    altered = read_file(
        book([*TOP[:2], [FORM.banner.replace("绿色表头选填", "绿色随意")], *TOP[3:], HEADS, A])
    )
    assert altered.notes == ("表上的红字说明与通用的不完全一样，请以表上写的为准。",)


# ── merges ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("merge", "message"),
    [
        ("A8:A10", "单元格 A8起的“一级指标”合并了 3 行，“产出指标”却有 5 行。"),
        ("A8:A13", "单元格 A8起的“一级指标”合并了 6 行，“产出指标”却有 5 行。"),
        ("B8:B9", "单元格 B8起的“二级指标”合并了 2 行，“数量指标”却有 3 行。"),
        ("B9:B10", "单元格 B9起的“二级指标”合并了 2 行，“数量指标”却有 3 行。"),
        ("C8:C9", "单元格 C8起“三级指标”的 2 行合并成了一格，系统只读得到第一行。"),
        ("G8:H8", "单元格 G8把“指标解释”、“评/扣分标准”合并在一起了。"),
        ("A8:B10", "单元格 A8把“一级指标”、“二级指标”合并在一起了。"),
        ("C9:C9", "单元格 C9是只有一格的合并单元格，系统读到它会出错。"),
        ("D2:D2", "单元格 D2是只有一格的合并单元格，系统读到它会出错。"),
    ],
)
def test_a_wrong_merge(book: Book, merge: str, message: str) -> None:
    def dress(sheet: Worksheet) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        sheet.merged_cells.ranges.add(CellRange(merge))  # `merge_cells` would take the texts away.

    assert told(read_file(book([*TOP, HEADS, A, B, C, D, E, F], dress=dress)), "merge") == [message]


@pytest.mark.parametrize(
    "merges",
    [
        [],
        ["A8:A12", "B8:B10", "B11:B12"],
        ["B8:B10"],
        ["A1:H1", "A3:H3", "B4:H4"],
        ["I8:I10", "I8:J8"],
        ["A14:H16"],
    ],
    ids=["none", "all", "some", "above", "beside", "below"],
)
def test_right_merges(book: Book, merges: list[str]) -> None:
    assert told(read_file(book([*TOP, HEADS, A, B, C, D, E, F], merges)), "merge") == []


def test_a_merge_that_keeps_rows_free_for_its_category(book: Book) -> None:
    lines = [A, [], [], D, F, []]
    reading = read_file(book([*TOP, HEADS, *lines], ["A8:A11", "B8:B10", "A12:A13"]))
    assert told(reading, "merge") == told(reading, "file") == []


def test_the_problem_is_that_of_the_row(book: Book) -> None:
    reading = read_file(book([*TOP, HEADS, A, B, C], ["B9:B10"]))
    assert [finding.where for _, finding in reading.problems] == [Place("level2", "indicators", "r2")]


# ── the file ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([A, [], B], "绩效指标中间有空行（第 9 行），系统读到空行可能出错。"),
        ([A, *[[]] * 7, B], "绩效指标中间有空行（第 9、10、11、12、13 行等 7 行），系统读到空行可能出错。"),
        ([A, ["注：以下为质量指标"], D], "单元格 A9的“注：以下为质量指标”不是指标，这一行没有读。"),
    ],
)
def test_blank_and_other_rows_inside_the_table(book: Book, lines: list[Line], message: str) -> None:
    assert told(read_file(book([*TOP, HEADS, *lines])), "file") == [message]


@pytest.mark.parametrize(
    "lines",
    [
        [A, B],
        [A, [], ["注：本表一式两份"]],
        [["产出指标", "数量指标"], [], ["产出指标", "质量指标"], []],
        [["产出指标", "数量指标"], [], D],
    ],
    ids=["full", "below", "a template", "a template half filled"],
)
def test_rows_that_are_in_order(book: Book, lines: list[Line]) -> None:
    assert told(read_file(book([*TOP, HEADS, *lines])), "file") == []


def hide(*rows: int) -> Callable[[Worksheet], None]:
    def dress(sheet: Worksheet) -> None:
        for number in rows:
            sheet.row_dimensions[number].hidden = True

    return dress


def test_hidden_rows_of_the_table(book: Book) -> None:
    reading = read_file(book([*TOP, HEADS, A, B, C], dress=hide(8, 10)))
    assert told(reading, "file") == ["绩效指标里有隐藏或筛选掉的行（第 8、10 行），里面的内容也读了。"]
    assert len(reading.answers.rows("indicators")) == 3


def test_hidden_rows_elsewhere(book: Book) -> None:
    assert told(read_file(book([*TOP, HEADS, A, B, [], ["注："]], dress=hide(2, 11))), "file") == []


def test_a_hidden_column_is_noted(book: Book) -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.column_dimensions["G"].hidden = True

    reading = read_file(book([*TOP, HEADS, A], dress=dress))
    assert reading.notes == ("“指标解释”在隐藏的 G 列，里面的内容也读了。",)
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("cells", "lost"),
    [("F8:F9", True), ("D8:D9", False), ("F8:F9 D9", False), ("A1:XFD9", False), ("", False)],
)
def test_a_list_that_is_gone_where_others_are_left(book: Book, cells: str, lost: bool) -> None:
    def dress(sheet: Worksheet) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        if cells:
            rule = DataValidation("list", formula1='"定性,≥"', sqref=cells)
            sheet.add_data_validation(rule)

    found = told(read_file(book([*TOP, HEADS, A, B], dress=dress)), "file")
    assert found == (["“指标值类型”这一列的下拉列表不见了，别的格子却还有。"] if lost else [])


def test_a_text_has_no_merges_rows_or_lists_to_break(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    lines: list[Line] = [*TOP, head(h4="指标数值"), A, [], ["注：以下为质量指标"], D]
    path.write_text("\n".join("\t".join(map(str, line)) for line in lines), encoding="utf-8")
    reading = read_file(path)
    assert reading.problems == ()
    assert "这一行没有读。" in "".join(reading.notes)
