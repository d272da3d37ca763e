"""How a sheet writes what XML cannot hold: _xHHHH_ stands for one UTF-16 unit (ECMA-376 part 1, 22.4.2.4)."""

from __future__ import annotations

import re

from tui.forms.text import CELL_LIMIT, clean, utf16_length

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def unescape(text: str) -> str:
    """The text that a program shows for a stored one."""
    if "_x" not in text:
        return text
    units = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def escape(text: str) -> str:
    """The stored form of a text, so that one which looks escaped is shown as it was typed."""
    return _LOOKS_ESCAPED.sub("_x005F_", text)


def storable(text: str) -> str:
    """The text without control characters and cut to what one cell holds (`CELL_LIMIT` UTF-16 units)."""
    text = clean(text)
    while (excess := utf16_length(text) - CELL_LIMIT) > 0:
        text = text[: -((excess + 1) // 2)]
    return text
