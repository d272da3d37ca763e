"""Fitting text into cells: every Chinese character is two of them wide."""

from rich.cells import cell_len, set_cell_size

from tui.widgets.graphemes import ambiguous_width

_ONE_LINE = {ord(char): " " for char in "\n\t\r\v\f"}


def fit(text: str, width: int) -> str:
    """The text on one line, exactly `width` cells wide: padded, or cut with a sign that it was cut."""
    line = text.translate(_ONE_LINE)
    if cell_len(line) > width:
        line = set_cell_size(line, max(width - 2, 0)).rstrip() + ".."
    return set_cell_size(line, width)


def fit_mark(mark: str) -> str:
    """A mark of one character, wide enough for any other: this terminal may draw some two cells wide."""
    return fit(mark, ambiguous_width())


def fit_right(text: str, width: int) -> str:
    """Like `fit`, but pushed to the right."""
    return " " * (width - cell_len(text)) + text if cell_len(text) < width else fit(text, width)
