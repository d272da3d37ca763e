"""From the plain values of a TOML file to a draft, with errors that name the key and the remedy."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from tui.drafts.draft import YEARS, Draft, State, Template, complete, fitting
from tui.forms.answers import YEAR, Answers, Row
from tui.forms.facts import Facts
from tui.forms.load import load_form
from tui.forms.structure import StructureError
from tui.forms.text import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.forms.model import Form, Table

FORMAT = 1
"""The version of the file format that this program writes."""

NOT_A_DRAFT = "不是填报草稿"
TOO_NEW = "是用更新版本的程序存的，请先升级本程序"

_DIGEST = re.compile("[0-9a-f]{64}")
_KINDS = {str: "带引号的文字", int: "不带引号的整数", datetime: "日期加时间，如 2026-11-23T10:15:00+08:00"}

T = TypeVar("T", str, int, datetime)


class NotADraft(Exception):
    """The values are no draft that this program can open; the text says why, without the file's name."""


def draft_of(values: Mapping[str, Any]) -> Draft:
    """The draft that a file's values mean; keys that the form does not know are passed over.

    Raises:
        NotADraft: they are none, or one of a newer program.
        StructureError: one of the values does not fit.
        Unreadable: there is no such form.
    """
    if not isinstance(values.get("draft"), dict) or "format" not in values:
        raise NotADraft(f"{NOT_A_DRAFT}，请换一个文件")
    written = _value(values, "format", "", int)
    if written > FORMAT:
        raise NotADraft(TOO_NEW)
    if written < 1:
        raise StructureError("format", f"要写 {FORMAT}，现在是“{written}”")
    head: dict[str, Any] = values["draft"]
    form = load_form(_value(head, "form", "draft.", str))
    version = _value(head, "form_version", "draft.", int)
    if version > form.version:
        raise NotADraft(TOO_NEW)
    state = _value(head, "state", "draft.", str)
    if state not in list(State):
        raise StructureError(
            "draft.state", f"要写“{State.DRAFT}”或“{State.EXPORTED}”，现在是“{shorten(state)}”"
        )
    return Draft(
        id=_value(head, "id", "draft.", str),
        form_id=form.id,
        form_version=version,
        state=State(state),
        created=_time(head, "created"),
        saved=_time(head, "saved"),
        answers=complete(form, Answers(_year(head), _fields(form, values), _tables(form, values))),
        step=next((step.id for step in form.steps if step.id == head.get("step")), ""),
        rows=_row_number(head),
        template=_template(form, values),
    )


def _year(head: Mapping[str, Any]) -> int:
    year = _value(head, YEAR, "draft.", int)
    if year not in YEARS:
        raise StructureError(f"draft.{YEAR}", f"要写四位数的年份（还没定就写 0），现在是“{year}”")
    return year


def _row_number(head: Mapping[str, Any]) -> int:
    number = _value(head, "rows", "draft.", int) if "rows" in head else 0
    if number < 0:
        raise StructureError("draft.rows", f"要写用过的最大行号，现在是“{shorten(str(number))}”")
    return number


def _time(head: Mapping[str, Any], key: str) -> datetime:
    time = _value(head, key, "draft.", datetime)
    try:
        return time.astimezone()
    except (OverflowError, ValueError, OSError) as error:
        raise StructureError(f"draft.{key}", f"不像一个日期，现在是“{time}”") from error


def _fields(form: Form, values: Mapping[str, Any]) -> dict[str, str]:
    fields = _section(values, "fields", "")
    return {
        item.id: _value(fields, item.id, "fields.", str) if item.id in fields else "" for item in form.fields
    }


def _tables(form: Form, values: Mapping[str, Any]) -> dict[str, tuple[Row, ...]]:
    return {table.id: _rows(table, values.get(table.id, [])) for table in form.tables}


def _rows(table: Table, entries: object) -> tuple[Row, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise StructureError(table.id, f"每一{table.counter}{table.noun}要以单独一行 [[{table.id}]] 开头")
    rows: dict[str, Row] = {}
    for number, entry in enumerate(entries, start=1):
        place = f"第{number}{table.counter}{table.noun}（{table.id}）的 "
        row_id = _value(entry, "id", place, str)
        if not row_id or row_id in rows:
            raise StructureError(
                f"{place}id", f"要与其他各{table.counter}不同，也不能空着，现在是“{shorten(row_id)}”"
            )
        roles = [column.role for column in table.columns if column.role in entry]
        rows[row_id] = Row(row_id, {role: _value(entry, role, place, str) for role in roles})
    return tuple(rows.values())


def _template(form: Form, values: Mapping[str, Any]) -> Template | None:
    if "template" not in values:
        return None
    section = _section(values, "template", "")
    digest = _value(section, "sha256", "template.", str)
    if not _DIGEST.fullmatch(digest):
        raise StructureError(
            "template.sha256", f"要写原表的 64 位校验码（0-9、a-f），现在是“{shorten(digest)}”"
        )
    heads, choices, locked = (_section(section, key, "template.") for key in ("heads", "choices", "locked"))
    facts = Facts(
        heads={key: _value(heads, key, "template.heads.", str) for key in heads},
        choices={key: _texts(choices, key, "template.choices.") for key in choices},
        locked={key: _value(locked, key, "template.locked.", str) for key in locked},
    )
    return fitting(form, Template(_value(section, "file", "template.", str), digest, facts))


def _section(holder: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
    section = holder.get(key, {})
    if not isinstance(section, dict):
        raise StructureError(place + key, f"要写成 [{place}{key}] 和下面一行一项的内容")
    return section


def _texts(holder: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    texts = holder[key]
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise StructureError(place + key, '要写成一列带引号的文字，如 ["定性", "≥"]')
    return tuple(texts)


def _value(holder: Mapping[str, Any], key: str, place: str, kind: type[T]) -> T:
    """The value of a key, which must be there and of this kind; `place` is what stands before the key."""
    value = holder.get(key)
    if value is None:
        raise StructureError(place + key, f"缺了，要写成{_KINDS[kind]}")
    if not isinstance(value, kind) or isinstance(value, bool):
        raise StructureError(place + key, f"要写成{_KINDS[kind]}，现在是“{shorten(str(value))}”")
    return value
