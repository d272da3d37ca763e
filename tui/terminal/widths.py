"""How wide the terminal draws what Unicode leaves open (East Asian "ambiguous": ≥ “ ” ─ │ → √).

Old Chinese fonts and a setting of PuTTY, Xshell and others draw these two cells wide. The terminal is asked:
it gets one of them and is then to tell where its cursor stands. By the way it is asked whether it can write a
character many times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from rich import cells
from rich._unicode_data import load

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION = "\x1b[2H-\x1b[9b≥中\x1b[6n"
"""Draws signs at the left of the second line, one of them ten times if the terminal can, and asks for the
cursor; the first picture covers them."""
REPEATED = 9
"""The columns by which the cursor stands farther right if the first sign has been repeated."""
ANSWERED_ROW = 1
"""The line, counted from 0, of an answer: on the first one it would look like F3 with Shift, Ctrl or Alt."""
NARROW, WIDE, GARBLED = 4, 5, 7
"""The column, counted from 0, in which the cursor else stands; the last when each byte, or each pair of them,
is taken for a character: the terminal is set to something else than UTF-8."""
SETTING = "TIANBAO_WIDE"
"""The variable that decides instead of the question: 1 for two cells, 0 for one."""


def make_ambiguous_wide() -> None:
    """Measure all text from now on as a terminal does that draws ambiguous characters two cells wide.

    Rich, and Textual through it, measures by one table; its short cut for Latin text and lines knows better
    than the table and has to go. Done once, it stays.
    """
    if cells.cell_len("≥") == 2:
        return
    table = load()
    wide = table._replace(widths=sorted([*table.widths, *((code, code, 2) for code in _ambiguous())]))

    def load_wide(unicode_version: str = "auto") -> cells.CellTable:
        del unicode_version
        return wide

    vars(cells)["load_cell_table"] = load_wide
    vars(cells)["_is_single_cell_widths"] = str.isascii
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _ambiguous() -> Iterator[int]:
    """The code points of one cell whose width is open; above the basic plane there are but rare signs."""
    for code in range(0xA1, 0x10000):
        char = chr(code)
        if east_asian_width(char) == "A" and cells.get_character_cell_size(char) == 1:
            yield code
