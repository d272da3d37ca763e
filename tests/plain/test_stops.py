"""The way through a form: every stop once, forwards and backwards."""

from dataclasses import replace
from pathlib import Path

import pytest

from tui.drafts.draft_file import read_draft
from tui.forms.answers import YEAR, Answers, Place, empty_answers
from tui.forms.load import load_form
from tui.forms.model import Form
from tui.plain.stops import (
    AtCell,
    AtChecks,
    AtField,
    AtGroup,
    all_stops,
    first_stop,
    group_at,
    neighbour,
    stop_at,
)

SAMPLES = Path(__file__).parents[2] / "sample_forms"
TABLE = "indicators"


@pytest.fixture
def answers() -> Answers:
    return read_draft(SAMPLES / "seed.toml").answers


@pytest.mark.parametrize("form_id", ["department-goals", "project-goals"])
def test_going_on_comes_by_every_field_and_category_and_ends_at_the_checks(form_id: str) -> None:
    form = load_form(form_id)
    answers = empty_answers(form, 2024)
    stops = all_stops(form, answers)
    keys = {stop.place.key for stop in stops if isinstance(stop, AtField)}
    assert keys == {YEAR, *(item.id for item in form.fields)}
    assert len([stop for stop in stops if isinstance(stop, AtGroup)]) == len(form.tables[0].pairs)
    assert isinstance(stops[-1], AtChecks)
    assert [neighbour(form, answers, stop, 1) for stop in stops] == [*stops[1:], None]
    assert [neighbour(form, answers, stop, -1) for stop in stops] == [None, *stops[:-1]]


def test_cells_lead_from_one_to_the_next_and_back_to_the_list(form: Form, answers: Answers) -> None:
    roles = [column.role for column in form.tables[0].own_columns]
    cells = [AtCell("output", Place(role, TABLE, "r4")) for role in roles]
    group = AtGroup("output", "质量指标")
    assert [neighbour(form, answers, cell, 1) for cell in cells] == [*cells[1:], group]
    assert [neighbour(form, answers, cell, -1) for cell in cells] == [group, *cells[:-1]]


def test_what_is_locked_is_not_asked(form: Form, answers: Answers) -> None:
    locked = replace(form, locked={"unit_name": "某单位"})
    assert all_stops(locked, answers)[0] == AtField("unit", Place(YEAR))


def test_a_step_on_which_all_is_locked_is_passed_by(form: Form, answers: Answers) -> None:
    locked = replace(form, locked={"duties": "职责"})
    step = next(step for step in form.steps if step.id == "duties")
    assert first_stop(locked, answers, step) == AtField("goal", Place("annual_goal"))
    assert first_stop(locked, answers, step, -1) == AtField("unit", Place("unit_name"))


@pytest.mark.parametrize(
    ("place", "stop"),
    [
        (Place("duties"), AtField("duties", Place("duties"))),
        (Place(YEAR), AtField("unit", Place(YEAR))),
        (Place("unit", TABLE, "r4"), AtCell("output", Place("unit", TABLE, "r4"))),
        (Place("level2", TABLE, "r4"), AtGroup("output", "质量指标")),
        (Place("name", TABLE, "r99"), AtGroup("output", "数量指标")),
        (Place("level1", TABLE, "", "成本指标"), AtGroup("cost", "经济成本指标")),
    ],
)
def test_where_a_place_is_asked(form: Form, answers: Answers, place: Place, stop: object) -> None:
    assert stop_at(form, answers, place) == stop


def test_rows_of_no_category_have_a_list_of_their_own_that_goes_with_them(form: Form) -> None:
    answers = empty_answers(form, 2024)
    assert group_at(form, answers, AtGroup("output", "没有的")) is None
    assert neighbour(form, answers, AtGroup("output", "没有的"), 1) == AtGroup("output", "数量指标")
