"""Every rule fires on what is wrong, stays silent on what is right, and its fixes mend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.forms.rule_cases import COST, EMPTY, FIRES, GOOD_ROW, QUALITY, SILENT, Case, cell, counted
from tui.forms.check import check
from tui.forms.edits import apply
from tui.forms.model import Severity
from tui.forms.rules import RULES, amounts, cells, numbers, received, required, table, values

if TYPE_CHECKING:
    from tui.forms.model import Form
    from tui.forms.problems import Problem


def found(form: Form, case: Case) -> list[Problem]:
    return [problem for problem in check(form, case.answers()) if problem.rule == case.rule]


def test_every_rule_is_registered_once() -> None:
    modules = (required, received, values, numbers, amounts, cells, table)
    codes = [rule.code for module in modules for rule in module.RULES]
    assert sorted(codes) == sorted(RULES)


@pytest.mark.parametrize("cases", [FIRES, SILENT], ids=["fires", "silent"])
def test_every_rule_has_a_case(cases: list[Case]) -> None:
    # tests/forms/test_facts.py and tests/workbook; tests/forms/test_amounts.py
    elsewhere = {rule.code for rule in (*received.RULES, *amounts.RULES)}
    assert {case.rule for case in cases} == set(RULES) - elsewhere


@pytest.mark.parametrize("case", FIRES, ids=str)
def test_fires(form: Form, case: Case) -> None:
    answers = case.answers()
    assert tuple(answers.path(problem.where) for problem in found(form, case)) == case.at


@pytest.mark.parametrize("case", SILENT, ids=str)
def test_stays_silent(form: Form, case: Case) -> None:
    assert found(form, case) == []


@pytest.mark.parametrize("case", FIRES, ids=str)
def test_says_in_short_sentences_what_is_wrong_and_what_to_do(form: Form, case: Case) -> None:
    for problem in found(form, case):
        for text in (problem.message, problem.remedy):
            assert text.endswith("。")
            assert len(text) <= 140
            assert "\n" not in text
            assert "。。" not in text


def test_a_fix_that_changes_a_unit_names_the_old_and_the_new(form: Form) -> None:
    problem = found(form, counted("2.8万", "亩"))[0]
    assert problem.remedy == "请拆开写：指标值填“2.8”，计量单位由“亩”改成“万亩”。"


@pytest.mark.parametrize("case", [case for case in FIRES if case.rows], ids=str)
def test_a_fix_makes_its_finding_go_away(form: Form, case: Case) -> None:
    answers = case.answers()
    for problem in found(form, case):
        if problem.fix:
            left = check(form, apply(answers, problem.fix.edits))
            assert (problem.rule, problem.where) not in {(item.rule, item.where) for item in left}


@pytest.mark.parametrize("case", [case for case in FIRES if case.at[0].startswith("indicators[0]")], ids=str)
def test_a_fix_changes_what_it_says_and_nothing_else(form: Form, case: Case) -> None:
    answers, fix = case.answers(), found(form, case)[0].fix
    after = apply(answers, fix.edits) if fix else None
    assert (dict(after.rows("indicators")[0].cells) if after else None) == (
        {**answers.rows("indicators")[0].cells, **case.fixed} if case.fixed else None
    )


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        (({}, EMPTY), ["r1"]),
        ((QUALITY, {}), ["r2", "r1"]),
        (({}, COST, QUALITY, {"name": "窗口数"}), ["r1", "r3", "r2", "r4"]),
    ],
)
def test_a_fix_may_drop_or_move_a_row(form: Form, rows: tuple[dict[str, str], ...], after: list[str]) -> None:
    answers = Case("", rows).answers()
    fix = next(problem.fix for problem in check(form, answers) if problem.fix)
    assert [row.id for row in apply(answers, fix.edits).rows("indicators")] == after


def test_moving_rows_as_proposed_ends_with_all_in_order(form: Form) -> None:
    answers = Case("category", (COST, QUALITY, {}, {"level2": "别的"}, QUALITY, {})).answers()
    while moves := [
        problem.fix
        for problem in check(form, answers)
        if problem.rule == "category" and problem.fix and "移到" in problem.fix.label
    ]:
        answers = apply(answers, moves[0].edits)
    order = [row["level2"] for row in answers.rows("indicators") if row["level2"] != "别的"]
    assert order == ["数量指标", "数量指标", "质量指标", "质量指标", "经济成本指标"]


NASTY = {"name": "-", "comparison": "≥", "target": "=2024-3-5", "unit": "/", "scoring": "#N/A"}


@pytest.mark.parametrize("role", [*GOOD_ROW])
def test_no_rule_asks_for_a_column_that_a_table_lacks(form: Form, role: str) -> None:
    indicators = form.table("indicators")
    columns = tuple(column for column in indicators.columns if column.role != role)
    categories = () if role.startswith("level") else indicators.categories
    smaller = replace(form, tables=(replace(indicators, columns=columns, categories=categories),))
    rows = (NASTY, NASTY, {"target": "≥95%"}, {"target": "3月5日"}, {"comparison": "定性", "target": "≥95%"})
    problems = check(smaller, Case("", rows).answers())
    own = {problem.where.key for problem in problems}
    assert own
    assert role not in own


def test_a_free_text_type_is_not_judged_by_a_dictionary(form: Form) -> None:
    indicators = form.table("indicators")
    columns = tuple(
        replace(column, kind="line", dictionary="") if column.role == "comparison" else column
        for column in indicators.columns
    )
    free = replace(form, tables=(replace(indicators, columns=columns),))
    problems = check(free, Case("", ({"comparison": "不限"},)).answers())
    assert [problem for problem in problems if problem.where.row] == []


def test_a_quantitative_table_without_units_is_split_into_what_it_has(form: Form) -> None:
    indicators = form.table("indicators")
    columns = tuple(column for column in indicators.columns if column.role != "unit")
    unitless = replace(form, tables=(replace(indicators, columns=columns),))
    problems = check(unitless, Case("", ({"target": "≤95%"},)).answers())
    fixes = [(problem.rule, problem.fix) for problem in problems if problem.where.row]
    assert [(rule, fix and len(fix.edits)) for rule, fix in fixes] == [("number", 2)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "第1行“指标值”是必填项，还没有填。"),
        ("\u3000\n", "第1行“指标值”是必填项，现在只有空格，等于没填。"),
    ],
)
def test_a_blank_cell_is_said_to_be_empty_or_to_hold_only_spaces(form: Form, text: str, says: str) -> None:
    problem = found(form, cell("required", "target", text))[0]
    assert (problem.message, problem.remedy) == (says, "请填写这一项。")


@pytest.mark.parametrize(
    ("row", "said_by"),
    [
        ({"unit": ""}, ["unit"]),
        ({"unit": "", "target": "≥95%"}, ["number"]),
        ({"unit": "", "target": "≥95"}, ["number", "unit"]),
        ({"unit": "", "comparison": "定性", "target": "科学"}, ["required"]),
        ({"unit": "次", "comparison": "定性", "target": "科学"}, ["unit-implied"]),
        ({"unit": "%", "comparison": "定性", "target": "≥95%"}, ["qual-number"]),
    ],
)
def test_what_is_wrong_with_a_unit_is_said_once(form: Form, row: dict[str, str], said_by: list[str]) -> None:
    problems = check(form, Case("", (row,)).answers())
    assert [problem.rule for problem in problems if problem.where.row] == said_by


@pytest.mark.parametrize(
    ("text", "says", "advises"),
    [
        ("-3", "“指标值”不能填负数，现在是“-3”", "名称里"),
        ("－３", "“指标值”不能填负数", "名称里"),
        ("90-95", "“指标值”只能填一个数字，现在是“90-95”", "至少多少就填小的数"),
        ("90%～95%", "“指标值”只能填一个数字", "至少多少就填小的数"),
        ("5至10天", "“指标值”只能填一个数字", "至少多少就填小的数"),
        ("99.99.9", "“指标值”只能填数字，现在是“99.99.9”", "单位写到计量单位里"),
    ],
)
def test_a_wrong_number_is_said_once_and_rightly(form: Form, text: str, says: str, advises: str) -> None:
    (problem,) = (item for item in check(form, cell("", "target", text).answers()) if item.where.row)
    assert problem.rule == "number"
    assert says in problem.message
    assert advises in problem.remedy


def test_no_sign_is_taken_out_of_a_range(form: Form) -> None:
    problem = found(form, cell("value-chars", "target", "90-95分", comparison="定性"))[0]
    assert problem.remedy == "请换一种写法：范围写成“90至95”，日期写成“12月20日前”。"


@pytest.mark.parametrize("row", [{"unit": ""}, {"unit": "", "target": "≥95%"}])
def test_a_blank_unit_is_an_error_also_where_its_own_rules_do_not_apply(
    form: Form, row: dict[str, str]
) -> None:
    fewer = replace(form, rules={"required": Severity.ERROR})
    problems = check(fewer, Case("", (row,)).answers())
    assert [problem.where.key for problem in problems] == ["unit"]


def test_a_unit_that_nothing_writes_is_missed(form: Form) -> None:
    rules = {code: severity for code, severity in form.rules.items() if code != "number"}
    problems = check(replace(form, rules=rules), Case("", ({"unit": "", "target": "≥95%"},)).answers())
    assert [problem.rule for problem in problems if problem.where.row] == ["unit"]
