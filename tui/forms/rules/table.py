"""What the rows of a table must be together: in the right category, in order, each named once."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.edits import MoveRow, SetText
from tui.forms.problems import Finding, Fix
from tui.forms.rules.base import FORM, SYSTEM, Rule, at, numbered_rows
from tui.forms.text import shorten, squeeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Answers, Row
    from tui.forms.model import Form, Table

LIKE_ENOUGH = 0.6
"""From this share of equal characters on (0 to 1) a wrong category is taken for a slip of a right one."""
LONG_NAME = 50
"""How many characters of a name a message quotes."""


def _category(form: Form, answers: Answers) -> Iterator[Finding]:
    for table in form.tables:
        if not table.categories:
            continue
        order = {pair: position for position, pair in enumerate(table.pairs)}
        reached = -1
        for number, row in enumerate(answers.rows(table.id), start=1):
            position = order.get(row.pair)
            if position is None:
                yield _unknown(table, number, row)
            elif position < reached:
                yield _misplaced(table, answers, number, row, order)
            else:
                reached = position


def _unknown(table: Table, number: int, row: Row) -> Finding:
    meant = meant_pair(table, row["level2"])
    edits = (
        (SetText(at(table, row, "level1"), meant[0]), SetText(at(table, row, "level2"), meant[1]))
        if meant
        else ()
    )
    return Finding(
        at(table, row, "level2"),
        f"第{number}行的分类“{shorten(row['level1'])} > {shorten(row['level2'])}”不是本表的分类。",
        f"请改成“{meant[0]} > {meant[1]}”。" if meant else "请把这一行移到本表有的分类下面。",
        Fix(f"改成“{meant[0]} > {meant[1]}”", edits) if meant else None,
    )


def meant_pair(table: Table, level2: str) -> tuple[str, str] | None:
    """The pair of the tree that a second level names; None when none or two equally near do."""
    said = squeeze(level2)
    likeness = {pair: _likeness(said, pair[1]) for pair in table.pairs}
    best = max(likeness.values())
    nearest = [pair for pair, value in likeness.items() if value == best]
    return nearest[0] if best >= LIKE_ENOUGH and len(nearest) == 1 else None


def _likeness(said: str, name: str) -> float:
    return SequenceMatcher(None, said, squeeze(name)).ratio()


def _misplaced(
    table: Table, answers: Answers, number: int, row: Row, order: dict[tuple[str, str], int]
) -> Finding:
    rows = answers.rows(table.id)
    own = order[row.pair]
    later = (order.get(other.pair, -1) > own for other in rows[: number - 1])
    index = next(index for index, is_later in enumerate(later) if is_later)
    return Finding(
        at(table, row, "level2"),
        f"第{number}行“{row['level2']}”排在了别的分类后面，同一分类的行要排在一起。",
        f"请把它移到第{index + 1}行。",
        Fix(f"移到第{index + 1}行", (MoveRow(table.id, row.id, index),)),
    )


def _missing_category(form: Form, answers: Answers) -> Iterator[Finding]:
    for table in form.tables:
        rows = answers.rows(table.id)
        if not table.has("level1") or all(row.is_empty(table) for row in rows):
            continue
        present = {squeeze(name) for name in {row["level1"] for row in rows}}
        for top in table.categories:
            if squeeze(top.name) not in present:
                yield Finding(
                    Place("level1", table.id, category=top.name),
                    f"“{top.name}”一{table.counter}也没有。",
                    f"请至少添加一{table.counter}；如确不适用，请与财政部门确认后留空。",
                )


def _dup_name(form: Form, answers: Answers) -> Iterator[Finding]:
    first: dict[tuple[str, str], int] = {}
    for table, number, row in numbered_rows(form, answers, "name"):
        name = squeeze(row["name"])
        if not name:
            continue
        earlier = first.setdefault((table.id, name), number)
        if earlier != number:
            yield Finding(
                at(table, row, "name"),
                f"{table.column('name').label}“{shorten(row['name'], LONG_NAME)}”"
                f"在第{earlier}行和第{number}行重复，系统可能拒绝保存。",
                "请改一个名称，或者删除其中一行。",
            )


RULES = (
    Rule(
        "category",
        "一、二级指标不成对",
        f"{FORM}；{SYSTEM}会悄悄丢掉这样的行",
        "一级指标和二级指标要是本表分类里的一对，并且按本表的先后顺序排。",
        _category,
    ),
    Rule(
        "missing-cat",
        "一级指标下一条也没有",
        f"{FORM}；财政部门的指标设置要求",
        "每个一级指标下至少要有一行；确实不适用的，与财政部门确认后可以留空。",
        _missing_category,
    ),
    Rule(
        "dup-name",
        "三级指标重名",
        f"{SYSTEM}（可开关）",
        "同一张表里三级指标不要重名，只差空格或全角半角也算重名。",
        _dup_name,
    ),
)
