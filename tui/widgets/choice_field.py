"""A choice of a few values, all of them shown on one line, each picked by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual import events

    from tui.forms.model import Dictionary


class ChoiceField(Widget, can_focus=True):
    """The values of a dictionary, numbered; the chosen one stands in brackets."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "shift(-1)", show=False),
        Binding("right", "shift(1)", show=False),
        Binding("up", "leave(-1)", show=False),
        Binding("down,enter", "leave(1)", show=False),
    ]

    value: reactive[str] = reactive("")

    class Chosen(Message):
        """A value has been picked."""

        def __init__(self, field: ChoiceField, text: str) -> None:
            super().__init__()
            self.field = field
            self.text = text

        @property
        def control(self) -> ChoiceField:
            """The field in which it was picked."""
            return self.field

    def __init__(self, dictionary: Dictionary, value: str, *, id: str | None = None) -> None:  # noqa: A002
        """Show the entries of `dictionary` with `value`, which need not be one of them, as chosen."""
        super().__init__(id=id)
        self.dictionary = dictionary
        self.set_reactive(ChoiceField.value, value)

    def render(self) -> Text:
        """All values on one line, each behind its number."""
        line = Text(no_wrap=True, overflow="ellipsis")
        known = False
        for number, entry in enumerate(self.dictionary.entries, start=1):
            chosen = entry.text == self.value
            known = known or chosen
            line.append(f"[{number} {entry.text}]" if chosen else f" {number} {entry.text} ", _style(chosen))
            line.append(" ")
        if self.value and not known:
            line.append(f"（现在是“{self.value}”）")
        return line

    def on_key(self, event: events.Key) -> None:
        """Pick the entry whose number or key has been pressed."""
        for number, entry in enumerate(self.dictionary.entries, start=1):
            if event.character and event.character in {str(number), entry.key, entry.text}:
                event.stop()
                self._choose(entry.text)

    def action_shift(self, step: int) -> None:
        """Pick the neighbour of the chosen entry."""
        texts = [entry.text for entry in self.dictionary.entries]
        index = texts.index(self.value) + step if self.value in texts else 0
        self._choose(texts[index % len(texts)])

    def action_leave(self, step: int) -> None:
        """Go on to another field."""
        self.post_message(TextField.Left(step))

    def _choose(self, text: str) -> None:
        self.value = text
        self.post_message(self.Chosen(self, text))


def _style(chosen: bool) -> str:
    return "bold reverse" if chosen else ""
