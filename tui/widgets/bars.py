"""The lines at the top and bottom of a screen."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from tui.commands import Command, key_name
from tui.widgets.columns import fit
from tui.widgets.prose import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.geometry import Size
    from textual.timer import Timer


READING = 1.0
"""Seconds for which a message stands even while one types on."""


class TitleBar(Widget):
    """One line: what one is looking at on the left, how it stands on the right."""

    left: reactive[str] = reactive("")
    right: reactive[str] = reactive("")

    def __init__(self, left: str = "", right: str = "") -> None:
        super().__init__()
        self.set_reactive(TitleBar.left, left)
        self.set_reactive(TitleBar.right, right)

    def render(self) -> Text:
        """Both texts, the left one cut where they would meet."""
        room = max(self.size.width - cell_len(self.right) - 3, 0)
        return Text(f" {fit(self.left, room)} {self.right} ", no_wrap=True)


class KeyBar(Widget):
    """The keys that work here, as many as fit on one line; for a while, what there is to say."""

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)
        self._message = ""
        self._said_at = 0.0
        self._is_old = False
        self._timer: Timer | None = None

    def say(self, message: str, severity: str, seconds: float | None) -> None:
        """Say something instead of the keys for a while."""
        if self._timer:
            self._timer.stop()
        self._message = message
        self._said_at = monotonic()
        self._is_old = False
        self.set_classes(f"-{severity}")
        self.refresh(layout=True)
        self._timer = self.set_timer(seconds or max(4.0, len(message) / 6), self.hush)

    def hush_when_read(self) -> None:
        """Show the keys again if the message has stood there for a moment; called for each key."""
        self._is_old = True
        if monotonic() - self._said_at > READING:
            self.hush()

    def hush_old(self) -> None:
        """Show the keys again if the message was there before the last key: it spoke of another page."""
        if self._is_old:
            self.hush()

    def hush(self) -> None:
        """Show the keys again."""
        if self._message:
            self._message = ""
            self.set_classes("")
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line for the keys, as many as a message needs."""
        del container, viewport
        return len(wrap(self._message, width - 2))

    def show(self, commands: Iterable[Command]) -> None:
        """Show other commands."""
        self._commands = tuple(commands)
        self.refresh()

    def render(self) -> Text:
        """Key and title of each command, in the order of the table; or the message."""
        if self._message:
            lines = wrap(self._message, self.size.width - 2)
            return Text("\n".join(f" {line}" for line in lines), no_wrap=True)
        line = Text(no_wrap=True)
        for command in self._commands:
            if not command.in_footer:
                continue
            key, title = key_name(command.keys[0]), command.title
            if line.cell_len + cell_len(key + title) + 2 > self.size.width:
                break
            line.append(f" {key}", "bold").append(f" {title}")
        return line
