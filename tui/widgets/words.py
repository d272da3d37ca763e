"""Words in Chinese text, for jumping and deleting, without a dictionary.

A jump goes to the next phrase: a stretch of Chinese up to a sign or a change of script, or a Latin word or
number. Deleting goes in smaller steps, as most Chinese words have two characters: two of them at a time.
"""

from __future__ import annotations

import re
from functools import cache

from tui.widgets.graphemes import is_boundary

DELETED_AT_ONCE = 2
"""Chinese characters that deleting a word takes away."""

_CHINESE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3105-\u312f"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"(?:[^\W{_CHINESE}][\u0300-\u036f]*)"
_LATIN = rf"{_LETTER}+(?:[-.,:/@&'’．]{_LETTER}+)*[%％‰℃°]*"
_PHRASE = rf"[（《〈【〔［｛「『〖“‘(\[{{]*(?:[{_CHINESE}]+|{_LATIN})"
_WORD = rf"(?:(?P<chinese>[{_CHINESE}]+)|{_LATIN}|(?:(?!{_LETTER})[^\s{_CHINESE}])+)\s*|\s+"
_compiled = cache(re.compile)
"""On first use: these patterns take longer to compile than all other imports of the screen that has them."""


def phrase_before(line: str, column: int) -> int:
    """Where the phrase before a column of a line begins; 0 when there is none."""
    return max((start for start in _starts(line) if start < column), default=0)


def phrase_after(line: str, column: int) -> int:
    """Where the phrase behind a column of a line begins; the line's end when there is none."""
    return min((start for start in _starts(line) if start > column), default=len(line))


def word_before(line: str, column: int) -> int:
    """Where the word before a column begins: two Chinese characters, a Latin word, a number or some signs."""
    start = 0
    for match in _compiled(_WORD).finditer(line, 0, column):
        start = max(match.start(), match.end("chinese") - DELETED_AT_ONCE)
    while not is_boundary(line, start):
        start -= 1
    return start


def _starts(line: str) -> list[int]:
    return [match.start() for match in _compiled(_PHRASE).finditer(line) if is_boundary(line, match.start())]
