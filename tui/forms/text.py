"""What counts as text: what is kept of what somebody typed or pasted, and what counts as empty."""

import re
import unicodedata

CELL_LIMIT = 32_767
"""How many UTF-16 code units a cell of a workbook holds (Excel's specification)."""

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


def clean(text: str) -> str:
    """The text with LF line ends and without control characters, which neither TOML nor a sheet may hold."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def is_blank(text: str) -> bool:
    """Whether nothing can be seen of the text: empty, or only spaces of any width."""
    return not text.strip().strip(_INVISIBLE).strip()


def squeeze(text: str) -> str:
    """The text as it is compared: full and half width alike, without any white space (NFKC)."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if not char.isspace() and char not in _INVISIBLE)


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, the way workbooks count."""
    return len(text) + sum(char > "\uffff" for char in text)


def shorten(text: str, limit: int = 20) -> str:
    """The text on one line and not longer than `limit` characters, for quoting in a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
