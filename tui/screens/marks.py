"""How the filling screen shows problems and steps: a sign, a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.model import Severity
from tui.forms.steps import StepState

if TYPE_CHECKING:
    from tui.forms.problems import Problem

MARKS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.HINT: "·"}
STEP_MARKS = {
    StepState.EMPTY: " ",
    StepState.ERRORS: MARKS[Severity.ERROR],
    StepState.WARNINGS: MARKS[Severity.WARNING],
    StepState.DONE: "√",
}


def mark_of(problems: list[Problem]) -> str:
    """The sign for the gravest of the problems; a space when there are none."""
    if not problems:
        return " "
    return MARKS[min((problem.severity for problem in problems), key=lambda severity: severity.rank)]


def in_words(problem: Problem) -> str:
    """A problem as a clerk reads it: how grave, what, what to do, and whether one key mends it."""
    key = "  按 F5 就改好。" if problem.fix else ""
    return f"{problem.severity.label}：{problem.message}{problem.remedy}{key}"
