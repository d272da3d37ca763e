"""What a rule is, and what rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.answers import Answers, Place, Row
from tui.forms.model import Column, Field, Form, Table
from tui.forms.problems import Finding

if TYPE_CHECKING:
    from tui.forms.model import Entry

Finder = Callable[[Form, Answers], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that answers can break.

    `code` is stable; `source` says who demands it; `explanation` is for the help page and docs/rules.md;
    `find` is a pure function that yields every breach.
    """

    code: str
    title: str
    source: str
    explanation: str
    find: Finder


FORM = "本表的表头、红字说明和下拉字典"
SYSTEM = "其他省同类系统保存时的检查"


def numbered_rows(form: Form, answers: Answers, *roles: str) -> Iterator[tuple[Table, int, Row]]:
    """Every row that is not empty, with its table and its 1-based number as a clerk counts.

    Only of tables that have columns of all these `roles`: a draft may hold cells that its form does not know.
    """
    for table in form.tables:
        if not all(table.has(role) for role in roles):
            continue
        for number, row in enumerate(answers.rows(table.id), start=1):
            if not row.is_empty(table):
                yield table, number, row


def at(table: Table, row: Row, role: str) -> Place:
    """The place of a cell."""
    return Place(role, table.id, row.id)


def entry_of(form: Form, table: Table, row: Row) -> Entry | None:
    """The dictionary entry that the row's type names; None when it has none or an unknown one."""
    if not table.has("comparison") or table.column("comparison").kind != "choice":
        return None
    return form.dictionary(table.column("comparison")).entry(row["comparison"])


def all_texts(form: Form, answers: Answers) -> Iterator[tuple[Place, Field | Column, str, str]]:
    """Every text of the answers: its place, its field or column, how to name the place, and the text."""
    for item in form.fields:
        yield Place(item.id), item, f"“{item.label}”", answers.text(Place(item.id))
    for table, number, row in numbered_rows(form, answers):
        for column in table.columns:
            yield at(table, row, column.role), column, f"第{number}行“{column.label}”", row[column.role]
