"""What Textual's text area asks about lines and moves, answered for Chinese: by cluster, with our wrapping.

The text area keeps a wrapped view of its document and asks a navigator where a key leads. Both are replaced
here, in the methods that it calls.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset

from tui.widgets.graphemes import (
    ambiguous_width,
    boundary_after,
    boundary_before,
    boundary_from,
    cells,
    index_at,
)
from tui.widgets.wrapping import wrap_offsets

if TYPE_CHECKING:
    from textual.document._document import DocumentBase, Location


class Stretch(NamedTuple):
    """What stands on one line of the screen: a part of a line of the text; columns count code points."""

    line: int
    start: int
    end: int


class WrappedText(WrappedDocument):
    """A text broken into lines of the screen.

    A place where a line is broken has two cells: one behind the last character above, one at the beginning
    of the line below. The cursor stands on the lower one unless `hanging` names the place.
    """

    hanging: Location | None

    def __init__(self, document: DocumentBase, width: int = 0, tab_width: int = 1) -> None:
        self._known: dict[str, list[int]] = {}
        self._known_for = (-1, -1)
        super().__init__(document, width, tab_width)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Break all lines for a width in cells, 0 for not at all; lines that were known need no work."""
        del tab_width
        known = self._known if not self.is_stale(width) else {}
        self._known_for = (width, ambiguous_width())
        self.hanging = None
        self._known = {}
        self.stretches: list[Stretch] = []
        self._tops: list[int] = []
        for number, line in enumerate(self.document.lines):
            offsets = known.get(line)
            if offsets is None:
                offsets = wrap_offsets(line, width)
            self._known[line] = offsets
            self._tops.append(len(self.stretches))
            starts = [0, *offsets]
            ends = [*offsets, len(line)]
            self.stretches += map(Stretch, [number] * len(starts), starts, ends)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Break the lines that an edit has changed."""
        del start, old_end, new_end
        self.wrap(self._known_for[0])

    def is_stale(self, width: int) -> bool:
        """Whether the lines are broken for another width of the field, or of ambiguous characters."""
        return self._known_for != (width, ambiguous_width())

    @property
    def height(self) -> int:
        """How many lines of the screen the text takes."""
        return len(self.stretches)

    def height_in(self, width: int) -> int:
        """How many lines of the screen the text would take in another width."""
        if not self.is_stale(width):
            return self.height
        return sum(len(wrap_offsets(line, width)) + 1 for line in self.document.lines)

    def text_of(self, stretch: Stretch) -> str:
        """The characters of a stretch."""
        return self.document.get_line(stretch.line)[stretch.start : stretch.end]

    def row_of(self, location: Location) -> int:
        """The line of the screen that the cursor is on at a location, from the top of the text."""
        line, column = min(location[0], len(self._tops) - 1), location[1]
        bottom = self._tops[line + 1] if line + 1 < len(self._tops) else len(self.stretches)
        starts = [stretch.start for stretch in self.stretches[self._tops[line] : bottom]]
        part = bisect_right(starts, column) - 1
        hangs = location == self.hanging and part > 0 and column == starts[part]
        return self._tops[line] + part - hangs

    def location_to_offset(self, location: Location) -> Offset:
        """The cell of the cursor at a location, from the top left of the text."""
        row = self.row_of(location)
        stretch = self.stretches[row]
        return Offset(cells(self.text_of(stretch), location[1] - stretch.start), row)

    def offset_to_location(self, offset: Offset) -> Location:
        """The location of the cluster that covers a cell, or of the nearest one in its row."""
        stretch = self.stretches[max(0, min(offset.y, len(self.stretches) - 1))]
        text = self.text_of(stretch)
        index = index_at(text, max(offset.x, 0))
        broken = stretch.end < len(self.document.get_line(stretch.line))
        if index == len(text) and broken:
            index = boundary_before(text, index)
        return stretch.line, stretch.start + index


class Navigator(DocumentNavigator):
    """Where the keys that move the cursor lead."""

    def __init__(self, wrapped: WrappedText) -> None:
        super().__init__(wrapped)
        self._wrapped = wrapped

    def get_location_left(self, location: Location) -> Location:
        """One cluster to the left, from the beginning of a line to the end of the one above."""
        line, column = location
        if column:
            return line, boundary_before(self._document.get_line(line), column)
        return (line - 1, len(self._document.get_line(line - 1))) if line else (0, 0)

    def get_location_right(self, location: Location) -> Location:
        """One cluster to the right, from the end of a line to the beginning of the one below."""
        line, column = location
        text = self._document.get_line(line)
        if column < len(text):
            return line, boundary_after(text, column)
        return (line + 1, 0) if line + 1 < self._document.line_count else location

    def get_location_above(self, location: Location) -> Location:
        """One line of the screen up; on the first one, the beginning of the text."""
        return self._beside(location, -1) or (0, 0)

    def get_location_below(self, location: Location) -> Location:
        """One line of the screen down; on the last one, the end of the text."""
        return self._beside(location, 1) or self._document.end

    def get_location_home(self, location: Location, smart_home: bool = False) -> Location:
        """The beginning of the line of the screen."""
        del smart_home
        stretch = self._wrapped.stretches[self._wrapped.row_of(location)]
        return stretch.line, stretch.start

    def get_location_end(self, location: Location) -> Location:
        """The end of the line of the screen."""
        stretch = self._wrapped.stretches[self._wrapped.row_of(location)]
        return stretch.line, stretch.end

    def _beside(self, location: Location, rows: int) -> Location | None:
        x, y = self._wrapped.location_to_offset(location)
        if not 0 <= y + rows < self._wrapped.height:
            return None
        return self._wrapped.offset_to_location(Offset(max(x, self.last_x_offset), y + rows))


def snapped(document: DocumentBase, location: Location) -> Location:
    """The location, moved out of the cluster that it is in to that cluster's end, and into the text."""
    line = max(0, min(location[0], document.line_count - 1))
    text = document.get_line(line)
    return line, boundary_from(text, max(0, min(location[1], len(text))))
