"""Plain mode on the real input and output: line editing at a keyboard, saving when told to end."""

from __future__ import annotations

import codecs
import io
import locale
import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tui.drafts.open_draft import OpenDraft
from tui.plain.filling import fill
from tui.plain.home import Home
from tui.plain.orders import NotUnderstood
from tui.plain.talk import Ended, Talk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

    from tui.drafts.store import Store

PROMPT = "> "
CUT = 4095
"""Bytes of a line after which a terminal that edits lines itself drops the rest (Linux, termios(3))."""
_ENDINGS = {"SIGINT": "按了 Ctrl+C", "SIGTERM": "程序被要求结束", "SIGHUP": "终端断开了"}


def run(store: Store, draft: Path | None) -> int:
    """Fill in a draft, or choose among those of `store`, line by line; gives the exit code.

    Raises:
        Trouble: the draft cannot be read, its last changes cannot be saved, or a script is not understood.
    """
    lines = _Lines()
    talk = Talk(lines.read, _write, patient=sys.stdin.isatty())
    with lines.watching_for_the_end():
        try:
            if draft:
                fill(OpenDraft(draft), talk)
            else:
                Home(store, talk).run()
        except Ended as end:
            return end.code
    return 0


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class _Lines:
    """The lines of the standard input. A signal ends the reading of one; it never breaks into a save."""

    def __init__(self) -> None:
        self._reading, self._first = False, True
        self._end: Ended | None = None
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(errors="surrogateescape")
        self._at_keyboard = sys.stdin.isatty()
        self._is_cut = self._is_edited = False
        if self._at_keyboard and os.name == "posix":
            self._is_edited = _is_editable(sys.stdin.encoding) and _edit_lines()
            self._is_cut = not self._is_edited

    def read(self) -> str:
        """The next line without its end.

        Raises:
            EOFError: there is none.
            Ended: a signal came.
            NotUnderstood: the terminal dropped a part of it.
        """
        self._reading = True
        try:
            if self._end:
                raise self._end
            return self._next()
        except OSError:  # the terminal has gone
            raise EOFError from None
        finally:
            self._reading = False

    def _next(self) -> str:
        if self._at_keyboard:
            return self._whole(input(PROMPT))
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        if self._first:
            self._first, line = False, line.removeprefix("\ufeff")
        return line.removesuffix("\n")

    def _whole(self, line: str) -> str:
        if self._is_cut and len(line.encode(sys.stdin.encoding, "surrogateescape")) >= CUT:
            raise NotUnderstood(
                "这一行太长，终端没有全部送到，没有收下；请分成几行写，或者先写一半，再 :追加。"
            )
        return line

    @contextmanager
    def watching_for_the_end(self) -> Iterator[None]:
        """Let the signals that end a program end the conversation instead, as long as this lasts."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        here = ((getattr(signal, name, None), why) for name, why in _ENDINGS.items())
        numbers = {number: why for number, why in here if number is not None}

        def end(number: int, frame: FrameType | None) -> None:
            del frame
            half = _half_line() if self._reading and self._is_edited else ""
            self._end = Ended(numbers[signal.Signals(number)], 128 + number, half)
            if self._reading:
                raise self._end

        before = {number: signal.signal(number, end) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _is_editable(charset: str) -> bool:
    """Whether editing lines harms nothing: the terminal has a cursor, the C library knows the characters."""
    knows = codecs.lookup(locale.getencoding()).name == codecs.lookup(charset).name
    return knows and os.environ.get("TERM") != "dumb"


def _half_line() -> str:
    """What stands at the prompt while a line is edited."""
    import readline

    return readline.get_line_buffer()


def _edit_lines() -> bool:
    """Let lines be edited with the arrow keys, without sending more than that needs; false where none can."""
    try:
        import readline
    except ImportError:
        return False
    else:
        for setting in ("set enable-bracketed-paste off", "set enable-meta-key off", "tab: self-insert"):
            readline.parse_and_bind(setting)
        return True
