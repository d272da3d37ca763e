"""Where lines of Chinese are broken."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.graphemes import boundaries, cells
from tui.widgets.wrapping import wrap_offsets

TEXTS = st.text("中文字，。（）“”≥ \u3000abc-123%１👍🏽\u200de\u0301", max_size=80)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in pairwise([0, *wrap_offsets(text, width), len(text)])]


@pytest.mark.parametrize(
    ("text", "width", "wrapped"),
    [
        ("全年办理三千件", 8, ["全年办理", "三千件"]),
        ("全年办理三千件", 9, ["全年办理", "三千件"]),
        ("全年办理。三千件", 8, ["全年办", "理。三千", "件"]),
        ("请填写“指标值”。", 14, ["请填写“指标", "值”。"]),
        ("完善（一窗）", 6, ["完善", "（一", "窗）"]),
        ("不超过 2024 年", 9, ["不超过 ", "2024 年"]),
        ("达到95.5%以上", 8, ["达到", "95.5%以", "上"]),
        ("共3,000件≥95%", 9, ["共3,000件", "≥95%"]),
        ("共１００％", 8, ["共", "１００％"]),
        ("hello world", 7, ["hello ", "world"]),
        ("hello world", 3, ["hel", "lo ", "wor", "ld"]),
        ("，，，，，", 4, ["，，", "，，", "，"]),
        ("家👨\u200d👩\u200d👧庭", 4, ["家👨\u200d👩\u200d👧", "庭"]),
        ("中文\u3000", 4, ["中文", "\u3000"]),
        ("中文", 0, ["中文"]),
        ("中文", 1, ["中", "文"]),
        ("", 4, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, wrapped: list[str]) -> None:
    assert lines(text, width) == wrapped


@given(TEXTS, st.integers(2, 30))
def test_no_line_is_too_wide_and_none_begins_within_a_cluster(text: str, width: int) -> None:
    offsets = wrap_offsets(text, width)
    assert offsets == sorted(set(offsets))
    assert set(offsets) <= set(boundaries(text)[1:-1])
    assert all(cells(line, len(line)) <= width for line in lines(text, width))


@given(st.text("中文，。（“", max_size=60), st.integers(8, 30))
def test_a_closing_sign_begins_no_line_when_that_can_be_avoided(text: str, width: int) -> None:
    for before, line in pairwise(lines(text, width)):
        if line[0] in "，。":
            assert not any(
                one not in "（“" and other not in "，。" for one, other in pairwise(before + line[0])
            )


def test_spaces_may_stand_out_where_they_are_not_seen() -> None:
    assert wrap_offsets("中文  字", 4, spaces_hang=True) == [4]
