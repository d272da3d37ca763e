"""Changes of answers: pure, and true to the rows' ids."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.forms.answers import YEAR, Answers, Place, Row
from tui.forms.edits import DropRow, Edit, InsertRow, MoveRow, SetText, apply, choose, new_row_id
from tui.forms.model import Form

TABLE = "indicators"
THREE = Answers(
    2024,
    {"duties": "办事"},
    {TABLE: tuple(Row(row_id, {"name": row_id.upper()}) for row_id in ("r1", "r2", "r3"))},
)

ids = st.sampled_from(["r1", "r2", "r3", "r9"])
places = st.builds(Place, st.sampled_from(["name", "target"]), st.just(TABLE), ids) | st.builds(
    Place, st.sampled_from(["duties", YEAR])
)
changes = st.lists(
    st.builds(SetText, places, st.text() | st.just("2025"))
    | st.builds(DropRow, st.just(TABLE), ids)
    | st.builds(MoveRow, st.just(TABLE), ids, st.integers(0, 5))
)


def order(answers: Answers) -> list[str]:
    return [row.id for row in answers.rows(TABLE)]


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (InsertRow(TABLE, 0, Row("r4")), ["r4", "r1", "r2", "r3"]),
        (InsertRow(TABLE, 3, Row("r4")), ["r1", "r2", "r3", "r4"]),
        (DropRow(TABLE, "r2"), ["r1", "r3"]),
        (DropRow(TABLE, "r9"), ["r1", "r2", "r3"]),
        (MoveRow(TABLE, "r1", 2), ["r2", "r3", "r1"]),
        (MoveRow(TABLE, "r3", 0), ["r3", "r1", "r2"]),
        (MoveRow(TABLE, "r9", 0), ["r1", "r2", "r3"]),
    ],
)
def test_rows_after_an_edit(edit: Edit, after: list[str]) -> None:
    assert order(apply(THREE, [edit])) == after


def test_edits_are_made_one_after_the_other() -> None:
    edits: list[Edit] = [
        InsertRow(TABLE, 1, Row("r4")),
        SetText(Place("name", TABLE, "r4"), "新"),
        DropRow(TABLE, "r1"),
    ]
    changed = apply(THREE, edits)
    assert (order(changed), changed.text(Place("name", TABLE, "r4"))) == (["r4", "r2", "r3"], "新")


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2025", 2025),
        (" 2025 ", 2025),
        ("２０２５", 2025),
        ("", 0),
        ("明年", 0),
        ("-2025", 0),
        ("²", 0),
        ("99999", 99999),
        ("9" * 5000, 0),
    ],
)
def test_the_year_is_a_number_or_none(typed: str, year: int) -> None:
    assert apply(THREE, [SetText(Place(YEAR), typed)]).year == year


def test_a_text_is_cleaned_when_it_is_set() -> None:
    changed = apply(THREE, [SetText(Place("duties"), "一\r\n\x07二")])
    assert changed.text(Place("duties")) == "一\n二"


def test_the_texts_of_a_new_row_are_cleaned() -> None:
    changed = apply(THREE, [InsertRow(TABLE, 0, Row("r4", {"name": "一\x00二\r"}))])
    assert changed.text(Place("name", TABLE, "r4")) == "一二\n"


def test_a_field_that_is_not_there_yet_can_be_set() -> None:
    assert apply(Answers(), [SetText(Place("duties"), "办事")]).fields == {"duties": "办事"}


@given(changes)
def test_the_answers_before_stay_as_they_were(edits: list[Edit]) -> None:
    before = copy.deepcopy(THREE)
    apply(THREE, edits)
    assert before == THREE


@given(changes)
def test_no_edit_makes_or_renames_a_row(edits: list[Edit]) -> None:
    after = order(apply(THREE, edits))
    dropped = {edit.row for edit in edits if isinstance(edit, DropRow)}
    assert sorted(after) == [row_id for row_id in ("r1", "r2", "r3") if row_id not in dropped]


@given(changes, changes)
def test_edits_may_be_applied_in_two_parts(first: list[Edit], second: list[Edit]) -> None:
    assert apply(apply(THREE, first), second) == apply(THREE, [*first, *second])


@pytest.mark.parametrize(
    ("taken", "new"),
    [
        ([], "r1"),
        (["r1", "r2"], "r3"),
        (["r7", "r2"], "r8"),
        (["kept-by-hand", "R9", "r", "r-1", "r²"], "r1"),
        (["r" + "9" * 5000], "r1"),
    ],
)
def test_new_row_id(taken: list[str], new: str) -> None:
    assert new_row_id([Row(row_id) for row_id in taken]) == new


@given(st.lists(st.from_regex(r"r[0-9]{1,4}|[a-z]{1,3}", fullmatch=True)))
def test_a_new_row_id_is_never_in_use(taken: list[str]) -> None:
    assert new_row_id([Row(row_id) for row_id in taken]) not in taken


@pytest.mark.parametrize(
    ("before", "unit", "chosen", "after"),
    [
        ("", "", "定性", "/"),
        ("≥", "%", "定性", "/"),
        ("定性", "/", "≥", ""),
        ("定性", "次", "≥", "次"),
        ("≥", "%", "≤", "%"),
        ("定性", "/", "", ""),
    ],
)
def test_choosing_a_type_sets_what_follows_from_it(
    form: Form, before: str, unit: str, chosen: str, after: str
) -> None:
    answers = Answers(2024, {}, {TABLE: (Row("r1", {"comparison": before, "unit": unit}),)})
    changed = apply(answers, choose(form, answers, Place("comparison", TABLE, "r1"), chosen))
    assert (changed.rows(TABLE)[0]["comparison"], changed.rows(TABLE)[0]["unit"]) == (chosen, after)
