"""Sheets of other make: the places are found by what the heads say, wherever they stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.workbook.typed import FIRST, HEADS, SECOND, TOP, Book, Line, Parts
from tui.forms.answers import YEAR, Place
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from pathlib import Path


def rows_of(reading: Reading) -> list[list[str]]:
    return [list(row.cells.values()) for row in reading.answers.rows("indicators")]


def test_a_plain_sheet(book: Book) -> None:
    reading = read_file(book([*TOP, HEADS, FIRST, SECOND]))
    assert reading.answers.year == 2025
    assert list(reading.answers.fields.values()) == ["某镇中心", "办事", "办好"]
    assert rows_of(reading) == [FIRST, SECOND]
    assert [row.id for row in reading.answers.rows("indicators")] == ["r1", "r2"]
    assert reading.notes == ()


def test_columns_in_another_order(book: Book) -> None:
    lines = [list(reversed(line)) for line in (HEADS, FIRST, SECOND)]
    assert rows_of(read_file(book([*TOP, *lines]))) == [FIRST, SECOND]


def test_empty_rows_and_columns_before_everything(book: Book) -> None:
    lines = [[], [], *([None, None, *line] for line in (*TOP, HEADS, FIRST))]
    reading = read_file(book(lines))
    assert (reading.answers.year, reading.answers.fields["duties"]) == (2025, "办事")
    assert rows_of(reading) == [FIRST]


def test_a_column_of_the_sheets_own_is_named_and_not_read(book: Book) -> None:
    lines = [["序号", *HEADS], ["1", *FIRST], ["2", *SECOND]]
    reading = read_file(book([*TOP, *lines]))
    assert rows_of(reading) == [FIRST, SECOND]
    assert reading.notes == ("单元格 A6的“序号”不是本表的列，这一列没有读。",)


def test_a_column_that_is_missing_is_named(book: Book) -> None:
    reading = read_file(book([*TOP, HEADS[:-1], FIRST[:-1]]))
    assert rows_of(reading) == [[*FIRST[:-1], ""]]
    assert reading.notes == ("没有找到“评/扣分标准”这一列；照原表导出不用填它，用内置的表样请自己填写。",)


@pytest.mark.parametrize(
    ("position", "head"),
    [
        (2, "指标名称"),
        (4, "年度指标值"),
        (5, "度量单位"),
        (7, "评（扣）分标准"),
        (7, "评(扣)分标准"),
        (7, "评／扣分\n标准"),
        (0, " 一 级 指 标 "),
        (3, "*指标值类型："),
    ],
)
def test_other_spellings_of_heads(book: Book, position: int, head: str) -> None:
    heads = [*HEADS[:position], head, *HEADS[position + 1 :]]
    assert rows_of(read_file(book([*TOP, heads, FIRST]))) == [FIRST]


@pytest.mark.parametrize("label", ["单位名称", "填报单位：", "部 门 单 位 名 称", "部门单位\n名称"])
def test_other_spellings_of_labels(book: Book, label: str) -> None:
    lines = [*TOP[:2], [label, "某镇中心"], *TOP[3:], HEADS, FIRST]
    assert read_file(book(lines)).answers.fields["unit_name"] == "某镇中心"


def test_the_row_of_fixed_heads_is_no_field(book: Book) -> None:
    lines = [*TOP[:2], ["部门（单位）职责", "年度履职目标"], *TOP[2:], HEADS, FIRST]
    fields = read_file(book(lines)).answers.fields
    assert (fields["duties"], fields["annual_goal"]) == ("办事", "办好")


def test_two_fields_in_one_row(book: Book) -> None:
    lines = [["单位名称", None, "部门职责", "办事"], TOP[4], HEADS, FIRST]
    fields = read_file(book(lines)).answers.fields
    assert fields == {"unit_name": "", "duties": "办事", "annual_goal": "办好"}


def test_a_value_stands_behind_the_merge_of_its_label(book: Book) -> None:
    lines = [["单位名称", None, "某镇中心", None, "请填全称"], *TOP[3:], HEADS, FIRST]
    assert read_file(book(lines, ["A1:B1"])).answers.fields["unit_name"] == "某镇中心"


def test_a_hint_behind_an_empty_merged_value_is_no_value(book: Book) -> None:
    lines = [["单位名称", None, None, "请填全称"], *TOP[3:], HEADS, FIRST]
    assert read_file(book(lines, ["B1:C1"])).answers.fields["unit_name"] == ""


def test_the_year_in_a_title(book: Book) -> None:
    lines = [["某县2026年度部门整体绩效目标申报表"], *TOP[2:], HEADS, FIRST]
    assert read_file(book(lines)).answers.year == 2026


def test_a_year_in_an_answer_is_not_the_forms_year(book: Book) -> None:
    reading = read_file(book([["年度总体目标", "完成2023年度任务"], HEADS, FIRST]))
    assert reading.answers.year == 0
    assert "没有读到年度，请自己填写。" in reading.notes


@pytest.mark.parametrize("merges", [(), ("A6:A8", "B6:B7")])
def test_categories_written_once_hold_for_the_rows_below(book: Book, merges: tuple[str, ...]) -> None:
    lines = [
        HEADS,
        ["产出指标", "数量指标", "甲"],
        [None, None, "乙"],
        [None, "质量指标", "丙"],
        ["效益指标", "社会效益指标", "丁"],
    ]
    found = [line[:3] for line in rows_of(read_file(book([*TOP[:4], *lines], merges)))]
    assert found == [
        ["产出指标", "数量指标", "甲"],
        ["产出指标", "数量指标", "乙"],
        ["产出指标", "质量指标", "丙"],
        ["效益指标", "社会效益指标", "丁"],
    ]


def test_a_second_level_does_not_reach_under_another_first_level(book: Book) -> None:
    lines = [HEADS, ["产出指标", "数量指标", "甲"], ["效益指标", None, "乙"]]
    assert rows_of(read_file(book([*TOP, *lines])))[1][:3] == ["效益指标", "", "乙"]


def test_heads_of_two_rows(book: Book) -> None:
    lines = [HEADS, [None] * 8, FIRST]
    merges = [f"{letter}6:{letter}7" for letter in "ABCDEFGH"]
    assert rows_of(read_file(book([*TOP, *lines], merges))) == [FIRST]


def test_blank_rows_inside_are_passed_over(book: Book) -> None:
    assert rows_of(read_file(book([*TOP, HEADS, FIRST, [], [" "], SECOND]))) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "below",
    [
        ["注：本表一式两份"],
        ["填报人：张三", None, None, "联系电话：", "12345"],
        [None, None, "指标值类型"],
    ],
)
def test_what_stands_below_the_table_is_no_row(book: Book, below: Line) -> None:
    reading = read_file(book([*TOP, HEADS, FIRST, SECOND, [], below, ["另一行"]]))
    assert rows_of(reading) == [FIRST, SECOND]
    assert len(reading.notes) == 1
    assert "没有读" in reading.notes[0]


def test_the_list_of_a_dictionary_below_is_passed_over_in_silence(book: Book) -> None:
    entries: list[Line] = [[text] for text in ("指标值类型", "定性", ">", "≥", "<", "≤", "=")]
    reading = read_file(book([*TOP, HEADS, FIRST, [], *entries]))
    assert (rows_of(reading), reading.notes) == ([FIRST], ())


def test_a_row_of_an_unknown_category_is_a_row(book: Book) -> None:
    odd: Line = ["其他指标", "别的指标", "办件量", "≥", "1"]
    assert rows_of(read_file(book([*TOP, HEADS, odd])))[0][:3] == odd[:3]


@pytest.mark.parametrize(
    "odd",
    [
        ["二、效益部分"],
        ["填报说明：", "以下由业务科室填写"],
        ["注：以下为效益部分"],
        HEADS,
    ],
)
def test_what_stands_between_rows_is_named_and_the_rows_below_are_read(book: Book, odd: Line) -> None:
    reading = read_file(book([*TOP, HEADS, FIRST, odd, SECOND, FIRST]))
    assert rows_of(reading) == [FIRST, SECOND, FIRST]
    assert [(code, problem.message) for code, problem in reading.problems] == [
        ("file", f"单元格 A8的“{odd[0]}”不是指标，这一行没有读。")
    ]


def test_rows_without_categories_below_a_heading_are_kept_when_more_follow(book: Book) -> None:
    unnamed: Line = [None, None, "乙", "≥", "1"]
    found = rows_of(read_file(book([*TOP, HEADS, FIRST, ["二、效益部分"], unnamed, SECOND])))
    assert [line[2] for line in found] == ["办件量", "乙", "合格率"]


def test_another_filled_form_below_is_not_mixed_in(book: Book) -> None:
    one = [*TOP, HEADS, FIRST]
    reading = read_file(book([*one, [], *TOP[:2], ["部门单位名称", "另一个中心"], HEADS, SECOND]))
    assert rows_of(reading) == [FIRST]
    assert reading.answers.fields["unit_name"] == "某镇中心"
    assert len(reading.notes) == 1
    assert "下面，没有读" in reading.notes[0]


def test_a_field_below_the_table_is_found(book: Book) -> None:
    reading = read_file(book([*TOP[:4], HEADS, FIRST, ["年度总体目标", "办好"]]))
    assert (rows_of(reading), reading.answers.fields["annual_goal"]) == ([FIRST], "办好")


def test_an_indicator_named_like_a_field_is_an_indicator(book: Book) -> None:
    named: Line = [None, None, "年度目标", "≥", "1"]
    found = rows_of(read_file(book([*TOP, HEADS, FIRST, named, SECOND])))
    assert [line[2] for line in found] == ["办件量", "年度目标", "合格率"]


@pytest.mark.parametrize("text", ["（99999年度）", "（24年度）", "（二〇二四年度）", "（0000年度）"])
def test_what_cannot_be_a_year_is_told(book: Book, text: str) -> None:
    reading = read_file(book([TOP[0], [text], *TOP[2:], HEADS, FIRST]))
    assert reading.answers.year == 0
    assert reading.notes == (f"单元格 A2的“{text}”不是四位数的年度，请自己填写。",)


def test_words_in_place_of_a_year_are_not_taken_for_it(book: Book) -> None:
    lines = [["（上年度）"], ["（2025年度）"], *TOP[2:], HEADS, FIRST]
    assert read_file(book(lines)).answers.year == 2025


@pytest.mark.parametrize("text", ["（上年度）", "单位年度"])
def test_words_alone_are_no_year_and_no_cell_of_it(book: Book, text: str) -> None:
    assert read_file(book([[text], *TOP[2:], HEADS, FIRST])).notes == ("没有读到年度，请自己填写。",)


@pytest.mark.parametrize("text", ["（年度）", "（    年度）", "（____年度）"])
def test_a_year_that_is_not_filled_in(book: Book, text: str) -> None:
    reading = read_file(book([TOP[0], [text], *TOP[2:], HEADS, FIRST]))
    assert (reading.answers.year, reading.notes) == (0, ("没有读到年度，请自己填写。",))


def told(reading: Reading) -> list[tuple[Place, str]]:
    return [(problem.where, problem.message) for code, problem in reading.problems if code == "cell-type"]


def test_a_cell_that_is_something_else_than_its_text_is_a_problem_of_its_answer(book: Book) -> None:
    lines: list[Line] = [
        [],
        ["产出指标", "数量指标", "甲", "≥", date(2024, 3, 5)],
        ["产出指标", "数量指标", "乙", "≥", "=1+1"],
        ["产出指标", "数量指标", "丙", "≥", 0.5],
    ]
    reading = read_file(book([*TOP[:3], ["部门（单位）职责", "=A1"], TOP[4], HEADS, *lines]))
    assert [row["target"] for row in reading.answers.rows("indicators")] == ["2024-03-05", "", "0.5"]
    assert told(reading) == [
        (Place("duties"), "单元格 B4（部门（单位）职责）是公式，但文件里没有它算出的结果。"),
        (Place("target", "indicators", "r1"), "单元格 E8（指标值）是日期，读成了“2024-03-05”。"),
        (Place("target", "indicators", "r2"), "单元格 E9（指标值）是公式，但文件里没有它算出的结果。"),
    ]
    assert reading.notes == ()


def test_results_of_formulas_and_error_marks_are_problems(parts: Parts) -> None:
    def cells(line: int, texts: Line) -> str:
        inline = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
        return f'<row r="{line}">{"".join(inline)}</row>'

    year = '<row r="1"><c r="A1" t="str"><f>B9</f><v>（2025年度）</v></c></row>'
    formula = (
        '<row r="3"><c r="C3" t="inlineStr"><is><t>甲</t></is></c><c r="E3"><f>1+1</f><v>2</v></c></row>'
    )
    mark = '<row r="4"><c r="C4" t="inlineStr"><is><t>乙</t></is></c><c r="E4" t="e"><v>#N/A</v></c></row>'
    reading = read_file(parts(f"<sheetData>{year}{cells(2, HEADS)}{formula}{mark}</sheetData>"))
    assert reading.answers.year == 2025
    assert told(reading) == [
        (Place(YEAR), "单元格 A1（年度）是公式，读到的是它上次算出的结果“（2025年度）”。"),
        (Place("target", "indicators", "r1"), "单元格 E3（指标值）是公式，读到的是它上次算出的结果“2”。"),
        (Place("target", "indicators", "r2"), "单元格 E4（指标值）是出错标记“#N/A”，不是内容。"),
    ]


def test_rows_of_nothing_but_formulas_without_results_are_told_once(book: Book) -> None:
    formulas: Line = [None, None, None, None, "=1+1", "=A1"]
    reading = read_file(book([*TOP, HEADS, FIRST, formulas, formulas, SECOND]))
    assert rows_of(reading) == [FIRST, SECOND]
    assert reading.problems == ()
    assert reading.notes == (
        "单元格 E8是公式，但文件里没有它算出的结果，这一行里也没有别的内容，没有读（这样的行一共有 2 行）。",
    )


def test_a_formula_beside_the_forms_places_is_nobodys_problem(book: Book) -> None:
    assert read_file(book([*TOP, [*HEADS, "合计"], [*FIRST, "=SUM(E7)"]])).problems == ()


def test_the_sheet_with_the_form_is_found_among_others(tmp_path: Path) -> None:
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.worksheets[0].append(["目录"])
    sheet = workbook.create_sheet("随便叫什么")
    for line in [*TOP, HEADS, FIRST]:
        sheet.append(line)
    workbook.create_chartsheet("图")
    workbook.save(tmp_path / "表.xlsx")
    assert rows_of(read_file(tmp_path / "表.xlsx")) == [FIRST]


def test_the_form_may_be_named(book: Book) -> None:
    reading = read_file(book([*TOP, HEADS, FIRST]), "department-goals")
    assert reading.form.id == "department-goals"


def test_missing_cells_of_a_row_are_empty(book: Book) -> None:
    (row,) = read_file(book([*TOP, HEADS, FIRST[:3]])).answers.rows("indicators")
    assert list(row.cells.values()) == [*FIRST[:3], "", "", "", "", ""]
