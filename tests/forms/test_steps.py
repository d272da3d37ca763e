"""How the wizard walks through a form."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.forms.answers import YEAR, Answers, Place, Row, empty_answers
from tui.forms.check import check
from tui.forms.load import load_form
from tui.forms.model import Form, Severity, Step
from tui.forms.steps import (
    STRAY,
    StepState,
    default_year,
    groups,
    insertion_index,
    progress,
    states,
    step_finder,
    step_of,
)

PAIRS = load_form("department-goals").table("indicators").pairs
any_pair = st.sampled_from([*PAIRS, ("产出指标", "别的"), ("", "")])


def rows_of(pairs: list[tuple[str, str]]) -> tuple[Row, ...]:
    return tuple(
        Row(f"r{number}", {"level1": level1, "level2": level2, "name": f"指标{number}"})
        for number, (level1, level2) in enumerate(pairs)
    )


def step(form: Form, step_id: str) -> Step:
    return next(step for step in form.steps if step.id == step_id)


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 1, 1), 2026),
        (date(2026, 7, 31), 2026),
        (date(2026, 8, 1), 2027),
        (date(2026, 12, 31), 2027),
    ],
)
def test_default_year(form: Form, today: date, year: int) -> None:
    assert default_year(form, today) == year


def test_a_step_shows_the_rows_of_its_categories(form: Form, seed: Answers) -> None:
    shown = groups(form, step(form, "output"), seed)
    assert [(group.level2, [row.id for row in group.rows]) for group in shown] == [
        ("数量指标", ["r1", "r2", "r3"]),
        ("质量指标", ["r4"]),
        ("时效指标", ["r5"]),
    ]
    assert all(group.known and group.meaning for group in shown)


def test_a_step_without_rows_still_shows_its_categories(form: Form) -> None:
    shown = groups(form, step(form, "cost"), empty_answers(form, 2024))
    assert [group.level2 for group in shown] == ["经济成本指标", "社会成本指标", "生态环境成本指标"]
    assert not any(group.rows for group in shown)


@pytest.mark.parametrize(
    ("pair", "step_id"),
    [
        (("效益指标", "别的"), "benefit"),
        (("效益指标", "数量指标"), "benefit"),
        (("别的", "数量指标"), "output"),
        (("", ""), "output"),
    ],
)
def test_a_row_of_an_unknown_category_is_shown_at_the_end_of_one_step(
    form: Form, pair: tuple[str, str], step_id: str
) -> None:
    answers = Answers(2024, {}, {"indicators": rows_of([PAIRS[0], pair])})
    last = groups(form, step(form, step_id), answers)[-1]
    assert (last.level2, last.known, [row.id for row in last.rows]) == (STRAY, False, ["r1"])
    assert step_of(form, answers, Place("name", "indicators", "r1")).id == step_id


def test_a_category_that_no_step_shows_is_not_hidden(form: Form) -> None:
    fewer = replace(form, steps=tuple(step for step in form.steps if step.id != "cost"))
    answers = Answers(2024, {}, {"indicators": rows_of([("成本指标", "经济成本指标")])})
    assert [row.id for row in groups(fewer, step(form, "output"), answers)[-1].rows] == ["r0"]


def test_a_step_without_a_first_level_shows_the_whole_table(form: Form, seed: Answers) -> None:
    whole = replace(step(form, "output"), level1="")
    assert [group.rows for group in groups(form, whole, seed)] == [seed.rows("indicators")]


@given(st.lists(any_pair, max_size=12))
def test_every_row_is_shown_exactly_once(pairs: list[tuple[str, str]]) -> None:
    form = load_form("department-goals")
    answers = Answers(2024, {}, {"indicators": rows_of(pairs)})
    shown = [
        row.id
        for step in form.steps
        if step.table
        for group in groups(form, step, answers)
        for row in group.rows
    ]
    assert sorted(shown) == sorted(row.id for row in answers.rows("indicators"))


@pytest.mark.parametrize(
    ("place", "step_id"),
    [
        (Place("unit_name"), "unit"),
        (Place(YEAR), "unit"),
        (Place("annual_goal"), "goal"),
        (Place("nowhere"), "unit"),
        (Place("name", "indicators", "r11"), "cost"),
        (Place("level1", "indicators"), "output"),
        *(
            (Place("level1", "indicators", category=name), step_id)
            for name, step_id in (
                ("产出指标", "output"),
                ("满意度指标", "satisfaction"),
                ("成本指标", "cost"),
            )
        ),
        (Place("name", "unknown", "r1"), "unit"),
        (Place("name", "indicators", "gone"), "output"),
    ],
)
def test_step_of(form: Form, seed: Answers, place: Place, step_id: str) -> None:
    assert step_of(form, seed, place).id == step_id


@pytest.mark.parametrize(
    ("present", "new", "index"),
    [
        ([], PAIRS[0], 0),
        ([PAIRS[0], PAIRS[2]], PAIRS[0], 1),
        ([PAIRS[0], PAIRS[2]], PAIRS[1], 1),
        ([PAIRS[0], PAIRS[2]], PAIRS[5], 2),
        ([PAIRS[1]], PAIRS[0], 0),
        ([PAIRS[0], PAIRS[2], ("", "")], PAIRS[1], 1),
        ([PAIRS[5], PAIRS[0], PAIRS[1]], PAIRS[0], 2),
        ([PAIRS[0]], ("", "别的"), 1),
    ],
)
def test_insertion_index(
    form: Form, present: list[tuple[str, str]], new: tuple[str, str], index: int
) -> None:
    assert insertion_index(form.table("indicators"), rows_of(present), *new) == index


@given(st.lists(any_pair, max_size=12))
def test_rows_that_are_inserted_one_by_one_stand_in_the_order_of_the_tree(
    pairs: list[tuple[str, str]],
) -> None:
    table = load_form("department-goals").table("indicators")
    rows: list[Row] = []
    for row in rows_of(pairs):
        rows.insert(insertion_index(table, tuple(rows), row["level1"], row["level2"]), row)
    known = [row for row in rows if (row["level1"], row["level2"]) in PAIRS]
    positions = [(PAIRS.index((row["level1"], row["level2"])), int(row.id[1:])) for row in known]
    assert positions == sorted(positions)


def test_states_of_the_seed(form: Form, seed: Answers) -> None:
    expected = dict.fromkeys((step.id for step in form.steps), StepState.DONE) | {"cost": StepState.WARNINGS}
    assert states(form, seed, check(form, seed)) == expected


def test_states_of_an_empty_form(form: Form) -> None:
    answers = empty_answers(form, 2024)
    assert set(states(form, answers, check(form, answers)).values()) == {StepState.EMPTY}


@pytest.mark.parametrize(
    ("text", "state"),
    [("", StepState.EMPTY), ("办事", StepState.DONE), ("-办事", StepState.DONE), ("=办事", StepState.ERRORS)],
)
def test_state_of_a_step(form: Form, text: str, state: StepState) -> None:
    answers = Answers(2024, {"duties": text})
    assert states(form, answers, check(form, answers))["duties"] is state


def test_an_error_outweighs_a_warning_in_the_same_step(form: Form, seed: Answers) -> None:
    rows = seed.rows("indicators")
    cost = Row(rows[-1].id, {**rows[-1].cells, "target": ""})
    answers = replace(seed, tables={"indicators": (*rows[:-1], cost)})
    marks = states(form, answers, check(form, answers))
    assert (marks["cost"], marks["benefit"], marks["checks"]) == (
        *(StepState.ERRORS, StepState.DONE, StepState.EMPTY),
    )


@pytest.mark.parametrize("left_out", ["duties", "成本指标"])
def test_the_checks_are_not_done_before_every_other_step_is_begun(
    form: Form, well_filled: Answers, left_out: str
) -> None:
    rows = tuple(row for row in well_filled.rows("indicators") if row["level1"] != left_out)
    fields = {**well_filled.fields, left_out: ""}
    answers = replace(well_filled, fields=fields, tables={"indicators": rows})
    without_errors = [problem for problem in check(form, answers) if problem.severity is not Severity.ERROR]
    assert states(form, answers, without_errors)["checks"] is StepState.EMPTY
    assert states(form, well_filled, [])["checks"] is StepState.DONE


def test_a_missing_category_leaves_its_step_empty_and_the_others_as_they_are(
    form: Form, well_filled: Answers
) -> None:
    rows = tuple(row for row in well_filled.rows("indicators") if row["level1"] != "满意度指标")
    answers = replace(well_filled, tables={"indicators": rows})
    marks = states(form, answers, check(form, answers))
    empty = {step_id for step_id, mark in marks.items() if mark is StepState.EMPTY}
    assert empty == {"satisfaction", "checks"}


@given(st.lists(any_pair, max_size=12))
def test_many_places_are_found_as_one_by_one(pairs: list[tuple[str, str]]) -> None:
    form = load_form("department-goals")
    answers = Answers(2024, {}, {"indicators": rows_of(pairs)})
    find = step_finder(form, answers)
    for row in answers.rows("indicators"):
        step = find(Place("name", "indicators", row.id))
        shown = [shown.id for group in groups(form, step, answers) for shown in group.rows]
        assert row.id in shown


def test_the_state_of_a_long_table_takes_one_look_at_each_row(form: Form) -> None:
    looked = []

    class Watched(Row):
        def __getitem__(self, role: str) -> str:
            looked.append(role)
            return super().__getitem__(role)

    rows = tuple(Watched(row.id, row.cells) for row in rows_of([PAIRS[0]] * 200))
    answers = Answers(2024, {}, {"indicators": rows})
    problems = check(form, answers)
    looked.clear()
    states(form, answers, problems)
    assert len(problems) >= 600
    assert len(looked) <= 2 * len(rows)


def test_progress_counts_the_steps_to_fill_in(form: Form, seed: Answers) -> None:
    half = Answers(2024, {"unit_name": "某中心", "duties": "=1"}, {"indicators": seed.rows("indicators")[:5]})
    empty = empty_answers(form, 2024)
    assert [progress(form, answers, check(form, answers)) for answers in (seed, half, empty)] == [
        *((7, 7), (2, 7), (0, 7))
    ]
