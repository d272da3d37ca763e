"""The heads above the columns of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Callable


class Heads(Widget):
    """One line, as wide as the list."""

    def __init__(self, draw: Callable[[int], str]) -> None:
        """`draw(width)` gives the heads for a width in cells."""
        super().__init__()
        self._draw = draw

    def render(self) -> Text:
        """The heads."""
        return Text(self._draw(self.size.width), no_wrap=True)
