"""Commands and answers are never taken for each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.plain.orders import ORDERS, ROW_ORDERS, NotUnderstood, bare_order, listed, order_in, understand

ALL_NAMES = [(order.id, name) for order in ORDERS for name in order.names]


@pytest.mark.parametrize(("order_id", "name"), ALL_NAMES, ids=[name for _, name in ALL_NAMES])
@pytest.mark.parametrize("colon", [":", "：", " : "])
def test_a_command_has_a_word_and_a_letter(order_id: str, name: str, colon: str) -> None:
    order = understand(f"{colon}{name}").order
    assert order
    assert order.id == order_id


def test_no_two_commands_share_a_name() -> None:
    for orders in (ORDERS, ROW_ORDERS):
        names = [name for order in orders for name in order.names]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("line", "order_id", "text"),
    [
        (":跳转 4", "jump", "4"),
        ("：跳转４", "jump", "４"),
        (":J4", "jump", "4"),
        ("：ｎ", "next_step", ""),
        (":导出 /tmp/a b.xlsx", "export", "/tmp/a b.xlsx"),
    ],
)
def test_what_follows_a_command(line: str, order_id: str, text: str) -> None:
    reply = understand(line)
    assert (reply.order and reply.order.id, reply.text) == (order_id, text)


@pytest.mark.parametrize("line", [":", "：", ":回家", ":next", ":下一步吧", ":n 3", ":/"])
def test_a_colon_with_anything_else_is_asked_about(line: str) -> None:
    with pytest.raises(NotUnderstood, match="两个冒号"):
        understand(line)


@pytest.mark.parametrize("line", ["/", "n", "q", "退出", "8:30", "帮助", "?", "=", "-", "\\", "1:1"])
def test_without_a_colon_in_front_it_is_an_answer(line: str) -> None:
    reply = understand(line)
    assert (reply.order, reply.text) == (None, line)


@given(st.text(), st.sampled_from(["::", "：：", ":：", "：:"]))
def test_behind_two_colons_stands_whatever_one_likes(text: str, colons: str) -> None:
    reply = understand(colons + text)
    assert (reply.order, reply.text, reply.is_empty, reply.is_end) == (None, text, False, False)


@pytest.mark.parametrize("line", ["", " ", "　", "\u200b"])
def test_a_line_in_which_nothing_can_be_seen_is_empty(line: str) -> None:
    assert understand(line).is_empty


@pytest.mark.parametrize(
    ("line", "number"), [("3", 3), ("１２", 12), (" 7 ", 7), ("三", None), ("-1", None), ("", None)]
)
def test_numbers_of_any_width(line: str, number: int | None) -> None:
    assert understand(line).number == number


@pytest.mark.parametrize("line", ["删除 2", "删除2", "d 2", "D2", "ｄ２"])
def test_rows_are_changed_without_a_colon(line: str) -> None:
    reply = order_in(line, ROW_ORDERS)
    assert reply
    assert reply.order
    assert (reply.order.id, reply.number) == ("drop_row", 2)


@pytest.mark.parametrize(("order_id", "name"), ALL_NAMES, ids=[name for _, name in ALL_NAMES])
def test_the_name_of_a_command_without_its_colon_is_noticed(order_id: str, name: str) -> None:
    order = bare_order(understand(f" {name} "))
    assert order
    assert order.id == order_id


@pytest.mark.parametrize("line", ["::退出", ":退出", "退出服务", "检查 2", "导出 3", "检查。", "", "8"])
def test_any_other_line_is_none(line: str) -> None:
    assert bare_order(understand(line)) is None


def test_every_command_is_explained() -> None:
    assert len(listed(ORDERS, ":")) == len(ORDERS)
    assert listed(ORDERS, ":")[6] == "  :跳转 几（:j）：到第几步；不写数字就列出各步。"
