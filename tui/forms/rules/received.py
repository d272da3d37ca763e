"""What came with the county's file must stay: grey values, heads, merges, the file itself.

Answers alone show only the first of these. The others are found where the file is read; here they have their
code, their source and their explanation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.edits import SetText
from tui.forms.problems import Finding, Fix
from tui.forms.rules.base import FORM, Rule
from tui.forms.text import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Answers
    from tui.forms.model import Form

BANNER = "本表的红字说明"
IMPORT = "县里系统导入时的检查"


def _locked(form: Form, answers: Answers) -> Iterator[Finding]:
    for field_id, received in form.locked.items():
        place = Place(field_id)
        if answers.text(place) != received:
            yield Finding(
                place,
                f"“{form.field(field_id).label}”是系统带出的灰色数据，不能修改。",
                f"请改回“{shorten(received)}”。",
                Fix(f"改回“{shorten(received)}”", (SetText(place, received),)),
            )


def _seen_in_the_file_only(form: Form, answers: Answers) -> Iterator[Finding]:
    del form, answers
    yield from ()


RULES = (
    Rule(
        "locked",
        "灰色数据被改动",
        BANNER,
        "财政发来的表里，灰色的格子如果已经填好，就不能再改。",
        _locked,
    ),
    Rule(
        "header",
        "表头被改动",
        BANNER,
        "标题、说明和彩色的表头要与原表一个字不差，列的先后也不能动，否则系统认不出来。",
        _seen_in_the_file_only,
    ),
    Rule(
        "merge",
        "合并单元格不合规",
        f"{BANNER}；{IMPORT}",
        "一级、二级指标如果合并，要正好合并同一分类的几行；其他列不要合并，也不要只合并一格。",
        _seen_in_the_file_only,
    ),
    Rule(
        "file",
        "表格文件不合规",
        f"{FORM}；{IMPORT}",
        "表里不要有空行、备注行，不要隐藏或筛选行列，下拉字典不要删。",
        _seen_in_the_file_only,
    ),
)
