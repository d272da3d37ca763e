"""Where rows go that are moved or added, the way a step shows its table: category by category."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.edits import Edit, InsertRow, MoveRow, SetText
from tui.forms.steps import insertion_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tui.forms.answers import Row
    from tui.forms.model import Table


def move_edits(table: Table, rows: tuple[Row, ...], row_id: str, step: int) -> tuple[Edit, ...]:
    """The edits that move a row one place down (step 1) or up (step -1); none when it cannot move.

    It passes its neighbour of the same category; from the edge of the category it goes to the near edge of
    the adjacent second level of its first level.
    """
    index = next((index for index, row in enumerate(rows) if row.id == row_id), None)
    if index is None:
        return ()
    row = rows[index]
    fellows = [other for other, fellow in enumerate(rows) if fellow.pair == row.pair]
    position = fellows.index(index) + step
    if 0 <= position < len(fellows):
        return (MoveRow(table.id, row_id, fellows[position]),)
    level2 = _adjacent(table, row, step)
    if level2 is None:
        return ()
    others = (*rows[:index], *rows[index + 1 :])
    target = insertion_index(table, others, row["level1"], level2)
    if step > 0:
        pair = (row["level1"], level2)
        target = next((other for other, fellow in enumerate(others) if fellow.pair == pair), target)
    return (
        SetText(Place("level2", table.id, row_id), level2),
        MoveRow(table.id, row_id, target),
    )


def insertions(table: Table, rows: tuple[Row, ...], new: Sequence[Row], after: str) -> Iterator[InsertRow]:
    """The edits that add new rows, each to its category, and in their order there.

    Rows of the same category as row `after` come behind it, the others last in their category.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in new:
        groups.setdefault(row.pair, []).append(row)
    before = {pair: insertion_index(table, rows, *pair) for pair in groups}
    before |= {row.pair: index + 1 for index, row in enumerate(rows) if row.id == after}
    order = {pair: position for position, pair in enumerate(table.pairs)}
    places = sorted(groups, key=lambda pair: (before[pair], order.get(pair, len(order))))
    added = 0
    for pair in places:
        for row in groups[pair]:
            yield InsertRow(table.id, before[pair] + added, row)
            added += 1


def _adjacent(table: Table, row: Row, step: int) -> str | None:
    """The second level above or below the row's; rows of unknown ones stand below the last one."""
    siblings = [level2 for level1, level2 in table.pairs if level1 == row["level1"]]
    known = row["level2"] in siblings
    position = (siblings.index(row["level2"]) if known else len(siblings)) + step
    return siblings[position] if 0 <= position < len(siblings) else None
