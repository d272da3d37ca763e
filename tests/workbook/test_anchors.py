from __future__ import annotations

import pytest

from tui.workbook.anchors import drawing, old_drawing
from tui.workbook.shift import Fate, Line, Region, Shift

DOWN = Shift([Region(9, 10, [Line(Fate.KEPT, 9, 9), Line(Fate.NEW, 9, 9), Line(Fate.NEW, 9, 9)])])
"""Two lines come after the tenth."""
UP = Shift([Region(9, 12, [Line(Fate.KEPT, 9, 9)])])
"""Lines 11 and 12 go."""


def anchored(top: int, bottom: int | None, how: str = "") -> bytes:
    end = "" if bottom is None else f"<d:to><d:col>3</d:col><d:row>{bottom}</d:row></d:to>"
    return (
        f'<d:wsDr xmlns:d="urn:d"><d:anchor{how}><d:from><d:col>1</d:col><d:row>{top}</d:row></d:from>{end}'
        "<d:pic/></d:anchor></d:wsDr>"
    ).encode()


@pytest.mark.parametrize(
    ("shift", "before", "after"),
    [
        (DOWN, (1, 5), (1, 5)),
        (DOWN, (5, 12), (5, 14)),
        (DOWN, (12, 15), (14, 17)),
        (DOWN, (12, None), (14, None)),
        (UP, (12, 15), (10, 13)),
        (UP, (10, 11), (10, 11)),
        (UP, (11, 14), (10, 13)),
    ],
)
def test_pictures_follow_the_rows_under_their_corners(
    shift: Shift, before: tuple[int, int | None], after: tuple[int, int | None]
) -> None:
    assert drawing(anchored(*before), shift) == anchored(*after)


def test_what_is_anchored_to_the_page_stays() -> None:
    fixed = anchored(12, 15, ' editAs="absolute"')
    assert drawing(fixed, DOWN) == fixed


def shape(kind: str, top: int, bottom: int, row: int | None) -> str:
    at = "" if row is None else f"<x:Row>{row}</x:Row>"
    return (
        f'<v:shape><x:ClientData ObjectType="{kind}">'
        f"<x:Anchor>1, 15, {top}, 2, 3, 15, {bottom}, 4</x:Anchor>{at}</x:ClientData></v:shape>"
    )


def vml(*shapes: str) -> bytes:
    return f'<xml xmlns:v="urn:v" xmlns:x="urn:x">{"".join(shapes)}</xml>'.encode()


@pytest.mark.parametrize(
    ("shift", "before", "after"),
    [
        (DOWN, ("Note", 11, 15, 12), ("Note", 13, 17, 14)),
        (DOWN, ("Note", 8, 12, 9), ("Note", 8, 12, 9)),
        (DOWN, ("Button", 5, 12, None), ("Button", 5, 14, None)),
        (UP, ("Note", 11, 15, 12), ("Note", 9, 13, 10)),
    ],
)
def test_old_comments_and_controls_follow(
    shift: Shift, before: tuple[str, int, int, int | None], after: tuple[str, int, int, int | None]
) -> None:
    assert old_drawing(vml(shape(*before)), shift) == vml(shape(*after))


def test_a_comment_goes_with_its_line() -> None:
    stays = shape("Note", 8, 12, 9)
    assert old_drawing(vml(shape("Note", 9, 13, 10), stays), UP) == vml(stays)
