"""Where a line of Chinese may be broken: anywhere but before a closing sign or behind an opening one.

Latin words and numbers stay whole. For texts to read and for texts being typed alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from tui.widgets.graphemes import measure

_NOT_FIRST = "。，、；：？！）》〉】〕］｝」』〗”’％‰℃°·…—～﹏"
_NOT_LAST = "（《〈【〔［｛「『〖“‘￥＄"
_WORD = "!-~\u00a1-\u04ff\u2200-\u22ff"
_WIDE_WORD = "０-９Ａ-Ｚａ-ｚ．"
_MAY_BREAK = re.compile(
    rf"(?<![{_NOT_LAST}(\[{{])(?![{_NOT_FIRST},.;:?!%)\]}}])"
    rf"(?!(?<=[{_WORD}])[{_WORD}]|(?<=[{_WIDE_WORD}])[{_WIDE_WORD}])"
)


def wrap_offsets(text: str, width: int, *, spaces_hang: bool = False) -> list[int]:
    """The indices at which a text without line breaks goes on in a new line of `width` cells.

    With `spaces_hang` the spaces at the end of a line take no room and may stand out. A cluster that is wider
    than `width` has a line of its own. A text is not broken when `width` is 0.
    """
    if width <= 0:
        return []
    bounds, cells = measure(text)
    offsets: list[int] = []
    first = 0
    while cells[-1] - cells[first] > width:
        fits = max(bisect_right(cells, cells[first] + width) - 1, first + 1)
        if spaces_hang:
            while fits < len(bounds) - 1 and text[bounds[fits]] == " ":
                fits += 1
        if fits == len(bounds) - 1:
            break
        first = next(
            (place for place in range(fits, first, -1) if _MAY_BREAK.match(text, bounds[place])), fits
        )
        offsets.append(bounds[first])
    return offsets
