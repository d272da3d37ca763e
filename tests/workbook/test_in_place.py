"""Templates that are filled in place, small ones with one peculiarity each."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from tui.errors import CannotFill, Unreadable
from tui.forms.answers import Answers, Row
from tui.forms.load import load_form
from tui.workbook.export import workbook_bytes
from tui.workbook.in_place import Filled, fill_template
from tui.workbook.plan import year_text
from tui.workbook.target import target_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

FORM = load_form("department-goals")
TABLE = FORM.tables[0]
HEADS = [column.label for column in TABLE.columns]
FIELDS = {"unit_name": "某中心", "duties": "一", "annual_goal": "二"}
TOP = (
    [FORM.title],
    ["（2024年度）"],
    ["部门单位名称", "某中心"],
    ["部门（单位）职责", "一"],
    ["年度总体目标", "二"],
)
OUTPUT, BENEFIT, COST = "产出指标", "效益指标", "成本指标"
NUMBER, QUALITY, ECONOMY = "数量指标", "质量指标", "经济效益指标"


def template(
    lines: Sequence[Sequence[object]],
    *,
    merges: Sequence[str] = (),
    top: Sequence[Sequence[object]] = TOP,
    below: Sequence[Sequence[object]] = (),
    edit: Callable[[Worksheet], object] = lambda sheet: None,
) -> bytes:
    """A county's sheet: heads in row 6, the first line in row 7."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "表"
    for values in (*top, HEADS, *lines, *below):
        sheet.append(list(values))
    for merge in merges:
        sheet.merge_cells(merge)
    edit(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def row(level1: str, level2: str, name: str, row_id: str = "") -> Row:
    return Row(row_id or name, {"level1": level1, "level2": level2, "name": name})


def fill(
    data: bytes,
    *rows: Row,
    own: bool = True,
    year: int = 2024,
    fields: Mapping[str, str] = FIELDS,
) -> Filled:
    return fill_template(FORM, Answers(year, fields, {TABLE.id: rows}), data, own=own)


def sheet_of(filled: Filled) -> Worksheet:
    return load_workbook(io.BytesIO(filled.data)).worksheets[0]


def table_of(filled: Filled) -> list[tuple[object, ...]]:
    """The first three columns from the first line on."""
    return [tuple(cells[:3]) for cells in sheet_of(filled).iter_rows(min_row=7, values_only=True)]


def merges_of(filled: Filled) -> set[str]:
    return {str(area) for area in sheet_of(filled).merged_cells.ranges}


def test_nothing_edited_gives_the_very_bytes() -> None:
    data = template([[OUTPUT, NUMBER, "甲"]])
    assert fill(data, row(OUTPUT, NUMBER, "甲", "r1")) == Filled(data, edited=False)


def test_one_edited_cell_changes_one_cell_of_one_part() -> None:
    data = template([[OUTPUT, NUMBER, "甲"], [OUTPUT, NUMBER, "乙"]])
    filled = fill(data, row(OUTPUT, NUMBER, "甲", "r1"), row(OUTPUT, NUMBER, "=乙", "r2"))
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(filled.data)) as after:
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        old, new = before.read(changed[0]), after.read(changed[0])
    assert (filled.edited, changed) == (True, ["xl/worksheets/sheet1.xml"])
    start = old.index(b'<c r="C8"')
    end = old.index(b"</c>", start) + 4
    text = '<c r="C8" t="inlineStr"><is><t xml:space="preserve">=乙</t></is></c>'.encode()
    assert new == old[:start] + text + old[end:]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("（2023年度）", "（2025年度）"),
        ("（ ２０２３ 年度）", "（ 2025 年度）"),
        ("（    年度）", "（2025年度）"),
        ("（____年度）", "（2025年度）"),
        ("（二〇二三年度）", "（2025年度）"),
        ("填报年度：2023年度  单位：万元", "填报年度：2025年度  单位：万元"),
        ("（某年度）", "（2025年度）"),
    ],
)
def test_only_the_figures_of_the_year_change(text: str, filled: str) -> None:
    assert year_text(FORM, text, 2025) == filled


def test_the_year_goes_into_its_cell() -> None:
    data = template([[OUTPUT, NUMBER, "甲"]])
    assert sheet_of(fill(data, row(OUTPUT, NUMBER, "甲", "r1"), year=2025))["A2"].value == "（2025年度）"


def test_a_year_that_is_not_known_leaves_the_cell_alone() -> None:
    data = template([[OUTPUT, NUMBER, "甲"]])
    assert not fill(data, row(OUTPUT, NUMBER, "甲", "r1"), year=0).edited


def test_a_field_that_is_cleared_leaves_an_empty_cell() -> None:
    data = template([[OUTPUT, NUMBER, "甲"]])
    filled = fill(data, row(OUTPUT, NUMBER, "甲", "r1"), fields={**FIELDS, "duties": ""})
    assert sheet_of(filled)["B4"].value is None


def grey(sheet: Worksheet) -> None:
    sheet["B3"].fill = PatternFill("solid", fgColor="FFD9D9D9")


@pytest.mark.parametrize("unit", ["某中心", ""])
def test_a_locked_cell_is_never_written(unit: str) -> None:
    data = template([[OUTPUT, NUMBER, "甲"]], edit=grey)
    fields = {**FIELDS, "unit_name": unit, "duties": "三"}
    filled = fill(data, row(OUTPUT, NUMBER, "甲", "r1"), fields=fields)
    assert [sheet_of(filled)[cell].value for cell in ("B3", "B4")] == ["某中心", "三"]


@pytest.mark.parametrize("own", [True, False])
def test_an_answer_that_a_locked_cell_contradicts_is_told(own: bool) -> None:
    data = template([[OUTPUT, NUMBER, "甲"]], edit=grey)
    with pytest.raises(CannotFill, match="“部门单位名称”是灰色的“某中心”，不能改成填写的“别的”"):
        fill(data, row(OUTPUT, NUMBER, "甲", "r1"), own=own, fields={**FIELDS, "unit_name": "别的"})


@pytest.mark.parametrize("unit", [None, "别的"])
def test_what_another_sheet_has_locked_is_written_here(unit: str | None) -> None:
    form = replace(FORM, locked={"unit_name": "某中心"})
    answers = Answers(2024, FIELDS, {TABLE.id: (row(OUTPUT, NUMBER, "甲", "r1"),)})
    data = template([[OUTPUT, NUMBER, "甲"]], edit=lambda sheet: setattr(sheet["B3"], "value", unit))
    filled = fill_template(form, answers, data, own=False)
    assert sheet_of(filled)["B3"].value == "某中心"


def test_a_date_becomes_the_text_that_it_was_read_as() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["B4"], sheet["E7"], sheet["E8"] = day, day, 98
        sheet["E7"].number_format = 'm"月"d"日"'

    day = date(2024, 5, 31)
    data = template([[OUTPUT, NUMBER, "甲"], [OUTPUT, QUALITY, "乙"]], edit=edit)
    answers = target_of(FORM, data).taken.answers
    sheet = sheet_of(fill_template(FORM, answers, data, own=True))
    assert [sheet[cell].value for cell in ("B4", "E7", "E8")] == ["2024-05-31", "5月31日", 98]


@pytest.mark.parametrize("below", [(), ([], ["注：一"])])
def test_a_table_without_lines_gets_them(below: Sequence[Sequence[object]]) -> None:
    rows = (row(OUTPUT, NUMBER, "甲"), row(OUTPUT, QUALITY, "乙"))
    filled = fill(template([], below=below), *rows, own=False)
    assert table_of(filled)[:2] == [(OUTPUT, NUMBER, "甲"), (OUTPUT, QUALITY, "乙")]
    assert [cells[0] for cells in table_of(filled)[2:]] == ([None, "注：一"] if below else [])


MERGED = {"lines": [[OUTPUT, NUMBER], [], ["", QUALITY], [], [BENEFIT, ECONOMY], []]}
MERGES = ("A7:A10", "B7:B8", "B9:B10", "A11:A12", "B11:B12")


def test_blank_lines_under_a_merged_category_are_its_own() -> None:
    data = template(MERGED["lines"], merges=MERGES, below=[["注：一"]])
    filled = fill(
        data, row(OUTPUT, NUMBER, "甲"), row(OUTPUT, NUMBER, "乙"), row(BENEFIT, ECONOMY, "丙"), own=False
    )
    assert table_of(filled) == [
        (OUTPUT, NUMBER, "甲"),
        (None, None, "乙"),
        (None, QUALITY, None),
        (None, None, None),
        (BENEFIT, ECONOMY, "丙"),
        (None, None, None),
        ("注：一", None, None),
    ]
    assert merges_of(filled) == {*MERGES}


def test_merged_categories_cover_their_lines_exactly_after_inserting() -> None:
    data = template(MERGED["lines"], merges=MERGES, below=[["注：一"]])
    rows = [row(OUTPUT, NUMBER, name) for name in "甲乙丙"]
    filled = fill(data, *rows, own=False)
    assert merges_of(filled) == {"A7:A11", "B7:B9", "B10:B11", "A12:A13", "B12:B13"}
    assert table_of(filled)[2] == (None, None, "丙")


def test_the_first_line_of_a_merged_category_goes() -> None:
    data = template([[OUTPUT, NUMBER, "甲"], ["", "", "乙"], ["", "", "丙"]], merges=("A7:A9", "B7:B9"))
    filled = fill(data, row(OUTPUT, NUMBER, "乙", "r2"), row(OUTPUT, NUMBER, "丙", "r3"))
    assert table_of(filled) == [(OUTPUT, NUMBER, "乙"), (None, None, "丙")]
    assert merges_of(filled) == {"A7:A8", "B7:B8"}


def test_no_merge_is_left_for_a_single_line() -> None:
    data = template([[OUTPUT, NUMBER, "甲"], ["", "", "乙"]], merges=("A7:A8", "B7:B8"))
    assert merges_of(fill(data, row(OUTPUT, NUMBER, "乙", "r2"))) == set()


def test_a_category_that_changes_leaves_its_merge() -> None:
    data = template([[OUTPUT, NUMBER, name] for name in "甲乙丙"], merges=("A7:A9", "B7:B9"))
    rows = (
        row(OUTPUT, NUMBER, "甲", "r1"),
        row(OUTPUT, NUMBER, "乙", "r2"),
        row(OUTPUT, QUALITY, "丙", "r3"),
    )
    filled = fill(data, *rows)
    assert merges_of(filled) == {"A7:A9", "B7:B8"}
    assert table_of(filled)[2] == (None, QUALITY, "丙")


def test_categories_are_not_merged_where_the_template_does_not() -> None:
    data = template([[OUTPUT, NUMBER, "甲"]])
    filled = fill(data, row(OUTPUT, NUMBER, "甲", "r1"), row(OUTPUT, NUMBER, "乙"))
    assert merges_of(filled) == set()
    assert table_of(filled) == [(OUTPUT, NUMBER, "甲"), (OUTPUT, NUMBER, "乙")]


def test_a_blank_category_that_says_the_same_as_above_stays_blank() -> None:
    data = template([[OUTPUT, NUMBER, "甲"], ["", "", "乙"], ["", "", "丙"]])
    rows = [
        row(OUTPUT, QUALITY, "甲", "r1"),
        *(row(OUTPUT, NUMBER, name, f"r{n}") for n, name in ((2, "乙"), (3, "丙"))),
    ]
    assert table_of(fill(data, *rows)) == [(OUTPUT, QUALITY, "甲"), (None, NUMBER, "乙"), (None, None, "丙")]


def test_a_row_without_a_category_is_told_before_it_takes_that_of_the_row_above() -> None:
    data = template([[OUTPUT, NUMBER, "甲"]])
    with pytest.raises(CannotFill, match="“乙”没有写分类"):
        fill(data, row(OUTPUT, NUMBER, "甲", "r1"), row("", "", "乙"))


def test_a_merge_that_would_hide_a_text_is_undone() -> None:
    full = [[OUTPUT, NUMBER, name, "", "", "", "", "标准" if name == "甲" else ""] for name in "甲乙"]
    data = template(full, merges=("H7:H8",))
    rows = [
        Row(f"r{n}", {**row(OUTPUT, NUMBER, name).cells, "scoring": "标准"})
        for n, name in ((1, "甲"), (2, "乙"))
    ]
    filled = fill(data, *rows)
    assert merges_of(filled) == set()
    assert sheet_of(filled)["H8"].value == "标准"


def test_merges_beside_below_and_across_follow() -> None:
    data = template(
        [[OUTPUT, NUMBER, "甲"]],
        below=[["注：一"]],
        merges=("J6:J7", "A8:H8", "K7:L7"),
        edit=lambda sheet: sheet.cell(6, 10, "侧"),
    )
    filled = fill(data, row(OUTPUT, NUMBER, "甲", "r1"), row(OUTPUT, NUMBER, "乙"))
    assert merges_of(filled) == {"J6:J8", "A9:H9", "K7:L7", "K8:L8"}


def test_all_rows_gone_leave_one_empty_line() -> None:
    data = template([[OUTPUT, NUMBER, "甲"], [OUTPUT, NUMBER, "乙"]])
    filled = fill(data)
    assert table_of(filled) == [(None, None, None)]
    assert target_of(FORM, filled.data).taken.answers.rows(TABLE.id) == ()


def test_a_new_line_is_not_hidden_like_the_one_above() -> None:
    data = template(
        [[OUTPUT, NUMBER, "甲"]], edit=lambda sheet: setattr(sheet.row_dimensions[7], "hidden", True)
    )
    filled = fill(data, row(OUTPUT, NUMBER, "甲", "r1"), row(OUTPUT, NUMBER, "乙"))
    assert [sheet_of(filled).row_dimensions[number].hidden for number in (7, 8)] == [True, False]


def test_a_row_that_moves_takes_other_columns_and_its_comment_along() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["J8"], sheet["C8"].comment = "编号2", Comment("看这里", "财政")

    data = template([[OUTPUT, NUMBER, name] for name in "甲乙丙"], edit=edit)
    rows = [row(OUTPUT, NUMBER, name, f"r{n}") for n, name in ((1, "甲"), (3, "丙"), (2, "乙"))]
    sheet = sheet_of(fill(data, *rows))
    assert [sheet.cell(number, 3).value for number in (7, 8, 9)] == ["甲", "丙", "乙"]
    assert (sheet["J9"].value, sheet["J8"].value) == ("编号2", None)
    assert sheet["C9"].comment is not None


@pytest.mark.parametrize(
    ("data", "rows", "words"),
    [
        (
            template(
                [[OUTPUT, NUMBER, "甲"], [OUTPUT, NUMBER, "乙"]], edit=lambda sheet: sheet.cell(1, 11, "=C8")
            ),
            (row(OUTPUT, NUMBER, "甲", "r1"),),
            "被删掉的那一行",
        ),
        (template([], top=TOP[:3]), (), "没有“部门（单位）职责”"),
        (
            template([[OUTPUT, NUMBER, "甲"]], edit=lambda sheet: sheet.delete_cols(8)),
            (Row("r1", {**row(OUTPUT, NUMBER, "甲").cells, "scoring": "x"}),),
            "没有“评/扣分标准”这一列",
        ),
    ],
)
def test_what_cannot_be_done_without_harm_is_told_in_one_sentence(
    data: bytes, rows: tuple[Row, ...], words: str
) -> None:
    with pytest.raises(CannotFill) as caught:
        fill(data, *rows)
    assert words in str(caught.value)
    assert str(caught.value).endswith("请改用内置的表样导出。")


@pytest.mark.parametrize(
    ("data", "words"), [(b"PK", "模板不完整"), (b"", "模板不完整"), (None, "模板里没有找到《部门")]
)
def test_what_is_no_template(data: bytes | None, words: str) -> None:
    other = Workbook()
    buffer = io.BytesIO()
    other.save(buffer)
    with pytest.raises(Unreadable, match=words):
        fill(buffer.getvalue() if data is None else data)


def recoded(data: bytes, part: str, encoding: str) -> bytes:
    """The workbook with one part in another encoding."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                head = f'<?xml version="1.0" encoding="{encoding}"?>'
                content = (head + content.decode()).encode(encoding)
            new.writestr(name, content)
    return buffer.getvalue()


def test_a_sheet_in_another_encoding() -> None:
    data = recoded(template([[OUTPUT, NUMBER, "甲"]]), "xl/worksheets/sheet1.xml", "UTF-16")
    assert not fill(data, row(OUTPUT, NUMBER, "甲", "r1")).edited
    assert table_of(fill(data, row(OUTPUT, NUMBER, "乙", "r1"))) == [(OUTPUT, NUMBER, "乙")]


def test_our_own_export_is_a_template_too() -> None:
    rows = tuple(row(OUTPUT, NUMBER, f"名{n}", f"r{n}") for n in range(1, 4))
    data = workbook_bytes(FORM, Answers(2024, FIELDS, {TABLE.id: rows}))
    filled = fill(data, *rows, row(OUTPUT, QUALITY, "又一条"))
    sheet = sheet_of(filled)
    assert [sheet.cell(number, 3).value for number in range(10, 14)] == ["名1", "名2", "名3", "又一条"]
    assert sheet.print_area == "'整体绩效目标申报表'!$A$1:$H$13"
    assert sheet.defined_names["Tianbao.indicators"].attr_text == "'整体绩效目标申报表'!$A$10:$H$13"
    assert str(sheet.data_validations.dataValidation[0].sqref) == "D10:D13"


def test_filling_never_loads_the_library_that_draws(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(template([[OUTPUT, NUMBER, "甲"]]))
    code = f"""
import sys
from tui.forms.answers import Answers
from tui.forms.load import load_form
from tui.workbook.in_place import fill_template
data = open({str(path)!r}, "rb").read()
answers = Answers(2024, {{"annual_goal": "三"}})
assert fill_template(load_form("department-goals"), answers, data, own=True).edited
assert not {{"openpyxl", "tomlkit"}} & {{*sys.modules}}
"""
    subprocess.run([sys.executable, "-c", code], check=True)


PAIR = st.sampled_from(TABLE.pairs)
NAME = st.text(alphabet="甲乙丙丁戊", min_size=1, max_size=3)
BEFORE = st.lists(st.tuples(PAIR, NAME), min_size=1, max_size=7)
EDITS = st.lists(
    st.tuples(st.sampled_from(["insert", "drop", "change", "move"]), st.integers(0, 99), PAIR, NAME),
    max_size=7,
)


def edited(rows: list[Row], edits: Sequence[tuple[str, int, tuple[str, str], str]]) -> list[Row]:
    for number, (what, place, pair, name) in enumerate(edits):
        index = place % (len(rows) + (what == "insert")) if rows or what == "insert" else None
        if index is None:
            continue
        if what == "insert":
            rows.insert(index, row(*pair, name, f"n{number}"))
        elif what == "change":
            rows[index] = row(*pair, name, rows[index].id)
        elif what == "drop":
            del rows[index]
        else:
            rows.insert(place // 10 % len(rows), rows.pop(index))
    return rows


def runs(names: Sequence[tuple[str, ...]], column: int) -> list[str]:
    """The merges of equal neighbours in a column."""
    found, first = [], 0
    for index in range(1, len(names) + 1):
        if index == len(names) or names[index] != names[first]:
            if index - first > 1:
                found.append(f"{'AB'[column]}{7 + first}:{'AB'[column]}{6 + index}")
            first = index
    return found


@pytest.mark.parametrize("merged", [False, True])
@given(before=BEFORE, edits=EDITS)
@settings(max_examples=60)
def test_any_edits_are_read_again_and_merges_fit(
    merged: bool,
    before: list[tuple[tuple[str, str], str]],
    edits: list[tuple[str, int, tuple[str, str], str]],
) -> None:
    lines = [[*pair, name] for pair, name in before]
    merges = [area for column in (0, 1) for area in runs([pair[: column + 1] for pair, _ in before], column)]
    data = template(lines, merges=merges if merged else (), below=[[], ["注：一"]])
    rows = edited([row(*pair, name, f"r{n}") for n, (pair, name) in enumerate(before, start=1)], edits)
    filled = fill(data, *rows)
    again = target_of(FORM, filled.data).taken.answers.rows(TABLE.id)
    wanted = [(own["level1"], own["level2"], own["name"]) for own in rows]
    assert [(own["level1"], own["level2"], own["name"]) for own in again] == wanted
    allowed = {area for column in (0, 1) for area in runs([item[: column + 1] for item in wanted], column)}
    assert merges_of(filled) <= allowed
    if not edits:
        assert filled == Filled(data, edited=False)
    below = [cells[0] for cells in table_of(filled)]
    assert below[-2:] == [None, "注：一"]


def test_the_validator_finds_nothing_new(tmp_path: Path) -> None:
    data = template(MERGED["lines"], merges=MERGES, below=[["注：一"]])
    found = []
    for content in (data, fill(data, *(row(OUTPUT, NUMBER, name) for name in "甲乙丙丁"), own=False).data):
        path = tmp_path / "查.xlsx"
        path.write_bytes(content)
        found.append({re.sub(r"\d+", "#", str(error)) for error in OpenXmlValidator().validate(path).errors})
    assert found[1] <= found[0]
