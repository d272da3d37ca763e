"""The list of steps at the left: how each stands, and which one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget

from tui.forms.steps import StepState
from tui.widgets.columns import fit

if TYPE_CHECKING:
    from tui.screens.session import Session


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
            mark = "→" if current else states[step.id].value
            line = fit(f"{mark} {number} {step.short}", self.size.width)
            text.append(line + "\n", "bold reverse" if current else "")
        if self.size.height > len(self._session.form.steps) + 5:
            text.append(f"\n记号：\n{StepState.DONE.value} 填好了\n{StepState.WARNINGS.value} 有提醒\n")
            text.append(f"{StepState.ERRORS.value} 有错误")
        return text
