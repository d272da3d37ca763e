"""Text entry for Chinese, with the terminal's cursor where the input method looks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from tui.forms.text import clean

if TYPE_CHECKING:
    from textual import events
    from textual.document._document import EditResult, Location

_UNPRINTABLE_BUT_TYPED = frozenset("\u3000\u00a0\u200c\u200d")
"""What an input method types and Textual drops: the full-width space, the hard space, the joiners."""


_BREAK = re.compile(r"[\r\n\t]")


class TextField(TextArea, inherit_bindings=False):
    """A text that is typed in.

    Arrow keys at the first and last line leave the field, so that a form can be walked with them.
    In a one-line field Enter goes on to the next field and line breaks that are pasted become spaces.
    Undo belongs to the draft, not to the field.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False)
        for keys, action in (
            ("up", "up"),
            ("down", "down"),
            ("left", "cursor_left"),
            ("right", "cursor_right"),
            ("ctrl+left", "cursor_word_left"),
            ("ctrl+right", "cursor_word_right"),
            ("home", "cursor_line_start"),
            ("end,ctrl+e", "cursor_line_end"),
            ("shift+left", "cursor_left(True)"),
            ("shift+right", "cursor_right(True)"),
            ("shift+up", "cursor_up(True)"),
            ("shift+down", "cursor_down(True)"),
            ("shift+home", "cursor_line_start(True)"),
            ("shift+end", "cursor_line_end(True)"),
            ("ctrl+a", "select_all"),
            ("backspace", "delete_left"),
            ("delete,ctrl+d", "delete_right"),
            ("ctrl+w", "delete_word_left"),
            ("ctrl+u", "delete_to_start_of_line"),
            ("ctrl+k", "delete_to_end_of_line"),
            ("ctrl+x", "cut"),
            ("ctrl+c", "copy"),
            ("ctrl+v", "paste"),
        )
    ]

    class Left(Message):
        """The clerk wants to go on: `step` is 1 for the next field, -1 for the previous one."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Refused(Message):
        """Something that was typed or pasted could not be taken as it was; `reason` says so to the clerk."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

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

    def on_mount(self) -> None:
        """Begin at the end of the text, where one goes on writing."""
        self.move_cursor(self.document.end)
        # Scrolling and what grows above move the field without telling it.
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._sync_terminal_cursor())

    def show(self, text: str) -> None:
        """Replace the text by one that came from elsewhere, without reporting it as typed."""
        if text != self.text:
            cursor = _end_of_change(self.text, text)
            with self.prevent(TextArea.Changed):
                self.load_text(text)
            self.move_cursor(cursor)

    def on_focus(self) -> None:
        """Put the terminal's cursor on the drawn one once the field has its place on the screen."""
        if self.overtype:
            self.select_all()
        self.call_after_refresh(self._sync_terminal_cursor)

    def on_text_area_selection_changed(self) -> None:
        """Follow the cursor once the line that it stands on has been laid out."""
        self.call_after_refresh(self._follow_cursor)

    def _follow_cursor(self) -> None:
        self.scroll_cursor_visible()
        self._sync_terminal_cursor()

    def _sync_terminal_cursor(self) -> None:
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.app.cursor_position = self.cursor_screen_offset
            self.refresh_lines(max(self._cursor_offset[1], 0))

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether the key types something here."""
        if character in _UNPRINTABLE_BUT_TYPED:
            return not self.read_only
        if key == "enter" and not self.lines:
            return False
        return super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.lines:
            event.stop()
            event.prevent_default()
            self.post_message(self.Left(1))
        elif event.character in _UNPRINTABLE_BUT_TYPED and not self.read_only:
            event.stop()
            event.prevent_default()
            self._replace_via_keyboard(event.character or "", *self.selection)
        else:
            await super()._on_key(event)

    def _replace_via_keyboard(self, insert: str, start: Location, end: Location) -> EditResult | None:
        insert = clean(insert)
        if self.digits and insert:
            kept = self.text[: min(start, end)[1]] + self.text[max(start, end)[1] :]
            insert = "".join(char for char in insert if char.isdecimal())
            if not insert or len(kept + insert) > self.digits:
                self.post_message(self.Refused(f"这里只能填 {self.digits} 位数字。"))
                return None
        return super()._replace_via_keyboard(insert, start, end)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = clean(event.text)
        if not self.lines:
            text = " ".join(part for part in _BREAK.split(text) if part)
            if _BREAK.search(event.text.strip()):
                self.post_message(self.Refused("这里只能写一行，粘贴的几行或几格已接成一行，请核对。"))
        self._replace_via_keyboard(text, *self.selection)

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


def _end_of_change(before: str, after: str) -> Location:
    """Where in `after` the part ends that is not as in `before`: line and column."""
    start = _alike(before, after)
    end = len(after) - _alike(before[start:][::-1], after[start:][::-1])
    return after.count("\n", 0, end), end - (after.rfind("\n", 0, end) + 1)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))
