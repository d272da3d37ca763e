"""Text to read, broken into lines the way Chinese is."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.graphemes import ambiguous_width, drawn
from tui.widgets.wrapping import wrap_offsets

if TYPE_CHECKING:
    from textual.geometry import Size


class Prose(Widget):
    """Plain text of any length; as high as its text needs."""

    text: reactive[str] = reactive("", layout=True)

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.set_reactive(Prose.text, text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines the text takes."""
        del container, viewport
        return len(wrap(self.text, width))

    def render(self) -> Text:
        """The lines, never taken for markup."""
        return Text(drawn("\n".join(wrap(self.text, self.size.width))), no_wrap=True)


def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells (one at least; a wider character has its own)."""
    return _wrapped(text, width, ambiguous_width())


@lru_cache(maxsize=256)
def _wrapped(text: str, width: int, ambiguous_width: int) -> tuple[str, ...]:
    """Kept for the width of ambiguous characters, too, which is known only when the terminal has told it."""
    del ambiguous_width
    return tuple(line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width))


def _wrap_paragraph(text: str, width: int) -> list[str]:
    cuts = [0, *wrap_offsets(text, width, spaces_hang=True), len(text)]
    return [text[start:end].rstrip(" ") for start, end in pairwise(cuts)]
