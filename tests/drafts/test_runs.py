"""Which changes of a text belong to one undo step."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.drafts.runs import LIMIT, PAUSE, Runs, Stroke, stroke_of
from tui.forms.answers import Place

DUTIES = Place("duties")


def at_once() -> float:
    """A clock that stands still."""
    return 100.0


def steps(*texts: str) -> list[int]:
    """How many changes each undo step holds when these texts follow each other at once."""
    runs, found = Runs(at_once), [0]
    for before, after in pairwise(texts):
        if runs.goes_on(DUTIES, before, after):
            found[-1] += 1
        else:
            found.append(1)
    return found[1:]


def typed(text: str, start: str = "") -> list[str]:
    """The texts on the screen while `text` is typed character by character behind `start`."""
    return [start + text[:length] for length in range(len(text) + 1)]


@pytest.mark.parametrize(
    ("before", "after", "stroke"),
    [
        ("", "办", Stroke(0, "办", True)),
        ("办事", "办件事", Stroke(1, "件", True)),
        ("办件事", "办事", Stroke(1, "件", False)),
        ("事", "", Stroke(0, "事", False)),
        ("𠀀", "𠀀😀", Stroke(1, "😀", True)),
        ("天天", "天天天", Stroke(2, "天", True)),
        ("", "", None),
        ("办", "事", None),
        ("", "办事", None),
        ("办事", "", None),
        ("办事", "件", None),
        ("甲乙丙", "甲丁", None),
        ("甲乙", "丙丁戊", None),
    ],
)
def test_a_stroke_is_one_character_more_or_less(before: str, after: str, stroke: Stroke | None) -> None:
    assert stroke_of(before, after) == stroke


@pytest.mark.parametrize(
    ("texts", "lengths"),
    [
        (typed("全年办理三千件"), [7]),
        (typed("全年办理三千件")[::-1], [7]),
        (["甲乙丙", "乙丙", "丙", ""], [3]),
        (["", "全年办理三千件", ""], [1, 1]),
        (["", "全", "全年", "全", "全年"], [2, 1, 1]),
        (["", "办", "办事大厅", "办事大厅的", "办事大厅的人"], [1, 1, 2]),
        (["", "群众", "群众满意", "群众满意度"], [1, 1, 1]),
        (["家", "家👨\u200d👩", "家"], [1, 1]),
        (["甲乙", "甲乙丙", "丁甲乙丙"], [1, 1]),
        (["甲乙丙", "乙丙", "乙"], [1, 1]),
        (["甲乙", "丙乙", "丙丁"], [1, 1]),
        (typed("一事。二事；三\n四"), [3, 3, 2, 1]),
        (typed("字" * (LIMIT * 2 + 1)), [LIMIT, LIMIT, 1]),
        (typed("字" * (LIMIT + 1))[::-1], [LIMIT, 1]),
    ],
)
def test_a_run_is_of_single_characters_of_one_kind_next_to_each_other(
    texts: list[str], lengths: list[int]
) -> None:
    assert steps(*texts) == lengths


@given(st.lists(st.text("ab。", max_size=5)))
def test_a_text_is_passed_over_only_between_two_strokes_of_one_kind(texts: list[str]) -> None:
    runs, oldest = Runs(at_once), ""
    for before, after in pairwise(texts):
        if before != after:
            grown = (len(before) - len(oldest), len(after) - len(before))
            if runs.goes_on(DUTIES, before, after):
                assert grown in {(1, 1), (-1, -1)}
            oldest = before


@pytest.mark.parametrize(("pause", "goes_on"), [(PAUSE, True), (PAUSE + 0.1, False)])
def test_a_pause_ends_a_run(pause: float, goes_on: bool) -> None:
    moments = iter([100.0, 100.0 + pause])
    runs = Runs(lambda: next(moments))
    runs.goes_on(DUTIES, "", "办")
    assert runs.goes_on(DUTIES, "办", "办事") is goes_on


def test_each_place_has_its_own_run() -> None:
    runs = Runs(at_once)
    runs.goes_on(DUTIES, "", "办")
    assert not runs.goes_on(Place("annual_goal"), "办", "办事")


def test_a_run_can_be_ended() -> None:
    runs = Runs(at_once)
    runs.goes_on(DUTIES, "", "办")
    runs.end()
    assert not runs.goes_on(DUTIES, "办", "办事")
