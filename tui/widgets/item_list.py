"""A list of one-line items that draws only what can be seen, so that its length costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.terminal_cursor import TerminalCursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.text import Text
    from textual import events


class ItemList(ScrollView, TerminalCursor, can_focus=True):
    """A cursor over numbered items; what an item looks like is asked for when it comes into view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"item-list--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "move_to_first", show=False),
        Binding("end", "move_to_last", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor stands on another item, or the items have changed."""

    def __init__(self, draw: Callable[[int, int], Text]) -> None:
        """`draw(index, width)` gives the text of an item for a width in cells."""
        super().__init__()
        self._draw = draw
        self._count = 0

    def set_count(self, count: int, cursor: int | None = None) -> None:
        """Say that the items have changed and how many there are; the cursor stays or goes to `cursor`."""
        self._count = count
        self.virtual_size = Size(0, count)
        wanted = self.cursor if cursor is None else cursor
        self.set_reactive(ItemList.cursor, max(0, min(wanted, count - 1)))
        self.refresh()
        self.call_after_refresh(self._show_cursor)
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Draw one visible line."""
        index = y + self.scroll_offset.y
        width = self.size.width
        if index >= self._count:
            return Strip.blank(width, self.rich_style)
        text = self._draw(index, width)
        at_cursor = index == self.cursor
        style = self.get_component_rich_style("item-list--cursor") if at_cursor else self.rich_style
        strip = Strip(text.render(self.app.console)).crop(0, width)
        return strip.adjust_cell_length(width).apply_style(style)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an item."""
        return max(0, min(cursor, self._count - 1))

    def watch_cursor(self, before: int, now: int) -> None:
        """Redraw the two lines concerned."""
        for index in (before, now):
            self.refresh_line(index - self.scroll_offset.y)
        self._show_cursor()
        self.post_message(self.Moved())

    @property
    def cursor_screen_offset(self) -> Offset:
        """The first cell of the item that the cursor is on."""
        return self.content_region.offset + Offset(0, self.cursor - self.scroll_offset.y)

    def refresh_line(self, y: int) -> None:
        """Redraw a visible line."""
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        del event
        self._show_cursor()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        if 0 <= self.cursor + step < self._count:
            self.cursor += step

    def action_move_to_first(self) -> None:
        """Move the cursor to the first item."""
        self.cursor = 0

    def action_move_to_last(self) -> None:
        """Move the cursor to the last item."""
        self.cursor = self._count - 1

    def _show_cursor(self) -> None:
        if not self._count or not self.size:
            return
        top, height = self.scroll_offset.y, self.size.height
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)
        self.place_cursor()
