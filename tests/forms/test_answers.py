"""Finding what has been filled in, and naming where it stands."""

from dataclasses import replace

import pytest

from tui.forms.answers import YEAR, Answers, Place, Row, empty_answers
from tui.forms.model import Form

ANSWERS = Answers(
    2024, {"duties": "办事"}, {"indicators": (Row("r5", {"name": "甲"}), Row("r2", {"name": "乙"}))}
)


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (Place("duties"), "fields.duties"),
        (Place(YEAR), "fields.year"),
        (Place("name", "indicators", "r5"), "indicators[0].name"),
        (Place("scoring", "indicators", "r2"), "indicators[1].scoring"),
        (Place("level1", "indicators"), "indicators"),
        (Place("level1", "indicators", category="成本指标"), "indicators.成本指标"),
    ],
)
def test_path(place: Place, path: str) -> None:
    assert ANSWERS.path(place) == path


def test_a_row_that_is_gone_has_no_path() -> None:
    with pytest.raises(ValueError, match="r9"):
        ANSWERS.path(Place("name", "indicators", "r9"))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("duties"), "办事"),
        (Place("annual_goal"), ""),
        (Place(YEAR), "2024"),
        (Place("name", "indicators", "r2"), "乙"),
        (Place("target", "indicators", "r2"), ""),
        (Place("name", "indicators", "r9"), ""),
        (Place("name", "others", "r2"), ""),
        (Place("level1", "indicators", category="产出指标"), ""),
    ],
)
def test_text(place: Place, text: str) -> None:
    assert ANSWERS.text(place) == text


def test_a_year_not_yet_given_is_an_empty_text() -> None:
    assert Answers().text(Place(YEAR)) == ""


@pytest.mark.parametrize(
    ("cells", "is_empty"),
    [
        ({}, True),
        ({"level1": "产出指标", "level2": "数量指标"}, True),
        ({"level1": "产出指标", "name": " \u200b"}, True),
        ({"unit": "/"}, False),
    ],
)
def test_a_row_with_nothing_but_its_category_is_empty(
    form: Form, cells: dict[str, str], is_empty: bool
) -> None:
    assert Row("r1", cells).is_empty(form.table("indicators")) == is_empty


def test_empty_answers_have_every_part_of_the_form(form: Form) -> None:
    answers = empty_answers(form, 2024)
    assert answers.year == 2024
    assert set(answers.fields) == {"unit_name", "duties", "annual_goal"}
    assert answers.rows("indicators") == ()


def test_filled_rows_keep_their_numbers_and_are_those_of_the_table_asked_about(form: Form) -> None:
    table = form.table("indicators")
    named = Row("r2", {"name": "甲"})
    answers = Answers(tables={"indicators": (Row("r1", {"level1": "产出指标"}), named)})
    nameless = replace(table, columns=tuple(column for column in table.columns if column.role != "name"))
    assert [answers.filled_rows(kind) for kind in (table, nameless, table)] == [
        ((2, named),),
        (),
        ((2, named),),
    ]
