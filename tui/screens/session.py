"""What the pages of the filling screen share: the open draft and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.check import check
from tui.forms.edits import choose
from tui.forms.model import Severity
from tui.forms.steps import progress, states

if TYPE_CHECKING:
    from tui.drafts.open_draft import OpenDraft
    from tui.forms.answers import Answers, Place
    from tui.forms.model import Form
    from tui.forms.problems import Problem
    from tui.forms.steps import StepState

MARKS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.HINT: "·"}


class Session:
    """An open draft with the problems of its answers as they were last checked."""

    def __init__(self, draft: OpenDraft) -> None:
        self.draft = draft
        self.problems: list[Problem] = []
        self.recheck()

    @property
    def form(self) -> Form:
        """The form of the draft."""
        return self.draft.form

    @property
    def answers(self) -> Answers:
        """What is filled in now."""
        return self.draft.answers

    def recheck(self) -> None:
        """Find the problems of what is filled in now."""
        self.problems = check(self.form, self.answers)

    def choose(self, place: Place, text: str) -> None:
        """Pick a dictionary entry for a cell, with what follows from it, as one step of undo."""
        self.draft.edit("选择", *choose(self.form, self.answers, place, text))

    def problems_at(self, place: Place) -> list[Problem]:
        """The problems of one place."""
        return [problem for problem in self.problems if problem.where == place]

    def problems_in_row(self, table_id: str, row_id: str) -> list[Problem]:
        """The problems of one row."""
        key = (table_id, row_id)
        return [problem for problem in self.problems if (problem.where.table, problem.where.row) == key]

    def count(self, severity: Severity) -> int:
        """How many problems of that gravity there are."""
        return sum(problem.severity is severity for problem in self.problems)

    def step_states(self) -> dict[str, StepState]:
        """How each step stands."""
        return states(self.form, self.answers, self.problems)

    def progress(self) -> tuple[int, int]:
        """How many steps are done, of how many."""
        return progress(self.form, self.answers, self.problems)


def mark_of(problems: list[Problem]) -> str:
    """The sign for the gravest of the problems; a space when there are none."""
    if not problems:
        return " "
    return MARKS[min((problem.severity for problem in problems), key=lambda severity: severity.rank)]


def in_words(problem: Problem) -> str:
    """A problem as a clerk reads it: how grave, what, what to do, and whether one key mends it."""
    key = "  按 F5 就改好。" if problem.fix else ""
    return f"{problem.severity.label}：{problem.message}{problem.remedy}{key}"
