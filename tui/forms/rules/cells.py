"""What a single cell may hold, so that it stays the text that was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.forms.edits import SetText
from tui.forms.problems import Finding, Fix
from tui.forms.rules.base import FORM, Rule, at, is_date, texts_where, typed_rows
from tui.forms.text import CELL_LIMIT, is_blank, shorten, utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Answers, Place
    from tui.forms.model import Form

_ERROR_MARK = r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)|#{3,}"
_TIMESTAMP = r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}"
_FORMULA = re.compile("=")
_LEAD = re.compile("[+@-]")
_NEGATIVE = re.compile(r"-\d+(\.\d+)?\s*")
_BROKEN = re.compile(rf"\s*({_ERROR_MARK}|{_TIMESTAMP})\s*\Z", re.IGNORECASE)
"""What is left of a cell that went wrong: an error mark, or the time stamp that a number turned into."""


def _formula_cell(form: Form, answers: Answers) -> Iterator[Finding]:
    for place, part, name, text in texts_where(form, answers, _FORMULA.match):
        if part.kind == "choice":
            continue
        plain = text.lstrip("= ")
        fix = None if is_blank(plain) else Fix("去掉开头的等号", (SetText(place, plain),))
        yield Finding(
            place,
            f"{name}以等号开头（{shorten(text)}），收表的人或系统可能把它当成公式。",
            "请去掉开头的等号。",
            fix,
        )


def _formula_lead(form: Form, answers: Answers) -> Iterator[Finding]:
    for place, part, name, text in texts_where(form, answers, _LEAD.match):
        if len(text) > 1 and part.kind != "choice" and not _NEGATIVE.fullmatch(text):
            yield Finding(
                place,
                f"{name}以“{text[0]}”开头，在表格软件里再编辑时可能变成公式。",
                f"请去掉开头的“{text[0]}”，或在前面加上文字。",
                _without_lead(place, text),
            )


def _without_lead(place: Place, text: str) -> Fix | None:
    """Take the signs away, unless they are all there is or make a number negative."""
    rest = text.lstrip("+-@= ")
    if is_blank(rest) or (text[0] == "-" and rest[0].isdigit()):
        return None
    return Fix(f"去掉开头的“{text[0]}”", (SetText(place, rest),))


def _cell_type(form: Form, answers: Answers) -> Iterator[Finding]:
    for place, _, name, text in texts_where(form, answers, _BROKEN.match):
        if text.lstrip().startswith("#"):
            yield Finding(place, f"{name}是表格的出错标记“{text.strip()}”，不是内容。", "请重新填写这一格。")
        else:
            yield Finding(
                place, f"{name}变成了日期“{text.strip()}”。", "请重新填写；日期请写成“12月20日前”这样。"
            )
    for table, number, row, entry in typed_rows(form, answers, "target"):
        value = row["target"]
        if entry.quantitative and is_date(value) and not _BROKEN.match(value):
            yield Finding(
                at(table, row, "target"),
                f"第{number}行“{table.column('target').label}”变成了日期“{shorten(value)}”。",
                "请重新填一个数字；如果要的就是日期，请把类型改为定性，写成“12月20日前”这样。",
            )


def _is_too_long(text: str) -> bool:
    return len(text) > CELL_LIMIT // 2 and utf16_length(text) > CELL_LIMIT


def _cell_length(form: Form, answers: Answers) -> Iterator[Finding]:
    for place, _, name, text in texts_where(form, answers, _is_too_long):
        length = utf16_length(text)
        yield Finding(
            place,
            f"{name}有 {length} 个字，一格最多放 {CELL_LIMIT} 个。",
            f"请至少删去 {length - CELL_LIMIT} 个字。",
        )


RULES = (
    Rule(
        "formula-cell",
        "文字被当成公式",
        "表格软件的规定",
        "除类型“=”外，内容不要以等号开头。导出的文件里它仍是文字，与填的一样；"
        "但收表的人或系统不一定还当它是文字，一编辑就可能变成公式，所以算错误。",
        _formula_cell,
    ),
    Rule(
        "formula-lead",
        "开头的符号像公式",
        "表格软件的习惯",
        "内容以 + - @ 开头，别人在表格软件里再编辑时可能变成公式。",
        _formula_lead,
    ),
    Rule(
        "cell-type",
        "值变成日期或出错标记",
        f"{FORM}；表格软件会把 3-5 变成 3月5日",
        "指标值不能是日期、#N/A 之类的出错标记。",
        _cell_type,
    ),
    Rule(
        "cell-length",
        "一格放不下",
        "表格软件的规定",
        f"一格最多 {CELL_LIMIT} 个字，多出来的会被截掉。",
        _cell_length,
    ),
)
