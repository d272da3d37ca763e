"""A session: what is wrong where, rows that were begun, and what a choice brings along."""

from pathlib import Path
from shutil import copy

import pytest

from tui.drafts.open_draft import OpenDraft
from tui.drafts.session import Session
from tui.forms.answers import Place
from tui.forms.model import Severity

SAMPLES = Path(__file__).parents[2] / "sample_forms"
TABLE = "indicators"


def at(role: str, row: str) -> Place:
    return Place(role, TABLE, row)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(OpenDraft(Path(copy(SAMPLES / "half-filled.toml", tmp_path))))


def test_problems_are_known_by_place_and_by_row(session: Session) -> None:
    (problem,) = session.problems_at(at("target", "r3"))
    assert problem.rule == "number"
    assert session.problems_in_row(TABLE, "r3") == [problem]
    assert session.problems_in_row(TABLE, "r1") == []
    assert session.count(Severity.ERROR) == 2


def test_the_gravest_problems_come_first_and_else_the_order_stays(session: Session) -> None:
    session.problems.reverse()
    warnings, errors = session.problems[:3], session.problems[3:]
    assert {problem.severity for problem in warnings} == {Severity.WARNING}
    assert {problem.severity for problem in errors} == {Severity.ERROR}
    assert session.gravest_first() == [*errors, *warnings]


def test_problems_are_counted_in_words(session: Session) -> None:
    assert session.counted() == "2 个错误，3 个提醒。"
    session.problems = [problem for problem in session.problems if problem.severity is Severity.WARNING]
    assert session.counted() == "3 个提醒。"
    session.problems = []
    assert session.counted() == "检查完了，没有发现问题。"


def test_what_was_mended_is_known_after_the_next_check(session: Session) -> None:
    session.draft.set(at("target", "r3"), "98")
    assert session.problems_at(at("target", "r3"))
    session.recheck()
    assert not session.problems_at(at("target", "r3"))


def test_a_row_begun_here_is_left_empty_until_something_is_written(session: Session) -> None:
    place = session.begin_row(TABLE, "产出指标", "时效指标")
    assert session.was_left_empty(TABLE, place.row)
    session.draft.set(place, "按时办结率")
    assert session.is_begun(TABLE, place.row)
    assert not session.was_left_empty(TABLE, place.row)


def test_the_cells_of_a_row_have_no_problems_until_something_is_written(session: Session) -> None:
    place = session.begin_row(TABLE, "产出指标", "时效指标")
    session.recheck()
    assert session.problems_at(place) == []
    assert [problem.rule for problem in session.problems_in_row(TABLE, place.row)] == ["required"]
    session.draft.set(at("explanation", place.row), "反映按时办结的情况。")
    session.recheck()
    assert [problem.rule for problem in session.problems_at(place)] == ["required"]


def test_an_empty_row_that_came_with_the_draft_was_not_begun_here(session: Session) -> None:
    row = session.draft.insert_row(TABLE, "产出指标", "时效指标")
    assert session.has_row(TABLE, row)
    assert not session.was_left_empty(TABLE, row)


def test_a_choice_brings_its_unit_and_the_next_one_takes_it_back(session: Session) -> None:
    unit = session.answers.text(at("unit", "r1"))
    session.choose(at("comparison", "r1"), "定性")
    assert session.answers.text(at("unit", "r1")) == "/"
    assert session.is_implied(at("unit", "r1"))
    session.choose(at("comparison", "r1"), "≥")
    assert session.answers.text(at("unit", "r1")) == unit != "/"
    assert not session.is_implied(at("unit", "r1"))


def test_a_choice_with_what_it_brings_is_one_step_of_undo(session: Session) -> None:
    before = session.answers
    session.choose(at("comparison", "r1"), "定性")
    session.draft.undo()
    assert session.answers == before
