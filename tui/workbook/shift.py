"""How rows move when lines of a table are inserted, removed or put in another order. All rows are 0-based."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LAST_ROW = 1_048_575
OFFER = "请改用内置的表样导出。"
SHARED = f"模板里有几格共用的公式，改动或增减行会把它拆散，没有写出文件；{OFFER}"


class Fate(Enum):
    """Where a line of the filled sheet comes from."""

    KEPT = "kept"
    """It was there; only what stands above it has changed."""
    MOVED = "moved"
    """It was there, among other lines."""
    NEW = "new"
    """It has only the look of another line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a filled region."""

    fate: Fate
    source: int
    """The row that it was, or whose look a new one has; -1 for a new one without a look."""
    like: int
    """The kept row whose validations and conditional formats it shares; -1 for none."""
    texts: Mapping[int, str] = field(default_factory=dict)
    """The texts of a new line, by column; those of the others are listed by their old cells."""


@dataclass(frozen=True, slots=True)
class Region:
    """Old rows from `start` up to, but without, `stop`, and the lines that come in their place."""

    start: int
    stop: int
    lines: Sequence[Line]

    @property
    def is_still(self) -> bool:
        """Whether every line stays where it was."""
        return len(self.lines) == self.stop - self.start and all(
            line.fate is Fate.KEPT for line in self.lines
        )


class Shift:
    """Where each old row stands in the filled sheet."""

    def __init__(self, regions: Sequence[Region] = ()) -> None:
        """Take regions that do not overlap, in their order."""
        self.regions = tuple(region for region in regions if not region.is_still)
        self._places: dict[int, int] = {}
        self._reach: dict[int, tuple[int, int]] = {}
        self._kept: list[list[int]] = []
        self._stops: list[int] = []
        self._offsets = [0]
        self.tops: list[int] = []
        """Where each region begins now."""
        for region in self.regions:
            self._add(region)

    def _add(self, region: Region) -> None:
        top = region.start + self._offsets[-1]
        self.tops.append(top)
        kept = []
        for row, line in enumerate(region.lines, start=top):
            if line.fate is not Fate.NEW:
                self._places[line.source] = row
            if line.fate is Fate.KEPT:
                kept.append(line.source)
            first, last = self._reach.get(line.like, (row, row))
            self._reach[line.like] = (min(first, row), max(last, row))
        self._kept.append(kept)
        self._stops.append(region.stop)
        self._offsets.append(self._offsets[-1] + len(region.lines) - (region.stop - region.start))

    @property
    def is_still(self) -> bool:
        """Whether no row moves."""
        return not self.regions

    def row(self, old: int) -> int | None:
        """Where a row stands now, wherever it went; None when it is gone."""
        region = self._region(old)
        return self._outside(old) if region is None else self._places.get(old)

    def span(self, top: int, bottom: int, *, grow: bool = False) -> tuple[int, int] | None:
        """The first and last row of what was a range; None when none of its rows is left.

        Lines inserted between its rows are in it. With `grow` so are those at its edges that are made like
        a row of the range. A line that was moved elsewhere does not take the range along.
        """
        first, last = self._survivor(top, 1), self._survivor(bottom, -1)
        if first > last:
            return None
        start, end = self._outside_or_kept(first), self._outside_or_kept(last)
        if grow:
            start = min(start, self._reach.get(first, (start, end))[0])
            end = max(end, self._reach.get(last, (start, end))[1])
        return start, LAST_ROW if bottom == LAST_ROW else end

    def survivor(self, top: int, bottom: int) -> int | None:
        """The first old row of a range that stays in its place among the others; None when there is none."""
        first = self._survivor(top, 1)
        return first if first <= bottom else None

    def after(self, old: int) -> int:
        """Where a row stands now, or the first one below it that is left."""
        return self._outside_or_kept(self._survivor(old, 1))

    def is_uniform(self, top: int, bottom: int) -> bool:
        """Whether all rows of a range move by the same number of rows, and nothing comes between them."""
        return not any(region.start <= bottom and top < region.stop for region in self.regions) and (
            self._outside(top) - top == self._outside(bottom) - bottom
        )

    def begin(self, region: Region) -> int:
        """Where the first line of a region stands now; the region may be one in which no line moves."""
        for own, top in zip(self.regions, self.tops, strict=True):
            if own is region:
                return top
        return self.after(region.start)

    def _region(self, old: int) -> int | None:
        index = bisect_right(self._stops, old)
        return index if index < len(self.regions) and old >= self.regions[index].start else None

    def _outside(self, old: int) -> int:
        return old + self._offsets[bisect_right(self._stops, old)]

    def _outside_or_kept(self, old: int) -> int:
        return self._outside(old) if self._region(old) is None else self._places[old]

    def _survivor(self, old: int, step: int) -> int:
        """The row, or the nearest one in that direction that stays in its place among the others."""
        while (index := self._region(old)) is not None:
            kept, region = self._kept[index], self.regions[index]
            if step > 0:
                position = bisect_left(kept, old)
                if position < len(kept):
                    return kept[position]
                old = region.stop
            else:
                position = bisect_right(kept, old)
                if position:
                    return kept[position - 1]
                old = region.start - 1
        return old


STILL = Shift()
