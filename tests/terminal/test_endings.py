"""However the program ends, what was typed is on the disk and the terminal is left in order."""

import os
import signal
from pathlib import Path

import pytest

from tests.terminal.conftest import Open, Terminal
from tui.drafts.draft_file import read_draft

pytestmark = pytest.mark.terminal


def typed(open_terminal: Open, words: str) -> Terminal:
    terminal = open_terminal()
    terminal.see("还没有草稿")
    terminal.keys("n")
    terminal.see("填哪一张表")
    terminal.keys("1")
    terminal.see("部门单位名称")
    terminal.keys(words)
    terminal.see(words)
    return terminal


def kept(tmp_path: Path) -> str:
    (path,) = (tmp_path / "drafts").glob("*.toml")
    return read_draft(path).answers.fields["unit_name"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_first(open_terminal: Open, tmp_path: Path, number: signal.Signals) -> None:
    terminal = typed(open_terminal, "甲乙丙")
    assert terminal.kill(number) == 128 + number
    assert kept(tmp_path) == "甲乙丙"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_wizard_in_order(open_terminal: Open, number: signal.Signals) -> None:
    terminal = typed(open_terminal, "甲")
    terminal.until_quiet(0.3)
    before = terminal.received
    assert terminal.kill(number) == 128 + number
    terminal.until_quiet(0.1)
    assert terminal.received > before, "the screen is given back"


def test_a_signal_waits_for_what_was_typed_before(open_terminal: Open, tmp_path: Path) -> None:
    terminal = typed(open_terminal, "甲")
    terminal.keys(*("乙", "left", "right") * 40)
    terminal.until(lambda: not terminal.waiting(), "all keys read")
    terminal.process.send_signal(signal.SIGTERM)
    terminal.until(lambda: terminal.process.poll() is not None, "the end")
    assert kept(tmp_path) == "甲" + "乙" * 40


def test_a_dropped_line_saves_and_ends_the_program(open_terminal: Open, tmp_path: Path) -> None:
    terminal = typed(open_terminal, "甲乙丁")
    terminal.hang_up()
    assert kept(tmp_path) == "甲乙丁"


def test_a_kill_loses_nothing_that_was_saved_meanwhile(open_terminal: Open, tmp_path: Path) -> None:
    terminal = typed(open_terminal, "甲乙戊")
    terminal.until(lambda: kept(tmp_path) == "甲乙戊", "the save")
    terminal.kill()
    assert kept(tmp_path) == "甲乙戊"


def test_quitting_saves_and_leaves_the_terminal_in_order(open_terminal: Open, tmp_path: Path) -> None:
    terminal = typed(open_terminal, "甲乙己")
    terminal.keys("f10")
    terminal.see("草稿名")
    terminal.keys("f10")
    terminal.until(lambda: terminal.process.poll() is not None, "the end")
    assert terminal.process.returncode == 0
    assert kept(tmp_path) == "甲乙己"
    assert "Traceback" not in terminal.shown


@pytest.mark.parametrize("stray", [b"\xc4\xe3", b"\x9b"])
def test_bytes_that_are_not_utf8_end_nothing(open_terminal: Open, tmp_path: Path, stray: bytes) -> None:
    terminal = typed(open_terminal, "甲乙")
    os.write(terminal._master, stray)
    terminal.keys("辛")
    terminal.see("甲乙辛")
    terminal.until(lambda: kept(tmp_path) == "甲乙辛", "the save")


FAILING = """
import sys
import tui.screens.fill

def fail(screen):
    answer = "430921199001011234"
    raise RuntimeError("bug")

tui.screens.fill.FillScreen.action_save = fail
from tui.cli import main
sys.exit(main([]))
"""


FAILING_READ = """
import sys
import tui.terminal.packets

class Failing(tui.terminal.packets.KnownKeys):
    def feed(self, data):
        if "\\x07" in data:
            raise RuntimeError("bug")
        return super().feed(data)

tui.terminal.packets.KnownKeys = Failing
from tui.cli import main
sys.exit(main([]))
"""
FAILING_ELSEWHERE = """
import sys
import tui.screens.fill
from rich.traceback import Traceback

def fail(screen):
    answer = "430921199001011234"
    try:
        raise RuntimeError("bug")
    except RuntimeError:
        screen.app.panic(Traceback(show_locals=True))

tui.screens.fill.FillScreen.action_save = fail
from tui.cli import main
sys.exit(main([]))
"""


@pytest.mark.parametrize(("code", "key"), [(FAILING_READ, "\x07"), (FAILING_ELSEWHERE, "f2")])
def test_no_way_to_end_shows_a_traceback(open_terminal: Open, tmp_path: Path, code: str, key: str) -> None:
    terminal = open_terminal(code=code)
    terminal.see("还没有草稿")
    terminal.keys("n")
    terminal.see("填哪一张表")
    terminal.keys("1")
    terminal.see("部门单位名称")
    terminal.keys("甲乙壬")
    terminal.see("甲乙壬")
    terminal.keys(key)
    terminal.until(lambda: terminal.process.poll() is not None, "the end")
    terminal.see("写的内容已经保存")
    assert terminal.process.returncode
    assert "Traceback" not in terminal.shown
    assert kept(tmp_path) == "甲乙壬"


def test_a_bug_saves_says_one_sentence_and_shows_no_answers(open_terminal: Open, tmp_path: Path) -> None:
    terminal = open_terminal(code=FAILING)
    terminal.see("还没有草稿")
    terminal.keys("n")
    terminal.see("填哪一张表")
    terminal.keys("1")
    terminal.see("部门单位名称")
    terminal.keys("甲乙庚", "f2")
    terminal.until(lambda: terminal.process.poll() is not None, "the end")
    terminal.see("写的内容已经保存")
    assert "Traceback" not in terminal.shown
    assert kept(tmp_path) == "甲乙庚"
    record = (tmp_path / "drafts" / "error.log").read_text(encoding="utf-8")
    assert "RuntimeError: bug" in record
    assert "甲乙庚" not in record
