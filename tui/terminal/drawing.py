"""The one place where pictures leave for the terminal: only cells that differ are sent.

Textual repaints whole lines and widgets; on a slow line that is seconds. Here its updates only change the
picture that is wanted, and what differs from the picture that the terminal shows is sent.
"""

from __future__ import annotations

import asyncio
import os
import re
from typing import TYPE_CHECKING, TypeVar

from rich.color import ColorSystem
from rich.segment import Segment
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App

from tui.terminal import widths
from tui.terminal.cells import cells_of, measure_anew
from tui.terminal.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.filter import LineFilter
    from textual.screen import Screen

LEAST_WIDTH, LEAST_HEIGHT = 60, 20
"""The smallest window, in cells, in which the pages have room."""
PACKET = 8192
"""Characters written at once: Python on Windows garbles longer ones (cpython issue 82052)."""
AT_ONCE = 256
"""Characters from which on the terminal, if it can, is told to show the change in one go."""
LONGEST_HOLD = 0.1
"""Seconds that a change waits at most for what belongs to it."""

_SYSTEMS = {
    "standard": ColorSystem.STANDARD,
    "256": ColorSystem.EIGHT_BIT,
    "truecolor": ColorSystem.TRUECOLOR,
    "windows": ColorSystem.STANDARD,
}
_COLOURLESS = re.compile(r"vt\d+|.*-m(ono)?")

Result = TypeVar("Result")


class DrawingApp(App[Result], inherit_bindings=False):
    """An app that sends only what changed, and puts the terminal's cursor onto that of the focused widget.

    A widget says so by a property `cursor_screen_offset`; there the window of an input method opens.
    """

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture(0, 0)
        self._repeats = False
        self._end_of_hold: asyncio.TimerHandle | None = None
        self._asked = self._awaiting = False
        self.garbles = False
        """Whether the terminal takes what it is sent for something else than UTF-8."""
        if setting := os.environ.get(widths.SETTING):
            self._asked = True
            if setting == "1":
                self._draw_ambiguous_wide()

    def on_mount(self) -> None:
        """Draw anew when the program comes back from the background."""
        self.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def action_redraw(self) -> None:
        """Send the whole picture, for instance after another program has written on the screen."""
        self._picture.forget()
        self.screen.refresh()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """None: what a terminal without colours shows instead is decided cell by cell."""
        return ()

    async def on_event(self, event: events.Event) -> None:
        """Take the terminal's answer about widths; draw anew in a window that has changed."""
        if isinstance(event, events.CursorPosition):
            if self._awaiting and event.y == widths.ANSWERED_ROW:
                self._awaiting = False
                self._repeats = event.x > widths.REPEATED
                self._hear_width(event.x - widths.REPEATED * self._repeats)
            return
        if isinstance(event, events.Resize):
            self._picture.forget()
        await super().on_event(event)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if self._is_shown and isinstance(renderable, (LayoutUpdate, ChopsUpdate)):
            self._take(renderable)
            if not self._batch_count and not self._end_of_hold:
                self._send_changes()
        else:
            if self._is_shown and renderable is not None:
                self._picture.forget()
            super()._display(screen, renderable)

    def hold(self) -> None:
        """Gather what changes from now on; it is sent when it is released, or soon by itself."""
        if not self._end_of_hold:
            self._end_of_hold = asyncio.get_running_loop().call_later(LONGEST_HOLD, self.release)

    def release(self) -> None:
        """Send what has been gathered."""
        if self._end_of_hold:
            self._end_of_hold.cancel()
            self._end_of_hold = None
        if self._picture.is_touched and self._is_shown and not self._batch_count:
            self._send_changes()

    def paint_now(self) -> None:
        """Let the screen paint what has changed, which it would do at the next sixtieth of a second."""
        screen = self.screen
        screen.call_later(screen._on_timer_update)

    @property
    def _is_shown(self) -> bool:
        return self._running and not self._closed and not self.is_headless

    def _take(self, update: LayoutUpdate | ChopsUpdate) -> None:
        """Change the picture as an update of the screen wants it."""
        width, height = self.size
        if (self._picture.width, self._picture.height) != (width, height):
            self._picture = Picture(width, height)
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            self._ask_for_room(width, height)
            return
        system = self._color_system
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                line = [segment for strip in strips for segment in strip]
                self._picture.put(update.region.x, y, cells_of(line, system))
            return
        for y, start, stop in update.spans:
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x < stop and end > start:
                    self._picture.put(x, y, cells_of(strip, system))

    def _ask_for_room(self, width: int, height: int) -> None:
        words = (
            f"窗口太小：现在宽 {width} 高 {height}，",
            f"至少要宽 {LEAST_WIDTH} 高 {LEAST_HEIGHT}。",
            "请把窗口拉大，或把字调小。",
            "写的内容都在，拉大就接着填。",
        )
        for y in range(height):
            line = words[y] if y < len(words) else ""
            self._picture.put(0, y, cells_of([Segment(line), Segment(" " * width)], None))

    def _cursor(self) -> tuple[int, int] | None:
        if not self._picture.width or not self._picture.height:
            return None
        offset = getattr(self.screen.focused, "cursor_screen_offset", (0, 0))
        x, y = offset
        return max(0, min(x, self._picture.width - 1)), max(0, min(y, self._picture.height - 1))

    def _send_changes(self) -> None:
        self._send(self._picture.changes(self._cursor(), repeats=self._repeats))
        self.post_display_hook()

    def _send(self, sequence: str) -> None:
        if not sequence or self._driver is None:
            return
        if not self._asked:
            self._asked = self._awaiting = True
            sequence = widths.QUESTION + sequence
        is_long = len(sequence) > AT_ONCE
        if is_long:
            self._begin_update()
        for start in range(0, len(sequence), PACKET):
            self._driver.write(sequence[start : start + PACKET])
        if is_long:
            self._end_update()
        self._driver.flush()

    @property
    def _color_system(self) -> ColorSystem | None:
        if self.no_color or _COLOURLESS.fullmatch(os.environ.get("TERM", "")):
            return None
        return _SYSTEMS.get(self.console.color_system or "")

    def _hear_width(self, column: int) -> None:
        if column == widths.WIDE:
            self._draw_ambiguous_wide()
        elif column == widths.GARBLED:
            self.garbles = True
            self.exit()

    def _draw_ambiguous_wide(self) -> None:
        """Go on as on a terminal that draws ambiguous characters two cells wide, with lines in ASCII."""
        widths.make_ambiguous_wide()
        measure_anew()
        self._picture = Picture(0, 0)
        self.add_class("-ascii")
        for screen in self.screen_stack if self.is_running else ():
            for widget in screen.walk_children(with_self=True):
                widget.notify_style_update()
                widget.refresh(layout=True)
