"""What stands in the cells of one line of the screen.

A wide character takes two cells, the second of which holds no text. Only what terminals agree on is drawn:
of a cluster about whose width they differ (joined emoji, flags, variation selectors) its first character.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from rich.cells import cell_len, split_graphemes

from tui.terminal.ink import Ink, ink_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.color import ColorSystem
    from rich.segment import Segment

Cell = tuple[str, Ink]
"""The text of a cell, empty in the second half of a wide one, and its ink."""

BLANK = " "
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_UNDRAWN = frozenset({"Cc", "Cs"})
"""Controls, and halves of characters, which stand for a byte of a file name that could not be read."""
MOST_MARKS = 4
"""How many marks of a cluster are drawn; no language has more, and each is bytes."""
_MARKS = frozenset({"Mn", "Me"})


def cells_of(segments: Iterable[Segment], system: ColorSystem | None) -> list[Cell]:
    """The cells that these segments of a line fill, from left to right."""
    cells: list[Cell] = []
    for text, style, control in segments:
        if not control:
            cells.extend(_cells(text, ink_of(style, system)))
    return cells


def measure_anew() -> None:
    """Forget what has been measured, because text is measured otherwise from now on."""
    _cells.cache_clear()


@lru_cache(maxsize=2048)
def _cells(text: str, ink: Ink) -> tuple[Cell, ...]:
    blank = (BLANK, ink.on_blank)
    if text.isascii() and text.isprintable():
        return tuple(blank if char == BLANK else (char, ink) for char in text)
    cells: list[Cell] = []
    for start, end, width in split_graphemes(text)[0]:
        cells += [blank if glyph == BLANK else (glyph, ink) for glyph in _glyphs(text[start:end], width)]
    return tuple(cells)


def _glyphs(cluster: str, width: int) -> list[str]:
    """What to write into each of the `width` cells of a cluster."""
    first = cluster[0]
    if not width or category(first) in _UNDRAWN:
        return [BLANK] * width
    if ord(first) in _FLAG_LETTERS:
        return [chr(ord("A") + ord(first) - _FLAG_LETTERS[0]), *[BLANK] * (width - 1)]
    if first == "\u00a0":
        return [BLANK]
    drawn = cell_len(first)
    marks = [char for char in cluster[1:] if category(char) in _MARKS and not _is_selector(char)]
    return ["".join([first, *marks[:MOST_MARKS]]), *[""] * (drawn - 1), *[BLANK] * (width - drawn)]


def _is_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f"
