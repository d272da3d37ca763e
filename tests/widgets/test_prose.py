from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.widgets.columns import fit, fit_right
from tui.widgets.prose import wrap

TEXTS = st.text(alphabet="中文字，。（）“”≥ abc-123\n", max_size=80)


@given(TEXTS, st.integers(4, 40))
def test_no_line_is_wider_than_asked_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_a_closing_sign_does_not_begin_a_line() -> None:
    assert wrap("请填写“指标值”。", 14) == ("请填写“指标", "值”。")


def test_a_word_or_number_is_not_torn() -> None:
    assert wrap("不超过 2024 年", 9) == ("不超过", "2024 年")


def test_a_text_without_width_is_one_line() -> None:
    assert wrap("甲乙丙", 0) == ("甲乙丙",)


@given(st.text(alphabet="中文a \n\t1", max_size=30), st.integers(2, 20))
def test_fit_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(fit_right(text, width)) == width


def test_fit_shows_that_it_cut() -> None:
    assert fit("南县中鱼口镇", 9) == "南县中.. "
