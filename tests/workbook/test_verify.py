"""What is checked after filling: any other change than the one asked for is found."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from tui.errors import CannotFill
from tui.forms.answers import Answers, Row
from tui.forms.load import load_form
from tui.workbook.carry_out import Parts, changed_parts
from tui.workbook.package import with_parts
from tui.workbook.plan import plan_of
from tui.workbook.target import target_of
from tui.workbook.verify import verify

if TYPE_CHECKING:
    from tui.workbook.plan import Plan
    from tui.workbook.target import Target

FORM = load_form("department-goals")
TABLE = FORM.tables[0]
SHEET = "xl/worksheets/sheet1.xml"


def template() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for values in (
        ["部门单位名称", "某中心", "（2024年度）"],
        [column.label for column in TABLE.columns],
        ["产出指标", "数量指标", "甲"],
    ):
        sheet.append(values)
    sheet.append(["注：一"])
    sheet.merge_cells("A4:H4")
    sheet.freeze_panes = "A3"
    sheet.row_dimensions[1].height = 30
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


TEMPLATE = template()
ROWS = tuple(
    Row(f"r{number}", {"level1": "产出指标", "level2": "数量指标", "name": name})
    for number, name in enumerate("甲乙", start=1)
)
ANSWERS = Answers(0, {"unit_name": "某中心"}, {"indicators": ROWS})


@pytest.fixture
def filled() -> tuple[Target, Plan, Parts]:
    target = target_of(FORM, TEMPLATE)
    plan = plan_of(FORM, ANSWERS, target, own=True)
    return target, plan, changed_parts(target, plan, {})


def test_what_was_filled_as_planned_passes(filled: tuple[Target, Plan, Parts]) -> None:
    target, plan, parts = filled
    verify(FORM, ANSWERS, target, plan, parts, with_parts(target.package, TEMPLATE, parts))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("乙", "丁", "与填写的不一样"),
        ("某中心", "别的", "与填写的不一样"),
        ("注：一", "注：二", "没有填写的格子变了"),
        ('ht="30"', 'ht="31"', "行的样子变了"),
        ('r="A5"', 'r="A5" s="1"', "格子的样子变了"),
        ('ref="A5:H5"', 'ref="A4:H4"', "合并单元格变了"),
        ('<mergeCell ref="A5:H5"/>', '<mergeCell ref="A5:H5"/><mergeCell ref="H5:I5"/>', "互相重叠"),
        ('topLeftCell="A3"', 'topLeftCell="A4"', "其他设置变了"),
        ("</sheetData>", '<row r="9"/></sheetData>', "少了或多了行"),
        ("</worksheet>", "<!-- --", "打不开了"),
    ],
)
def test_any_other_change_is_found(
    filled: tuple[Target, Plan, Parts], old: str, new: str, words: str
) -> None:
    target, plan, parts = filled
    content = (parts[SHEET] or b"").decode()
    for number in {ord(char) for char in old if ord(char) > 127}:
        content = content.replace(f"&#{number};", chr(number))
    assert old in content
    parts = {**parts, SHEET: content.replace(old, new).encode()}
    with pytest.raises(CannotFill, match=words):
        verify(FORM, ANSWERS, target, plan, parts, with_parts(target.package, TEMPLATE, parts))


def test_a_part_that_was_to_stay_is_compared(filled: tuple[Target, Plan, Parts]) -> None:
    target, plan, parts = filled
    other = {**parts, "xl/styles.xml": target.package.part("xl/styles.xml") + b"\n"}
    with pytest.raises(CannotFill, match="与填写无关"):
        verify(FORM, ANSWERS, target, plan, parts, with_parts(target.package, TEMPLATE, other))


def test_a_part_that_is_missing_is_noticed(filled: tuple[Target, Plan, Parts]) -> None:
    target, plan, parts = filled
    fewer: Parts = {**parts, "docProps/app.xml": None}
    with pytest.raises(CannotFill, match="少了或多了"):
        verify(FORM, ANSWERS, target, plan, parts, with_parts(target.package, TEMPLATE, fewer))


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        (replace(ANSWERS, year=2023), "年度与填写的不一样"),
        (replace(ANSWERS, fields={"unit_name": "别的"}), "“部门单位名称”与填写的不一样"),
        (replace(ANSWERS, fields={}), "“部门单位名称”与填写的不一样"),
        (replace(ANSWERS, tables={"indicators": ROWS[:1]}), "绩效指标与填写的不一样"),
        (replace(ANSWERS, tables={"indicators": (*ROWS, ROWS[0])}), "绩效指标与填写的不一样"),
    ],
)
def test_a_plan_that_leaves_the_answers_is_found(planned: Answers, words: str) -> None:
    target = target_of(FORM, TEMPLATE)
    plan = plan_of(FORM, planned, target, own=False)
    parts = changed_parts(target, plan, {})
    with pytest.raises(CannotFill, match=words):
        verify(
            FORM,
            replace(ANSWERS, year=2024),
            target,
            plan,
            parts,
            with_parts(target.package, TEMPLATE, parts),
        )
