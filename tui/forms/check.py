"""All problems of the answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import YEAR
from tui.forms.model import Severity
from tui.forms.rules import RULES
from tui.forms.steps import insertion_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.forms.answers import Answers, Place
    from tui.forms.model import Form, Table
    from tui.forms.problems import Problem

_Position = tuple[int, int, int]
"""Part of the form (0: its fields), row, column; a part as a whole stands at row -1."""


def check(form: Form, answers: Answers) -> list[Problem]:
    """Every breach of the form's rules, in the order of the form; a pure function."""
    found = [
        finding.weighed(code, severity)
        for code, severity in form.rules.items()
        for finding in RULES[code].find(form, answers)
    ]
    position = _positions(form, answers)
    return sorted(found, key=lambda problem: (position(problem.where), problem.severity.rank))


def has_errors(problems: list[Problem]) -> bool:
    """Whether anything stands in the way of the final export."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _positions(form: Form, answers: Answers) -> Callable[[Place], _Position]:
    fields = {item.id: index for index, item in enumerate(form.fields)} | {YEAR: -1}
    parts = {table.id: part for part, table in enumerate(form.tables, start=1)}
    columns: dict[tuple[str, str], int] = {
        (table.id, column.role): index for table in form.tables for index, column in enumerate(table.columns)
    }
    rows = {
        (table.id, row.id): number
        for table in form.tables
        for number, row in enumerate(answers.rows(table.id))
    }

    def position(where: Place) -> _Position:
        if not where.table:
            return 0, fields[where.key], 0
        if where.category:
            return parts[where.table], *_category_position(form.table(where.table), answers, where)
        number = rows.get((where.table, where.row), -1)
        return parts[where.table], number, columns.get((where.table, where.key), 0)

    return position


def _category_position(table: Table, answers: Answers, where: Place) -> tuple[int, int]:
    """Before the row that a first one of the category would push down."""
    index = next(index for index, top in enumerate(table.categories) if top.name == where.category)
    first = table.categories[index].children[0].name
    row = insertion_index(table, answers.rows(table.id), where.category, first)
    return row, index - len(table.categories)
