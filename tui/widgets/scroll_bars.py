"""Scroll bars of whole cells: the usual ones end in eighths of a block, which many terminal fonts lack."""

from textual.scrollbar import ScrollBar, ScrollBarRender


class WholeCells(ScrollBarRender):
    """A scroll bar whose ends are blank cells too."""

    VERTICAL_BARS = [" "] * len(ScrollBarRender.VERTICAL_BARS)
    HORIZONTAL_BARS = [" "] * len(ScrollBarRender.HORIZONTAL_BARS)


def install() -> None:
    """Draw all scroll bars so."""
    ScrollBar.renderer = WholeCells
