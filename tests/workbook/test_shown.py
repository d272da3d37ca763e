from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.workbook.shown import built_in_format, shown


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("100", "", "100"),
        ("100.0", "", "100"),
        ("45000", "0." + "0" * 40, "45000.000000000000"),
        ("0.5", "General", "0.5"),
        ("1E+2", "", "100"),
        ("0.30000000000000004", "", "0.3"),
        ("123456789012345", "", "123456789012345"),
        ("1E+20", "", "1E+20"),
        ("0.98", "0%", "98%"),
        ("0.985", "0.0%", "98.5%"),
        ("1", "0.00%", "100.00%"),
        ("0.125", "0.00", "0.13"),
        ("3", "0.00_ ", "3.00"),
        ("1234.5", "#,##0.00", "1234.50"),
        ("98.5", "0.##", "98.5"),
        ("98", "0.##", "98"),
        ("5", '0"件"', "5"),
        ("-3", "0;[Red]-0", "-3"),
        ("7", "@", "7"),
        ("不是数", "0", "不是数"),
        ("NaN", "", "NaN"),
        ("1E+999999999", "", "1E+999999999"),
    ],
)
def test_numbers(raw: str, code: str, text: str) -> None:
    assert shown(raw, code) == (text, False)


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("45356", "yyyy/m/d", "2024-03-05"),
        ("45356", 'm"月"d"日"', "3月5日"),
        ("45356", 'yyyy"年"m"月"', "2024年3月"),
        ("45356.4375", "yyyy-mm-dd hh:mm", "2024-03-05 10:30"),
        ("0.4375", "h:mm:ss", "10:30:00"),
        ("45356", built_in_format(14), "2024-03-05"),
        ("45356", built_in_format(58), "3月5日"),
        ("45356", "[$-804]yyyy/m/d;@", "2024-03-05"),
    ],
)
def test_dates(raw: str, code: str, text: str) -> None:
    assert shown(raw, code) == (text, True)


@pytest.mark.parametrize("raw", ["-1", "99999999"])
def test_a_number_that_is_no_day_stays_a_number(raw: str) -> None:
    assert shown(raw, "yyyy/m/d") == (raw, False)


@given(st.floats(allow_nan=False).map(repr), st.text('0#.,%;ymdhs"[] @_E+', max_size=8))
def test_any_number_in_any_format_shows_something(raw: str, code: str) -> None:
    assert shown(raw, code)[0]
