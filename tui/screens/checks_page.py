"""The page that lists every problem, leads to its place, and to the export."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text

from tui.commands import Scope
from tui.forms.model import Severity
from tui.forms.steps import step_finder
from tui.screens.bindings import bindings_of
from tui.screens.marks import MARKS, in_words
from tui.screens.page import Page
from tui.widgets.columns import fit, fit_mark
from tui.widgets.item_list import ItemList
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.drafts.session import Session
    from tui.forms.answers import Place
    from tui.forms.problems import Problem


class ChecksPage(Page):
    """All problems, the gravest first; Enter leads to the place."""

    SCOPES = (Scope.CHECKS,)
    HELP = "上下键选一个问题，回车跳过去改，F5 按建议修改，F4 再回到这里。没有错误了就按 F9 导出。"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.CHECKS)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._problems: list[Problem] = []
        self._step_of = step_finder(session.form, session.answers)
        self._heading, self._panel = Prose(classes="label"), Prose(classes="panel")
        self.list = ItemList(self._draw)

    def compose(self) -> ComposeResult:
        """Summary, list, and a panel with the whole problem under the cursor."""
        yield self._heading
        yield self.list
        yield self._panel

    def on_mount(self) -> None:
        """Fill the list."""
        self.show_problems()

    def show_answers(self) -> None:
        """The answers are shown through their problems alone."""

    def show_problems(self) -> None:
        """List the problems as they are known now."""
        self._step_of = step_finder(self.session.form, self.session.answers)
        self._problems = self.session.gravest_first()
        self._heading.text = self._summary()
        self.list.set_count(len(self._problems))

    def place(self) -> Place | None:
        """The place of the problem under the cursor."""
        problem = self.current()
        return problem.where if problem else None

    def go_to(self, place: Place) -> None:
        """Put the cursor on the first problem of that place."""
        self.screen.set_focus(self.list)
        found = (index for index, problem in enumerate(self._problems) if problem.where == place)
        self.list.cursor = next(found, 0)

    def current(self) -> Problem | None:
        """The problem under the cursor."""
        return self._problems[self.list.cursor] if self._problems else None

    def fixable(self) -> Problem | None:
        """The problem under the cursor."""
        return self.current()

    def on_item_list_moved(self) -> None:
        """Speak of the problem under the cursor."""
        problem = self.current()
        text = in_words(problem) if problem else "没有问题，可以按 F9 导出了。"
        self._panel.text = text

    def on_paste(self, event: events.Paste) -> None:
        """Say where one can paste."""
        event.stop()
        self.notify("这里不能粘贴。按回车跳到要改的那一格，在那里粘贴。")

    def action_go(self) -> None:
        """Go to the place of the problem."""
        if problem := self.current():
            self.post_message(self.Wanted(problem.where, inside=bool(problem.where.row)))

    def _summary(self) -> str:
        if not self.session.problems:
            return self.session.counted()
        has_errors = self.session.count(Severity.ERROR) > 0
        ending = "错误改完才能导出正式的表。" if has_errors else "没有错误，可以按 F9 导出。"
        return self.session.counted() + ending

    def _draw(self, index: int, width: int) -> Text:
        problem = self._problems[index]
        place = fit(self._step_of(problem.where).short, 10)
        head = f"{fit_mark(MARKS[problem.severity])} {problem.severity.label} {place} "
        return Text(head + fit(problem.message, width - cell_len(head)))
