"""How the header texts of a sheet are compared with the labels of a form."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tui.forms.text import squeeze

if TYPE_CHECKING:
    from tui.forms.model import Column, Field

LONGEST = 100
"""How many characters a header text has at most; what is longer is an answer or a note."""


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A header text as it is compared: without the colon and the star of required parts too."""
    return squeeze(text).strip(":*")


def keys(part: Field | Column) -> tuple[str, ...]:
    """What the header text of a field or column may be: its label first, then its synonyms."""
    return key(part.label), *map(key, part.synonyms)
