"""The terminal's own cursor: where an input method opens its window, and what a screen reader follows.

It is hidden, and a widget draws a cursor of its own; both must stand on the same cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Offset


class TerminalCursor(Widget):
    """A widget that the terminal's cursor stands in while it has the focus."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the screen for the terminal's cursor; whoever draws the screen asks for it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow whatever moves the widget without telling it: scrolling, and what grows above."""
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self.place_cursor())

    def on_focus(self) -> None:
        """Place the cursor once the widget has its place on the screen."""
        self.call_after_refresh(self.place_cursor)

    def place_cursor(self) -> None:
        """Put the terminal's cursor on its cell; it goes with a painted line."""
        if self.has_focus:
            self.app.cursor_position = cell = self.cursor_screen_offset
            self.refresh(Region(0, max(cell.y - self.content_region.y, 0), self.size.width, 1))
