"""What must be filled in: the yellow heads, the year, and at least one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import YEAR, Place
from tui.forms.edits import DropRow, SetText
from tui.forms.problems import Finding, Fix
from tui.forms.rules.amounts import sum_for
from tui.forms.rules.base import FORM, Rule, at, types_of
from tui.forms.text import is_blank, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Answers, Row
    from tui.forms.model import Column, Entry, Field, Form, Table


def _required(form: Form, answers: Answers) -> Iterator[Finding]:
    for item in form.fields:
        text = answers.text(Place(item.id))
        if form.required(item) and is_blank(text):
            yield _blank_field(form, answers, item, text)
    for table in form.tables:
        rows = answers.rows(table.id)
        if not rows:
            yield Finding(
                Place(table.columns[0].role, table.id),
                f"“{table.label}”一{table.counter}{table.noun}也没有。",
                f"请至少添加一{table.counter}{table.noun}。",
            )
        columns = [column for column in table.own_columns if form.required(column)]
        types = types_of(form, table)
        for number, row in enumerate(rows, start=1):
            if row.is_empty(table):
                yield _empty_row(table, number, row)
                continue
            for column in columns:
                if is_blank(row[column.role]):
                    yield from _blank_cell(form, table, number, row, column, types.get(row["comparison"]))


def _blank_field(form: Form, answers: Answers, item: Field, text: str) -> Finding:
    place, amount = Place(item.id), sum_for(form, answers, item.id)
    return Finding(
        place,
        f"“{item.label}”是必填项，{_how_blank(text)}。",
        f"各部分加起来是 {shorten(amount)}，请填写这一项。" if amount else "请填写这一项。",
        Fix(f"填上“{shorten(amount)}”", (SetText(place, amount),)) if amount else None,
    )


def _empty_row(table: Table, number: int, row: Row) -> Finding:
    return Finding(
        at(table, row, table.name_role),
        f"第{number}行是空的。",
        "请填写这一行，或者删除它。",
        Fix("删除这一行", (DropRow(table.id, row.id),)),
    )


def _blank_cell(
    form: Form, table: Table, number: int, row: Row, column: Column, entry: Entry | None
) -> Iterator[Finding]:
    if column.role == "unit" and entry and entry.quantitative and "unit" in form.rules:
        # The rule `unit` says it, and says which units there are.
        return
    place = at(table, row, column.role)
    implied = entry.implies.get(column.role) if entry else None
    yield Finding(
        place,
        f"第{number}行“{column.label}”是必填项，{_how_blank(row[column.role])}。",
        f"请填“{implied}”。" if implied else "请填写这一项。",
        Fix(f"填上“{implied}”", (SetText(place, implied),)) if implied else None,
    )


def _how_blank(text: str) -> str:
    return "现在只有空格，等于没填" if text else "还没有填"


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
