"""Which row of the answers goes to which line of a table, which lines go and where new ones come."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import TYPE_CHECKING

from tui.forms.answers import Row
from tui.workbook.shift import Fate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.forms.model import Table
    from tui.workbook.lines import OldLine

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Slot:
    """A line of the filled table."""

    fate: Fate
    old: int
    """Which of the old lines it was, or has the look of; -1 for none."""
    like: int
    """Which of the old lines that stay it is made like; -1 for none."""
    row: Row | None
    """What it is to hold; None for a line that stays as it is."""


@dataclass(slots=True)
class _Match:
    """Rows in the order in which they will stand, and the lines that some of them have."""

    rows: list[Row]
    anchors: dict[int, int] = field(default_factory=dict)
    """Row → line; the order of one is the order of the other."""
    moved: dict[int, int] = field(default_factory=dict)
    """Row → its line, which comes to stand among others."""
    after: list[int] = field(default_factory=list)
    """For each row the line below which it belongs."""


def match(table: Table, old: Sequence[OldLine], rows: Sequence[Row], *, own: bool) -> list[Slot]:
    """The lines of the filled table in their order.

    `own` says that a row's id tells its line: it keeps it, unknown rows are new, and lines without a row go.
    Otherwise rows take lines of their category in order, and prepared lines that no row needs stay.
    """
    found = _by_id(old, rows) if own else _by_category(table, old, rows)
    taken = {*found.anchors.values(), *found.moved.values()}
    gone = {
        index
        for index, line in enumerate(old)
        if line.read and index not in taken and (own or not line.read.is_empty(table))
    }
    keeper = _Keeper(table, old, found, gone)
    keeper.reuse()
    keeper.keep_one()
    return list(keeper.slots())


def _by_id(old: Sequence[OldLine], rows: Sequence[Row]) -> _Match:
    lines = {line.read.id: index for index, line in enumerate(old) if line.read}
    known = [(index, lines[row.id]) for index, row in enumerate(rows) if row.id in lines]
    steady = _longest_ascent([line for _, line in known])
    anchors = {index: line for index, line in known if line in steady}
    moved = {index: line for index, line in known if line not in steady}
    return _Match(list(rows), anchors, moved, _last_before(len(rows), anchors))


def _last_before(count: int, anchors: Mapping[int, int]) -> list[int]:
    """For each row the line of the last row before it that has one."""
    after, last = [], NOBODY
    for index in range(count):
        last = anchors.get(index, last)
        after.append(last)
    return after


def _longest_ascent(numbers: Sequence[int]) -> set[int]:
    """As many of the numbers as can be in ascending order (each occurs once)."""
    tails: list[int] = []
    before: dict[int, int] = {}
    for number in numbers:
        position = bisect_left(tails, number)
        before[number] = tails[position - 1] if position else NOBODY
        tails[position : position + 1] = [number]
    found: set[int] = set()
    last = tails[-1] if tails else NOBODY
    while last != NOBODY:
        found.add(last)
        last = before[last]
    return found


def _by_category(table: Table, old: Sequence[OldLine], rows: Sequence[Row]) -> _Match:
    roles = _categories(table)
    lines: dict[tuple[str, ...], list[int]] = {}
    for index, line in enumerate(old):
        if (line.read or line.is_free) and all(line.categories):
            lines.setdefault(line.categories, []).append(index)
    if not lines:
        return _Match(list(rows), after=[NOBODY] * len(rows))
    order: dict[tuple[str, ...], int] = {pair: position for position, pair in enumerate(table.pairs)}
    used: dict[tuple[str, ...], int] = {}
    placed: list[tuple[tuple[int, int, int], int | None, Row]] = []
    for number, row in enumerate(rows):
        pair = tuple(row[role] for role in roles)
        own, count = lines.get(pair, []), used.get(pair, 0)
        used[pair] = count + 1
        if count < len(own):
            placed.append(((own[count], 0, 0), own[count], row))
        elif own:
            placed.append(((own[-1], 1, number), None, row))
        else:
            rank = order.get(pair, len(order))
            earlier = [places[-1] for other, places in lines.items() if order.get(other, len(order)) <= rank]
            placed.append(((max(earlier, default=NOBODY), 2 + rank, number), None, row))
    placed.sort(key=lambda item: item[0])
    anchors = {index: line for index, (_, line, _) in enumerate(placed) if line is not None}
    return _Match([row for *_, row in placed], anchors, after=[place[0] for place, *_ in placed])


def _categories(table: Table) -> list[str]:
    return [column.role for column in table.columns if column.kind == "category"]


class _Keeper:
    """Puts rows and lines in one order."""

    def __init__(self, table: Table, old: Sequence[OldLine], found: _Match, gone: set[int]) -> None:
        self.old, self.found, self.gone = old, found, gone
        self.roles = _categories(table)
        self.rows = found.rows

    def pair(self, index: int) -> tuple[str, ...]:
        """The categories of a row."""
        return tuple(self.rows[index][role] for role in self.roles)

    def _gaps(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Neighbours among the rows with a line, each with its line; the ends of the table count as such."""
        steady = sorted(self.found.anchors.items())
        return list(pairwise([(NOBODY, NOBODY), *steady, (len(self.rows), len(self.old))]))

    def reuse(self) -> None:
        """Give blank lines, and those whose rows are gone, to rows of their category that have none."""
        candidates: dict[tuple[str, ...], list[int]] = {}
        for index, line in enumerate(self.old):
            if line.is_free or (index in self.gone and not line.holds_more):
                candidates.setdefault(line.categories or ("",) * len(self.roles), []).append(index)
        walls = [index for index, old in enumerate(self.old) if old.read and index not in self.gone]
        for (first, above), (last, end) in self._gaps():
            position = above + 1
            for index in range(first + 1, last):
                start = max(position, self.found.after[index] + 1)
                wall = bisect_left(walls, start)
                stop = min(end, walls[wall] if wall < len(walls) else end)
                best = self._first(candidates, index, start, stop) if index not in self.found.moved else None
                if best is not None:
                    self.found.anchors[index] = best
                    self.gone.discard(best)
                    position = best + 1

    def _first(
        self, candidates: Mapping[tuple[str, ...], list[int]], index: int, start: int, stop: int
    ) -> int | None:
        """The first of the lines from start to stop that a row can take: those with no or its categories."""
        best = None
        for key in product(*({name, ""} for name in self.pair(index))):
            lines = candidates.get(key, [])
            position = bisect_left(lines, start)
            line = lines[position] if position < len(lines) else stop
            fits = line not in self.gone or key == self.pair(index)
            if fits and line < (stop if best is None else best):
                best = line
        return best

    def keep_one(self) -> None:
        """Let one line stay though all rows of the table are gone, for its look."""
        stays = any(
            (line.read or line.is_free) and index not in self.gone for index, line in enumerate(self.old)
        )
        if self.gone and not stays and not self.found.anchors:
            line = min(self.gone)
            self.gone.discard(line)
            if not self.rows:
                self.rows.append(Row(""))
                self.found.after.append(NOBODY)
            self.found.anchors[0] = line

    def slots(self) -> Iterator[Slot]:
        """The lines of the filled table."""
        gone = self.gone | {*self.found.moved.values()}
        before = NOBODY
        for (first, line), (last, end) in self._gaps():
            between = [index for index in range(line + 1, end) if index not in gone]
            added = list(range(first + 1, last))
            places = [self._place(index, first, last, between) for index in added]
            for position in range(len(between) + 1):
                while added and places[0] <= position:
                    yield self._added(added.pop(0), before, end, last)
                    places.pop(0)
                if position < len(between):
                    yield Slot(Fate.KEPT, between[position], between[position], None)
                    if self.old[between[position]].read:
                        before = between[position]
            if last < len(self.rows):
                yield Slot(Fate.KEPT, end, end, self.rows[last])
                before = end

    def _place(self, index: int, first: int, last: int, between: Sequence[int]) -> int:
        """After how many of the lines that stay between two rows with lines a row without one comes."""
        if self._leads(index, first, last, between):
            return len(between)
        return bisect_right(between, self.found.after[index])

    def _leads(self, index: int, first: int, last: int, between: Sequence[int]) -> bool:
        """Whether a row belongs to the one below it rather than to the one above."""
        if last == len(self.rows):
            return False
        if first == NOBODY:
            return not any(self.old[line].read for line in between)
        return self.pair(index) == self.pair(last) != self.pair(first)

    def _added(self, index: int, before: int, end: int, last: int) -> Slot:
        has_next = last < len(self.rows)
        leads = has_next and (before == NOBODY or self._belongs_below(index, before, last))
        like = end if leads else before
        if index in self.found.moved:
            return Slot(Fate.MOVED, self.found.moved[index], like, self.rows[index])
        look = like if like != NOBODY else min(range(len(self.old)), default=NOBODY)
        return Slot(Fate.NEW, look, like, self.rows[index])

    def _belongs_below(self, index: int, before: int, last: int) -> bool:
        return self.pair(index) == self.pair(last) != self.old[before].categories
