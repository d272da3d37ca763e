"""The conversation: lines out, lines in, and what a line that cannot be used leads to."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.forms.text import fold
from tui.plain.orders import NotUnderstood, Reply, understand

if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[], str]
    """Gives one line without its end; raises EOFError when there are no more, NotUnderstood for a cut one."""
    Writer = Callable[[str], None]
    """Takes one line without its end."""


class Ended(Exception):
    """The conversation is over: the input ended, or the program was told to end.

    `code` is the exit code, `why` the beginning of a sentence that says what happened, `half` the line that
    had been typed without the Enter key.
    """

    def __init__(self, why: str, code: int, half: str = "") -> None:
        super().__init__(why)
        self.why, self.code, self.half = why, code, half

    def take_half(self) -> str:
        """The half line, if it can be an answer, to be kept by the caller; it is gone from here then."""
        try:
            reply = understand(_usable(self.half))
        except NotUnderstood:
            return ""
        self.half = ""
        return "" if reply.order or reply.is_empty or reply.is_end else reply.text


class Stopped(Unreadable):
    """A line of a script that could not be used, and nobody is there to write another one."""


class Talk:
    """What is said and asked.

    Where nobody is there to be asked again (`patient` is false), a line that cannot be used ends it all: the
    lines behind it would go into the wrong places.
    """

    def __init__(self, reader: Reader, writer: Writer, *, patient: bool = True) -> None:
        self._reader, self._writer, self.patient = reader, writer, patient
        self._count = 0

    def say(self, *lines: str) -> None:
        """Write lines; a text of several lines makes several."""
        for text in lines:
            for line in text.split("\n"):
                self._writer(_shown(line))

    def refuse(self, why: str) -> None:
        """Say why the last line could not be used.

        Raises:
            Stopped: nobody is there to write another one.
        """
        if not self.patient:
            raise Stopped(f"第 {self._count} 行没有用上，停在这里：{why}前面填的都已经保存。")
        self.say(why)

    def ask(self) -> Reply:
        """The next line that means something.

        Raises:
            Ended: there is none.
        """
        while True:
            try:
                return understand(_usable(self._line()))
            except NotUnderstood as trouble:
                self.refuse(str(trouble))

    def pick(self, *options: str) -> int | None:
        """Let one of the options be picked by its number, from 0; nothing when none is wanted."""
        self.say(*(f"{number} {option}" for number, option in enumerate(options, start=1)))
        while not (reply := self.ask()).is_empty:
            if reply.order:
                return None
            if reply.number and reply.number <= len(options):
                return reply.number - 1
            self.refuse(f"请写 1 到 {len(options)} 之间的数字，什么也不写就是不做了。")
        return None

    def confirm(self) -> bool:
        """Whether y is answered; anything else is no."""
        reply = self.ask()
        return not reply.order and fold(reply.text).lower() in {"y", "是"}

    def words(self) -> str | None:
        """A line as it was written; nothing when it is empty or a command."""
        reply = self.ask()
        return None if reply.is_empty or reply.order else reply.text

    def _line(self) -> str:
        self._count += 1
        try:
            return self._reader()
        except EOFError:
            raise Ended("没有更多输入了", 0) from None
        except KeyboardInterrupt:
            raise Ended("按了 Ctrl+C", 130) from None


def _shown(line: str) -> str:
    """The line as it may be written to any terminal: nothing in it acts on the terminal."""
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in line)


def _usable(line: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in line):
        raise NotUnderstood("这一行里有认不出的字，没有收下；请检查终端软件的字符集，再写一遍。")
    if any(unicodedata.category(char) == "Cc" and char != "\t" for char in line):
        raise NotUnderstood("这一行里有方向键或退格键留下的看不见的字符，没有收下，请再写一遍。")
    return line
