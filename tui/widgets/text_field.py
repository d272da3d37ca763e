"""Text entry for Chinese, with the terminal's cursor where the input method looks for it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.document._document import Document
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from tui.commands import Scope, commands_in
from tui.forms.text import clean, joined_cells, pasted_text
from tui.widgets import words
from tui.widgets.drawing import Span, segments
from tui.widgets.graphemes import boundary_after, boundary_from
from tui.widgets.terminal_cursor import TerminalCursor
from tui.widgets.wrapped_text import Navigator, WrappedText, snapped

if TYPE_CHECKING:
    from textual import events
    from textual.document._document import EditResult, Location
    from textual.geometry import Offset, Region, Size

_NEVER_TYPED = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""The categories of characters that no key types into a text: controls, halves, separators of lines."""
_BREAK = re.compile(r"[\n\t]")


class TextField(TextArea, TerminalCursor, inherit_bindings=False):
    """A text that is typed in.

    Arrow keys at the first and last line leave the field, so that a form can be walked with them.
    In a one-line field Enter goes on to the next field and line breaks that are pasted become spaces.
    Cells that were copied in a sheet become text.
    Undo belongs to the draft, not to the field.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-area--cursor", "text-area--selection"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, action, show=False)
        for command in commands_in(Scope.TEXT)
        for key, action in zip(command.keys, command.actions, strict=True)
    ]

    class Left(Message):
        """The clerk wants to go on: `step` is 1 for the next field, -1 for the previous one."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Refused(Message):
        """Something that was typed or pasted could not be taken as it was; `reason` says so to the clerk.

        `joined_cells`: it was pasted, looks like cells of a sheet, and stands in the field as one text now.
        """

        def __init__(self, reason: str, *, joined_cells: bool = False) -> None:
            super().__init__()
            self.reason = reason
            self.joined_cells = joined_cells

    def __init__(
        self,
        text: str,
        *,
        lines: bool = False,
        digits: int = 0,
        overtype: bool = False,
        locked: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Show `text` for typing.

        `lines` admits line breaks, `digits` admits nothing but so many digits, `locked` no change at all.
        With `overtype` the text is selected when the field is entered, there to be typed over.
        """
        super().__init__(
            text,
            id=id,
            compact=True,
            read_only=locked,
            highlight_cursor_line=False,
            classes="-lines" if lines else "-line",
        )
        self.lines = lines
        self.digits = digits
        self.overtype = overtype or bool(digits)
        self.cursor_blink = False

    # ── the text and its lines ──

    def _set_document(self, text: str, language: str | None) -> None:
        del language
        self.document = Document(text)
        self.wrapped_document: WrappedText = WrappedText(self.document)
        self.navigator = Navigator(self.wrapped_document)
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def show(self, text: str) -> None:
        """Replace the text by one that came from elsewhere, without reporting it as typed."""
        if text != self.text:
            cursor = _end_of_change(self.text, text)
            with self.prevent(TextArea.Changed):
                self.load_text(text)
            self.move_cursor(cursor)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the text takes in that width, of which the last cell is the cursor's.

        Before it is first shown, its lines are broken for that width; else it would be shown unbroken once.
        """
        del container, viewport
        if not self.size:
            self.wrapped_document.wrap(max(width - 1, 0))
        return self.wrapped_document.height_in(max(width - 1, 0))

    def notify_style_update(self) -> None:
        """Break the lines anew once it is known how wide the terminal draws ambiguous characters."""
        super().notify_style_update()
        if self.is_mounted and self.wrapped_document.is_stale(self.wrap_width):
            self._rewrap_and_refresh_virtual_size()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw some lines, without the theme of styles for source code that a `TextArea` makes of its own."""
        return super(TextArea, self).render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen; its last cell is only ever the cursor's."""
        wrapped, row = self.wrapped_document, y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if row >= wrapped.height:
            return Strip.blank(width, self.rich_style)
        line, start, end = wrapped.stretches[row]
        text = wrapped.text_of(wrapped.stretches[row])
        ends_line = end == len(self.document.get_line(line))

        def column_of(location: Location) -> int:
            """Where a location is in this stretch; one in a line below lies behind the line's end."""
            if location[0] > line:
                return len(text) + ends_line
            return 0 if location < (line, start) else boundary_from(text, min(location[1] - start, len(text)))

        top, bottom = sorted(self.selection)
        selected = Span(
            column_of(top), column_of(bottom), self.get_component_rich_style("text-area--selection")
        )
        spans = [selected]
        if self.has_focus and row == wrapped.row_of(self.cursor_location):
            at = column_of(self.cursor_location)
            behind = boundary_after(text, at) if at < len(text) else at + 1
            spans.append(Span(at, behind, self.get_component_rich_style("text-area--cursor")))
        strip = Strip(segments(text, spans, self.rich_style))
        return strip.adjust_cell_length(width, self.rich_style)

    # ── the cursor ──

    def on_mount(self) -> None:
        """Begin at the end of the text, where one goes on writing."""
        self.move_cursor(self.document.end)

    def on_focus(self) -> None:
        """Select what is there to be typed over."""
        if self.overtype:
            self.select_all()

    def on_text_area_selection_changed(self) -> None:
        """Follow the cursor once the line that it stands on has been laid out."""
        self.call_after_refresh(self._follow_cursor)

    def _follow_cursor(self) -> None:
        self.scroll_cursor_visible()
        self.place_cursor()

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the drawn cursor, or wherever the cursor is while another widget has the focus."""
        if not self.has_focus:
            return self.app.cursor_position
        in_text = self.wrapped_document.location_to_offset(self.cursor_location)
        return self.content_region.offset + in_text - self.scroll_offset

    def move_cursor(
        self,
        location: Location,
        select: bool = False,
        center: bool = False,
        record_width: bool = True,
        *,
        hanging: bool = False,
    ) -> None:
        """Move the cursor, never into a cluster; with `hanging` it stays at the end of a broken line."""
        location = snapped(self.document, location)
        self.wrapped_document.hanging = location if hanging else None
        super().move_cursor(location, select, center, record_width)

    def action_cursor_line_end(self, select: bool = False) -> None:
        """Move the cursor behind the last character of the line on the screen."""
        self.move_cursor(self.get_cursor_line_end_location(), select, hanging=True)

    def get_cursor_word_left_location(self) -> Location:
        """Where the phrase on the left begins, or the end of the line above."""
        line, column = self.cursor_location
        if not column:
            return self.get_cursor_left_location()
        return line, words.phrase_before(self.document.get_line(line), column)

    def get_cursor_word_right_location(self) -> Location:
        """Where the phrase on the right begins, or the line below."""
        line, column = self.cursor_location
        text = self.document.get_line(line)
        if column == len(text):
            return self.get_cursor_right_location()
        return line, words.phrase_after(text, column)

    def action_up(self) -> None:
        """One line up, or to the field above."""
        if self._cursor_offset[1] == 0:
            self.post_message(self.Left(-1))
        else:
            self.action_cursor_up()

    def action_down(self) -> None:
        """One line down, or to the field below."""
        if self._cursor_offset[1] >= self.wrapped_document.height - 1:
            self.post_message(self.Left(1))
        else:
            self.action_cursor_down()

    # ── typing ──

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether the key types something here."""
        del key
        return bool(character) and not self.read_only and _is_typed(character or "")

    def take_text(self, text: str) -> None:
        """Put in what was typed at once, as an input method does: one change."""
        for part in text if self.digits else [text]:
            self._replace_via_keyboard(part, *self.selection)

    async def _on_key(self, event: events.Key) -> None:
        if self.read_only:
            return
        if event.key == "enter" and not self.lines:
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(1))
        elif self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.take_text(event.character or "")
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._paste(event.text)

    def action_paste(self) -> None:
        """Put in what was copied in this program."""
        self._paste(self.app.clipboard)

    def _paste(self, text: str) -> None:
        if self.read_only:
            return
        plain, joined = clean(pasted_text(text)), clean(joined_cells(text))
        has_tabs = "\t" in plain.strip()
        text = joined or plain
        if self.lines:
            if joined:
                reason = "粘贴的像是表格里的几格：分格已换成空格，格子外的引号已去掉，请核对。"
                self.post_message(self.Refused(reason, joined_cells=has_tabs))
        elif not self.digits:
            if _BREAK.search(plain.strip()):
                reason = "这里只能写一行，粘贴的几行或几格已接成一行，请核对。"
                self.post_message(self.Refused(reason, joined_cells=has_tabs))
            text = " ".join(part for part in _BREAK.split(text) if part)
        self._replace_via_keyboard(text, *self.selection)

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        insert = clean(insert)
        if self.digits and insert:
            kept = self.text[: min(start, end)[1]] + self.text[max(start, end)[1] :]
            insert = "".join(char for char in insert if char.isdecimal())
            if not insert or len(kept + insert) > self.digits:
                self.post_message(self.Refused(f"这里只能填 {self.digits} 位数字。"))
                return None
        return super()._replace_via_keyboard(insert, start, end)

    def action_delete_word_left(self) -> None:
        """Delete two Chinese characters, a Latin word or some signs to the left, or what is selected."""
        line, column = self.cursor_location
        if self.selection.is_empty and column:
            start = words.word_before(self.document.get_line(line), column)
            self._delete_via_keyboard((line, start), (line, column))
        else:
            self.action_delete_left()


TextField._inherit_component_classes = False  # Textual's `Widget` does not hand on what `DOMNode` takes


def _is_typed(text: str) -> bool:
    return all(unicodedata.category(char) not in _NEVER_TYPED for char in text)


def _end_of_change(before: str, after: str) -> Location:
    """Where in `after` the part ends that is not as in `before`: line and column."""
    start = _alike(before, after)
    end = len(after) - _alike(before[start:][::-1], after[start:][::-1])
    return after.count("\n", 0, end), end - (after.rfind("\n", 0, end) + 1)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
