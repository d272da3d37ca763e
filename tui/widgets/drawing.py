"""Text with parts of it in other styles, cut so that no cluster is torn."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment

from tui.widgets.graphemes import drawn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.style import Style


class Span(NamedTuple):
    """The style of a part of a text, from index `start` up to `end`; the text's end has an index, too."""

    start: int
    end: int
    style: Style


def segments(text: str, spans: Iterable[Span], style: Style) -> list[Segment]:
    """The text in a style, spans above it, the last one topmost; what lies at the text's end is one space."""
    spans = [span for span in spans if span.start < span.end]
    cuts = sorted({0, len(text), *(index for span in spans for index in (span.start, span.end))})
    pieces: list[Segment] = []
    for start, end in pairwise(cuts):
        over = [span.style for span in spans if span.start <= start < span.end]
        pieces.append(Segment(drawn(text[start:end]) or " ", sum(over, style)))
    return pieces
