"""How questions are put, and what short answers mean."""

from dataclasses import replace

import pytest

from tui.forms.answers import YEAR, Place
from tui.forms.load import load_form
from tui.forms.model import Entry, Form
from tui.forms.rules.base import entry_meant
from tui.plain.questions import choices, explained, heading, question_of, year_meant

CELL = Place("unit", "indicators", "r1")


def test_a_heading_says_label_need_and_what_is_there(form: Form) -> None:
    question = question_of(form, Place("unit_name"))
    assert list(heading(question, "")) == ["部门单位名称，必填。"]
    assert list(heading(question, "某单位")) == ["部门单位名称，必填。", "现在是：某单位"]
    assert list(heading(question_of(form, CELL), "/", implied=True))[1] == "现在是：/（自动填的）"


def test_an_amount_says_what_it_counts() -> None:
    question = question_of(load_form("project-goals"), Place("money_superior"))
    assert list(heading(question, "")) == ["上级补助资金（万元），选填。"]


def test_a_long_or_broken_text_is_shown_short_with_its_length(form: Form) -> None:
    question = question_of(form, Place("duties"))
    assert list(heading(question, "一\n二"))[1] == "现在是：一 二（共 3 字，:全文 看全部）"
    assert len(list(heading(question, "字" * 500))[1]) < 90


def test_the_year_is_asked_like_a_field(form: Form) -> None:
    question = question_of(form, Place(YEAR))
    assert (question.label, question.kind, question.required) == ("年度", "year", True)


def test_entries_are_listed_briefly_or_with_what_they_mean(form: Form) -> None:
    dictionary = form.dictionaries["comparison"]
    assert list(choices(dictionary, brief=True)) == ["1 定性  2 >  3 ≥  4 <  5 ≤  6 ="]
    assert list(choices(dictionary, brief=False))[5] == "6 =：正好等于这个数"
    silent = replace(dictionary, entries=(Entry(text="甲", key="j", meaning=""),))
    assert list(choices(silent, brief=False)) == ["1 甲"]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("1", "定性"),
        ("３", "≥"),
        ("d", "定性"),
        ("。", "≥"),
        ("，", "≤"),
        ("》", ">"),
        ("＝", "="),
        (">=", "≥"),
        ("不超过", "≤"),
        (" 定性指标 ", "定性"),
    ],
)
def test_an_entry_is_meant_by_number_key_text_or_another_spelling(form: Form, typed: str, text: str) -> None:
    entry = entry_meant(form.dictionaries["comparison"], typed)
    assert entry
    assert entry.text == text


@pytest.mark.parametrize("typed", ["7", "0", "定量", "约", "12"])
def test_anything_else_means_no_entry(form: Form, typed: str) -> None:
    assert entry_meant(form.dictionaries["comparison"], typed) is None


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("2026", "2026"),
        (" ２０２６年度 ", "2026"),
        ("2026年", "2026"),
        ("26", ""),
        ("明年", ""),
        ("20260", ""),
    ],
)
def test_a_year_has_four_digits(typed: str, year: str) -> None:
    assert year_meant(typed) == year


def test_the_help_says_what_to_write_and_what_is_locked_why_not(form: Form) -> None:
    question = question_of(form, Place("annual_goal"))
    assert next(explained(question)) == form.field("annual_goal").help
    assert list(explained(question, locked=True)) == [
        "这是财政发来的表里带出来的，已经填好，不能改；如果不对，请与财政部门联系。"
    ]
