"""What a reader takes for one character: where one ends, how wide it is, how it is drawn.

Several code points make one such cluster: a letter with its accents, a flag, a family of emoji, a Hangul
syllable in parts. The rules are those of Unicode (UAX 29) as far as the terminal can show them: whatever has
no width of its own belongs to what stands before it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable

JOINER = "\u200d"
"""Joins emoji into one; anywhere else it is invisible and means nothing."""

_UNSURE = re.compile(
    "[^ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u2bff\u2e80-\u2fd5"
    "\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309b-\u3163\u3165-\u9fff\uac00-\ud7a3\uff01-\uff60\uffe0-\uffe6]"
)
"""Whatever may be part of a cluster; all other characters are clusters of their own and have a width."""
_STRAY_JOINER = re.compile(f"{JOINER}(?=[{JOINER}\ufe0f\u20e3]|$)")
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_FLAG = re.compile(f"[{chr(_FLAG_LETTERS[0])}-{chr(_FLAG_LETTERS[-1])}]{{2}}")


def ambiguous_width() -> int:
    """How many cells characters like ≥ and “ take on this terminal: 1, on some that are set to Chinese 2."""
    return get_character_cell_size("≥")


def is_boundary(text: str, index: int) -> bool:
    """Whether a cluster begins or ends at `index` of a text without line breaks."""
    if not 0 < index < len(text):
        return True
    before, after = text[index - 1], text[index]
    if _has_no_width(after):
        return False
    if before == JOINER and _is_picture(after) and _is_picture(_base(text, index - 1)):
        return False
    if _is_between_flag_letters(text, index):
        return _flag_letters_before(text, index) % 2 == 0
    return not _has_no_width(before) or any(not _has_no_width(char) for char in text[:index])


def boundaries(text: str) -> list[int]:
    """All indices at which a cluster begins, and the end of the text."""
    unsure = {index for found in _UNSURE.finditer(text) for index in found.span()}
    inside = {flag.start() + 1 for flag in _FLAG.finditer(text)} | {
        index
        for index in unsure
        if not _is_between_flag_letters(text, index) and not is_boundary(text, index)
    }
    if not inside:
        return list(range(len(text) + 1))
    return [index for index in range(len(text) + 1) if index not in inside]


def boundary_before(text: str, index: int) -> int:
    """The nearest boundary before `index`; 0 at the beginning."""
    index = max(index - 1, 0)
    while not is_boundary(text, index):
        index -= 1
    return index


def boundary_after(text: str, index: int) -> int:
    """The nearest boundary behind `index`; the length at the end."""
    return boundary_from(text, min(index + 1, len(text)))


def boundary_from(text: str, index: int) -> int:
    """`index` itself if it is a boundary, else the nearest one behind it."""
    while not is_boundary(text, index):
        index += 1
    return index


def drawn(text: str) -> str:
    """The text as it goes to the terminal: a tab as one space, no joiners that join nothing."""
    text = text.replace("\t", " ")
    if JOINER not in text:
        return text
    bounds = boundaries(text)
    return "".join(_STRAY_JOINER.sub("", text[start:end]) for start, end in pairwise(bounds))


def measure(text: str) -> tuple[list[int], list[int]]:
    """The boundaries of a text, and for each of them how many cells the text before it takes."""
    bounds = boundaries(text)
    widths: Iterable[int]
    if _UNSURE.search(text):
        widths = (_cells(text[start:end]) for start, end in pairwise(bounds))
    else:
        widths = map(get_character_cell_size, text)
    return bounds, list(accumulate(widths, initial=0))


def cells(text: str, end: int) -> int:
    """How many cells the text takes up to index `end`; a cluster that `end` stands in counts as a whole."""
    return measure(text[: boundary_from(text, end)])[1][-1]


def index_at(text: str, cell: int) -> int:
    """The index of the cluster that covers a cell of the text, 0 for the first; the length if none does."""
    bounds, ends = measure(text)
    return next((bounds[place - 1] for place, end in enumerate(ends) if end > cell), len(text))


def _cells(cluster: str) -> int:
    return cell_len(drawn(cluster))


def _has_no_width(char: str) -> bool:
    return char != "\t" and get_character_cell_size(char) == 0


def _base(text: str, index: int) -> str:
    """What the marks before `index` belong to; joiners are no marks."""
    index -= 1
    while index > 0 and text[index] != JOINER and _has_no_width(text[index]):
        index -= 1
    return text[index] if index >= 0 else ""


def _is_picture(char: str) -> bool:
    """Whether a joiner joins it: emoji, also those that are younger than Python's tables, and arrows."""
    return bool(char) and ("\U0001f000" <= char <= "\U0001faff" or unicodedata.category(char) in {"So", "Sm"})


def _is_between_flag_letters(text: str, index: int) -> bool:
    return (
        0 < index < len(text) and ord(text[index - 1]) in _FLAG_LETTERS and ord(text[index]) in _FLAG_LETTERS
    )


def _flag_letters_before(text: str, index: int) -> int:
    count = 0
    while count < index and ord(text[index - count - 1]) in _FLAG_LETTERS:
        count += 1
    return count
