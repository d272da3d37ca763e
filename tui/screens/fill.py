"""The filling screen: the steps at the left, the page of one step at the right, saved as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, Horizontal
from textual.screen import Screen

from tui.commands import Scope, commands_in
from tui.errors import Trouble
from tui.forms.answers import Place
from tui.forms.steps import step_of
from tui.screens.bindings import bindings_of, leading
from tui.screens.checks_page import ChecksPage
from tui.screens.fields_page import FieldsPage
from tui.screens.row_page import RowPage
from tui.screens.rows_page import RowsPage
from tui.screens.session import Session
from tui.screens.step_list import StepList
from tui.widgets.bars import KeyBar, TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.drafts.open_draft import OpenDraft
    from tui.forms.model import Step
    from tui.forms.problems import Problem
    from tui.screens.page import Page

SAVE_DELAY = 0.8
"""Seconds from the first unsaved change to its save: what a power cut may cost at most."""
CHECK_DELAY = 0.1
"""Seconds from a change to its check, so that a burst of characters is checked once."""


class FillScreen(Screen[None]):
    """One open draft."""

    CSS_PATH = "fill.tcss"
    BINDINGS: ClassVar[list[BindingType]] = leading(bindings_of(Scope.FILL, Scope.EVERYWHERE))

    def __init__(self, draft: OpenDraft) -> None:
        super().__init__()
        self.session = Session(draft)
        self.steps = StepList(self.session)
        self.title_bar = TitleBar()
        self.key_bar = KeyBar(())
        self.step: Step = self.session.form.steps[0]
        self.page: Page | None = None
        self._saving = False
        self._checking = False
        self._failure = ""

    def compose(self) -> ComposeResult:
        """Title, steps and page, keys."""
        yield self.title_bar
        with Horizontal(id="body"):
            yield self.steps
            yield Container(id="page")
        yield self.key_bar

    async def on_mount(self) -> None:
        """Begin at the first step that is not done."""
        self._show_title()
        await self._show_step(self._first_open_step())

    @property
    def draft(self) -> OpenDraft:
        """The open draft."""
        return self.session.draft

    # ── pages ────────────────────────────────────────────────────────────────

    async def _show_step(self, step: Step, place: Place | None = None) -> None:
        self.step = step
        await self._show_page(self._page_of(step), place)

    def _page_of(self, step: Step) -> Page:
        if step.checks:
            return ChecksPage(self.session)
        if step.table:
            return RowsPage(self.session, step)
        return FieldsPage(self.session, step)

    async def _show_page(self, page: Page, place: Place | None) -> None:
        self._leave_row()
        container = self.query_one("#page", Container)
        with self.app.batch_update():
            await container.remove_children()
            await container.mount(page)
        self.page = page
        page.go_to(place or Place(""))
        self.steps.show(self.step.id)
        self.key_bar.show(commands_in(*page.SCOPES, Scope.EVERYWHERE, Scope.FILL))

    def _leave_row(self) -> None:
        """Take away a row that was begun and left without a word in it."""
        if isinstance(self.page, RowPage) and self.page.is_untouched():
            self.draft.drop_row(self.page.table.id, self.page.row_id)
            self._changed()

    async def _show_place(self, place: Place, *, inside: bool) -> None:
        step = step_of(self.session.form, self.session.answers, place)
        if place.row and inside:
            self.step = step
            await self._show_page(RowPage(self.session, place.table, place.row), place)
        elif self.step is step and self.page and not isinstance(self.page, RowPage):
            self.page.go_to(place)
        else:
            await self._show_step(step, place)

    async def on_page_wanted(self, message: Page.Wanted) -> None:
        """Show the page that another page asks for."""
        await self._show_place(message.place, inside=message.inside)

    def _first_open_step(self) -> Step:
        states = self.session.step_states()
        steps = self.session.form.steps
        return next((step for step in steps if states[step.id].value in " ×" and not step.checks), steps[-1])

    # ── changes ──────────────────────────────────────────────────────────────

    def on_page_edited(self) -> None:
        """Check and save soon."""
        self._changed()

    def _changed(self) -> None:
        if not self._checking:
            self._checking = True
            self.set_timer(CHECK_DELAY, self._check)
        if not self._saving:
            self._saving = True
            self.set_timer(SAVE_DELAY, self._autosave)
        self._show_title()

    def _check(self) -> None:
        self._checking = False
        self.session.recheck()
        self.steps.refresh()
        if self.page:
            self.page.show_problems()

    def _autosave(self) -> None:
        self._saving = False
        self.save()

    def save(self) -> bool:
        """Write the draft to disk; says in the title bar, and once in a notice, when that fails."""
        try:
            self.draft.save()
        except Trouble as trouble:
            if self._failure != str(trouble):
                self.notify(f"没能保存：{trouble}写的内容还在，会接着再试。", severity="error")
            self._failure = str(trouble)
            if not self._saving:
                self._saving = True
                self.set_timer(5, self._autosave)
        else:
            self._failure = ""
        if self.draft.notice:
            self.notify(self.draft.notice, severity="warning", timeout=15)
            self.draft.notice = ""
        self._show_title()
        return not self._failure

    def _show_title(self) -> None:
        unit = self.session.answers.text(Place(self.session.form.fields[0].id))
        year = self.session.answers.text(Place("year"))
        self.title_bar.left = f"填报  {unit or self.draft.name} · {year}年度"
        if self._failure:
            self.title_bar.right = "没能保存"
        elif self.draft.unsaved:
            self.title_bar.right = "正在写"
        else:
            self.title_bar.right = f"已保存 {self.draft.saved_at:%H:%M}"

    # ── commands ─────────────────────────────────────────────────────────────

    def action_save(self) -> None:
        """Save now."""
        if self.save():
            self.notify(f"已保存在 {self.draft.path}")

    async def action_back(self) -> None:
        """From a row to its list, from anywhere else to the drafts."""
        if isinstance(self.page, RowPage):
            place = self.page.place()
            await self._show_step(self.step, place)
            return
        if self.save():
            self.dismiss()
        else:
            await self._ask_about_leaving()

    async def _ask_about_leaving(self) -> None:
        from tui.screens.dialogs import ChoiceDialog

        def decide(choice: str | None) -> None:
            if choice == "leave":
                self.dismiss()

        question = f"没能保存：{self._failure}现在离开，还没保存的内容会丢失。"
        options = (("stay", "留下来接着填（推荐）"), ("leave", "不保存，离开"))
        self.app.push_screen(ChoiceDialog("没能保存", question, options), decide)

    async def action_next_step(self) -> None:
        """Go to the next step."""
        await self._shift_step(1)

    async def action_previous_step(self) -> None:
        """Go to the previous step."""
        await self._shift_step(-1)

    async def _shift_step(self, by: int) -> None:
        steps = self.session.form.steps
        index = steps.index(self.step) + by
        if 0 <= index < len(steps):
            await self._show_step(steps[index])
        else:
            self.notify("已经是最后一步了。" if by > 0 else "已经是第一步了。")

    async def action_checks(self) -> None:
        """Show all problems."""
        self.session.recheck()
        step = next(step for step in self.session.form.steps if step.checks)
        await self._show_step(step)

    async def action_undo(self) -> None:
        """Undo the last change and show where it was."""
        await self._after_travel(self.draft.undo(), "没有可以撤销的改动了。")

    async def action_redo(self) -> None:
        """Redo what was undone and show where it was."""
        await self._after_travel(self.draft.redo(), "没有可以重做的改动了。")

    async def _after_travel(self, place: Place | None, nothing: str) -> None:
        if place is None:
            self.notify(nothing)
            return
        self.session.recheck()
        inside = isinstance(self.page, RowPage) and place.row == self.page.row_id
        if inside and self.page and place.row in {row.id for row in self.session.answers.rows(place.table)}:
            self.page.show_answers()
            self.page.go_to(place)
        else:
            self.page = None
            await self._show_place(place, inside=False)
        self._changed()

    def action_fix(self) -> None:
        """Apply the fix of the problem where the clerk is."""
        problem = self._fixable()
        if problem is None or problem.fix is None:
            self.notify("这里没有可以自动改的问题。")
            return
        self.draft.edit(problem.fix.label, *problem.fix.edits)
        self.session.recheck()
        if self.page:
            self.page.show_answers()
            self.page.show_problems()
        self.notify(f"已{problem.fix.label}。按 Ctrl+Z 可以撤销。")
        self._changed()

    def _fixable(self) -> Problem | None:
        if isinstance(self.page, ChecksPage):
            return self.page.current()
        place = self.page.place() if self.page else None
        if place is None:
            return None
        here = self.session.problems_at(place)
        around = self.session.problems_in_row(place.table, place.row) if place.row else []
        return next((problem for problem in (*here, *around) if problem.fix), None)

    def action_export(self) -> None:
        """Export the form."""
        from tui.screens.export import ExportScreen

        self._leave_row()
        self.save()
        self.session.recheck()

        async def after(wanted: str | None) -> None:
            self._show_title()
            if wanted == "checks":
                await self.action_checks()

        self.app.push_screen(ExportScreen(self.session), after)

    def action_jump(self) -> None:
        """Show the list of places to jump to."""
        from tui.screens.jump import JumpScreen, Target

        async def go(target: Target | None) -> None:
            if target and target.place:
                await self._show_place(target.place, inside=bool(target.place.row))
            elif target:
                await self._show_step(target.step)

        self.app.push_screen(JumpScreen(self.session), go)

    def action_help(self) -> None:
        """Explain this page."""
        from tui.screens.help import HelpScreen

        page = self.page
        lines = [self.step.help, page.HELP if page else ""]
        scopes = (*(page.SCOPES if page else ()), Scope.FILL, Scope.EVERYWHERE)
        self.app.push_screen(HelpScreen(self.step.title, lines, scopes, self.session.form, self.step))

    def action_quit(self) -> None:
        """Leave the program."""
        if self.save():
            self.app.exit()
