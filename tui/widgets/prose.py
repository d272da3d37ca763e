"""Text to read, broken the way Chinese is: anywhere but before a closing sign or behind an opening one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Size

_NOT_FIRST = frozenset("，。、；：？！）》〉】〕”’％%…,.;:?!)]}")
_NOT_LAST = frozenset("（《〈【〔“‘([{")


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
        return Text("\n".join(wrap(self.text, self.size.width)), no_wrap=True)


@lru_cache(maxsize=256)
def wrap(text: str, width: int) -> tuple[str, ...]:
    """The text in lines of at most `width` cells (at least one line, of at least one character each)."""
    return tuple(line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width))


def _wrap_paragraph(text: str, width: int) -> list[str]:
    lines: list[str] = []
    while cell_len(text) > width > 0:
        end = _line_end(text, width)
        lines.append(text[:end].rstrip(" "))
        text = text[end:].lstrip(" ")
    return [*lines, text]


def _line_end(text: str, width: int) -> int:
    """How many characters the first line takes."""
    used = end = 0
    for char in text:
        used += cell_len(char)
        if used > width:
            break
        end += 1
    end = max(end, 1)
    if end >= len(text):
        return end
    best = end
    while best > max(end - 12, 1) and not _may_break(text, best):
        best -= 1
    return best if _may_break(text, best) else end


def _may_break(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return not (_is_word(before) and _is_word(after))


def _is_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "_-/~")
