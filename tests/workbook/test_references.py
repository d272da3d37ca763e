from __future__ import annotations

import pytest

from tui.errors import CannotFill
from tui.workbook.references import Following
from tui.workbook.shift import Fate, Line, Region, Shift

KEPT = [Line(Fate.KEPT, row, row) for row in (9, 10, 11)]
DOWN = Shift([Region(9, 12, [KEPT[0], KEPT[1], Line(Fate.NEW, 10, 10), KEPT[2], Line(Fate.NEW, 11, 11)])])
"""Lines 10 to 12 of the sheet; one comes after line 11, one after line 12."""
UP = Shift([Region(9, 12, [KEPT[0], KEPT[2]])])
"""Line 11 goes."""
NAMES = 'xmlns:xm="urn:m" xmlns:x14="urn:x"'


def followed(content: str, shift: Shift, *, own: bool = True, root: str = "worksheet") -> str:
    data = f"<{root} {NAMES}>{content}</{root}>".encode()
    now = Following(shift, "表").part(data, own=own).decode()
    return now.removeprefix(f"<{root} {NAMES}>").removesuffix(f"</{root}>")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<autoFilter ref="A9:H12"/>', '<autoFilter ref="A9:H14"/>'),
        ('<protectedRange sqref="E11 E30"/>', '<protectedRange sqref="E11:E12 E32"/>'),
        ('<hyperlink ref="A12" location="表!A20"/>', '<hyperlink ref="A13" location="表!A22"/>'),
        ('<ignoredError sqref="A1:H12"/>', '<ignoredError sqref="A1:H14"/>'),
        ('<rowBreaks><brk id="12" max="9"/></rowBreaks>', '<rowBreaks><brk id="14" max="9"/></rowBreaks>'),
        ('<colBreaks><brk id="12"/></colBreaks>', '<colBreaks><brk id="12"/></colBreaks>'),
        ('<cfvo type="formula" val="$A$20"/>', '<cfvo type="formula" val="$A$22"/>'),
        ('<dataValidation sqref="D:D"/>', '<dataValidation sqref="D:D"/>'),
    ],
)
def test_what_refers_to_rows_follows_them(before: str, after: str) -> None:
    assert followed(before, DOWN) == after


@pytest.mark.parametrize(
    "content",
    [
        '<sheetViews><selection sqref="A20"/></sheetViews>',
        '<dimension ref="A1:H20"/>',
        '<mergeCells><mergeCell ref="A20:B20"/></mergeCells>',
        '<sheetData><row r="20"><c><f>A20</f></c></row></sheetData>',
    ],
)
def test_cells_and_merges_are_seen_to_elsewhere_and_views_stay(content: str) -> None:
    assert followed(content, DOWN) == content


def validation(cells: str, formula: str) -> str:
    return f'<dataValidation sqref="{cells}"><formula1>{formula}</formula1></dataValidation>'


@pytest.mark.parametrize(
    ("shift", "before", "after"),
    [
        (DOWN, validation("D10:D12", "$A$30:$A$35"), validation("D10:D14", "$A$32:$A$37")),
        (DOWN, validation("D10:D12", "INDIRECT($A10)"), validation("D10:D14", "INDIRECT($A10)")),
        (DOWN, validation("D12:D20", "A12&lt;A11"), validation("D13:D22", "A13&lt;A11")),
        (UP, validation("D11:D12", "INDIRECT($A11)"), validation("D11", "INDIRECT($A11)")),
        (UP, validation("D10:D12", '"是,A11"'), validation("D10:D11", '"是,A11"')),
    ],
)
def test_the_formula_of_a_rule_counts_from_its_first_cell(shift: Shift, before: str, after: str) -> None:
    assert followed(before, shift) == after


@pytest.mark.parametrize("tag", ["dataValidation", "conditionalFormatting"])
def test_rules_of_the_extensions(tag: str) -> None:
    def rule(cells: str, formula: str) -> str:
        inside = f"<x14:formula1><xm:f>{formula}</xm:f></x14:formula1><xm:sqref>{cells}</xm:sqref>"
        return f"<x14:{tag}>{inside}</x14:{tag}>"

    before = rule("D10:D12 F11", "表!$A$30:$A$35")
    assert followed(before, DOWN) == rule("D10:D14 F11:F12", "表!$A$32:$A$37")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<hyperlinks count="2"><hyperlink ref="D11"/><hyperlink ref="D1"/></hyperlinks>',
            '<hyperlinks count="1"><hyperlink ref="D1"/></hyperlinks>',
        ),
        ('<hyperlinks><hyperlink ref="A11"/></hyperlinks><x/>', "<x/>"),
        ("<ext><x14:a><x14:b><xm:sqref>D11</xm:sqref></x14:b></x14:a></ext><x/>", "<x/>"),
        (
            '<comments><authors/><commentList><comment ref="A11"/></commentList></comments>',
            "<comments><authors/><commentList></commentList></comments>",
        ),
        (
            '<dataValidation sqref="A11"><formula1>A11</formula1></dataValidation>',
            "",
        ),
    ],
)
def test_what_belongs_to_lines_that_go_goes_along(before: str, after: str) -> None:
    assert followed(before, UP) == after


@pytest.mark.parametrize(
    "content",
    ['<autoFilter ref="A11:H11"/>', "<definedName>表!$A$11</definedName>", "<c:f>表!$A$11:$B$11</c:f>"],
)
def test_what_cannot_do_without_its_rows_is_refused(content: str) -> None:
    with pytest.raises(CannotFill):
        followed(content.replace("c:", "x14:"), UP)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<definedName>表!$A$20</definedName>", "<definedName>表!$A$22</definedName>"),
        (
            '<definedName name="Tianbao.indicators">表!$A$12:$H$12</definedName>',
            '<definedName name="Tianbao.indicators">表!$A$13:$H$14</definedName>',
        ),
        ("<definedName>别的!$A$20</definedName>", "<definedName>别的!$A$20</definedName>"),
        (
            "<definedName>'表'!$1:$9,'表'!$A:$B</definedName>",
            "<definedName>'表'!$1:$9,'表'!$A:$B</definedName>",
        ),
        ("<sheetData><f>A20+表!A20</f></sheetData>", "<sheetData><f>A20+表!A22</f></sheetData>"),
        ('<dataValidation sqref="A20"/>', '<dataValidation sqref="A20"/>'),
        ('<worksheetSource sheet="表" ref="A9:H12"/>', '<worksheetSource sheet="表" ref="A9:H14"/>'),
        ('<worksheetSource sheet="另" ref="A9:H12"/>', '<worksheetSource sheet="另" ref="A9:H12"/>'),
        ("<x14:f>表!$A$20:$A$21</x14:f>", "<x14:f>表!$A$22:$A$23</x14:f>"),
    ],
)
def test_other_parts_name_the_sheet(before: str, after: str) -> None:
    assert followed(before, DOWN, own=False) == after


@pytest.mark.parametrize("target", ["A10", "表!A$1+表!A9"])
def test_a_formula_of_another_sheet_that_rows_share_is_not_torn_apart(target: str) -> None:
    shared = f'<f t="shared" ref="B1:B5" si="0">表!{target.removeprefix("表!")}</f>'
    with pytest.raises(CannotFill):
        followed(shared, DOWN, own=False)


def test_a_part_without_any_reference_keeps_its_bytes() -> None:
    data = "<a b='1'/>".encode("utf-16")
    assert Following(DOWN, "表").part(data, own=True) is data


def test_a_part_in_another_encoding_is_converted() -> None:
    data = '<?xml version="1.0" encoding="UTF-16"?><a><definedName>表!$A$20</definedName></a>'.encode(
        "utf-16"
    )
    now = Following(DOWN, "表").part(data, own=False).decode("utf-8-sig")
    assert now == '<?xml version="1.0" encoding="UTF-8"?><a><definedName>表!$A$22</definedName></a>'
