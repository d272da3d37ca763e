"""All problems of the answers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import YEAR, Answers, Place
from tui.forms.model import Severity
from tui.forms.problems import Problem
from tui.forms.rules import RULES

if TYPE_CHECKING:
    from tui.forms.model import Form
    from tui.forms.problems import Finding


def check(form: Form, answers: Answers) -> list[Problem]:
    """Every breach of the form's rules, in the order of the form; a pure function."""
    found = [
        weigh(code, severity, finding)
        for code, severity in form.rules.items()
        for finding in RULES[code].find(form, answers)
    ]
    order, last = _order(form, answers), (len(form.tables) + 1, 0, 0)
    return sorted(found, key=lambda problem: (order.get(problem.where, last), problem.severity.rank))


def weigh(code: str, severity: Severity, finding: Finding) -> Problem:
    """The problem that a finding of a rule is in a form that gives the rule this severity."""
    return Problem(code, severity, finding.where, finding.message, finding.remedy, finding.fix)


def has_errors(problems: list[Problem]) -> bool:
    """Whether anything stands in the way of the final export."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def _order(form: Form, answers: Answers) -> dict[Place, tuple[int, int, int]]:
    order = {Place(YEAR): (0, -1, 0)}
    order |= {Place(item.id): (0, position, 0) for position, item in enumerate(form.fields)}
    for part, table in enumerate(form.tables, start=1):
        order |= {Place(column.role, table.id): (part, -1, 0) for column in table.columns}
        for number, row in enumerate(answers.rows(table.id)):
            for position, column in enumerate(table.columns):
                order[Place(column.role, table.id, row.id)] = (part, number, position)
    return order
