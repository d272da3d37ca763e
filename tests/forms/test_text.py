"""What is kept of a text, and how texts are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.forms.text import (
    CELL_LIMIT,
    clean,
    fold,
    is_blank,
    joined_cells,
    pasted_text,
    shorten,
    squeeze,
    unquoted,
    utf16_length,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("一\r\n二\r三\n四", "一\n二\n三\n四"),
        ("一\t二", "一\t二"),
        ("一\x00\x07\x1b[31m二", "一[31m二"),
        *((f"一{end}二", "一\n二") for end in ("\x0b", "\x0c", "\x85", "\u2028", "\u2029")),
        ("一\x7f\x80\x9f二", "一二"),
        ("一\ud800二\ufffe\uffff", "一二"),
        ("\u3000 前后空格留着 \u3000", "\u3000 前后空格留着 \u3000"),
        ("=1+1", "=1+1"),
        ("𠮷野家👍🏽", "𠮷野家👍🏽"),
        ("", ""),
    ],
)
def test_clean_keeps_what_a_sheet_can_hold(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cleaned_text_can_stand_in_xml(text: str) -> None:
    assert all(char in "\t\n" or char >= " " for char in clean(text))


@given(st.text(st.sampled_from("一 \n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")))
def test_a_cleaned_text_has_lines_where_it_has_line_feeds_and_nowhere_else(text: str) -> None:
    assert len(clean(f"{text}。").splitlines()) == clean(text).count("\n") + 1


@pytest.mark.parametrize(
    ("copied", "content"),
    [
        ("办件量\r\n", "办件量"),
        ("办件量\r", "办件量"),
        ("办件量", "办件量"),
        ('"一\r\n二"\r\n', "一\n二"),
        ('"一\r\n\r\n二"\r\n', "一\n\n二"),
        ('"一\n说""好"""\r\n', '一\n说"好"'),
        ('"一\t二"', "一\t二"),
        ('"说""好"""', '说"好"'),
        ('"一\n"\n', "一\n"),
        ("\r\n", ""),
        ("", ""),
    ],
)
def test_a_single_cell_is_pasted_without_what_the_sheet_added(copied: str, content: str) -> None:
    assert pasted_text(copied) == content


@pytest.mark.parametrize(
    ("copied", "text"),
    [
        ("一\t二\r\n", "一\t二\n"),
        ("一\r\n二\r\n", "一\n二\n"),
        ("一\r\r二\r三", "一\n\n二\n三"),
        ('"一\n二"\t"三\n四"', '"一\n二"\t"三\n四"'),
        ('"一\n二"\n三', '"一\n二"\n三'),
        ('"一站式"', '"一站式"'),
        ('"一站式"服务"', '"一站式"服务"'),
        ('"没有关上\n二', '"没有关上\n二'),
        ('"', '"'),
        ("  一\u3000", "  一\u3000"),
    ],
)
def test_several_cells_and_typed_quotes_are_pasted_as_they_are(copied: str, text: str) -> None:
    assert pasted_text(copied) == text


@pytest.mark.parametrize(
    ("copied", "joined"),
    [
        ("一\t二\r\n三\t四\r\n", "一 二\n三 四"),
        ("\t一\t\t二\t\t\r\n", "一 二"),
        ('"一\n说""好"""\t"二\t三"\r\n四', '一\n说"好" 二\t三\n四'),
        ('"一\n二"\r\n三\r\n', "一\n二\n三"),
        ("1.\t受理\r2.\t培训\r", "1. 受理\n2. 培训"),
        ('"一\n二"\r\n', ""),
        ('"一\t二"', ""),
        ("一\r\n二\r\n", ""),
        ('"一站式"服务\n"没有关上', ""),
        ("", ""),
    ],
)
def test_several_cells_become_lines_without_what_the_sheet_added(copied: str, joined: str) -> None:
    assert joined_cells(copied) == joined


@given(st.text('a"\t\n表', max_size=8))
def test_what_a_sheet_quotes_comes_back(content: str) -> None:
    copied = '"' + content.replace('"', '""') + '"'
    assert unquoted(copied) == (content if set(content) & set('\n\t"') else copied)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\t\n",
        "\u3000",
        "\xa0",
        "\u200b",
        " \u200b \ufeff\u3000",
        "\u200b \u200b \u200b",
        "\xad",
        "\u200e",
    ],
)
def test_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["一", " 0 ", "/", "-", "\u200b.", "　无　"])
def test_not_blank(text: str) -> None:
    assert not is_blank(text)


@given(st.text())
def test_blank_is_what_nothing_is_left_of_when_squeezed(text: str) -> None:
    assert is_blank(text) == (squeeze(text) == "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("社会公众满意度", " 社会 公众\u3000满意度\n"),
        ("＞＝", ">="),
        ("１００％", "100%"),
        ("评（扣）分标准", "评(扣)分标准"),
        ("办件\u200b量", "办件量"),
    ],
)
def test_texts_that_count_as_equal(one: str, other: str) -> None:
    assert squeeze(one) == squeeze(other)


@pytest.mark.parametrize(("one", "other"), [("办件量", "办件率"), ("≥", ">"), ("abc", "ABC"), ("2", "3")])
def test_texts_that_differ(one: str, other: str) -> None:
    assert squeeze(one) != squeeze(other)


def test_fold_keeps_the_spaces_inside() -> None:
    assert fold("\u200b １ ０　% \ufeff") == "1 0 %"


@pytest.mark.parametrize(
    ("text", "units"), [("", 0), ("中文", 2), ("👍", 2), ("𠮷", 2), ("é", 1), ("a" * CELL_LIMIT, CELL_LIMIT)]
)
def test_length_as_workbooks_count(text: str, units: int) -> None:
    assert utf16_length(text) == units


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_length_is_that_of_the_encoding(text: str) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "quoted"), [("一\n 二", "一 二"), ("一" * 20, "一" * 20), ("一" * 21, "一" * 19 + "…")]
)
def test_shorten_gives_one_short_line(text: str, quoted: str) -> None:
    assert shorten(text) == quoted
