"""A line of 9,600 baud: what is typed is echoed in time, and a key that arrives in pieces is one key."""

from collections.abc import Iterator

import pytest

from tests.terminal.conftest import Open, Terminal

pytestmark = pytest.mark.terminal

BYTES_A_SECOND = 960
"""9,600 baud with a start and a stop bit."""
KEYS_A_SECOND = 6
"""A fast typist; with an input method, the characters of a word come together and the next word later."""
BYTES_A_KEY = BYTES_A_SECOND // KEYS_A_SECOND
LONGEST_QUEUE = 2 * BYTES_A_SECOND
"""What a new page may keep the line busy with."""
QUIET = 0.02
"""Seconds without a byte after which a key has been echoed."""


def on_the_list(open_terminal: Open, **settings: str) -> Terminal:
    """The wizard at the first step that has rows."""
    terminal = open_terminal(**settings)
    terminal.see("还没有草稿")
    terminal.keys("n")
    terminal.see("填哪一张表")
    terminal.keys("1")
    terminal.see("部门单位名称")
    terminal.keys("pagedown", "pagedown", "pagedown")
    terminal.see("数量指标")
    return terminal


def keys_of_a_row() -> Iterator[str]:
    """What one types to add a row, character by character."""
    yield "a"
    yield from "政务服务事项按时办结率"
    yield from ("enter", "3", "tab", "9", "8", "enter", "%", "enter")
    yield from "反映承诺件在承诺的时限内办结的情况，以系统里的记录为准，不含退件。"
    yield "tab"
    yield from "每低一个百分点扣一分"


def test_a_step_is_filled_in_as_fast_as_one_types(open_terminal: Open) -> None:
    terminal = on_the_list(open_terminal)
    queue, queues = 0, []
    for key in keys_of_a_row():
        before = terminal.received
        terminal.keys(key)
        terminal.until_quiet(QUIET)
        queue = max(0, queue + terminal.received - before - BYTES_A_KEY)
        queues.append(queue)
    terminal.see("每低一个百分点扣一分")
    assert max(queues) <= LONGEST_QUEUE
    assert queues[-1] == 0


def test_a_throttled_line_shows_all_that_was_typed(open_terminal: Open) -> None:
    words = "政务服务事项按时"
    terminal = on_the_list(open_terminal)
    terminal.keys("a")
    terminal.see("F8 下一条")
    carried = terminal.received  # and from here on what the line can carry between two keys, no more
    for char in words:
        terminal.keys(char)
        carried += BYTES_A_KEY
        while (room := carried - terminal.received) > 0 and terminal.read(QUIET, most=room):
            pass
    terminal.see(words)
    assert terminal.received - carried <= BYTES_A_KEY


def in_pieces(terminal: Terminal, sequence: str, seconds: float) -> None:
    """Send a sequence byte by byte, each so long after the program has read the one before it.

    No state tells when to go on: that nothing comes for so long is what the program is to bear.
    """
    for piece in sequence:
        terminal.keys(piece)
        terminal.until(lambda: not terminal.waiting(), "the key is read")
        terminal.until_quiet(seconds)


def test_an_arrow_that_arrives_in_pieces_is_an_arrow(open_terminal: Open) -> None:
    terminal = on_the_list(open_terminal, SSH_CONNECTION="x")
    in_pieces(terminal, "\x1b[B", 0.12)
    terminal.keys("a")
    terminal.see("质量指标  第1行")


def test_esc_alone_goes_back(open_terminal: Open) -> None:
    terminal = on_the_list(open_terminal)
    terminal.keys("escape")
    terminal.see("草稿列表")
