"""Whatever is filled in comes back from the workbook exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.forms.answers import Answers, Row
from tui.forms.load import load_form
from tui.forms.text import clean, is_blank
from tui.workbook.export import workbook_bytes
from tui.workbook.read import read_file

if TYPE_CHECKING:
    from pathlib import Path

FORM = load_form("department-goals")
TABLE = FORM.tables[0]
OWN = [column.role for column in TABLE.own_columns]

HARD = [
    "=1+1",
    "-3",
    "00123",
    "3-5",
    " 前后有空格 ",
    "\n",
    "第一行\n第二行\t有制表符",
    '"引号"',
    "_x000D_",
    "_x005F_x0041_",
    "_x0041_x0042_",
    "<t>&amp;]]>",
    "😀𠮷",
    "一级指标",
    "三级指标",
    "指标值类型",
    "部门单位名称",
    "部门（单位）职责",
    "年度履职目标",
    "年度总体目标",
    "绩效指标",
    "（2031年度）",
    "产出指标",
    "注：填表说明",
    "填报人：",
]
TEXT = st.one_of(st.sampled_from(HARD), st.text(max_size=30).map(clean))


def _cells(pair: tuple[str, str], texts: list[str]) -> dict[str, str]:
    return {"level1": pair[0], "level2": pair[1], **dict(zip(OWN, texts, strict=True))}


ROW = st.builds(_cells, st.sampled_from(TABLE.pairs), st.lists(TEXT, min_size=len(OWN), max_size=len(OWN)))
ANSWERS = st.builds(
    lambda year, fields, rows: Answers(
        year,
        dict(zip([item.id for item in FORM.fields], fields, strict=True)),
        {TABLE.id: tuple(Row(f"r{number}", cells) for number, cells in enumerate(rows, start=1))},
    ),
    st.integers(0, 99999),
    st.lists(TEXT, min_size=len(FORM.fields), max_size=len(FORM.fields)),
    st.lists(ROW, max_size=5),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbooks") / "导出.xlsx"


@given(answers=ANSWERS)
@settings(max_examples=60, deadline=None)
def test_any_answers_survive_export_and_import(path: Path, answers: Answers) -> None:
    path.write_bytes(workbook_bytes(FORM, answers))
    assert read_file(path).answers == answers


@pytest.mark.parametrize("text", HARD)
def test_a_text_survives_in_every_place(path: Path, text: str) -> None:
    cells = _cells(TABLE.pairs[3], [text] * len(OWN))
    answers = Answers(2024, {item.id: text for item in FORM.fields}, {TABLE.id: (Row("r1", cells),)})
    path.write_bytes(workbook_bytes(FORM, answers))
    assert read_file(path).answers == answers


def test_an_empty_form_comes_back_empty(path: Path) -> None:
    path.write_bytes(workbook_bytes(FORM, Answers(0)))
    reading = read_file(path)
    assert reading.answers.year == 0
    assert all(is_blank(text) for text in reading.answers.fields.values())
    assert reading.answers.rows(TABLE.id) == ()


def test_a_row_with_nothing_but_its_category_is_kept_and_an_empty_one_is_not(path: Path) -> None:
    rows = (Row("r1"), Row("r2", {"level1": "产出指标", "level2": "数量指标"}))
    path.write_bytes(workbook_bytes(FORM, Answers(2024, {}, {TABLE.id: rows})))
    (row,) = read_file(path).answers.rows(TABLE.id)
    assert (row["level1"], row["level2"], row.is_empty(TABLE)) == ("产出指标", "数量指标", True)
