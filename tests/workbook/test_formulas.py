from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import CannotFill
from tui.workbook.formulas import moved, references, translated
from tui.workbook.shift import Fate, Line, Region, Shift

KEPT = [Line(Fate.KEPT, row, row) for row in (9, 10, 11)]
DOWN = Shift([Region(9, 12, [KEPT[0], KEPT[1], Line(Fate.NEW, 10, 10), KEPT[2], Line(Fate.NEW, 11, 11)])])
"""Lines 10 to 12 of the sheet; one comes after line 11, one after line 12."""
UP = Shift([Region(9, 12, [KEPT[0], KEPT[2]])])
"""Line 11 goes."""

FORMULAS = [
    "A9",
    "SUM(E10:E12)",
    "$A$1:$H$12",
    "'表'!A20",
    '"A20"&A20',
    "LOG10(A20)",
    "IF(A20>=B$21,\"\",'别的 表'!A20)",
    "表1[[#This Row],[A20]]",
    "[1]表!A20",
    "1.5E10+E13",
    "9:20",
    "A:B",
    "INDIRECT($A20)",
]


@pytest.mark.parametrize(
    ("formula", "now"),
    [
        ("A9+A10+A11", "A9+A10+A11"),
        ("A12+A13", "A13+A15"),
        ("$A$12", "$A$13"),
        ("SUM(E10:E11)", "SUM(E10:E12)"),
        ("SUM(E10:E12)", "SUM(E10:E14)"),
        ("SUM(E12:F12)", "SUM(E13:F13)"),
        ("SUM(E14:E13)", "SUM(E16:E15)"),
        ("表!A20+'表'!A20", "表!A22+'表'!A22"),
        ("别的!A20+'表 '!A20", "别的!A20+'表 '!A20"),
        ("[1]表!A20+'[a.xlsx]表'!A20", "[1]表!A20+'[a.xlsx]表'!A20"),
        ('"A20"&A20', '"A20"&A22'),
        ('"a""A20"&A20', '"a""A20"&A22'),
        ("LOG10(A20)", "LOG10(A22)"),
        ("表1[[#This Row],[A20]]", "表1[[#This Row],[A20]]"),
        ("A20_甲+X.A20+A20.b+ABCD20", "A20_甲+X.A20+A20.b+ABCD20"),
        ("XFE20+XFD20", "XFE20+XFD22"),
        ("1.5E10+E13", "1.5E10+E15"),
        ("表!$9:$9", "表!$9:$9"),
        ("表!$10:$13", "表!$10:$15"),
        ("表!$A:$B", "表!$A:$B"),
        ("A1:A1048576", "A1:A1048576"),
        ("表!A20:表!A30", "表!A22:表!A32"),
        ("a20", "a22"),
    ],
)
def test_references_follow_their_rows(formula: str, now: str) -> None:
    assert moved(formula, DOWN, "表", own=True) == now


@pytest.mark.parametrize(("formula", "now"), [("A20+表!A20", "A20+表!A22"), ("别的!A20", "别的!A20")])
def test_on_another_sheet_only_names_count(formula: str, now: str) -> None:
    assert moved(formula, DOWN, "表", own=False) == now


@pytest.mark.parametrize(("formula", "now"), [("C10:C12", "C10:C11"), ("C11:C12", "C11:C11"), ("A12", "A11")])
def test_ranges_shrink_with_the_lines_that_go(formula: str, now: str) -> None:
    assert moved(formula, UP, "表", own=True) == now


@pytest.mark.parametrize("formula", ["A11", "SUM(A11:C11)", "$11:$11", "甲:乙!A1"])
def test_what_cannot_follow_is_refused(formula: str) -> None:
    with pytest.raises(CannotFill):
        moved(formula, UP, "表", own=True)


def test_a_name_of_lines_takes_in_those_made_like_its_only_one() -> None:
    only = Shift([Region(9, 10, [KEPT[0], Line(Fate.NEW, 9, 9)])])
    assert moved("表!$A$10:$H$10", only, "表", own=False, grow=True) == "表!$A$10:$H$11"
    assert moved("表!$A$10:$H$10", only, "表", own=False) == "表!$A$10:$H$10"


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("rows", [0, 1, 700])
def test_translation_goes_back(formula: str, rows: int) -> None:
    assert translated(translated(formula, rows), -rows) == formula


def test_translation_leaves_fixed_rows() -> None:
    assert translated('A1+A$1+$A1+表!B2:B$3&"A1"', 2) == 'A3+A$1+$A3+表!B4:B$3&"A1"'


@pytest.mark.parametrize(("formula", "rows"), [("A1", -1), ("A1048576", 1)])
def test_translation_off_the_sheet_is_refused(formula: str, rows: int) -> None:
    with pytest.raises(CannotFill):
        translated(formula, rows)


def test_what_a_formula_refers_to() -> None:
    (first, second) = references("SUM('甲''乙'!A$2:B3)+$C4")
    assert (first.name(), first.top, first.bottom, first.fixed) == ("甲'乙", 1, 2, (True, False))
    assert (second.name(), second.top, second.bottom, second.fixed) == ("", 3, 3, (False,))


@given(text=st.text(alphabet="AB12$:!'\"()[]表 ,.+", max_size=25))
def test_what_moves_not_at_all_stays_to_the_letter(text: str) -> None:
    assert moved(text, Shift(), "无", own=False) == text
