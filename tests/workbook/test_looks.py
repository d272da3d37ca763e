"""The looks of cell styles, and which colours they are to the eye."""

from __future__ import annotations

import pytest

from tui.forms.load import load_form
from tui.workbook import colours
from tui.workbook.looks import Look, looks

THEME = """<theme><themeElements><clrScheme name="x">
<dk1><sysClr val="windowText" lastClr="111111"/></dk1><lt1><sysClr val="window" lastClr="FEFEFE"/></lt1>
<dk2><srgbClr val="222222"/></dk2><lt2><srgbClr val="E7E6E6"/></lt2>
<accent1><srgbClr val="4472C4"/></accent1></clrScheme></themeElements></theme>"""


def fill_of(foreground: str, theme: str = "", more: str = "", pattern: str = "solid") -> str:
    styles = (
        f'<styleSheet><fills><fill><patternFill patternType="none"/></fill><fill><patternFill '
        f'patternType="{pattern}"><fgColor {foreground}/><bgColor indexed="64"/></patternFill></fill></fills>'
        f'<cellXfs><xf fillId="0"/><xf fillId="1"/></cellXfs>{more}</styleSheet>'
    )
    return looks(styles.encode(), theme.encode())[1].fill


@pytest.mark.parametrize(
    ("foreground", "fill"),
    [
        ('rgb="FFFFFF00"', "FFFF00"),
        ('rgb="92d050"', "92D050"),
        ('rgb="nonsense"', ""),
        ('theme="0"', "FEFEFE"),
        ('theme="1"', "111111"),
        ('theme="2"', "E7E6E6"),
        ('theme="3"', "222222"),
        ('theme="4"', "4472C4"),
        ('theme="4" tint="0.7999816888943144"', "DAE3F3"),
        ('theme="0" tint="-0.1499984740745262"', "D8D8D8"),
        ('theme="4" tint="much"', "4472C4"),
        ('theme="99"', ""),
        ('indexed="13"', "FFFF00"),
        ('indexed="22"', "C0C0C0"),
        ('indexed="5"', "FFFF00"),
        ('indexed="64"', ""),
        ('auto="1"', ""),
    ],
)
def test_the_background_of_a_style(foreground: str, fill: str) -> None:
    assert fill_of(foreground, THEME) == fill


def test_a_workbook_without_a_theme_has_the_usual_one() -> None:
    assert fill_of('theme="6"') == "9BBB59"


def test_a_workbook_may_have_a_palette_of_its_own() -> None:
    colors = (
        '<colors><indexedColors><rgbColor rgb="00000000"/><rgbColor rgb="00ABCDEF"/></indexedColors></colors>'
    )
    assert fill_of('indexed="1"', more=colors) == "ABCDEF"


@pytest.mark.parametrize("pattern", ["none", "gray125", "lightUp"])
def test_patterns_are_no_background(pattern: str) -> None:
    assert fill_of('rgb="FFFFFF00"', pattern=pattern) == ""


def test_a_style_without_anything_is_plain() -> None:
    styles = b'<styleSheet><cellXfs><xf/><xf numFmtId="9" fillId="7"/></cellXfs></styleSheet>'
    assert looks(styles, b"") == [Look(), Look("0%")]


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        *((fill, "黄色") for fill in ("FFFF00", "FFFFE0", "FFF2CC", "FFC000", "FFFFCC", "FFD966")),
        *((fill, "绿色") for fill in ("92D050", "C6EFCE", "E2EFDA", "EBF1DE", "00B050", "99CC00")),
        *((fill, "蓝色") for fill in ("9DC3E6", "DDEBF7", "DCE6F1", "00B0F0", "4472C4", "DAEEF3")),
        *((fill, "") for fill in ("FFFFFF", "D9D9D9", "FF0000", "ED7D31", "7030A0", "000000", "44546A")),
    ],
)
def test_colours_by_name(fill: str, name: str) -> None:
    assert colours.name(fill) == name


@pytest.mark.parametrize(
    ("fill", "grey"),
    [
        *((fill, True) for fill in ("D9D9D9", "F2F2F2", "C0C0C0", "808080", "BFBFBF", "E7E6E6")),
        *((fill, False) for fill in ("FFFFFF", "FEFEFE", "000000", "333333", "FFF2CC", "DDEBF7", "FDE9D9")),
    ],
)
def test_greys(fill: str, grey: bool) -> None:
    assert colours.is_grey(fill) is grey


def test_heads_by_colour() -> None:
    form = load_form("department-goals")
    found = [colours.head(form, fill) for fill in ("FFF2CC", "C6EFCE", "DDEBF7", "D9D9D9", "")]
    assert found == ["yellow", "green", "blue", "", ""]
