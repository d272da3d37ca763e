"""How the header texts of a sheet are compared with the labels of a form."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.forms.text import squeeze

if TYPE_CHECKING:
    from tui.forms.model import Column, Field, Form
    from tui.workbook.grid import Rows

LONGEST = 100
"""How many characters a header text has at most; what is longer is an answer or a note."""
_LIKE = 0.6
"""From this share of equal characters on (0 to 1), a text is another one with a few changes."""
_NOTES = 50
"""How many long texts are compared with a form's banner, which stands near the top."""


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A header text as it is compared: without the colon and the star of required parts too."""
    return squeeze(text).strip(":*")


def keys(part: Field | Column) -> tuple[str, ...]:
    """What the header text of a field or column may be: its label first, then its synonyms."""
    return key(part.label), *map(key, part.synonyms)


def is_like(text: str, other: str) -> bool:
    """Whether two texts are the same but for a few changes."""
    compared = SequenceMatcher(None, squeeze(text), squeeze(other), autojunk=False)
    return compared.quick_ratio() >= _LIKE and compared.ratio() >= _LIKE


def title_of(form: Form, rows: Rows) -> str:
    """The text of the form's title as the sheet writes it; empty when it is not there."""
    title = squeeze(form.title)
    first = form.title[0]
    every = (
        text for texts in rows.values() for text in texts.values() if len(text) < LONGEST and first in text
    )
    return next((text for text in every if squeeze(text) == title), "")


def banner_of(form: Form, rows: Rows) -> str:
    """The text of the form's banner as the sheet writes it, altered or not; empty when it is not there."""
    half, twice = len(form.banner) // 2, 2 * len(form.banner)
    every = [text for texts in rows.values() for text in texts.values() if half < len(text) < twice]
    return next((text for text in every[:_NOTES] if is_like(text, form.banner)), "")
