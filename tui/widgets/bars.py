"""The lines at the top and bottom of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from tui.commands import Command, key_name
from tui.widgets.columns import fit

if TYPE_CHECKING:
    from collections.abc import Iterable


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
    """One line: the keys that work here, as many as fit."""

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)

    def show(self, commands: Iterable[Command]) -> None:
        """Show other commands."""
        self._commands = tuple(commands)
        self.refresh()

    def render(self) -> Text:
        """Key and title of each command, in the order of the table."""
        line = Text(no_wrap=True)
        for command in self._commands:
            if not command.in_footer:
                continue
            key, title = key_name(command.keys[0]), command.title
            if line.cell_len + cell_len(key + title) + 3 > self.size.width:
                break
            line.append(f" {key}", "bold").append(f" {title} ")
        return line
