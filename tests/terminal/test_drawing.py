"""The screen that a terminal shows: in any size, after other programs wrote on it, however wide it draws."""

import asyncio
import fcntl
import inspect
import re
import signal
import struct
import termios
from unicodedata import east_asian_width

import pyte
import pytest
from textual import app
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import ComposeResult
from textual.widgets import Static

from tests.terminal.conftest import PATIENCE, Open, Terminal
from tui.terminal.drawing import DrawingApp

DIVIDER = 14
"""The column of the line between the list of steps and the page, one further right where it is ASCII."""


def resize(terminal: Terminal, columns: int, lines: int) -> None:
    terminal.screen.resize(lines, columns)
    fcntl.ioctl(terminal._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    terminal.process.send_signal(signal.SIGWINCH)  # not every kernel does so by itself


def draw_ambiguous_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = pyte.screens.wcwidth
    monkeypatch.setattr(
        pyte.screens,
        "wcwidth",
        lambda char: 2 if usual(char) == 1 and east_asian_width(char) == "A" else usual(char),
    )


def begin_form(terminal: Terminal) -> None:
    terminal.see("还没有草稿")
    terminal.keys("n")
    terminal.see("填哪一张表")
    terminal.keys("1")
    terminal.see("部门单位名称")


def divider(terminal: Terminal) -> set[tuple[int, str]]:
    """Where the dividing line stands, and what it is drawn with."""
    columns = terminal.screen.columns
    rows = (terminal.screen.buffer[y] for y in range(1, terminal.screen.lines - 1))
    return {(x, row[x].data) for row in rows for x in range(columns) if row[x].data in {"│", "|"}}


@pytest.mark.terminal
def test_a_terminal_that_draws_ambiguous_signs_wide_is_found_out(
    open_terminal: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_ambiguous_wide(monkeypatch)
    terminal = open_terminal()
    begin_form(terminal)
    terminal.keys("“≥1”", "\x1b[6~", "\x1b[6~", "\x1b[6~", "a")
    terminal.see("三级指标")
    terminal.until_quiet(0.2)
    assert divider(terminal) == {(DIVIDER, "|")}
    terminal.keys("“≥1”→")
    terminal.see("“≥1”→")
    terminal.until_quiet(0.2)
    x, y = terminal.screen.cursor.x, terminal.screen.cursor.y
    row = terminal.screen.buffer[y]
    assert (row[x - 2].data, row[x].bg) == ("→", "white")


@pytest.mark.terminal
def test_the_answer_may_come_late_but_only_once_and_only_from_the_second_line(
    open_terminal: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_ambiguous_wide(monkeypatch)
    terminal = open_terminal(answers=False)
    begin_form(terminal)
    terminal.keys("“≥1”县", "\x1b[1;6R")
    terminal.until_quiet(0.3)
    assert {sign for _, sign in divider(terminal)} == {"│"}
    terminal.keys("\x1b[2;6R")
    terminal.until(lambda: divider(terminal) == {(DIVIDER, "|")}, "straight lines")
    terminal.keys("\x1b[2;8R", "≥")
    terminal.see("“≥1”县≥")
    terminal.until_quiet(0.3)
    shown = terminal.shown
    terminal.keys("\x0c")
    terminal.until_quiet(0.3)
    assert terminal.shown == shown


@pytest.mark.terminal
@pytest.mark.parametrize(("setting", "line"), [("", "│"), ("1", "|")])
def test_a_terminal_that_does_not_answer_is_narrow_unless_the_setting_says_so(
    open_terminal: Open, setting: str, line: str
) -> None:
    terminal = open_terminal(answers=False, TIANBAO_WIDE=setting)
    begin_form(terminal)
    terminal.until_quiet(0.2)
    assert {sign for _, sign in divider(terminal)} == {line}


def all_from_now_on(terminal: Terminal) -> bytearray:
    """The bytes that the program sends, as they come."""
    raw = bytearray()
    feed = terminal._stream.feed

    def keep(data: bytes) -> None:
        raw.extend(data)
        feed(data)

    terminal._stream.feed = keep  # type: ignore[method-assign]
    return raw


@pytest.mark.terminal
def test_what_a_key_changes_is_sent_in_one_go(open_terminal: Open) -> None:
    terminal = open_terminal()
    begin_form(terminal)
    terminal.keys("一")
    terminal.see("1 字")
    terminal.until_quiet(0.3)
    raw = all_from_now_on(terminal)
    terminal.keys("二")
    terminal.see("2 字")
    terminal.see("一二")
    counter, _, field = raw.partition(b"H2")
    assert b"\x1b[2;" in counter, "in one go the lines come from top to bottom"
    assert "二".encode() in field


class OneWord(DrawingApp[None]):
    """A word, drawn in memory."""

    def compose(self) -> ComposeResult:
        yield Static("甲")


@pytest.mark.parametrize("is_released", [True, False])
async def test_what_is_held_is_shown_when_it_is_released_or_soon_by_itself(
    monkeypatch: pytest.MonkeyPatch, is_released: bool
) -> None:
    monkeypatch.setattr(OneWord, "_is_shown", property(lambda shown: shown._running))
    tiny, sent = OneWord(), asyncio.Queue[str]()
    monkeypatch.setattr(tiny, "_send", sent.put_nowait)
    async with tiny.run_test() as pilot:
        await pilot.pause()
        tiny.hold()
        tiny.query_one(Static).update("乙")
        if is_released:
            await pilot.pause()
            tiny.release()
        async with asyncio.timeout(PATIENCE):
            while "乙" not in await sent.get():
                pass


@pytest.mark.terminal
@pytest.mark.parametrize(("answers", "repeated"), [(True, True), (False, False)])
def test_a_terminal_that_can_repeat_a_character_is_found_out(
    open_terminal: Open, answers: bool, repeated: bool
) -> None:
    terminal = open_terminal(answers=answers)
    terminal.see("还没有草稿")
    terminal.until_quiet(0.2)
    raw = all_from_now_on(terminal)
    begin_form(terminal)
    assert bool(re.search(rb" \x1b\[\d+b", raw)) == repeated


@pytest.mark.terminal
def test_a_terminal_that_takes_utf8_for_something_else_is_told_in_its_own_set(open_terminal: Open) -> None:
    terminal = open_terminal(answers=False)
    raw = all_from_now_on(terminal)
    terminal.see("还没有草稿")
    terminal.keys("\x1b[2;8R")
    terminal.until(lambda: terminal.process.poll() is not None, "the end")
    terminal.until_quiet(0.1)
    assert terminal.process.returncode == 2
    assert "请改成 UTF-8".encode("gb18030") in raw


@pytest.mark.terminal
def test_a_window_that_is_too_small_says_so_and_nothing_typed_is_lost(open_terminal: Open) -> None:
    terminal = open_terminal()
    begin_form(terminal)
    terminal.keys("甲")
    resize(terminal, 50, 10)
    terminal.see("至少要宽 60 高 20")
    terminal.keys("乙")
    resize(terminal, 61, 21)
    terminal.see("甲乙")
    terminal.keys("丙")
    resize(terminal, 132, 40)
    terminal.see("甲乙丙")
    terminal.see("记号")
    terminal.until_quiet(0.2)
    shown = terminal.shown
    terminal._stream.feed(b"\x1b[1;1HFOREIGN\x1b[12;12Hwall: going down")
    assert terminal.shown != shown
    terminal.keys("\x0c")
    terminal.until(lambda: terminal.shown == shown, "the screen as it was")


@pytest.mark.parametrize("update", [LayoutUpdate, ChopsUpdate])
def test_textual_hands_over_its_updates_as_they_are_read(update: type) -> None:
    expected = {
        LayoutUpdate: ["self", "strips", "region"],
        ChopsUpdate: ["self", "chops", "spans", "chop_ends"],
    }
    assert list(inspect.signature(update.__init__).parameters) == expected[update]  # type: ignore[misc]


def test_textual_displays_through_one_method() -> None:
    assert list(inspect.signature(app.App._display).parameters) == ["self", "screen", "renderable"]
