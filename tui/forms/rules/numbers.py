"""Numbers: where one must stand and with which unit, and where one stands among words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.edits import SetText
from tui.forms.problems import Finding, Fix
from tui.forms.rules.base import FORM, SYSTEM, Rule, at, is_date, resolve, typed_rows
from tui.forms.text import fold, is_blank, shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tui.forms.answers import Answers, Row
    from tui.forms.model import Entry, Form, Table

PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
NO_UNIT = "/"
LONGEST_UNIT = 6

_MEASURED = re.compile(
    r"(?P<sign>[^0-9.\s]*)\s*"
    r"(?P<number>([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?)\s*"
    r"(?P<unit>(?:[^\W\d_]|[%‰°])(?:[^\W\d_]|[%‰°/·])*)?"
)
_NEGATIVE = re.compile(r"[-−]\s*\d+(\.\d+)?")
_RANGE = re.compile(r"\d+(\.\d+)?[^\W\d_%‰]{0,6}[%‰]?\s*([-~—–]+|至|到)\s*\d+(\.\d+)?\s*\D{0,6}")
_LOOSE = re.compile("[上下内外前后底余多几左右约近超]")
"""Signs of a unit that says more than a unit: 天以内, %以上, 日前, 余次."""
_NUMBER_IN_UNIT = re.compile(r"(?<![A-Za-z/每\d.])\d")
"""A number that is no part of the unit, as those of m2, PM2.5, 人/10万 and 每10万人 are."""
_MAGNITUDE = re.compile("[十百千万亿]+")
_PART_OF_UNIT = re.compile("[/·]")
_SHARES = {"", "%", "‰"}
"""Units that leave a number a number where no sign stands before it; “2024年” and “3期” may be words."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a value like “≥95%” says, part by part; a part that it does not say is empty."""

    comparison: str
    number: str
    unit: str


def measured(form: Form, table: Table, value: str) -> Measured | None:
    """A value taken apart into type, number and unit; None unless it says them without doubt."""
    parts = _MEASURED.fullmatch(fold(value))
    if not parts:
        return None
    sign, number, unit = parts["sign"], parts["number"].replace(",", ""), parts["unit"] or ""
    dictionary = form.dictionary(table.column("comparison"))
    entry = dictionary.entry(resolve(dictionary, sign))
    if (sign and not (entry and entry.quantitative)) or _LOOSE.search(unit) or len(unit) > LONGEST_UNIT:
        return None
    return Measured(entry.text if entry else "", number, unit)


def _cells(table: Table, row: Row, said: Measured) -> dict[str, str]:
    """What the parts write into a row, by role; nothing where the row says another unit than the value."""
    filled = _filled_unit(row) if table.has("unit") else ""
    unit = _unit_of_both(said.unit, filled) if filled and said.unit else said.unit
    if said.unit and not unit:
        return {}
    cells = {"target": said.number, "comparison": said.comparison, "unit": unit if unit != filled else ""}
    return {role: text for role, text in cells.items() if text and table.has(role)}


def _filled_unit(row: Row) -> str:
    """The unit that stands in the row's own column; empty for none."""
    unit = squeeze(row["unit"])
    return "" if unit == NO_UNIT else unit


def _unit_of_both(said: str, filled: str) -> str:
    """The unit of a number that has one behind it and one in its row; empty where they contradict each other.

    2.8万 counted in 亩 is 2.8 万亩; so is 2.8万亩.
    """
    if said == filled:
        return filled
    magnitude = _MAGNITUDE.match(said)
    rest = said[magnitude.end() :] if magnitude else said
    if not magnitude or rest not in {"", filled} or _MAGNITUDE.match(filled) or filled in _SHARES:
        return ""
    return magnitude[0] + filled


def _fix(table: Table, row: Row, lead: str, cells: Mapping[str, str]) -> Fix:
    words = "，".join(
        f"{table.column(role).label}由“{shorten(filled)}”改成“{shorten(text)}”"
        if role == "unit" and (filled := _filled_unit(row))
        else f"{table.column(role).label}填“{text}”"
        for role, text in cells.items()
    )
    return Fix(f"{lead}：{words}", tuple(SetText(at(table, row, role), text) for role, text in cells.items()))


def _is_no_number(entry: Entry, value: str) -> bool:
    """Whether a row of this type wants a number and its value is none (dates are judged elsewhere)."""
    is_right = is_blank(value) or is_date(value) or PLAIN_NUMBER.fullmatch(value)
    return entry.quantitative and not is_right


def _split(form: Form, table: Table, entry: Entry, row: Row) -> dict[str, str]:
    """What the fix of `number` writes into the row, by role; nothing where `number` has no fix."""
    if "number" not in form.rules or not table.has("target") or not _is_no_number(entry, row["target"]):
        return {}
    said = measured(form, table, row["target"])
    return _cells(table, row, said) if said else {}


def _number(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row, entry in typed_rows(form, answers, "target"):
        if not _is_no_number(entry, row["target"]):
            continue
        cells, fix = _split(form, table, entry, row), None
        if cells:
            place = SetText(at(table, row, "target"), cells["target"])
            one = Fix(f"改成“{cells['target']}”", (place,))
            fix = _fix(table, row, "拆开写", cells) if len(cells) > 1 else one
        wrong, remedy = _no_number(row["target"])
        yield Finding(
            at(table, row, "target"),
            f"第{number}行是定量指标，“{table.column('target').label}”{wrong}，"
            f"现在是“{shorten(row['target'])}”。",
            f"请{fix.label}。" if fix else remedy,
            fix,
        )


def _no_number(value: str) -> tuple[str, str]:
    """Why a value is no plain number, and what to write instead."""
    if _NEGATIVE.fullmatch(fold(value)):
        return "不能填负数", "请填不带负号的数字，“减少”“下降”这样的话写到指标名称里。"
    if _RANGE.fullmatch(fold(value)):
        return "只能填一个数字", "请不要写一段范围：至少多少就填小的数，至多多少就填大的数。"
    return "只能填数字", "请只填一个数字，单位写到计量单位里；不是数字的请把类型改为定性。"


def _unit(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row, entry in typed_rows(form, answers, "unit"):
        unit = squeeze(row["unit"])
        if not entry.quantitative or unit not in {"", NO_UNIT} or "unit" in _split(form, table, entry, row):
            continue
        if not unit and not form.required(table.column("unit")):
            continue
        now = f"不能填“{NO_UNIT}”" if unit else "不能为空"
        yield Finding(
            at(table, row, "unit"),
            f"第{number}行是定量指标，“{table.column('unit').label}”{now}。",
            "请填计量单位，如 %、次、件、万元。",
        )


def _unit_list(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row, entry in typed_rows(form, answers, "unit", "target"):
        if not entry.quantitative:
            continue
        label, unit = table.column("unit").label, row["unit"]
        if _NUMBER_IN_UNIT.search(unit):
            yield Finding(
                at(table, row, "unit"),
                f"第{number}行“{label}”里写着数字“{shorten(unit)}”。",
                f"请把数字写到“{table.column('target').label}”里，这里只写单位，如 %、次、件、万元。",
            )
        elif max(map(len, _PART_OF_UNIT.split(squeeze(unit)))) > LONGEST_UNIT:
            yield Finding(
                at(table, row, "unit"),
                f"第{number}行“{label}”太长，不像单位：“{shorten(unit)}”。",
                "请只写单位，如 %、次、件、万元。",
            )


def number_among_words(form: Form, table: Table, entry: Entry, row: Row) -> Measured | None:
    """The number, share or compared number that stands as the value of a row whose type asks for words."""
    if entry.quantitative or "qual-number" not in form.rules or not table.has("target"):
        return None
    said = None if is_date(row["target"]) else measured(form, table, row["target"])
    return said if said and (said.comparison or said.unit in _SHARES) else None


def _qual_number(form: Form, answers: Answers) -> Iterator[Finding]:
    for table, number, row, entry in typed_rows(form, answers, "target"):
        said = number_among_words(form, table, entry, row)
        if not said:
            continue
        has_unit = said.unit or not table.has("unit") or squeeze(row["unit"]) not in {"", NO_UNIT}
        is_certain = said.comparison and has_unit
        cells = _cells(table, row, said) if is_certain else {}
        fix = _fix(table, row, "改成定量", cells) if cells else None
        types = form.dictionary(table.column("comparison")).entries
        signs = "、".join(item.text for item in types if item.quantitative)
        yield Finding(
            at(table, row, "target"),
            f"第{number}行是{entry.text}指标，“{table.column('target').label}”却是数字“{shorten(row['target'])}”。",
            f"请{fix.label}。"
            if fix
            else f"请把“{table.column('comparison').label}”改成 {signs} 之一，或者改填文字。",
            fix,
        )


RULES = (
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
        "unit-list",
        "计量单位不像单位",
        "填报中常见的差错",
        "计量单位里只写单位，不写数字和比较符号：28.8 写在指标值里，万元写在计量单位里。"
        f"也不写一句话：除去“/”，一个单位一般不超过 {LONGEST_UNIT} 个字。",
        _unit_list,
    ),
    Rule(
        "qual-number",
        "定性指标的值是数字",
        f"{FORM}；财政部门要求指标细化、量化",
        "类型是定性的，指标值写文字；值是数字、百分数或“≥95”这样的，应当改成定量的类型。",
        _qual_number,
    ),
)
