"""How the wizard walks through a form: which rows a step shows, where a problem belongs, how far one is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from tui.forms.answers import YEAR, Place, Row
from tui.forms.model import Severity
from tui.forms.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tui.forms.answers import Answers
    from tui.forms.model import Form, Step, Table
    from tui.forms.problems import Problem

STRAY = "其他（不是本表的分类）"


class StepState(Enum):
    """How a step stands, with the mark that the list of steps shows."""

    EMPTY = " "
    ERRORS = "×"
    WARNINGS = "!"
    DONE = "√"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one second-level category, as a step shows them."""

    level1: str
    level2: str
    meaning: str
    rows: tuple[Row, ...]
    example: str = ""
    known: bool = True
    """Whether the category is in the form's tree; rows of unknown ones are gathered at the end."""


def default_year(form: Form, today: date) -> int:
    """The year that a draft begun today is most likely for."""
    return today.year + (today.month >= form.year.rolls_in_month)


def groups(form: Form, step: Step, answers: Answers) -> tuple[Group, ...]:
    """The groups of rows of a table step; rows that fit nowhere come last so that nothing is hidden."""
    table, rows = form.table(step.table), answers.rows(step.table)
    if not step.level1:
        return (Group("", "", "", rows),)
    top = next(category for category in table.categories if category.name == step.level1)
    known = tuple(
        Group(
            top.name,
            sub.name,
            sub.meaning,
            tuple(row for row in rows if (row["level1"], row["level2"]) == (top.name, sub.name)),
            sub.example,
        )
        for sub in top.children
    )
    strays = tuple(row for row in rows if _is_stray(form, table, step, row))
    return (*known, Group(top.name, STRAY, "", strays, known=False)) if strays else known


def _is_stray(form: Form, table: Table, step: Step, row: Row) -> bool:
    is_known = row["level1"] == step.level1 and (row["level1"], row["level2"]) in table.pairs
    return not is_known and _home(form, table, row) is step


def _home(form: Form, table: Table, row: Row) -> Step | None:
    """The step that shows a row: the one of its first level, else the first one of its table."""
    steps = [step for step in form.steps if step.table == table.id]
    return next((step for step in steps if step.level1 in {"", row["level1"]}), steps[0] if steps else None)


def step_of(form: Form, answers: Answers, where: Place) -> Step:
    """The step on which a place is filled in (the first step for a place that none shows)."""
    if not where.table:
        return next((step for step in form.steps if where.key in step.fields), form.steps[0])
    table = form.table(where.table)
    row = next((row for row in answers.rows(table.id) if row.id == where.row), Row(""))
    return _home(form, table, row) or form.steps[0]


def insertion_index(table: Table, rows: tuple[Row, ...], level1: str, level2: str) -> int:
    """Where a new row of a category goes: after the last of its kind, else before the first later kind."""
    pairs = [(row["level1"], row["level2"]) for row in rows]
    if (level1, level2) in pairs:
        return len(pairs) - pairs[::-1].index((level1, level2))
    order = {pair: position for position, pair in enumerate(table.pairs)}
    own = order.get((level1, level2), len(order))
    return next((index for index, pair in enumerate(pairs) if order.get(pair, -1) > own), len(pairs))


def states(form: Form, answers: Answers, problems: Iterable[Problem]) -> dict[str, StepState]:
    """How each step stands, by step id."""
    worst: dict[str, Severity] = {}
    for problem in problems:
        step = step_of(form, answers, problem.where).id
        worst[step] = min(worst.get(step, Severity.HINT), problem.severity, key=lambda item: item.rank)
    return {step.id: _state(form, answers, step, worst) for step in form.steps}


def _state(form: Form, answers: Answers, step: Step, worst: dict[str, Severity]) -> StepState:
    if step.checks:
        clean = Severity.ERROR not in worst.values()
        return StepState.DONE if clean else StepState.EMPTY
    if not _touched(form, answers, step):
        return StepState.EMPTY
    severity = worst.get(step.id, Severity.HINT)
    return {Severity.ERROR: StepState.ERRORS, Severity.WARNING: StepState.WARNINGS}.get(
        severity, StepState.DONE
    )


def _touched(form: Form, answers: Answers, step: Step) -> bool:
    if step.table:
        return any(group.rows for group in groups(form, step, answers))
    return any(not is_blank(answers.text(Place(key))) for key in step.fields if key != YEAR)


def progress(form: Form, answers: Answers, problems: Iterable[Problem]) -> tuple[int, int]:
    """How many steps are filled in without an error, and how many there are to fill in."""
    states_ = states(form, answers, problems)
    steps = [step for step in form.steps if not step.checks]
    done = sum(states_[step.id] in {StepState.DONE, StepState.WARNINGS} for step in steps)
    return done, len(steps)
