"""Whatever is filled in comes back from the workbook exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tui.forms.answers import Answers, Row
from tui.forms.load import load_form
from tui.forms.text import clean, is_blank
from tui.workbook.export import workbook_bytes
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

FORM = load_form("department-goals")
TABLE = FORM.tables[0]
OWN = [column.role for column in TABLE.own_columns]

HARD = [
    "",
    " ",
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
    "说明：一",
    "部门（单位）整体绩效目标申报表",
]
TEXT = st.one_of(st.sampled_from(HARD), st.text(max_size=30).map(clean))


def _cells(pair: tuple[str, str], texts: list[str]) -> dict[str, str]:
    return {"level1": pair[0], "level2": pair[1], **dict(zip(OWN, texts, strict=True))}


PAIR = st.one_of(st.sampled_from(TABLE.pairs), st.tuples(TEXT, TEXT))
ROW = st.builds(_cells, PAIR, st.lists(TEXT, min_size=len(OWN), max_size=len(OWN))).filter(
    lambda cells: not all(map(is_blank, cells.values()))
)
ANSWERS = st.builds(
    lambda year, fields, rows: Answers(
        year,
        dict(zip([item.id for item in FORM.fields], fields, strict=True)),
        {TABLE.id: tuple(Row(f"r{number}", cells) for number, cells in enumerate(rows, start=1))},
    ),
    st.just(0) | st.integers(1000, 9999),
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


def _rows(*starts: tuple[str, ...]) -> tuple[Row, ...]:
    """Rows of the table whose first cells hold these texts."""
    empty: dict[str, str] = dict.fromkeys((column.role for column in TABLE.columns), "")
    return tuple(
        Row(f"r{number}", empty | dict(zip(empty, start, strict=False)))
        for number, start in enumerate(starts, start=1)
    )


@pytest.mark.parametrize(
    "starts",
    [
        [("说明：一",), ("产出指标", "数量指标", "甲")],
        [("别的指标",), ("", "", "甲"), ("产出指标", "数量指标", "乙")],
        [("产出指标", "数量指标", "甲"), ("", "", "乙"), (" ", "", "丙")],
        [("产出指标", "数量指标", "甲"), ("产出指标", "", "乙")],
        [tuple(column.label for column in TABLE.columns), ("年度总体目标", "办好")],
        [(FORM.title,), ("", "", "指标值类型")],
        [("说明：一",)],
    ],
)
def test_every_row_of_our_own_sheet_counts(path: Path, starts: list[tuple[str, ...]]) -> None:
    answers = Answers(2024, {item.id: "" for item in FORM.fields}, {TABLE.id: _rows(*starts)})
    path.write_bytes(workbook_bytes(FORM, answers))
    reading = read_file(path)
    assert (reading.answers, reading.notes) == (answers, ())


def _edited(path: Path, starts: Sequence[tuple[str, ...]], edit: Callable[[Worksheet], object]) -> Reading:
    """What is read of an export whose sheet somebody went on with."""
    answers = Answers(2024, {item.id: "" for item in FORM.fields}, {TABLE.id: _rows(*starts)})
    path.write_bytes(workbook_bytes(FORM, answers))
    book = load_workbook(path)
    edit(book.worksheets[0])
    book.save(path)
    return read_file(path)


def test_rows_added_below_our_own_are_read(path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["C11"], sheet["A12"] = "乙", "填报人：张三"

    reading = _edited(path, [("产出指标", "数量指标", "甲")], edit)
    assert reading.answers.tables[TABLE.id] == _rows(
        ("产出指标", "数量指标", "甲"), ("产出指标", "数量指标", "乙")
    )
    assert len(reading.notes) == 1


def test_categories_merged_in_our_own_sheet_hold_for_all_their_rows(path: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.merge_cells("A10:A12")
        sheet.merge_cells("B10:B11")

    starts = [("产出指标", "数量指标", name) for name in "甲乙丙"]
    assert _edited(path, starts, edit).answers.tables[TABLE.id] == _rows(*starts)


@pytest.mark.parametrize("year", [1, 999, 10_000, 99_999])
def test_a_year_that_is_none_is_told_and_not_guessed(path: Path, year: int) -> None:
    path.write_bytes(workbook_bytes(FORM, Answers(year)))
    reading = read_file(path)
    assert reading.answers.year == 0
    assert len(reading.notes) == 1
    assert str(year) in reading.notes[0]


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
