"""Jumping and deleting by words, without a dictionary."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.graphemes import boundaries
from tui.widgets.words import phrase_after, phrase_before, word_before

LINE = "全年办理3,000.5件（100%），“一窗受理”达95%。 hello 2024-2025年👍🏽好"
TEXTS = st.text("中文字，。（“ abc-12%👍🏽\u200de\u0301", max_size=40)


def test_jumps_lead_from_phrase_to_phrase() -> None:
    stops, column = [0], 0
    while column < len(LINE):
        column = phrase_after(LINE, column)
        stops.append(column)
    phrases = [LINE[start:end] for start, end in pairwise(stops)]
    assert phrases == [
        "全年办理",
        "3,000.5",
        "件",
        "（100%），",
        "“一窗受理”",
        "达",
        "95%。 ",
        "hello ",
        "2024-2025",
        "年👍🏽",
        "好",
    ]
    assert [phrase_before(LINE, end) for end in stops[1:]] == stops[:-1]


@pytest.mark.parametrize(
    ("line", "deleted"),
    [
        ("群众满意", "满意"),
        ("三千件", "千件"),
        ("达到件", "到件"),
        ("件", "件"),
        ("群众满意。", "。"),
        ("（满意）。”", "）。”"),
        ("达到100%", "100%"),
        ("达到3,000.5", "3,000.5"),
        ("完成2024", "2024"),
        ("2024年", "年"),
        ("hello world  ", "world  "),
        ("不错👍🏽", "👍🏽"),
        ("好e\u0301te\u0301", "e\u0301te\u0301"),
        ("中 \u3000", "中 \u3000"),
        ("  ", "  "),
        ("", ""),
    ],
)
def test_a_word_is_two_chinese_characters_or_a_latin_one(line: str, deleted: str) -> None:
    assert line[word_before(line, len(line)) :] == deleted


@given(TEXTS, st.integers(0, 40))
def test_words_and_phrases_begin_with_a_cluster_and_go_on(line: str, column: int) -> None:
    column = min(column, len(line))
    bounds = set(boundaries(line))
    for start in (phrase_before(line, column), word_before(line, column)):
        assert start in bounds
        assert start < column or start == column == 0
    after = phrase_after(line, column)
    assert after in bounds
    assert after > column or after == column == len(line)
