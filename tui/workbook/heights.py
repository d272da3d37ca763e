"""How tall a row must be to show all of its wrapped text.

Widths are counted in half-width characters, as the sheet counts its columns; a Chinese character has two.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

MAX_HEIGHT = 409.0
"""The tallest row there can be, in points (Excel's specification); longer text is cut off in the view."""

_LINE = 1.45
"""Height of a line by the size of its type: the tallest among the fonts that stand in for one another."""
_PADDING = 5.0
_EDGE = 2
"""What the two edges of a cell, and punctuation that may not begin a line, take from a line."""
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)


def text_width(text: str) -> int:
    """The width of a text on one line; signs like “ ≥ count two, as in Chinese fonts."""
    return sum(map(_char_width, text))


@lru_cache(maxsize=8192)
def _char_width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a cell of that width."""
    room = max(2, int(width) - _EDGE)
    return sum(_wrapped(paragraph, room) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: int) -> int:
    lines, used = 1, 0
    for word in _WORD.findall(paragraph):
        size = text_width(word)
        if used and used + size > room:
            lines, used = lines + 1, 0
        if size > room:
            lines, size = lines + (size - 1) // room, (size - 1) % room + 1
        used += size
    return lines


def height(lines: int, size: float) -> float:
    """The height in points of that many lines of type of `size` points."""
    return min(MAX_HEIGHT, math.ceil(lines * size * _LINE + _PADDING))
