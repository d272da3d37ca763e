"""Plain mode on the real streams: signals, byte order marks, characters that cannot be read."""

import io
import os
import signal
import sys
from pathlib import Path

import pytest

from tui.drafts.draft_file import read_draft
from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
from tui.errors import Unreadable
from tui.plain.terminal import run


def feed(patch: pytest.MonkeyPatch, data: bytes, encoding: str = "utf-8") -> None:
    patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding=encoding))


def unit(draft: OpenDraft) -> str:
    return read_draft(draft.path).answers.fields["unit_name"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("\ufeff某单位\r\n".encode(), "utf-8"),
        ("某单位\n".encode("gbk"), "gbk"),
        ("某单位".encode("gb18030"), "gb18030"),
    ],
)
def test_a_script_is_read_in_the_encoding_of_the_input(
    empty: OpenDraft, monkeypatch: pytest.MonkeyPatch, data: bytes, encoding: str
) -> None:
    feed(monkeypatch, data, encoding)
    assert run(Store(empty.path.parent), empty.path) == 0
    assert unit(empty) == "某单位"


def test_a_script_in_another_encoding_is_told(empty: OpenDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, "某单位\n".encode("gbk"))
    with pytest.raises(Unreadable, match=r"第 1 行.*字符集"):
        run(Store(empty.path.parent), empty.path)
    assert unit(empty) == ""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_it_saved_and_with_a_sentence(
    empty: OpenDraft, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    number = getattr(signal, name, None)
    if number is None:
        pytest.skip("this system has no such signal")
    before, lines, stream = signal.getsignal(number), iter(["某单位\n"]), io.StringIO()

    def read() -> str:
        if line := next(lines, ""):
            return line
        signal.raise_signal(number)
        pytest.fail("the signal did not break into the reading")

    monkeypatch.setattr(stream, "readline", read)
    monkeypatch.setattr(sys, "stdin", stream)
    assert run(Store(empty.path.parent), empty.path) == 128 + number
    assert unit(empty) == "某单位"
    assert capsys.readouterr().out.splitlines()[-1].endswith("写的内容已保存在草稿“整体绩效_2024”里。")
    assert signal.getsignal(number) == before


def test_a_signal_during_a_save_waits_for_the_next_question(
    empty: OpenDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    save = OpenDraft.save

    def save_interrupted(draft: OpenDraft) -> None:
        signal.raise_signal(signal.SIGTERM)
        save(draft)

    monkeypatch.setattr(OpenDraft, "save", save_interrupted)
    feed(monkeypatch, "某单位\n2025\n".encode())
    assert run(Store(empty.path.parent), empty.path) == 128 + signal.SIGTERM
    assert unit(empty) == "某单位"
    assert read_draft(empty.path).answers.year == 2024


def test_a_terminal_that_has_gone_is_the_end(empty: OpenDraft, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(size: int = -1) -> str:
        raise OSError(5, "Input/output error")

    stream = io.StringIO()
    monkeypatch.setattr(stream, "readline", gone)
    monkeypatch.setattr(sys, "stdin", stream)
    assert run(Store(empty.path.parent), empty.path) == 0


def test_without_a_draft_the_list_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, b"q\n")
    assert run(Store(tmp_path), None) == 0
    assert "还没有草稿。" in capsys.readouterr().out


class Keyboard(io.TextIOWrapper):
    """An input at which somebody sits."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "charset", "known", "edited"),
    [
        ("xterm", "utf-8", "UTF-8", True),
        ("xterm", "gbk", "GBK", True),
        ("dumb", "utf-8", "UTF-8", False),
        ("xterm", "utf-8", "ANSI_X3.4-1968", False),
        ("xterm", "gbk", "UTF-8", False),
    ],
)
def test_lines_are_edited_where_that_garbles_nothing(
    empty: OpenDraft, monkeypatch: pytest.MonkeyPatch, term: str, charset: str, known: str, edited: bool
) -> None:
    begun: list[bool] = []
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("tui.plain.terminal.locale.getencoding", lambda: known)

    def edit_lines() -> bool:
        begun.append(True)
        return True

    monkeypatch.setattr("tui.plain.terminal._edit_lines", edit_lines)
    monkeypatch.setattr(sys, "stdin", Keyboard(io.BytesIO("某单位\n".encode(charset)), encoding=charset))
    run(Store(empty.path.parent), empty.path)
    assert bool(begun) is edited
    assert unit(empty) == "某单位"


@pytest.mark.parametrize(
    ("lines", "half", "key", "kept", "told"),
    [
        ([], "某单", "unit_name", "某单", False),
        (["某单位", ":b"], "别的", "unit_name", "某单位", True),
        ([], "\x1b", "unit_name", "", True),
        ([], ":q", "unit_name", "", False),
        (["某单位"], "20", "unit_name", "某单位", True),
        ([":j 2"], "一", "duties", "一", False),
        ([":j 2", "一"], "二", "duties", "一\n二", False),
        ([":j 2", "一", "。", ":b", "二"], "三", "duties", "一\n二\n三", False),
    ],
)
def test_the_half_line_at_the_prompt_is_kept_where_it_takes_nothings_place(
    empty: OpenDraft,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lines: list[str],
    half: str,
    key: str,
    kept: str,
    told: bool,
) -> None:
    typed = iter(lines)

    def type_line(prompt: str) -> str:
        del prompt
        for line in typed:
            return line
        signal.raise_signal(signal.SIGTERM)
        pytest.fail("the signal did not break into the reading")

    monkeypatch.setattr("tui.plain.terminal._is_editable", lambda charset: bool(charset))
    monkeypatch.setattr("tui.plain.terminal._edit_lines", lambda: True)
    monkeypatch.setattr("tui.plain.terminal._half_line", lambda: half)
    monkeypatch.setattr("builtins.input", type_line)
    monkeypatch.setattr(sys, "stdin", Keyboard(io.BytesIO(), encoding="utf-8"))
    assert run(Store(empty.path.parent), empty.path) == 128 + signal.SIGTERM
    assert read_draft(empty.path).answers.fields[key] == kept
    assert ("没按回车的那一行没有保存。" in capsys.readouterr().out) is told


@pytest.mark.skipif(os.name != "posix", reason="the console there cuts nothing")
@pytest.mark.parametrize(("length", "kept"), [(1364, 1364), (1365, 0)])
def test_a_line_that_the_terminal_cut_is_not_taken_in(
    empty: OpenDraft, monkeypatch: pytest.MonkeyPatch, length: int, kept: int
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    typed = "字" * length + "\n"
    monkeypatch.setattr(sys, "stdin", Keyboard(io.BytesIO(typed.encode()), encoding="utf-8"))
    run(Store(empty.path.parent), empty.path)
    assert len(unit(empty)) == kept
