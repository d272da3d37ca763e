"""Moving rows within and between the categories of a first level; where new ones go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.drafts.moves import insertions, move_edits
from tui.forms.answers import Answers, Row
from tui.forms.edits import apply
from tui.forms.load import load_form
from tui.forms.model import Form

TABLE = "indicators"
OUTPUT, AMOUNT, QUALITY, TIME = "产出指标", "数量指标", "质量指标", "时效指标"


def rows(*pairs: tuple[str, str]) -> tuple[Row, ...]:
    return tuple(Row(f"r{n}", {"level1": one, "level2": two}) for n, (one, two) in enumerate(pairs, start=1))


def moved(form: Form, before: tuple[Row, ...], row: str, step: int) -> list[tuple[str, str]] | None:
    edits = move_edits(form.table(TABLE), before, row, step)
    after = apply(Answers(0, {}, {TABLE: before}), edits).rows(TABLE)
    return [(row.id, row["level2"]) for row in after] if edits else None


@pytest.mark.parametrize(
    ("row", "step", "after"),
    [
        ("r1", 1, [("r2", AMOUNT), ("r1", AMOUNT), ("r3", TIME)]),
        ("r2", -1, [("r2", AMOUNT), ("r1", AMOUNT), ("r3", TIME)]),
        ("r2", 1, [("r1", AMOUNT), ("r2", QUALITY), ("r3", TIME)]),
        ("r3", -1, [("r1", AMOUNT), ("r2", AMOUNT), ("r3", QUALITY)]),
        ("r1", -1, None),
        ("r3", 1, None),
        ("r9", 1, None),
    ],
)
def test_a_row_passes_its_neighbour_or_enters_the_next_category(
    form: Form, row: str, step: int, after: list[tuple[str, str]] | None
) -> None:
    assert moved(form, rows((OUTPUT, AMOUNT), (OUTPUT, AMOUNT), (OUTPUT, TIME)), row, step) == after


def test_it_enters_at_the_edge_that_is_near(form: Form) -> None:
    before = rows((OUTPUT, AMOUNT), (OUTPUT, AMOUNT), (OUTPUT, QUALITY), (OUTPUT, QUALITY))
    assert moved(form, before, "r2", 1) == [("r1", AMOUNT), ("r2", QUALITY), ("r3", QUALITY), ("r4", QUALITY)]
    assert moved(form, before, "r3", -1) == [("r1", AMOUNT), ("r2", AMOUNT), ("r3", AMOUNT), ("r4", QUALITY)]


def test_neighbours_of_a_category_need_not_be_next_to_each_other(form: Form) -> None:
    before = rows((OUTPUT, AMOUNT), ("效益指标", "经济效益指标"), (OUTPUT, AMOUNT))
    assert [row for row, _ in moved(form, before, "r1", 1) or []] == ["r2", "r3", "r1"]
    assert [row for row, _ in moved(form, before, "r3", -1) or []] == ["r3", "r1", "r2"]


def test_a_row_of_an_unknown_category_goes_up_into_the_last_known_one(form: Form) -> None:
    before = rows((OUTPUT, "进度指标"), (OUTPUT, TIME))
    assert moved(form, before, "r1", -1) == [("r2", TIME), ("r1", TIME)]
    assert moved(form, before, "r1", 1) is None


def test_a_row_of_an_unknown_first_level_stays(form: Form) -> None:
    assert moved(form, rows(("别的", "什么")), "r1", -1) is None


PAIRS = load_form("department-goals").table(TABLE).pairs
in_order = st.lists(st.sampled_from(PAIRS)).map(lambda pairs: sorted(pairs, key=PAIRS.index))


def added(form: Form, before: tuple[Row, ...], *new: tuple[str, str], after: str = "") -> list[str]:
    fresh = [Row(f"n{n}", {"level1": one, "level2": two}) for n, (one, two) in enumerate(new, start=1)]
    edits = insertions(form.table(TABLE), before, fresh, after)
    return [row.id for row in apply(Answers(0, {}, {TABLE: before}), edits).rows(TABLE)]


@pytest.mark.parametrize(
    ("new", "after", "order"),
    [
        ([(OUTPUT, AMOUNT)] * 2, "", ["r1", "r2", "n1", "n2", "r3"]),
        ([(OUTPUT, AMOUNT)] * 2, "r1", ["r1", "n1", "n2", "r2", "r3"]),
        ([(OUTPUT, QUALITY), (OUTPUT, AMOUNT)], "r3", ["r1", "r2", "n2", "n1", "r3"]),
        ([("别的", "什么"), (OUTPUT, TIME)], "", ["r1", "r2", "r3", "n2", "n1"]),
        ([], "r1", ["r1", "r2", "r3"]),
    ],
)
def test_new_rows_go_to_their_categories(
    form: Form, new: list[tuple[str, str]], after: str, order: list[str]
) -> None:
    before = rows((OUTPUT, AMOUNT), (OUTPUT, AMOUNT), (OUTPUT, TIME))
    assert added(form, before, *new, after=after) == order


@given(in_order, st.lists(st.sampled_from(PAIRS)), st.integers(0, 5))
def test_rows_in_the_order_of_the_form_stay_so(
    old: list[tuple[str, str]], new: list[tuple[str, str]], after: int
) -> None:
    before = rows(*old)
    fresh = [Row(f"n{n}", {"level1": one, "level2": two}) for n, (one, two) in enumerate(new)]
    edits = insertions(load_form("department-goals").table(TABLE), before, fresh, f"r{after}")
    result = apply(Answers(0, {}, {TABLE: before}), edits).rows(TABLE)
    pairs = [PAIRS.index((row["level1"], row["level2"])) for row in result]
    assert pairs == sorted(pairs)
    assert [row.id for row in result if row in before] == [row.id for row in before]
    assert {row.id for row in result} == {row.id for row in (*before, *fresh)}
