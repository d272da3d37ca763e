"""What a sheet says of its form: colours of heads, lists of choices, locked values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbook.typed import FIRST, HEADS, TOP, Book, Line, Parts
from tui.forms.check import check
from tui.forms.facts import adapted
from tui.workbook.read import read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


SHEET: list[Line] = [*TOP, HEADS, FIRST, FIRST]


def painted(**cells: str) -> Callable[[Worksheet], None]:
    def dress(sheet: Worksheet) -> None:
        from openpyxl.styles import PatternFill

        for cell, fill in cells.items():
            sheet[cell].fill = PatternFill("solid", fgColor=f"FF{fill}")

    return dress


def listed(**lists: str) -> Callable[[Worksheet], None]:
    def dress(sheet: Worksheet) -> None:
        from openpyxl.worksheet.datavalidation import DataValidation

        for cells, formula in lists.items():
            rule = DataValidation("list", formula1=formula)
            rule.add(cells.replace("_", ":"))
            sheet.add_data_validation(rule)

    return dress


def test_a_sheet_without_colours_and_lists_says_nothing(book: Book) -> None:
    facts = read_file(book(SHEET)).facts
    assert (facts.heads, facts.choices, facts.locked) == ({}, {}, {})


def test_labels_and_heads_have_the_head_of_their_colour(book: Book) -> None:
    dress = painted(A3="FFFF00", A4="FFF2CC", C6="FFFFCC", G6="E2EFDA", H6="D9D9D9", A5="ED7D31")
    facts = read_file(book(SHEET, dress=dress)).facts
    assert facts.heads == {
        "unit_name": "yellow",
        "duties": "yellow",
        "indicators.name": "yellow",
        "indicators.explanation": "green",
    }


def test_a_colour_that_differs_from_the_schema_is_told(book: Book) -> None:
    reading = read_file(book(SHEET, dress=painted(H6="FFFF00", A3="FFFF00", A4="92D050")))
    assert reading.notes == (
        "本表的“部门（单位）职责”是绿色，按选填处理。",
        "本表的“评/扣分标准”是黄色，按必填处理。",
    )


def test_colours_of_which_none_says_required_are_decoration(book: Book) -> None:
    reading = read_file(book(SHEET, dress=painted(**{f"{letter}6": "DDEBF7" for letter in "ABCDEFGH"})))
    assert (reading.facts.heads, reading.notes) == ({}, ())


@pytest.mark.parametrize(
    ("cells", "locked"),
    [
        ({"B3": "D9D9D9"}, {"unit_name": "某镇中心"}),
        ({"B4": "F2F2F2"}, {"duties": "办事"}),
        ({"B3": "FFFFFF", "A4": "D9D9D9"}, {}),
        ({"B3": "FFFF00"}, {}),
    ],
)
def test_a_filled_grey_cell_is_locked(book: Book, cells: dict[str, str], locked: dict[str, str]) -> None:
    assert read_file(book(SHEET, dress=painted(**cells))).facts.locked == locked


def test_an_empty_grey_cell_is_not_locked(book: Book) -> None:
    lines = [*TOP[:2], ["部门单位名称", None], *SHEET[3:]]
    assert read_file(book(lines, dress=painted(B3="D9D9D9"))).facts.locked == {}


def test_a_locked_value_that_the_schema_does_not_expect_is_told(book: Book) -> None:
    reading = read_file(book(SHEET, dress=painted(B4="D9D9D9")))
    assert reading.notes == ("本表的“部门（单位）职责”是灰色的，已经填好，不能修改。",)


@pytest.mark.parametrize(
    ("formula", "choices"),
    [
        ('"定性,定量"', ("定性", "定量")),
        ('" 定性 , ≥,"', ("定性", "≥")),
        ('"定性,""好"""', ("定性", '"好"')),
        ("$K$1:$K$3", ("＞", "≥")),
        ("'另 一页'!$A$1:$B$2", ("甲", "乙", "丙")),
        ("'另 一页'!$A:$A", ("甲", "丙")),
        ("名单", ("甲", "丙")),
        ("=名单", ("甲", "丙")),
    ],
)
def test_the_choices_are_those_of_the_list(book: Book, formula: str, choices: tuple[str, ...]) -> None:
    def dress(sheet: Worksheet) -> None:
        from openpyxl.workbook.defined_name import DefinedName

        assert sheet.parent is not None
        other = sheet.parent.create_sheet("另 一页")
        for line in (["甲", "乙"], ["丙"]):
            other.append(line)
        sheet["K1"], sheet["K3"] = "＞", "≥"
        sheet.parent.defined_names["名单"] = DefinedName("名单", attr_text="'另 一页'!$A$1:$A$2")
        listed(D7_D8=formula, E7="$A$1:$A$2")(sheet)

    assert read_file(book(SHEET, dress=dress)).facts.choices == {"comparison": choices}


def test_the_choices_of_a_single_value_are_those_of_its_list(book: Book) -> None:
    heads: Line = [*HEADS[:3], "指标值"]
    lines: list[Line] = [["项目名称", "修桥", "项目属性", "新增"], heads, FIRST[:4]]
    reading = read_file(book(lines, dress=listed(D1='"新增,延续"')), "project-goals")
    assert reading.answers.fields["attribute"] == "新增"
    assert reading.facts.choices == {"attribute": ("新增", "延续")}


@pytest.mark.parametrize("formula", ["INDIRECT(A1)", "没有这个名字", "'没有'!$A$1", "#REF!", '""'])
def test_a_list_that_cannot_be_followed_says_nothing(book: Book, formula: str) -> None:
    assert read_file(book(SHEET, dress=listed(D7_D8=formula))).facts.choices == {}


def test_the_list_of_most_rows_counts(book: Book) -> None:
    dress = listed(D6='"表头"', D7='"甲,乙"', D8_D9='"丙,丁"')
    assert read_file(book([*SHEET, FIRST], dress=dress)).facts.choices == {"comparison": ("丙", "丁")}


def test_a_sheet_without_rows_has_its_list_too(book: Book) -> None:
    facts = read_file(book([*TOP, HEADS], dress=listed(D7_D9='"定性,定量"'))).facts
    assert facts.choices == {"comparison": ("定性", "定量")}


def test_the_list_of_another_column_says_nothing(book: Book) -> None:
    assert read_file(book(SHEET, dress=listed(F7_F8='"件,次"'))).facts.choices == {}


def test_lists_of_the_newer_kind(parts: Parts) -> None:
    def cells(line: int, texts: Line) -> str:
        inline = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
        return f'<row r="{line}">{"".join(inline)}</row>'

    lines: list[Line] = [HEADS, FIRST, ["甲"], ["乙"]]
    rows = "".join(cells(number, texts) for number, texts in enumerate(lines, start=1))
    new = (
        '<extLst><ext><x14:dataValidations xmlns:x14="x14" xmlns:xm="xm"><x14:dataValidation type="list">'
        "<x14:formula1><xm:f>表!$A$3:$A$4</xm:f></x14:formula1><x14:formula2><xm:f>1</xm:f></x14:formula2>"
        "<xm:sqref>D2 D7:D9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    reading = read_file(parts(f"<sheetData>{rows}</sheetData>{new}"))
    assert reading.facts.choices == {"comparison": ("甲", "乙")}


@pytest.mark.parametrize("column", [0, 3, 10])
def test_a_dictionary_on_the_same_sheet_counts_where_there_is_no_list(book: Book, column: int) -> None:
    entries: list[Line] = [[*[None] * column, text] for text in ("指标值类型", "定性", "定量", None, "别的")]
    reading = read_file(book([*SHEET, [], *entries]))
    assert reading.facts.choices == {"comparison": ("定性", "定量")}
    assert "本表的“指标值类型”只有：定性、定量。" in reading.notes


def test_a_dictionary_beside_the_table_counts(book: Book) -> None:
    lines = [*TOP, [*HEADS, None, "指标值类型"], [*FIRST, None, "定性"], [*FIRST, None, "≥"]]
    reading = read_file(book(lines))
    assert reading.facts.choices == {"comparison": ("定性", "≥")}
    assert reading.notes == ("本表的“指标值类型”只有：定性、≥。",)


def test_words_that_are_no_dictionary_say_nothing(book: Book) -> None:
    assert read_file(book([*SHEET, [], ["指标值类型"], ["由财政局填写"]])).facts.choices == {}


def test_a_list_like_the_schemas_is_not_told(book: Book) -> None:
    reading = read_file(book(SHEET, dress=listed(D7_D8='"定性,>,≥,<,≤,="')))
    assert reading.facts.choices == {"comparison": ("定性", ">", "≥", "<", "≤", "=")}
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("kind", "fillable"),
    [
        ("spreadsheetml.sheet.main", True),
        ("sheet.macroEnabled.main", False),
        ("spreadsheetml.template.main", False),
    ],
)
def test_only_a_plain_workbook_can_be_filled_in(
    book: Book, kind: str, fillable: bool, tmp_path: Path
) -> None:
    import zipfile

    path = book(SHEET)
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        b"spreadsheetml.sheet.main", kind.encode()
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert read_file(path).template is fillable


def test_a_text_cannot_be_filled_in(seed_text: Path) -> None:
    assert read_file(seed_text).template is False


def test_what_a_file_has_no_place_for_need_not_be_filled_in(book: Book) -> None:
    narrow = [line[:5] + line[6:] if len(line) == 8 else line for line in SHEET]
    reading = read_file(book(narrow))
    assert reading.template
    own = adapted(reading.form, reading.facts)
    assert not own.required(own.tables[0].column("unit"))
    assert own.required(own.tables[0].column("target"))
    assert not any(problem.where.key == "unit" for problem in check(own, reading.answers))


def test_a_pasted_text_leaves_what_is_required_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    lines = [line[:5] + line[6:] if len(line) == 8 else line for line in SHEET]
    path.write_text("\n".join("\t".join(map(str, line)) for line in lines), encoding="utf-8")
    assert read_file(path).facts.heads == {}
