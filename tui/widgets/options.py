"""A few numbered options, each over as many lines as its words need."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.geometry import Offset, Region
from textual.reactive import reactive

from tui.widgets.columns import fit
from tui.widgets.graphemes import drawn
from tui.widgets.prose import wrap
from tui.widgets.terminal_cursor import TerminalCursor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

INDENT = 4
"""Cells before the words, in the first of which lines the number stands."""


class Options(TerminalCursor, can_focus=True):
    """A cursor over options that are all shown as a whole: what tells them apart may stand at their end."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"options--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    def __init__(self, labels: Sequence[str]) -> None:
        """Show these, numbered from 1, with the cursor on the first."""
        super().__init__()
        self._labels = tuple(labels)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines all options take."""
        del container, viewport
        return sum(len(wrap(label, width - INDENT)) for label in self._labels)

    def render(self) -> Text:
        """All options, that under the cursor over the whole width."""
        at_cursor = self.get_component_rich_style("options--cursor")
        rows = [
            Text(fit(f"{'' if part else f' {index + 1}':{INDENT}}{drawn(line)}", self.size.width), style)
            for index, label in enumerate(self._labels)
            for style in [at_cursor if index == self.cursor else ""]
            for part, line in enumerate(self._lines(label))
        ]
        return Text("\n", no_wrap=True).join(rows)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an option."""
        return max(0, min(cursor, len(self._labels) - 1))

    def watch_cursor(self) -> None:
        """Keep the option in view, and let the terminal's cursor go along."""
        if isinstance(self.parent, VerticalScroll):
            height = len(self._lines(self._labels[self.cursor]))
            region = Region(0, self._top(), self.size.width, height)
            self.parent.scroll_to_region(region, animate=False, immediate=True)
        self.place_cursor()

    @property
    def cursor_screen_offset(self) -> Offset:
        """The first cell of the option that the cursor is on."""
        return self.content_region.offset + Offset(0, self._top())

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.cursor += step

    def _top(self) -> int:
        """The line on which the option under the cursor begins."""
        return sum(len(self._lines(label)) for label in self._labels[: self.cursor])

    def _lines(self, label: str) -> Sequence[str]:
        return wrap(label, self.size.width - INDENT)
