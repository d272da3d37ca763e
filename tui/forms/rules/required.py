"""What must be filled in: the yellow heads, the year, and at least one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import YEAR, Place
from tui.forms.edits import DropRow
from tui.forms.problems import Finding, Fix
from tui.forms.rules.base import FORM, Rule, at
from tui.forms.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Answers, Row
    from tui.forms.model import Form, Table

JUDGED_BY_UNIT_RULE = "unit"
"""Role of the column whose emptiness the rule `unit` judges: what belongs there depends on the row's type."""


def _required(form: Form, answers: Answers) -> Iterator[Finding]:
    for item in form.fields:
        if form.required(item) and is_blank(answers.text(Place(item.id))):
            yield Finding(
                Place(item.id),
                f"“{item.label}”是必填项，不能为空（只有空格也算空）。",
                f"请填写“{item.label}”。",
            )
    for table in form.tables:
        rows = answers.rows(table.id)
        if not rows:
            yield Finding(
                Place(table.columns[0].role, table.id),
                f"“{table.label}”一{table.counter}{table.noun}也没有。",
                f"请至少添加一{table.counter}{table.noun}。",
            )
        for number, row in enumerate(rows, start=1):
            yield from _row(form, table, number, row)


def _row(form: Form, table: Table, number: int, row: Row) -> Iterator[Finding]:
    if row.is_empty(table):
        yield Finding(
            at(table, row, table.own_columns[0].role),
            f"第{number}行是空的。",
            "请填写这一行，或者删除它。",
            Fix("删除这一行", (DropRow(table.id, row.id),)),
        )
        return
    for column in table.own_columns:
        if column.role != JUDGED_BY_UNIT_RULE and form.required(column) and is_blank(row[column.role]):
            yield Finding(
                at(table, row, column.role),
                f"第{number}行“{column.label}”是必填项，不能为空（只有空格也算空）。",
                f"请填写“{column.label}”。",
            )


def _year_range(form: Form, answers: Answers) -> Iterator[Finding]:
    first, last = form.year.first, form.year.last
    if not first <= answers.year <= last:
        now = f"现在是“{answers.year}”" if answers.year else "现在是空的"
        yield Finding(
            Place(YEAR), f"“{form.year.label}”{now}。", f"请填四位数的年份，在 {first} 到 {last} 之间。"
        )


RULES = (
    Rule(
        "required",
        "必填为空",
        FORM,
        "黄色表头下的内容必须填写，全是空格也算空；表里至少要有一行，也不能留空行。",
        _required,
    ),
    Rule("year-range", "年度不对", FORM, "年度要是四位数的年份，并且在本表允许的范围内。", _year_range),
)
