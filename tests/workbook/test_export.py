from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from tui.errors import CannotFill
from tui.forms.answers import Answers, Row
from tui.workbook.export import default_file_name, workbook_bytes
from tui.workbook.plan import plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from tui.forms.model import Form
    from tui.workbook.plan import Plan
    from tui.workbook.read import Reading


@pytest.fixture(scope="module")
def exported(seed: Reading) -> bytes:
    return workbook_bytes(seed.form, seed.answers)


def test_every_cell_equals_the_form_as_another_reader_sees_it(exported: bytes, seed_text: Path) -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(exported)).get_sheet_by_index(0)
    shown = [[cell for cell in row if cell != ""] for row in sheet.to_python()]
    lines = seed_text.read_text(encoding="utf-8").split("\n\n指标值类型\n")[0].splitlines()
    assert shown == [[cell for cell in line.split("\t") if cell] for line in lines if line.strip()]


def test_the_dictionary_has_a_sheet_of_its_own(exported: bytes) -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(exported)).get_sheet_by_name("指标值类型")
    assert sheet.to_python() == [["指标值类型"], ["定性"], [">"], ["≥"], ["<"], ["≤"], ["="]]


def test_the_workbook_is_valid_open_xml(exported: bytes, tmp_path: Path) -> None:
    path = tmp_path / "seed.xlsx"
    path.write_bytes(exported)
    result = OpenXmlValidator().validate(path)
    assert [str(error) for error in result.errors] == []


def test_every_part_is_well_formed(exported: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(exported)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ET.fromstring(archive.read(name))


def test_the_same_answers_give_the_same_bytes(exported: bytes, seed: Reading) -> None:
    assert workbook_bytes(seed.form, seed.answers) == exported


def test_no_name_or_date_of_a_person_is_in_the_properties(exported: bytes) -> None:
    properties = load_workbook(io.BytesIO(exported)).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Tianbao", None)
    assert properties.created == properties.modified


def test_title_and_print_set_up(exported: bytes, form: Form) -> None:
    book = load_workbook(io.BytesIO(exported))
    sheet = book.worksheets[0]
    page = sheet.page_setup
    assert book.properties.title == form.title
    assert (page.paperSize, page.orientation, page.fitToWidth, page.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$9:$9"
    assert sheet.print_area == "'整体绩效目标申报表'!$A$1:$H$22"
    assert sheet.freeze_panes == "A10"


def test_an_ordinary_form_is_frozen(seed: Reading) -> None:
    paragraphs = "\n".join(["第一项：全年办理政务服务事项三千件以上，按时办结率达到百分之九十八。"] * 4)
    filled = replace(
        seed.answers, fields={"unit_name": "某镇中心", "duties": paragraphs, "annual_goal": paragraphs}
    )
    assert load_workbook(io.BytesIO(workbook_bytes(seed.form, filled))).worksheets[0].freeze_panes == "A10"


def test_heads_that_would_fill_the_screen_are_not_frozen(seed: Reading) -> None:
    long = replace(seed.answers, fields={**seed.answers.fields, "duties": "职责" * 800})
    assert load_workbook(io.BytesIO(workbook_bytes(seed.form, long))).worksheets[0].freeze_panes is None


def test_a_hidden_name_says_which_rows_are_the_tables(exported: bytes) -> None:
    name = load_workbook(io.BytesIO(exported)).worksheets[0].defined_names["Tianbao.indicators"]
    assert (name.hidden, name.attr_text) == (True, "'整体绩效目标申报表'!$A$10:$H$22")


def test_merges_and_edges(exported: bytes) -> None:
    sheet = load_workbook(io.BytesIO(exported)).worksheets[0]
    merges = {str(merge) for merge in sheet.merged_cells.ranges}
    assert merges == {"A1:H1", "A2:H2", "A3:H3", "B4:H4", "B5:H5", "B6:H6", "B7:H7", "A8:H8"}
    for row in sheet["A3:H22"]:
        for cell in row:
            assert cell.border.bottom.style == cell.border.top.style == "thin", cell.coordinate
    assert sheet["H6"].border.right.style == "thin"


@pytest.mark.parametrize(
    ("cell", "fill"),
    [("A4", "9DC3E6"), ("A5", "FFFF00"), ("B5", "D9D9D9"), ("A9", "FFFF00"), ("H9", "92D050")],
)
def test_colours_say_what_the_banner_says(exported: bytes, cell: str, fill: str) -> None:
    sheet = load_workbook(io.BytesIO(exported)).worksheets[0]
    assert sheet[cell].fill.fgColor.rgb == "FF" + fill


def test_a_cell_that_nothing_locks_is_not_grey(form: Form) -> None:
    sheet = load_workbook(io.BytesIO(workbook_bytes(form, Answers(2024)))).worksheets[0]
    assert sheet["B5"].fill.patternType is None


def test_what_another_sheet_has_locked_is_written_here(form: Form) -> None:
    locked = replace(form, locked={"unit_name": "某镇中心"})
    data = workbook_bytes(locked, Answers(2024, {"unit_name": "某镇中心"}))
    assert load_workbook(io.BytesIO(data)).worksheets[0]["B5"].value == "某镇中心"


def test_a_sheet_that_says_something_else_is_not_given_away(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(*things: Any, own: bool) -> Plan:
        plan = plan_of(*things, own=own)
        return replace(plan, texts={cell: text for cell, text in plan.texts.items() if text != "办事"})

    monkeypatch.setattr("tui.workbook.export.plan_of", forgetful)
    with pytest.raises(CannotFill, match="“部门（单位）职责”与填写的不一样，没有写出文件"):
        workbook_bytes(form, Answers(2024, {"duties": "办事"}))


def test_the_type_is_chosen_from_a_list(exported: bytes) -> None:
    sheet = load_workbook(io.BytesIO(exported)).worksheets[0]
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("list", "'指标值类型'!$A$2:$A$7", "D10:D22")


def test_text_stays_text(form: Form) -> None:
    typed = ["=1+1", "-3", "00123", "3-5"]
    rows = tuple(
        Row(f"r{number}", {"level1": "产出指标", "level2": "数量指标", "target": text})
        for number, text in enumerate(typed)
    )
    data = workbook_bytes(form, Answers(2024, {}, {"indicators": rows}))
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [sheet[f"E{number}"] for number in range(10, 14)]
    assert [cell.value for cell in cells] == typed
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_longer_text_makes_a_taller_row(exported: bytes) -> None:
    heights = load_workbook(io.BytesIO(exported)).worksheets[0].row_dimensions
    assert heights[10].height > heights[13].height > heights[22].height >= 20


@pytest.mark.parametrize(
    ("year", "unit", "name"),
    [
        (2024, "南县 中心", "南县_中心_2024年度_部门（单位）整体绩效目标申报表.xlsx"),
        (0, "", "部门（单位）整体绩效目标申报表.xlsx"),
        (2024, "a/b:c", "a_b_c_2024年度_部门（单位）整体绩效目标申报表.xlsx"),
    ],
)
def test_default_file_name(form: Form, year: int, unit: str, name: str) -> None:
    assert default_file_name(form, Answers(year, {"unit_name": unit})) == name


@pytest.mark.parametrize("unit", ["单位" * 100, "😀" * 100])
def test_a_default_file_name_fits_every_file_system(form: Form, unit: str) -> None:
    assert len(default_file_name(form, Answers(2024, {"unit_name": unit})).encode()) <= 255


def test_a_text_too_long_for_a_cell_is_cut_off(form: Form, tmp_path: Path) -> None:
    answers = Answers(2024, {"duties": "x" + "😀" * 20_000})
    sheet = load_workbook(io.BytesIO(workbook_bytes(form, answers))).worksheets[0]
    assert sheet["B6"].value == "x" + "😀" * 16_383
