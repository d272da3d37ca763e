"""Fields that are choices or numbers, and numbers that must add up: the form of a project has them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.forms.answers import Answers, Place, Row
from tui.forms.check import check
from tui.forms.edits import SetText, apply, choose
from tui.forms.load import load_form
from tui.forms.rules.amounts import sum_for
from tui.resources import folder

if TYPE_CHECKING:
    from tui.forms.problems import Problem

FORM = load_form("project-goals")
TOTAL, PARTS = FORM.sums[0].total, FORM.sums[0].parts


@pytest.fixture(scope="module")
def good() -> Answers:
    """A project with nothing to find fault with."""
    text = (folder("sample_forms") / "project-well-filled.toml").read_text("utf-8")
    values = tomllib.loads(text)
    rows = tuple(Row(row.pop("id"), row) for row in values["indicators"])
    return Answers(values["draft"]["year"], values["fields"], {"indicators": rows})


def problems_of(good: Answers, **fields: str) -> list[Problem]:
    return check(FORM, replace(good, fields={**good.fields, **fields}))


def said(problems: list[Problem]) -> list[tuple[str, str, str]]:
    """What was found: rule, field, and what the fix writes (empty for no fix)."""
    found = []
    for problem in problems:
        edits = problem.fix.edits if problem.fix else ()
        text = next((edit.text for edit in edits if isinstance(edit, SetText)), "")
        found.append((problem.rule, problem.where.key, text))
    return found


def money(total: str, *parts: str) -> dict[str, str]:
    return {TOTAL: total, **dict(zip(PARTS, parts, strict=True))}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("二十", ""),
        ("约20", ""),
        ("20元", ""),
        ("20万", ""),
        ("1,5", ""),
        ("20-30", ""),
        (".5", ""),
        ("20万元", "20"),
        (" 20 ", "20"),
        ("２０", "20"),
    ],
)
def test_a_number_field_wants_a_plain_number(good: Answers, text: str, meant: str) -> None:
    assert said(problems_of(good, money_local=text)) == [("number-field", "money_local", meant)]


def test_a_comma_that_groups_digits_is_taken_away(good: Answers) -> None:
    (problem,) = problems_of(good, money_other="1,234.50万元")
    assert said([problem]) == [("number-field", "money_other", "1234.50")]


@pytest.mark.parametrize("text", ["0", "20", "20.00", "020"])
def test_a_plain_number_is_right(good: Answers, text: str) -> None:
    assert "number-field" not in {problem.rule for problem in problems_of(good, money_local=text)}


@pytest.mark.parametrize(
    ("amounts", "fixed"),
    [
        (money("28", "20", "6.8", "2"), "28.8"),
        (money("28.8", "20", "", ""), "20"),
        (money("0.3", "0.1", "0.2", "0.00000000000000000000000000000000000001"), "0." + "3" + "0" * 36 + "1"),
        (money("3", "1", " ", "1.50"), "2.5"),
        (money("0", "100", "", ""), "100"),
    ],
)
def test_a_total_that_is_not_the_sum(good: Answers, amounts: dict[str, str], fixed: str) -> None:
    (problem,) = problems_of(good, **amounts)
    assert said([problem]) == [("sum", TOTAL, fixed)]
    assert problem.fix
    mended = apply(replace(good, fields={**good.fields, **amounts}), problem.fix.edits)
    assert check(FORM, mended) == []


@pytest.mark.parametrize(
    "amounts",
    [
        money("0.3", "0.1", "0.2", ""),
        money("28.80", "20", "6.8", "2.0"),
        money("0", "0", "", ""),
        money("030", "10", "20", "0"),
    ],
)
def test_a_total_that_is_the_sum(good: Answers, amounts: dict[str, str]) -> None:
    assert problems_of(good, **amounts) == []


@pytest.mark.parametrize(
    ("amounts", "rules"),
    [
        (money("28.8", "二十", "6.8", "2"), ["number-field"]),
        (money("28.8万元", "20", "6.8", "2"), ["number-field"]),
        (money("28.8", "", "", ""), ["required"]),
    ],
)
def test_what_cannot_be_added_is_told_once(good: Answers, amounts: dict[str, str], rules: list[str]) -> None:
    assert [problem.rule for problem in problems_of(good, **amounts)] == rules


def test_an_empty_total_is_offered_the_sum(good: Answers) -> None:
    assert said(problems_of(good, money_total="")) == [("required", TOTAL, "28.8")]


@given(st.lists(st.decimals(0, 10**12, places=6), min_size=3, max_size=3))
def test_sums_are_exact(amounts: list[Decimal]) -> None:
    texts = [f"{amount:f}" for amount in amounts]
    answers = Answers(2024, money("", *texts), {})
    assert Decimal(sum_for(FORM, answers, TOTAL)) == sum(amounts)


def test_numbers_of_any_length_add_up() -> None:
    answers = Answers(2024, money("", "9" * 6000, "1", ""), {})
    assert sum_for(FORM, answers, TOTAL) == "1" + "0" * 6000
    assert all(len(problem.message) < 200 for problem in check(FORM, answers))


@pytest.mark.parametrize(
    ("text", "meant"),
    [("新增", "新增项目"), ("延续性项目", "延续项目"), (" 新增项目", "新增项目"), ("别的", "")],
)
def test_a_choice_field_wants_an_entry_of_its_dictionary(good: Answers, text: str, meant: str) -> None:
    (problem,) = problems_of(good, attribute=text)
    assert said([problem]) == [("type-dict", "attribute", meant)]
    assert "只能是 新增项目、延续项目 之一" in problem.message


def test_choosing_for_a_field_writes_that_field() -> None:
    place = Place("attribute")
    answers = apply(Answers(2024), choose(FORM, Answers(2024), place, "延续项目"))
    assert answers.fields == {"attribute": "延续项目"}


def test_costs_stand_among_the_outputs() -> None:
    assert ("产出指标", "成本指标") in FORM.tables[0].pairs
