from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.workbook.heights import MAX_HEIGHT, height, line_count, text_width


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("指标", 4), ("≥“”", 6), ("e\u0301", 1), ("％", 2)])
def test_width_counts_chinese_twice(text: str, width: int) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("字" * 5, 1),
        ("字" * 6, 2),
        ("一\n二\n", 3),
        ("字字 abcdefgh", 2),
        ("x" * 25, 3),
    ],
)
def test_lines_in_a_cell_of_twelve(text: str, lines: int) -> None:
    assert line_count(text, 12) == lines


@given(st.text("字a \n。", max_size=60), st.integers(1, 40))
def test_more_text_never_takes_fewer_lines(text: str, width: int) -> None:
    assert line_count(text + "字", width) >= line_count(text, width) >= text.count("\n") + 1


def test_a_row_is_never_taller_than_a_sheet_allows() -> None:
    assert height(1, 11) < height(2, 11) < height(2, 18) < height(1000, 11) == MAX_HEIGHT
