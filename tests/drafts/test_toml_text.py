"""TOML in pieces: nothing is lost in cutting, and every text comes back as it was."""

import tomllib
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.drafts.toml_text import Value, encode, split, table, with_values
from tui.forms.text import clean

NASTY = [
    '"',
    "\\",
    '"""',
    "'''",
    "'",
    "\n",
    "\t",
    "　",
    "\u2028",
    "\x85",
    "😀",
    "# 注",
    "\n[[a]]\n",
    "目标",
    "x",
]
texts = st.lists(st.sampled_from(NASTY), max_size=60).map("".join) | st.text()


@given(texts)
def test_every_text_comes_back(text: str) -> None:
    assert tomllib.loads(f"v = {encode(text)}")["v"] == clean(text)


@pytest.mark.parametrize("text", ["短", "长" * 65, "两\n行", "\n", '""""""', "\\", '\\"', "a\\\n", 'q"' * 40])
def test_special_texts_come_back(text: str) -> None:
    assert tomllib.loads(f"v = {encode(text)}")["v"] == text


@pytest.mark.parametrize(("text", "quotes"), [("一" * 64, 1), ("一" * 65, 3), ("一\n二", 3)])
def test_long_texts_and_several_lines_are_multi_line_strings(text: str, quotes: int) -> None:
    written = encode(text)
    assert written.startswith('"' * quotes) and written.startswith('"""\n') == (quotes == 3)


@pytest.mark.parametrize("value", [2024, datetime(2026, 11, 23, 10, 15, tzinfo=timezone(timedelta(hours=8)))])
def test_numbers_and_times_come_back(value: Value) -> None:
    assert tomllib.loads(f"v = {encode(value)}")["v"] == value


@given(st.dictionaries(texts.map(clean), st.lists(texts).map(tuple)))
def test_lists_come_back_under_any_key(values: dict[str, tuple[str, ...]]) -> None:
    expected = {key: list(map(clean, items)) for key, items in values.items()}
    assert tomllib.loads(table("[t]", values))["t"] == expected


@given(st.lists(st.tuples(st.sampled_from(["[x{}]", "[[y]]", '[ "a.b{}" ]', "[p{}.q]"]), texts, texts)))
def test_pieces_are_the_file_and_each_is_a_table(parts: list[tuple[str, str, str]]) -> None:
    text = "top = 1\n" + "".join(
        f"# [注]\n{head.format(number)}  # [x]\nv = {encode(one)}  # ''' [\nw = [\n[{encode(two)}],\n[1]]\n"
        for number, (head, one, two) in enumerate(parts)
    )
    pieces = list(split(text))
    assert "".join(piece for _, piece in pieces) == text
    assert len(pieces) == len(parts) + 1
    for head, piece in pieces:
        assert list(tomllib.loads(piece)) == (list(head) or ["top"])


@pytest.mark.parametrize(
    "value",
    [
        "'''\n[a]\n'''",
        '"""\n[a]\n# x\n"""',
        '"""\n\\"""\n[a]"""',
        '""""\n[a]\n"""""',
        "[\n# x\n[1],\n]",
        "{a = [1]}",
    ],
)
def test_what_looks_like_a_header_inside_a_value_is_none(value: str) -> None:
    assert [head for head, _ in split(f"v = {value}\n[b]\n")] == [{}, {"b": {}}]


def test_a_comment_goes_with_the_header_below_it_unless_a_line_is_empty() -> None:
    assert [piece for _, piece in split("a = 1\n# up\n\n# down\n# too\n[b]\n")] == [
        "a = 1\n# up\n\n",
        "# down\n# too\n[b]\n",
    ]


def test_only_the_given_values_change() -> None:
    piece = '# c\n[[a]]  # d\nk = "1" # e\n# f\n  other   =   0x10\n\n[a.sub]\nx = 1\n'
    assert with_values(piece, "a", {"k": "2", "new": 3}) == (
        '# c\n[[a]]  # d\nk = "2" # e\n# f\n  other   =   0x10\nnew = 3\n\n[a.sub]\nx = 1\n'
    )


@given(st.dictionaries(st.sampled_from("abc"), texts), st.dictionaries(st.sampled_from("abcd"), texts))
def test_a_changed_table_says_the_new_and_the_rest_of_the_old(
    old: dict[str, str], new: dict[str, str]
) -> None:
    piece = with_values(table("[t]", old), "t", new)
    assert tomllib.loads(piece) == {"t": {key: clean(text) for key, text in {**old, **new}.items()}}
