"""Type, value and unit of a row must fit each other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.forms.edits import SetText
from tui.forms.problems import Finding, Fix
from tui.forms.rules.base import FORM, SYSTEM, Rule, at, entry_of, numbered_rows
from tui.forms.text import fold, is_blank, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Answers, Place
    from tui.forms.model import Dictionary, Form, Table

PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
NO_UNIT = "/"
LONGEST_UNIT = 6
FORBIDDEN_IN_VALUE = "*_-"

_MEASURED = re.compile(
    r"(?P<sign>[^0-9.\s]*)\s*"
    r"(?P<number>([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?)\s*"
    r"(?P<unit>(?:[^\W\d_]|[%‰°])(?:[^\W\d_]|[%‰°/·])*)?"
)
_LOOSE = re.compile("[上下内外前后底余多几左右约近超]")
"""Signs of a unit that says more than a unit: 天以内, %以上, 日前, 余次."""
_DATE = re.compile(
    r"\d{1,4}[-/年.]\d{1,2}[-/月.]\d{1,4}日?([\sT]*\d{1,2}:\d{2}(:\d{2})?)?|\d{1,4}年\d{1,2}月|\d{1,2}月\d{1,2}日"
)


def is_date(text: str) -> bool:
    """Whether a value is nothing but a date, as a sheet makes of 3-5 (3月5日, 2024-03-05 …)."""
    return bool(_DATE.fullmatch(text.strip()))


def resolve(dictionary: Dictionary, text: str) -> str:
    """The entry of the dictionary that a person means by `text`; empty when none does."""
    meant = squeeze(text)
    for entry in dictionary.entries:
        if meant in {squeeze(entry.text), *map(squeeze, entry.synonyms)}:
            return entry.text
    return ""


def _number(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row in numbered_rows(form, answers, "comparison", "target"):
        entry, value = entry_of(form, table, row), row["target"]
        if not entry or not entry.quantitative or is_blank(value) or is_date(value):
            continue
        if PLAIN_NUMBER.fullmatch(value):
            continue
        column = table.column("target")
        fix = _split(form, table, at(table, row, "target"), value)
        yield Finding(
            at(table, row, "target"),
            f"第{number}行是定量指标，“{column.label}”只能填数字，现在是“{shorten(value)}”。",
            "请" + fix.label + "。"
            if fix
            else "请只填一个数字，单位写到计量单位里；不是数字的请把类型改为定性。",
            fix,
        )


def _split(form: Form, table: Table, place: Place, value: str) -> Fix | None:
    """Take “≥95%” apart into type, number and unit, as far as it says them without doubt."""
    parts = _MEASURED.fullmatch(fold(value))
    if not parts:
        return None
    sign, measured, unit = parts["sign"], parts["number"].replace(",", ""), parts["unit"] or ""
    meant = resolve(form.dictionary(table.column("comparison")), sign)
    if (sign and not meant) or _LOOSE.search(unit) or len(unit) > LONGEST_UNIT:
        return None
    said = {"target": measured, "comparison": meant, "unit": unit if table.has("unit") else ""}
    words = "，".join(f"{table.column(role).label}填“{text}”" for role, text in said.items() if text)
    edits = (SetText(replace(place, key=role), text) for role, text in said.items() if text)
    return Fix(f"拆开写：{words}" if sign or unit else f"改成“{measured}”", tuple(edits))


def _unit(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row in numbered_rows(form, answers, "comparison", "unit"):
        entry, unit = entry_of(form, table, row), squeeze(row["unit"])
        if entry and entry.quantitative and unit in {"", NO_UNIT}:
            now = f"不能填“{NO_UNIT}”" if unit else "不能为空"
            yield Finding(
                at(table, row, "unit"),
                f"第{number}行是定量指标，“{table.column('unit').label}”{now}。",
                "请填计量单位，如 %、次、件、万元。",
            )


def _implied(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row in numbered_rows(form, answers):
        entry = entry_of(form, table, row)
        for role, text in entry.implies.items() if entry else ():
            if row[role] != text:
                label = table.column(role).label
                place = at(table, row, role)
                yield Finding(
                    place,
                    f"第{number}行是{row['comparison']}指标，“{label}”应填“{text}”。",
                    f"请把“{label}”改成“{text}”。",
                    Fix(f"改成“{text}”", (SetText(place, text),)),
                )


def _type_dict(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row in numbered_rows(form, answers):
        for column in table.columns:
            value = row[column.role]
            if column.kind != "choice" or is_blank(value) or form.dictionary(column).entry(value):
                continue
            texts = "、".join(entry.text for entry in form.dictionary(column).entries)
            place = at(table, row, column.role)
            meant = resolve(form.dictionary(column), value)
            yield Finding(
                place,
                f"第{number}行“{column.label}”是“{shorten(value)}”，只能是 {texts} 之一。",
                f"请改成“{meant}”。" if meant else f"请从 {texts} 里选一个。",
                Fix(f"改成“{meant}”", (SetText(place, meant),)) if meant else None,
            )


def _value_chars(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row in numbered_rows(form, answers, "name", "target"):
        value, name = row["target"], row["name"]
        found = sorted({char for char in value if char in FORBIDDEN_IN_VALUE})
        if found:
            signs = "".join(f"“{char}”" for char in found)
            yield Finding(
                at(table, row, "target"),
                f"第{number}行“{table.column('target').label}”里有{signs}，有的系统不收。",
                "请去掉这个符号；日期请写成“12月20日前”这样。",
            )
        if len(squeeze(name)) == 1 and squeeze(name) in FORBIDDEN_IN_VALUE:
            yield Finding(
                at(table, row, "name"),
                f"第{number}行“{table.column('name').label}”只有一个“{squeeze(name)}”，有的系统不收。",
                "请写出名称，或者删除这一行。",
            )


RULES = (
    Rule(
        "type-dict",
        "类型不在下拉字典里",
        f"{FORM}；{SYSTEM}",
        "下拉列里的内容必须与字典里的某一项完全一样，包括全角和半角。",
        _type_dict,
    ),
    Rule(
        "number",
        "定量指标的值不是数字",
        f"{FORM}；{SYSTEM}只取第一个数字",
        "类型是 > ≥ < ≤ = 的，指标值只写一个数字，比较符号和单位各有自己的一列。",
        _number,
    ),
    Rule(
        "unit",
        "定量指标没有计量单位",
        f"{FORM}；{SYSTEM}",
        "类型是 > ≥ < ≤ = 的，必须写明计量单位，不能空着，也不能写“/”。",
        _unit,
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
