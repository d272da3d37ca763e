"""The filling screen: the steps at the left, the page of one step at the right, saved as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container, Horizontal
from textual.screen import Screen

from tui.commands import Scope, commands_in
from tui.drafts.session import Session
from tui.forms.answers import YEAR, Place, label_of
from tui.forms.steps import step_of
from tui.screens.bindings import bindings_of, leading
from tui.screens.keeping import Keeper
from tui.screens.step_list import StepList
from tui.widgets.bars import KeyBar, TitleBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.drafts.history import Change
    from tui.drafts.open_draft import OpenDraft
    from tui.forms.model import Step
    from tui.screens.page import Page

CHECK_DELAY = 0.1
"""Seconds from a change to its check, so that a burst of characters is checked once."""

ROOM_FOR_STEPS = 72
"""Cells of width from which on the list of steps stands beside the page."""


class FillScreen(Screen[str]):
    """One open draft; gives the draft's name when it is left."""

    CSS_PATH = "fill.tcss"
    BINDINGS: ClassVar[list[BindingType]] = leading(bindings_of(Scope.FILL, Scope.EVERYWHERE))

    def __init__(self, draft: OpenDraft, *, at_checks: bool = False) -> None:
        """Show the step where the draft was left, or the list of its problems."""
        super().__init__()
        self.session = Session(draft)
        self.keeper = Keeper(self, draft, self._show_title)
        self.steps = StepList(self.session)
        self.title_bar = TitleBar()
        self.key_bar = KeyBar(())
        self.page: Page | None = None
        self._checking = False
        self._before_checks: tuple[Step, Place, bool] | None = None
        steps = self.session.form.steps
        wanted = (step for step in steps if (step.checks if at_checks else step.id == draft.step))
        self.step: Step = next(wanted, steps[0])

    def compose(self) -> ComposeResult:
        """Title, steps and page, keys."""
        yield self.title_bar
        with Horizontal(id="body"):
            yield self.steps
            yield Container(id="page")
        yield self.key_bar

    async def on_mount(self) -> None:
        """Show the first page."""
        self._show_title()
        await self._show_step(self.step)

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
            from tui.screens.checks_page import ChecksPage

            return ChecksPage(self.session)
        if step.table:
            from tui.screens.rows_page import RowsPage

            return RowsPage(self.session, step)
        from tui.screens.fields_page import FieldsPage

        return FieldsPage(self.session, step)

    def _page_of_row(self, place: Place) -> Page:
        from tui.screens.row_page import RowPage

        return RowPage(self.session, place.table, place.row)

    async def _show_page(self, page: Page, place: Place | None) -> None:
        beside = self._leave_row()
        container = self.query_one("#page", Container)
        with self.app.batch_update():
            await container.remove_children()
            await container.mount(page)
            if not page.is_attached:  # the program is being left meanwhile
                return
            self.page = page
            self.draft.step = self.step.id
            if not self.step.checks:
                self._before_checks = None
            page.go_to(place if place and self._exists(place) else beside or Place(""))
            self.steps.show(self.step.id)
            self._show_owner()
            self.key_bar.hush_old()
            self.key_bar.show(commands_in(*page.SCOPES, Scope.EVERYWHERE, Scope.FILL))

    def _leave_row(self) -> Place | None:
        """Take away a row that was begun and left without a word in it; gives the place of the row above."""
        page, self.page = self.page, None
        row = page.row if page else None
        if page is None or row is None or not self.session.was_left_empty(row.table, row.row):
            return None
        above = page.row_above()
        self.draft.discard_row(row.table, row.row)
        self.session.recheck()
        self._changed()
        return above

    def _exists(self, place: Place) -> bool:
        return not place.row or self.session.has_row(place.table, place.row)

    async def _show_place(self, place: Place, *, inside: bool) -> None:
        step = step_of(self.session.form, self.session.answers, place)
        page = self.page
        row = page.row if page else None
        if page and row and inside and place.row == row.row:
            page.go_to(place)
        elif place.row and inside and self._exists(place):
            self.step = step
            await self._show_page(self._page_of_row(place), place)
        elif self.step is step and page and not row:
            page.show_answers()
            page.go_to(place)
        else:
            await self._show_step(step, place)

    async def on_page_wanted(self, message: Page.Wanted) -> None:
        """Show the page that another page asks for."""
        await self._show_place(message.place, inside=message.inside)

    # ── changes ──────────────────────────────────────────────────────────────

    def on_page_edited(self) -> None:
        """Check and save soon."""
        self._changed()

    def _changed(self) -> None:
        if not self._checking:
            self._checking = True
            self.set_timer(CHECK_DELAY, self._check)
        self.keeper.soon()

    def _check(self) -> None:
        self._checking = False
        self.session.recheck()
        self.steps.refresh()
        if self.page:
            self.page.show_problems()

    def _show_title(self) -> None:
        self.title_bar.right = self.keeper.state

    def _show_owner(self) -> None:
        """Whose form this is; without the list of steps, at which step, too."""
        words = f"{self.session.owner or self.draft.name} · {self.session.answers.text(Place(YEAR))}年度"
        steps = self.session.form.steps
        here = f"第 {steps.index(self.step) + 1}/{len(steps)} 步 {self.step.short}"
        self.title_bar.left = f"{here}  {words}" if self.size.width < ROOM_FOR_STEPS else f"填报  {words}"

    def on_resize(self) -> None:
        """Without room for the list of steps, the title says which step this is."""
        self.set_class(self.size.width < ROOM_FOR_STEPS, "-narrow")
        self._show_owner()

    def on_descendant_blur(self) -> None:
        """Show whose form it is once that has been written; with every key it would be sent each time."""
        self._show_owner()

    # ── commands ─────────────────────────────────────────────────────────────

    def action_save(self) -> None:
        """Save now, and say so."""
        if self.keeper.now():
            self.notify(self.keeper.take_notice() or f"已保存在 {self.draft.path}")

    async def action_back(self) -> None:
        """From a row to its list, from the problems to where one came from, from elsewhere to the drafts."""
        if self.page and self.page.row:
            await self._show_step(self.step, self.page.place())
        elif self.step.checks and self._before_checks:
            step, place, inside = self._before_checks
            if inside and self._exists(place):
                await self._show_place(place, inside=True)
            else:
                await self._show_step(step, place)
        else:
            self._leave(lambda: self.dismiss(self.draft.name))

    def action_quit(self) -> None:
        """Leave the program."""
        self._leave_row()
        self._leave(self.app.exit)

    def _leave(self, leave: Callable[[], object]) -> None:
        """Save and leave; ask before leaving anything unsaved behind, and tell what must be told."""
        from tui.screens.dialogs import ChoiceDialog

        def decide(choice: str | None) -> None:
            if choice == "leave":
                leave()

        if not self.keeper.now():
            question = f"没能保存：{self.keeper.failure}现在离开，还没保存的内容会丢失。"
            options = (("stay", "留下来接着填（推荐）"), ("leave", "不保存，离开"))
            self.app.push_screen(ChoiceDialog("没能保存", question, options), decide)
        elif notice := self.keeper.take_notice():
            self.app.push_screen(ChoiceDialog("另存了一份", notice, (("leave", "知道了"),)), decide)
        else:
            leave()

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
        if self.page and not self.step.checks:
            self._before_checks = self.step, self.page.place() or Place(""), bool(self.page.row)
        self.session.recheck()
        await self._show_step(next(step for step in self.session.form.steps if step.checks))

    async def action_undo(self) -> None:
        """Undo the last change and show where it was."""
        await self._after_travel(self.draft.undo(), "撤销")

    async def action_redo(self) -> None:
        """Redo what was undone and show where it was."""
        await self._after_travel(self.draft.redo(), "重做")

    async def _after_travel(self, change: Change | None, verb: str) -> None:
        if change is None:
            self.notify(f"没有可以{verb}的改动了。")
            return
        self.session.recheck()
        place, page = change.place, self.page
        if page and page.row and not self._exists(page.row):
            self.page = None
        elif page:
            page.show_answers()
        typed = change.before.text(place) != change.after.text(place)
        await self._show_place(place, inside=typed and not self._is_listed(place))
        self.notify(f"已{verb}：{change.label}。")
        self._changed()

    def _is_listed(self, place: Place) -> bool:
        """Whether the page in front is the list in which the row of that place stands."""
        in_list = bool(self.page and not self.page.row and self.step.table == place.table)
        return in_list and step_of(self.session.form, self.session.answers, place) is self.step

    async def action_fix(self) -> None:
        """Apply the fix of the problem where the clerk is."""
        self.session.recheck()
        problem = self.page.fixable() if self.page else None
        if problem is None or problem.fix is None:
            self.notify("这里没有可以自动改的问题，有记号的请照说明自己改。")
            return
        self.draft.edit(problem.fix.label, *problem.fix.edits)
        self.session.recheck()
        if self.page:
            self.page.show_answers()
            self.page.show_problems()
        label = label_of(self.session.form, problem.where) if problem.where.key else ""
        where = f"{label}：" if label and label not in problem.fix.label else ""
        self.notify(f"{where}已{problem.fix.label}。按 Ctrl+Z 可以撤销。")
        self._changed()

    async def action_export(self) -> None:
        """Export the form."""
        from tui.screens.export import begin_export

        row = self.page.row if self.page else None
        if row and self.session.was_left_empty(row.table, row.row):
            await self._show_step(self.step)
        self.keeper.now()
        self.session.recheck()

        def after(wanted: str | None) -> None:
            self._show_title()
            if wanted == "checks":
                self.call_later(self.action_checks)

        begin_export(self.app, self.session, after)

    def action_jump(self) -> None:
        """Show the list of places to jump to."""
        from tui.screens.jump import JumpScreen, Target

        async def go(target: Target | None) -> None:
            if target and target.command:
                await self.run_action(target.command.id)
            elif target and target.place:
                await self._show_place(target.place, inside=bool(target.place.row))
            elif target and target.step:
                await self._show_step(target.step)

        self.session.recheck()
        self.app.push_screen(JumpScreen(self.session, commands_in(Scope.EVERYWHERE, Scope.FILL)), go)

    def action_help(self) -> None:
        """Explain this page."""
        from tui.screens.help import HelpScreen

        page = self.page
        lines = [self.step.help, page.HELP if page else ""]
        scopes = (*(page.SCOPES if page else ()), Scope.FILL, Scope.EVERYWHERE)
        self.app.push_screen(HelpScreen(self.step.title, lines, scopes, self.session.form, self.step))
