"""Rows copied in Excel or WPS and pasted into the list of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import Unreadable
from tui.forms.load import load_form
from tui.workbook.pasted import MAX_CHARACTERS, MAX_ROWS, Pasted, read_pasted
from tui.workbook.take_pasted import Taken, take_pasted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORM = load_form("department-goals")
TABLE = FORM.table("indicators")
ROLES = tuple(column.role for column in TABLE.columns)
OUTPUT, AMOUNT, QUALITY = "产出指标", "数量指标", "质量指标"
ROWS = [
    [
        OUTPUT,
        AMOUNT,
        "办件量",
        "≥",
        "3000",
        "件",
        "全年办结的事项件数，以办件系统里的记录为准。",
        "按比例得分",
    ],
    [OUTPUT, QUALITY, "制度健全性", "定性", "健全", "/", "窗口服务的制度是否健全，有没有照着执行。", "酌情"],
    [
        "成本指标",
        "经济成本指标",
        "培训成本",
        "≤",
        "2",
        "万元",
        "培训用掉的费用，包括场地费和讲课费。",
        "超出不得分",
    ],
]
HEADS = [column.label for column in TABLE.columns]


def copied(rows: Sequence[Sequence[str]]) -> str:
    """Cells as Excel puts them on the clipboard."""
    return "".join("\t".join(map(_cell, row)) + "\r\n" for row in rows)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if set(text) & set('\n\t"') else text


def columns(rows: Sequence[Sequence[str]], *wanted: int) -> list[list[str]]:
    return [[row[index] for index in wanted] for row in rows]


def read(rows: Sequence[Sequence[str]]) -> Pasted:
    return read_pasted(FORM, TABLE, copied(rows))


def taken(rows: Sequence[Sequence[str]]) -> Taken:
    return take_pasted(FORM, TABLE, read(rows), OUTPUT, AMOUNT)


def cells(rows: Sequence[Sequence[str]], *roles: str) -> list[tuple[str, ...]]:
    return [tuple(row[role] for role in roles) for row in taken(rows).rows]


# ── which column is which ──


@pytest.mark.parametrize(
    ("rows", "roles"),
    [
        (ROWS, ROLES),
        (columns(ROWS, *range(2, 8)), ROLES[2:]),
        (columns(ROWS, *range(1, 8)), ROLES[1:]),
        (columns(ROWS, *range(2, 6)), ROLES[2:6]),
        ([[str(n), *row] for n, row in enumerate(ROWS, 1)], ("", *ROLES)),
        ([[str(n), *row[2:]] for n, row in enumerate(ROWS, 7)], ("", *ROLES[2:])),
        ([["", "", *row[2:]] for row in ROWS], ROLES),
        ([["", *row[2:], ""] for row in ROWS], ("", *ROLES[2:], "")),
        ([[*row[:7], ""] for row in ROWS], ROLES),
    ],
)
def test_columns_that_stand_as_in_the_table_are_known_by_their_place(
    rows: list[list[str]], roles: tuple[str, ...]
) -> None:
    assert read(rows).roles == roles


@pytest.mark.parametrize(
    "order", [(2, 6, 4, 3, 5), (2, 5, 4), (3, 4, 2), (6, 2), (2,), (0, 1, 2, 6, 5, 4, 3, 7)]
)
def test_columns_in_another_order_are_known_by_what_stands_in_them(order: tuple[int, ...]) -> None:
    assert read(columns(ROWS, *order)).roles == tuple(ROLES[index] for index in order)


def test_a_column_that_nothing_fits_is_not_taken() -> None:
    rows = [[str(n), "办件量", "12", "件", "备注", "再注", "三注", "四注"] for n in range(5, 8)]
    roles = read(rows).roles
    assert roles[:4] == ("", "name", "target", "unit")
    assert roles[-1] == ""


@pytest.mark.parametrize(
    ("heads", "roles"),
    [
        (HEADS, ROLES),
        (["指标名称", "目标值", "度量单位"], ("name", "target", "unit")),
        (["序号", "指标内容：", "分值", "指标 性质"], ("", "name", "", "comparison")),
        (["三级指标"], ("name",)),
    ],
)
def test_heads_say_which_column_is_which(heads: list[str], roles: tuple[str, ...]) -> None:
    pasted = read([heads, [str(n) for n in range(len(heads))]])
    assert (pasted.roles, pasted.head, pasted.lines) == (roles, 0, (1,))


def test_a_whole_sheet_gives_the_rows_of_its_table(seed_text: Path) -> None:
    pasted = read_pasted(FORM, TABLE, seed_text.read_text(encoding="utf-8"))
    result = take_pasted(FORM, TABLE, pasted, OUTPUT, AMOUNT)
    assert len(result.rows) == 13
    assert any("部门（单位）整体绩效目标申报表" in note and "不会添加" in note for note in result.notes)


def test_the_form_that_has_other_columns() -> None:
    form = load_form("project-goals")
    rows = copied([["数量指标", "培训期数", "12期", "每月一期"], ["质量指标", "合格率", "≥98%", ""]])
    assert read_pasted(form, form.tables[0], rows).roles == ("level2", "name", "target", "note")


def test_the_choice_of_a_column_takes_it_from_the_other_one() -> None:
    pasted = read(columns(ROWS, 2, 3, 4)).with_role(2, "name")
    assert pasted.roles == ("", "comparison", "name")
    assert pasted.with_role(2, "").roles == ("", "comparison", "")


def test_the_first_line_is_turned_into_heads_and_back() -> None:
    pasted = read([["名字", "类别", "多少"], *columns(ROWS, 2, 3, 4)])
    assert (pasted.head, len(pasted.lines)) == (None, 4)
    turned = pasted.with_head_turned()
    assert (turned.head, turned.lines, turned.first(0)) == (0, (1, 2, 3), "办件量")
    assert turned.with_head_turned() == pasted


# ── what becomes of the rows ──


def test_every_cell_arrives_as_it_was() -> None:
    rows = [[*ROWS[0][:6], '第一行\n说"好"\t', " =1+1 "], ROWS[1]]
    assert cells(rows, *ROLES) == [tuple(row) for row in rows]


def test_rows_without_categories_go_to_the_one_given() -> None:
    assert cells(columns(ROWS, 2, 3, 4), "level1", "level2", "name") == [
        (OUTPUT, AMOUNT, row[2]) for row in ROWS
    ]


def test_merged_categories_hold_for_the_rows_below() -> None:
    rows = [ROWS[0], ["", "", *ROWS[1][2:]], ["", QUALITY, *ROWS[1][2:]], ["成本指标", "", *ROWS[2][2:]]]
    assert cells(rows, "level1", "level2") == [
        (OUTPUT, AMOUNT),
        (OUTPUT, AMOUNT),
        (OUTPUT, QUALITY),
        ("成本指标", ""),
    ]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (("产出", "数量"), (OUTPUT, AMOUNT)),
        (("产 出指标", "质量指标\n"), (OUTPUT, QUALITY)),
        (("满意度", ""), ("满意度指标", "服务对象满意度指标")),
        (("", "社会效益指标"), ("效益指标", "社会效益指标")),
        (("成本", "经济"), ("成本指标", "经济成本指标")),
        (("产出指标", "经济效益"), ("效益指标", "经济效益指标")),
        (("产出指标", "成本指标"), (OUTPUT, "成本指标")),
        (("别的", "什么"), ("别的", "什么")),
    ],
)
def test_categories_are_spelled_as_the_form_does(said: tuple[str, str], meant: tuple[str, str]) -> None:
    heads = ["一级指标", "二级指标", "三级指标"]
    assert cells([heads, [*said, "办件量"]], "level1", "level2") == [meant]


@pytest.mark.parametrize(
    ("said", "type_", "unit"),
    [
        ("大于等于", "≥", ""),
        (">=", "≥", ""),
        ("＜", "<", ""),
        ("定性指标", "定性", "/"),
        ("约等于", "约等于", ""),
    ],
)
def test_types_are_spelled_as_the_form_does_and_bring_what_follows(said: str, type_: str, unit: str) -> None:
    rows = [["三级指标", "指标值类型", "计量单位"], ["办件量", said, ""]]
    assert cells(rows, "comparison", "unit") == [(type_, unit)]


def test_what_follows_from_a_type_replaces_nothing() -> None:
    rows = [["三级指标", "指标值类型", "计量单位"], ["办件量", "定性", "项"]]
    assert cells(rows, "unit") == [("项",)]


def test_a_name_of_two_lines_becomes_one() -> None:
    assert cells([["政务服务\n办件量", "≥", "3"]], "name") == [("政务服务 办件量",)]


def test_blank_rows_headings_and_repeated_heads_are_no_rows() -> None:
    blank = [""] * 8
    rows = [HEADS, ROWS[0], blank, [QUALITY, *blank[1:]], HEADS, [" ", "\u3000", *blank[2:]], ROWS[2]]
    assert cells(rows, "name") == [("办件量",), ("培训成本",)]


def test_a_column_that_is_not_wanted_leaves_nothing() -> None:
    pasted = read(columns(ROWS, 2, 3, 4)).with_role(2, "")
    rows = take_pasted(FORM, TABLE, pasted, OUTPUT, AMOUNT).rows
    assert [row["target"] for row in rows] == [""] * 3


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ROWS, "有些不属于“产出指标”，会放进各自的步骤：成本指标 1 条。"),
        ([["产出", "数量", *ROWS[0][2:]]] * 2, "“产出 > 数量”放进“产出指标 > 数量指标”（2 条）。"),
        (
            [ROWS[0], ["产出指标", "成本指标", *ROWS[1][2:]]],
            "“产出指标 > 成本指标”（1 条）不是本表的分类，添加后请移到别的分类。",
        ),
        (
            [ROWS[0][2:], ["合格率", "约等于", *ROWS[0][4:]]],
            "指标值类型“约等于”（1 条）不在下拉字典里，照原样添加，添加后请改。",
        ),
        ([HEADS, ROWS[0], ["填表人：", *[""] * 7], ROWS[0]], "“填表人：”这一行不是指标，不会添加。"),
    ],
)
def test_what_a_person_should_know_is_said(rows: list[list[str]], words: str) -> None:
    assert taken(rows).notes == (words,)


def test_nothing_is_said_when_all_is_understood() -> None:
    assert taken(ROWS[:2]).notes == ()
    assert taken(columns(ROWS[:2], *range(1, 8))).notes == ()


# ── what is refused ──


@pytest.mark.parametrize("text", ["", " \t\r\n", "\u3000"])
def test_nothing_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="空的"):
        read_pasted(FORM, TABLE, text)


def test_too_much_is_refused() -> None:
    with pytest.raises(Unreadable, match="太多"):
        read_pasted(FORM, TABLE, "一" * (MAX_CHARACTERS + 1))
    with pytest.raises(Unreadable, match=f"{MAX_ROWS + 1} 行"):
        read(ROWS[:1] * (MAX_ROWS + 1))
    assert len(taken(ROWS[:1] * MAX_ROWS).rows) == MAX_ROWS


@pytest.mark.parametrize(
    ("text", "single"),
    [
        ("办件量\r\n", True),
        ('"一\n二"\r\n', True),
        ("\t办件量\r\n", True),
        ("一\t二", False),
        ("一\r\n二", False),
    ],
)
def test_a_single_cell_is_known_as_such(text: str, single: bool) -> None:
    assert read_pasted(FORM, TABLE, text).is_single() is single


texts = st.text(st.sampled_from('一≥%/12"\n\t 产出指标数量'), max_size=6)


@given(st.lists(st.lists(texts, min_size=1, max_size=10), min_size=1, max_size=5))
def test_whatever_is_pasted_is_read_or_refused(rows: list[list[str]]) -> None:
    try:
        pasted = read(rows)
    except Unreadable:
        return
    chosen = [role for role in pasted.roles if role]
    assert len(set(chosen)) == len(chosen)
    for row in take_pasted(FORM, TABLE, pasted, OUTPUT, AMOUNT).rows:
        assert set(row) == set(ROLES)
