"""A choice of a few values, all of them shown on one line, each picked by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive

from tui.forms.rules.base import entry_meant, resolve
from tui.forms.text import clean, is_blank, pasted_text, shorten
from tui.widgets.terminal_cursor import TerminalCursor
from tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual import events

    from tui.forms.model import Dictionary, Entry


class ChoiceField(TerminalCursor, can_focus=True):
    """The values of a dictionary, numbered; the chosen one stands in brackets.

    A number or the value's own key picks at once. The arrow keys only move a pointer, and Enter picks what
    it points at: moving over a value must not change anything else in the row.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "point(-1)", show=False),
        Binding("right", "point(1)", show=False),
        Binding("space", "pick", show=False),
        Binding("enter", "pick_and_leave", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down", "leave(1)", show=False),
    ]

    value: reactive[str] = reactive("")
    pointer: reactive[int] = reactive(-1)
    """The entry that the arrow keys point at; -1 for none."""

    class Chosen(Message):
        """A value has been picked."""

        def __init__(self, field: ChoiceField, text: str) -> None:
            super().__init__()
            self.field = field
            self.text = text

    def __init__(self, dictionary: Dictionary, value: str) -> None:
        """Show the entries of `dictionary` with `value`, which need not be one of them, as chosen."""
        super().__init__()
        self.dictionary = dictionary
        self.set_reactive(ChoiceField.value, value)

    def show(self, text: str) -> None:
        """Show a value that came from elsewhere, without reporting it as chosen."""
        self.value = text

    def render(self) -> Text:
        """All values on one line, each behind its number."""
        line = Text(no_wrap=True, overflow="ellipsis")
        for index, entry in enumerate(self.dictionary.entries):
            style = "bold " * (entry.text == self.value) + "reverse" * (index == self.pointer)
            line.append(self._words(index), style)
            line.append(" ")
        if self.value and self.dictionary.entry(self.value) is None:
            line.append(f"（现在是“{self.value}”）")
        return line

    def _words(self, index: int) -> str:
        entry = self.dictionary.entries[index]
        words = f"{index + 1} {entry.text}"
        return f"[{words}]" if entry.text == self.value else f" {words} "

    @property
    def cursor_screen_offset(self) -> Offset:
        """The first cell of the entry that is pointed at, else of the chosen one, else of the first."""
        texts = [entry.text for entry in self.dictionary.entries]
        current = self.pointer if self.pointer >= 0 else texts.index(self.value) if self.value in texts else 0
        x = sum(cell_len(self._words(index)) + 1 for index in range(current))
        return self.content_region.offset + Offset(min(x, max(self.size.width - 1, 0)), 0)

    def watch_pointer(self) -> None:
        """Let the terminal's cursor go along."""
        self.place_cursor()

    def watch_value(self) -> None:
        """Let the terminal's cursor go along."""
        self.place_cursor()

    def on_key(self, event: events.Key) -> None:
        """Pick the entry whose number or key has been pressed; of any other sign, say which keys pick."""
        if entry := entry_meant(self.dictionary, event.character or ""):
            event.stop()
            self._choose(entry)
        elif event.is_printable and not (event.key == "space" and self.pointer >= 0):
            event.stop()
            numbers = f"1～{len(self.dictionary.entries)}"
            self.post_message(
                TextField.Refused(f"请按数字键 {numbers} 选一个；也可以按左右键移过去，再按回车。")
            )

    def on_paste(self, event: events.Paste) -> None:
        """Pick the entry whose text was copied; of anything else, say that it is none of them."""
        event.stop()
        text = clean(pasted_text(event.text))
        if entry := self.dictionary.entry(resolve(self.dictionary, text)):
            self._choose(entry)
        elif not is_blank(text):
            reason = f"粘贴的“{shorten(text)}”不在这一格的选项里，请按数字键选一个。"
            self.post_message(TextField.Refused(reason, joined_cells="\t" in text.strip()))

    def on_blur(self) -> None:
        """Point at nothing any more."""
        self.pointer = -1

    def action_point(self, step: int) -> None:
        """Point at the neighbour."""
        start = self.pointer
        if start < 0:
            texts = [entry.text for entry in self.dictionary.entries]
            start = texts.index(self.value) if self.value in texts else -1 if step > 0 else len(texts)
        self.pointer = max(0, min(start + step, len(self.dictionary.entries) - 1))

    def action_pick(self) -> None:
        """Pick what is pointed at."""
        if self.pointer >= 0:
            self._choose(self.dictionary.entries[self.pointer])

    def action_pick_and_leave(self) -> None:
        """Pick what is pointed at, if anything is, and go on."""
        self.action_pick()
        self.action_leave(1)

    def action_leave(self, step: int) -> None:
        """Go on to another field."""
        self.post_message(TextField.Left(step))

    def _choose(self, entry: Entry) -> None:
        self.value = entry.text
        self.pointer = -1
        self.post_message(self.Chosen(self, entry.text))
