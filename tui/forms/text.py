"""What counts as text: what is kept of what somebody typed or pasted, and what counts as empty."""

import re
import unicodedata

CELL_LIMIT = 32_767
"""How many UTF-16 code units a cell of a workbook holds (Excel's specification)."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTED = re.compile(r'"((?:[^"]+|"")*+)"')
_CELL = re.compile(r'("(?:[^"]+|"")*+"(?=[\t\n]|\Z)|[^\t\n]*)(?:\t*(?=\n|\Z)|(\t+))')
"""A cell of a copied text, and the tabs to the next one that is not empty, or (no group) the line's end."""


def clean(text: str) -> str:
    """The text without control characters, which neither TOML nor a sheet may hold, and with LF line ends.

    Whatever splits a text into lines becomes LF: an editor that splits there would lose it otherwise.
    """
    return text if text.isprintable() else _UNSTORABLE.sub("", _LINE_ENDS.sub("\n", text))


def unquoted(cell: str) -> str:
    """A cell of a copied text without the quotes that a sheet put around it; any other cell as it is.

    A sheet does so, and doubles the quotes inside, because the cell holds a line break, a tab or a quote.
    Any other quote is one that somebody typed.
    """
    inner = found[1] if (found := _QUOTED.fullmatch(cell)) else ""
    return inner.replace('""', '"') if any(sign in inner for sign in ("\n", "\t", '""')) else cell


def with_line_feeds(text: str) -> str:
    """A pasted text with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def pasted_text(text: str) -> str:
    """What a pasted text says, with LF line ends.

    A single cell copied in a sheet comes without the quotes and the last line end that the sheet added.
    Several cells are as they were.
    """
    text = with_line_feeds(text)
    cell = text.removesuffix("\n")
    content = unquoted(cell)
    return text if content == cell and any(sign in cell for sign in "\n\t") else content


def joined_cells(text: str) -> str:
    """A pasted text of several cells, spaces for their tabs and without their quotes; empty for any other.

    A row of the sheet is a line, though a cell of several lines takes more. Empty cells leave nothing.
    """
    cells = with_line_feeds(text).removesuffix("\n")
    if unquoted(cells) != cells:
        return ""
    joined = _CELL.sub(lambda cell: unquoted(cell[1]) + " " * bool(cell[1] and cell[2]), cells)
    return joined if joined != cells else ""


def is_blank(text: str) -> bool:
    """Whether nothing can be seen of the text: empty, or only spaces of any width and invisible marks."""
    if text.isprintable():
        return not text.strip()
    return all(char.isspace() or _is_invisible(char) for char in text)


def fold(text: str) -> str:
    """The text in half width wherever it has one (NFKC), without invisible marks and spaces at its ends."""
    folded = unicodedata.normalize("NFKC", text)
    if folded.isprintable():
        return folded.strip()
    return "".join(char for char in folded if not _is_invisible(char)).strip()


def squeeze(text: str) -> str:
    """The text as it is compared: full and half width alike, without any white space or invisible mark."""
    return "".join(fold(text).split())


def _is_invisible(char: str) -> bool:
    """Whether a character has no look of its own: joiners, byte order marks, soft hyphens (category Cf)."""
    return unicodedata.category(char) == "Cf"


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, the way workbooks count."""
    if not text or max(text) <= "\uffff":
        return len(text)
    return len(text) + sum(char > "\uffff" for char in text)


def shorten(text: str, limit: int = 20) -> str:
    """The text on one line and not longer than `limit` characters, for quoting in a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
