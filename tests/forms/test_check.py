"""All problems at once: complete, in the order of the form, and without touching the answers."""

import copy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.forms.answers import YEAR, Answers, Place, Row, empty_answers
from tui.forms.check import check, has_errors
from tui.forms.load import load_form
from tui.forms.model import Form, Severity

ROLES = ("level1", "level2", "name", "comparison", "target", "unit", "explanation", "scoring")
texts = st.text(max_size=12) | st.sampled_from(
    [
        "",
        " ",
        "产出指标",
        "数量指标",
        "社会效益指标",
        "定性",
        "≥",
        "＞",
        "≥95%",
        "=1",
        "-5",
        "#N/A",
        "2024-03-05",
        "/",
        "%",
    ]
)
any_answers = st.builds(
    lambda year, fields, rows: Answers(
        year, fields, {"indicators": tuple(Row(f"r{number}", row) for number, row in enumerate(rows))}
    ),
    st.integers(-1, 10**9),
    st.dictionaries(st.sampled_from(["unit_name", "duties", "annual_goal", "unknown"]), texts),
    st.lists(st.dictionaries(st.sampled_from([*ROLES, "unknown"]), texts), max_size=6),
)


def test_the_seed_has_no_error_and_one_name_twice(form: Form, seed: Answers) -> None:
    problems = check(form, seed)
    assert [(problem.rule, problem.severity, seed.path(problem.where)) for problem in problems] == [
        ("dup-name", Severity.WARNING, "indicators[12].name")
    ]
    assert "生态环境绿色可持续" in problems[0].message
    assert "第8行" in problems[0].message
    assert "第13行" in problems[0].message
    assert problems[0].remedy == "请改一个名称，或者删除其中一行。"


def test_the_well_filled_sample_has_no_problem(form: Form, well_filled: Answers) -> None:
    assert len(well_filled.rows("indicators")) == 18
    assert check(form, well_filled) == []


def test_an_empty_form_lacks_all_that_is_required(form: Form) -> None:
    answers = empty_answers(form, 0)
    problems = check(form, answers)
    assert [answers.path(problem.where) for problem in problems] == [
        *("fields.year", "fields.unit_name", "fields.duties", "fields.annual_goal", "indicators")
    ]
    assert has_errors(problems)


@pytest.mark.parametrize(
    ("severities", "in_the_way"),
    [([], False), (["warning", "hint"], False), (["hint", "error"], True)],
)
def test_only_errors_stand_in_the_way(
    form: Form, seed: Answers, severities: list[str], in_the_way: bool
) -> None:
    one = check(form, seed)[0]
    assert has_errors([replace(one, severity=Severity(severity)) for severity in severities]) == in_the_way


def test_the_form_says_which_rules_apply_and_how_gravely(form: Form, seed: Answers) -> None:
    strict = replace(form, rules={"dup-name": Severity.ERROR})
    lax = replace(form, rules={"required": Severity.ERROR})
    assert [problem.severity for problem in check(strict, seed)] == [Severity.ERROR]
    assert check(lax, seed) == []


def test_problems_come_from_top_to_bottom_and_the_gravest_first(form: Form) -> None:
    row = Row(
        "r1", {"level1": "产出指标", "level2": "数量指标", "name": "甲", "comparison": "≥", "target": "-5度"}
    )
    answers = Answers(2024, {"unit_name": "-单位", "duties": "", "annual_goal": "=1"}, {"indicators": (row,)})
    assert [(answers.path(problem.where), problem.rule) for problem in check(form, answers)] == [
        ("fields.unit_name", "formula-lead"),
        ("fields.duties", "required"),
        ("fields.annual_goal", "formula-cell"),
        ("indicators[0].target", "number"),
        ("indicators[0].target", "formula-lead"),
        ("indicators[0].unit", "unit"),
        *((f"indicators.{name}", "missing-cat") for name in ("效益指标", "满意度指标", "成本指标")),
    ]


def test_an_empty_table_comes_before_the_rows_of_the_next(form: Form) -> None:
    first = form.table("indicators")
    two = replace(form, tables=(first, replace(first, id="others")))
    answers = Answers(2024, {}, {"others": (Row("r1", {"name": "甲"}),)})
    tables = [problem.where.table for problem in check(two, answers)]
    assert tables.index("indicators") < tables.index("others")


def test_a_missing_category_comes_where_its_rows_would_stand(form: Form) -> None:
    cost = {"level1": "成本指标", "level2": "经济成本指标", "name": " ", "unit": "元"}
    benefit = {"level1": "效益指标", "level2": "经济效益指标", "name": "节约支出"}
    rows = (Row("r1", benefit), Row("r2", cost))
    answers = Answers(2024, {}, {"indicators": rows})
    places = [answers.path(problem.where) for problem in check(form, answers) if problem.where.table]
    assert list(dict.fromkeys(place.split("].")[0] for place in places)) == [
        *("indicators.产出指标", "indicators[0", "indicators.满意度指标", "indicators[1"),
    ]


def test_missing_categories_come_in_the_order_of_the_form(form: Form) -> None:
    rows = (Row("r1", {"level1": "效益指标", "level2": "经济效益指标", "name": "节约支出"}),)
    answers = Answers(2024, {}, {"indicators": rows})
    places = [answers.path(problem.where) for problem in check(form, answers) if problem.where.category]
    assert places == ["indicators.产出指标", "indicators.满意度指标", "indicators.成本指标"]


@given(any_answers)
def test_checking_changes_nothing_and_is_repeatable(answers: Answers) -> None:
    form, before = load_form("department-goals"), copy.deepcopy(answers)
    assert check(form, answers) == check(form, answers)
    assert answers == before


@given(any_answers)
def test_every_problem_stands_at_a_place_of_the_form(answers: Answers) -> None:
    form = load_form("department-goals")
    fields = {Place(YEAR), *(Place(item.id) for item in form.fields)}
    for problem in check(form, answers):
        assert problem.where in fields or form.table(problem.where.table).has(problem.where.key)
        assert answers.path(problem.where)
        assert problem.message
        assert problem.remedy
