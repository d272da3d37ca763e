"""Whatever form there is: its sheet is known again by itself and gives back what was filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.forms.answers import Answers, Row
from tui.forms.load import all_forms
from tui.forms.text import clean, is_blank
from tui.workbook.export import workbook_bytes
from tui.workbook.read import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from tui.forms.model import Form, Table

NASTY = ["", " ", "=1+1", "-3", "00123", "3-5", "28.80", "第一行\n第二行", "_x000D_", "填报人：", "注："]
each_form = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)


def texts_of(form: Form) -> st.SearchStrategy[str]:
    """Texts that could be taken for something else in the sheet of this form, and any text."""
    labels = [label for item in form.fields for label in (item.label, *item.synonyms)]
    heads = [column.label for table in form.tables for column in table.columns]
    fixed = [cell.text for row in form.sheet.rows for cell in row.cells if cell.text]
    lists = [entry.text for dictionary in form.dictionaries.values() for entry in dictionary.entries]
    known = [*NASTY, *labels, *heads, *fixed, *lists, form.title, "（2031年度）"]
    return st.one_of(st.sampled_from(known), st.text(max_size=20).map(clean))


def rows_of(form: Form, table: Table) -> st.SearchStrategy[tuple[Row, ...]]:
    text = texts_of(form)
    own = st.fixed_dictionaries(dict.fromkeys([column.role for column in table.own_columns], text))
    cells = st.builds(
        lambda pair, rest: {"level1": pair[0], "level2": pair[1], **rest}, st.sampled_from(table.pairs), own
    )
    rows = st.lists(cells, max_size=4)
    return rows.map(lambda many: tuple(Row(f"r{n}", row) for n, row in enumerate(many, start=1)))


def answers_of(form: Form) -> st.SearchStrategy[Answers]:
    text = texts_of(form)
    return st.builds(
        Answers,
        st.just(0) | st.integers(1000, 9999),
        st.fixed_dictionaries({item.id: text for item in form.fields}),
        st.fixed_dictionaries({table.id: rows_of(form, table) for table in form.tables}),
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workbooks") / "导出.xlsx"


@each_form
@given(data=st.data())
@settings(max_examples=50)
def test_any_answers_of_any_form_survive_export_and_import(
    path: Path, form: Form, data: st.DataObject
) -> None:
    answers = data.draw(answers_of(form))
    path.write_bytes(workbook_bytes(form, answers))
    reading = read_file(path)
    assert (reading.form.id, reading.answers) == (form.id, answers)


@each_form
def test_an_empty_sheet_is_known_by_its_form(path: Path, form: Form) -> None:
    path.write_bytes(workbook_bytes(form, Answers()))
    reading = read_file(path)
    assert reading.form.id == form.id
    assert all(is_blank(text) for text in reading.answers.fields.values())


def test_a_choice_field_has_a_list_in_its_cell(path: Path) -> None:
    from openpyxl import load_workbook

    form = next(form for form in all_forms() if form.id == "project-goals")
    path.write_bytes(workbook_bytes(form, Answers(2024, {"project_name": "甲"}, {})))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    label = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "项目属性")
    assert str(rule.sqref) == label.offset(0, 1).coordinate
    texts = [cell.value for cell in book["项目属性"]["A"]]
    assert (rule.formula1, texts) == ("'项目属性'!$A$2:$A$3", ["项目属性", "新增项目", "延续项目"])
