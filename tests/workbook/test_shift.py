from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.workbook.shift import LAST_ROW, Fate, Line, Region, Shift


def kept(*rows: int) -> list[Line]:
    return [Line(Fate.KEPT, row, row) for row in rows]


def new(like: int) -> Line:
    return Line(Fate.NEW, like, like)


@st.composite
def changed_regions(draw: st.DrawFn) -> list[Region]:
    """One or two regions of which lines went, to which lines came; each keeps a line."""
    regions, start = [], draw(st.integers(0, 4))
    for _ in range(draw(st.integers(1, 2))):
        stop = start + draw(st.integers(1, 6))
        lines: list[Line] = []
        stay = draw(st.sets(st.integers(start, stop - 1), min_size=1))
        for row in sorted(stay):
            lines += [*kept(row), *(new(row) for _ in range(draw(st.integers(0, 2))))]
        regions.append(Region(start, stop, lines))
        start = stop + draw(st.integers(0, 3))
    return regions


def model(regions: list[Region], count: int = 40) -> list[int | None]:
    """The old row of each new one, worked out the plain way; none for a new line."""
    rows: list[int | None] = []
    position = 0
    for region in regions:
        rows += range(position, region.start)
        rows += [line.source if line.fate is not Fate.NEW else None for line in region.lines]
        position = region.stop
    return [*rows, *range(position, count)]


@given(regions=changed_regions())
def test_a_row_stands_where_the_lines_say(regions: list[Region]) -> None:
    rows = model(regions)
    shift = Shift(regions)
    assert [shift.row(old) for old in range(30)] == [
        rows.index(old) if old in rows else None for old in range(30)
    ]


@given(regions=changed_regions(), ends=st.tuples(st.integers(0, 29), st.integers(0, 29)))
def test_a_range_reaches_from_its_first_row_that_is_left_to_its_last(
    regions: list[Region], ends: tuple[int, int]
) -> None:
    top, bottom = min(ends), max(ends)
    left = [row for row, old in enumerate(model(regions)) if old is not None and top <= old <= bottom]
    assert Shift(regions).span(top, bottom) == ((left[0], left[-1]) if left else None)


@given(regions=changed_regions(), ends=st.tuples(st.integers(0, 29), st.integers(0, 29)))
def test_a_range_that_grows_takes_in_what_is_made_like_its_rows(
    regions: list[Region], ends: tuple[int, int]
) -> None:
    top, bottom = min(ends), max(ends)
    shift = Shift(regions)
    plain, grown = shift.span(top, bottom), shift.span(top, bottom, grow=True)
    added = {
        row
        for region in regions
        for row, line in enumerate(region.lines, start=shift.begin(region))
        if top <= line.like <= bottom
    }
    if plain is None:
        assert grown is None
    else:
        assert grown == (min({plain[0], *added}), max({plain[1], *added}))


@given(regions=changed_regions(), row=st.integers(0, 29))
def test_lines_that_came_and_go_again_leave_every_row_where_it_was(regions: list[Region], row: int) -> None:
    only_more = [
        Region(
            region.start,
            region.stop,
            [
                line
                for old in range(region.start, region.stop)
                for line in (
                    *kept(old),
                    *(own for own in region.lines if own.like == old and own.source != old),
                )
            ],
        )
        for region in regions
    ]
    there = Shift(only_more)
    back = Shift(
        [
            Region(
                there.begin(region),
                there.begin(region) + len(region.lines),
                [
                    Line(Fate.KEPT, number, number)
                    for number, line in enumerate(region.lines, start=there.begin(region))
                    if line.fate is Fate.KEPT
                ],
            )
            for region in only_more
        ]
    )
    now = there.row(row)
    assert now is not None
    assert back.row(now) == row


def test_a_line_that_was_moved_is_found_and_leaves_its_range_alone() -> None:
    shift = Shift([Region(2, 5, [Line(Fate.MOVED, 4, 2), *kept(2, 3)])])
    assert [shift.row(row) for row in range(2, 6)] == [3, 4, 2, 5]
    assert shift.span(3, 4) == (4, 4)


def test_lines_before_the_first_are_made_like_it() -> None:
    shift = Shift([Region(2, 3, [new(2), *kept(2)])])
    assert (shift.span(2, 2, grow=True), shift.span(2, 2)) == ((2, 3), (3, 3))


@pytest.mark.parametrize(("lines", "end"), [(kept(0), LAST_ROW), ([*kept(0), new(0)], LAST_ROW)])
def test_a_range_to_the_last_row_there_is_stays_one(lines: list[Line], end: int) -> None:
    assert Shift([Region(0, 2, lines)]).span(0, LAST_ROW) == (0, end)


def test_regions_in_which_nothing_moves_are_none() -> None:
    region = Region(4, 6, kept(4, 5))
    shift = Shift([region])
    assert shift.is_still
    assert shift.begin(region) == 4


@pytest.mark.parametrize(
    ("rows", "uniform"), [((0, 1), True), ((5, 9), True), ((1, 2), False), ((1, 6), False)]
)
def test_rows_that_move_alike(rows: tuple[int, int], uniform: bool) -> None:
    assert Shift([Region(2, 4, kept(2))]).is_uniform(*rows) is uniform


def test_what_is_gone_gives_way_to_the_next_row_that_is_left() -> None:
    shift = Shift([Region(2, 5, kept(2))])
    assert [shift.after(row) for row in (2, 3, 4, 5)] == [2, 3, 3, 3]
    assert (shift.survivor(3, 4), shift.survivor(3, 5)) == (None, 5)
