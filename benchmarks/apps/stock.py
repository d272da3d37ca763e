"""The list of drafts and the pages of a draft with the texts of the wizard, in Textual's own widgets alone.

`stock.py FOLDER` lists drafts, `stock.py DRAFT.toml` shows one. Nothing is checked and nothing saved.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.widgets import Footer, Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from tui.drafts.draft import form_of
from tui.drafts.draft_file import read_draft
from tui.drafts.store import Store
from tui.drafts.summary import summarise
from tui.forms.answers import YEAR, Place
from tui.forms.check import check
from tui.forms.steps import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from tui.forms.model import Step


class StockList(App[None]):
    """The list of drafts."""

    CSS = "OptionList { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "new", "新建"), Binding("i", "import", "导入")]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.store = Store(folder)

    def compose(self) -> ComposeResult:
        """Title, list, what is said of the draft under the cursor, keys."""
        yield Static("填报  草稿列表")
        yield OptionList(*(self._line(name) for name in self.store.names()), markup=False)
        yield Static("草稿名：", markup=False)
        yield Footer()

    def _line(self, name: str) -> str:
        draft = summarise(self.store.path(name))
        return f"{draft.unit} {draft.form_title} {draft.year} {draft.done}/{draft.steps} {draft.errors}错误"


class StockPages(App[None]):
    """The pages of a draft: page down shows the next step, Enter on a row its cells."""

    CSS = """
    #steps { width: 14; }
    OptionList { height: 1fr; }
    TextArea { height: auto; min-height: 3; max-height: 12; }
    .cell { height: auto; }
    .cell Static { width: 14; }
    .cell Input, .cell TextArea { width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "shift(1)", "下一步", priority=True),
        Binding("pageup", "shift(-1)", "上一步", priority=True),
    ]

    def __init__(self, path: Path) -> None:
        super().__init__()
        draft = read_draft(path)
        self.form, self.answers = form_of(draft), draft.answers
        self.step = 0

    def compose(self) -> ComposeResult:
        """Title, steps and page, keys."""
        yield Static("填报", markup=False)
        steps = "\n".join(f"{number} {step.short}" for number, step in enumerate(self.form.steps, start=1))
        with Horizontal():
            yield Static(steps, id="steps", markup=False)
            yield Container(id="page")
        yield Footer()

    async def on_mount(self) -> None:
        """Show the first step."""
        await self.action_shift(0)

    async def action_shift(self, by: int) -> None:
        """Show another step."""
        self.step = min(max(self.step + by, 0), len(self.form.steps) - 1)
        step = self.form.steps[self.step]
        if step.checks:
            await self._show(self._problems())
        else:
            await self._show(self._rows(step) if step.table else self._fields(step))

    async def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Show the cells of a row."""
        if message.option_id:
            await self._show(self._cells(self.form.steps[self.step].table, message.option_id))

    async def _show(self, widgets: Iterator[Widget]) -> None:
        page = self.query_one("#page")
        with self.batch_update():
            await page.remove_children()
            await page.mount(VerticalScroll(*widgets, can_focus=False))
        self.screen.focus_next("Input, TextArea, OptionList")

    def _fields(self, step: Step) -> Iterator[Widget]:
        for key in step.fields:
            text = self.answers.text(Place(key))
            if key == YEAR:
                rule = self.form.year
                yield from (Static(rule.label), Input(text), Static(rule.help, markup=False))
                continue
            item = self.form.field(key)
            field = TextArea(text, compact=True) if item.kind == "text" else Input(text, compact=True)
            yield from (Static(item.label, markup=False), field, Static(item.help, markup=False))

    def _rows(self, step: Step) -> Iterator[Widget]:
        yield Static(step.title, markup=False)
        options = OptionList(markup=False)
        for group in groups(self.form, step, self.answers):
            options.add_option(Option(group.level2))
            for row in group.rows:
                options.add_option(Option(f"{row['name']} {row['comparison']} {row['target']}", id=row.id))
        yield options
        yield Static("这一条没有问题。", markup=False)

    def _problems(self) -> Iterator[Widget]:
        yield Static("检查与导出", markup=False)
        yield OptionList(*(problem.message for problem in check(self.form, self.answers)), markup=False)
        yield Static("按回车跳过去改。", markup=False)

    def _cells(self, table_id: str, row_id: str) -> Iterator[Widget]:
        for column in self.form.table(table_id).own_columns:
            text = self.answers.text(Place(column.role, table_id, row_id))
            field = TextArea(text, compact=True) if column.kind == "text" else Input(text, compact=True)
            yield Horizontal(Static(column.label, markup=False), field, classes="cell")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (StockList(place) if place.is_dir() else StockPages(place)).run(mouse=False)
