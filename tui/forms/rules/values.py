"""Values that come from a dictionary or follow from it, and signs that a value must not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.edits import SetText
from tui.forms.problems import Finding, Fix
from tui.forms.rules.base import FORM, SYSTEM, Rule, at, numbered_rows, resolve, typed_rows, types_of
from tui.forms.rules.numbers import number_among_words
from tui.forms.text import is_blank, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Answers, Row
    from tui.forms.model import Dictionary, Form, Table

FORBIDDEN_IN_VALUE = "*_-"


def _implied(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row, entry in typed_rows(form, answers):
        if number_among_words(form, table, entry, row):
            # The type itself is in doubt: the row may well keep its unit and become a quantitative one.
            continue
        for role, text in entry.implies.items():
            if row[role] != text and not is_blank(row[role]):
                label = table.column(role).label
                place = at(table, row, role)
                yield Finding(
                    place,
                    f"第{number}行是{entry.text}指标，“{label}”应填“{text}”。",
                    f"请把“{label}”改成“{text}”。",
                    Fix(f"改成“{text}”", (SetText(place, text),)),
                )


def _type_dict(form: Form, answers: Answers) -> Iterator[Finding]:
    for item in form.fields:
        if item.kind == "choice":
            place = Place(item.id)
            yield from _choice(form.dictionary(item), answers.text(place), place, f"“{item.label}”")
    for table in form.tables:
        choices = [(column, form.dictionary(column)) for column in table.columns if column.kind == "choice"]
        for number, row in answers.filled_rows(table):
            for column, dictionary in choices:
                if not dictionary.entry(row[column.role]):
                    name = f"第{number}行“{column.label}”"
                    yield from _choice(dictionary, row[column.role], at(table, row, column.role), name)


def _choice(dictionary: Dictionary, value: str, place: Place, name: str) -> Iterator[Finding]:
    """What is wrong with a chosen value, if anything is; `name` tells a person where it stands."""
    if is_blank(value) or dictionary.entry(value):
        return
    texts = "、".join(entry.text for entry in dictionary.entries)
    meant = resolve(dictionary, value)
    yield Finding(
        place,
        f"{name}是“{shorten(value)}”，只能是 {texts} 之一。",
        f"请改成“{meant}”。" if meant else f"请从 {texts} 里选一个。",
        Fix(f"改成“{meant}”", (SetText(place, meant),)) if meant else None,
    )


def _value_chars(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row in numbered_rows(form, answers, "name", "target"):
        value, name = row["target"], row["name"]
        found = set(FORBIDDEN_IN_VALUE).intersection(value)
        if found and not _wants_number(form, table, row):
            signs = "".join(f"“{char}”" for char in sorted(found))
            yield Finding(
                at(table, row, "target"),
                f"第{number}行“{table.column('target').label}”里有{signs}，有的系统不收。",
                "请换一种写法：范围写成“90至95”，日期写成“12月20日前”。"
                if "-" in found
                else "请去掉这个符号。",
            )
        if (sign := squeeze(name)) in {*FORBIDDEN_IN_VALUE}:
            yield Finding(
                at(table, row, "name"),
                f"第{number}行“{table.column('name').label}”只有一个“{sign}”，有的系统不收。",
                "请写出名称，或者删除这一行。",
            )


def _wants_number(form: Form, table: Table, row: Row) -> bool:
    """Whether `number` and `cell-type` judge the row's value, which with any sign in it is no number."""
    entry = types_of(form, table).get(row["comparison"])
    return bool(entry and entry.quantitative and {"number", "cell-type"} <= form.rules.keys())


RULES = (
    Rule(
        "type-dict",
        "内容不在下拉字典里",
        f"{FORM}；{SYSTEM}",
        "要从下拉字典里选的内容必须与字典里的某一项完全一样，包括全角和半角。",
        _type_dict,
    ),
    Rule(
        "unit-implied",
        "定性指标的计量单位",
        f"{FORM}（定性的行一律填“/”）",
        "类型是定性的，计量单位写“/”。",
        _implied,
    ),
    Rule(
        "value-chars",
        "指标值里有系统不收的符号",
        SYSTEM,
        "指标值里不要出现 - _ *，三级指标也不要只写这样一个符号。",
        _value_chars,
    ),
)
