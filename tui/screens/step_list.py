"""The list of steps at the left: how each stands, and which one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from tui.forms.steps import StepState
from tui.screens.marks import STEP_MARKS
from tui.widgets.columns import fit, fit_mark

if TYPE_CHECKING:
    from tui.drafts.session import Session


class StepList(Widget):
    """One line a step: a mark, its number, its short title."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._current = ""

    def show(self, current: str) -> None:
        """Mark that step as the one that is shown, and draw all of them anew."""
        self._current = current
        self.refresh()

    def render(self) -> Text:
        """All steps, then what the marks mean as far as there is room."""
        states = self._session.step_states()
        text = Text(no_wrap=True)
        for number, step in enumerate(self._session.form.steps, start=1):
            current = step.id == self._current
            mark = "→" if current else STEP_MARKS[states[step.id]]
            line = fit(f"{fit_mark(mark)} {number} {step.short}", self.size.width)
            text.append(line + "\n", "bold reverse" if current else "")
        if self.size.height > len(self._session.form.steps) + 5:
            meanings = (
                (StepState.DONE, "填好了"),
                (StepState.WARNINGS, "有提醒"),
                (StepState.ERRORS, "有错误"),
            )
            lines = [f"{fit_mark(STEP_MARKS[state])} {meaning}" for state, meaning in meanings]
            text.append("\n".join(["\n记号：", *lines]))
        return text
