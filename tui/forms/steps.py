"""How the wizard walks through a form: which rows a step shows, where a problem belongs, how far one is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache, partial
from typing import TYPE_CHECKING

from tui.forms.answers import YEAR, Place
from tui.forms.model import Severity
from tui.forms.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from tui.forms.answers import Answers, Row
    from tui.forms.model import Form, Step, Table
    from tui.forms.problems import Problem

STRAY = "其他（不是本表的分类）"


class StepState(Enum):
    """How a step stands."""

    EMPTY = "empty"
    ERRORS = "errors"
    WARNINGS = "warnings"
    DONE = "done"


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
    own: dict[str, list[Row]] = {sub.name: [] for sub in top.children}
    strays: list[Row] = []
    for row in rows:
        if row["level1"] == top.name and row["level2"] in own:
            own[row["level2"]].append(row)
        elif _home(form, table.id, row["level1"]) is step:
            strays.append(row)
    known = tuple(
        Group(top.name, sub.name, sub.meaning, tuple(own[sub.name]), sub.example) for sub in top.children
    )
    return (*known, Group(top.name, STRAY, "", tuple(strays), known=False)) if strays else known


def _home(form: Form, table_id: str, level1: str) -> Step:
    """The step that shows the rows of a first level: its own, else the first one of the table."""
    steps = [step for step in form.steps if step.table == table_id]
    return next((step for step in steps if step.level1 in {"", level1}), [*steps, *form.steps][0])


def step_finder(form: Form, answers: Answers) -> Callable[[Place], Step]:
    """What says on which step a place is filled in (the first step for a place that none shows).

    For many places of the same answers, whose rows are gone through only once.
    """
    asked = {key: step for step in reversed(form.steps) for key in step.fields}
    homes = cache(partial(_home, form))
    levels = {(table.id, row.id): row["level1"] for table in form.tables for row in answers.rows(table.id)}

    def find(where: Place) -> Step:
        if not where.table:
            return asked.get(where.key, form.steps[0])
        return homes(where.table, where.category or levels.get((where.table, where.row), ""))

    return find


def step_of(form: Form, answers: Answers, where: Place) -> Step:
    """The step on which one place is filled in (the first step for a place that none shows)."""
    return step_finder(form, answers)(where)


def insertion_index(table: Table, rows: tuple[Row, ...], level1: str, level2: str) -> int:
    """Where a new row of a category goes: after the last of its kind, else before the first later kind."""
    pairs = [row.pair for row in rows]
    if (level1, level2) in pairs:
        return len(pairs) - pairs[::-1].index((level1, level2))
    order = {pair: position for position, pair in enumerate(table.pairs)}
    own = order.get((level1, level2), len(order))
    return next((index for index, pair in enumerate(pairs) if order.get(pair, -1) > own), len(pairs))


def states(form: Form, answers: Answers, problems: Iterable[Problem]) -> dict[str, StepState]:
    """How each step stands, by step id. The step of the checks is done when no other one is left to do."""
    find = step_finder(form, answers)
    found: dict[str, set[Severity]] = {step.id: set() for step in form.steps}
    for problem in problems:
        found[find(problem.where).id].add(problem.severity)
    touched = _touched(form, answers)
    marks = {
        step.id: _state(found[step.id]) if step.id in touched else StepState.EMPTY
        for step in form.steps
        if not step.checks
    }
    has_errors = any(Severity.ERROR in severities for severities in found.values())
    is_ready = not has_errors and StepState.EMPTY not in marks.values()
    checks = StepState.DONE if is_ready else StepState.EMPTY
    return {step.id: marks.get(step.id, checks) for step in form.steps}


def _state(found: set[Severity]) -> StepState:
    if Severity.ERROR in found:
        return StepState.ERRORS
    return StepState.WARNINGS if Severity.WARNING in found else StepState.DONE


def _touched(form: Form, answers: Answers) -> set[str]:
    """The ids of the steps on which something is filled in; the year, which a new draft has, is nothing."""
    asked = {
        step.id
        for step in form.steps
        if any(not is_blank(answers.text(Place(key))) for key in step.fields if key != YEAR)
    }
    return asked | {
        _home(form, table.id, level1).id
        for table in form.tables
        for level1 in {row["level1"] for row in answers.rows(table.id)}
    }


def progress(form: Form, answers: Answers, problems: Iterable[Problem]) -> tuple[int, int]:
    """How many steps are filled in without an error, and how many there are to fill in."""
    states_ = states(form, answers, problems)
    steps = [step for step in form.steps if not step.checks]
    done = sum(states_[step.id] in {StepState.DONE, StepState.WARNINGS} for step in steps)
    return done, len(steps)
