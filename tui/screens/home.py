"""The home screen: the drafts, and what can be done with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.screen import Screen

from tui.commands import Scope, commands_in
from tui.errors import Trouble
from tui.files import remove_leftovers
from tui.screens.bindings import bindings_of
from tui.screens.summaries import Summaries, heading
from tui.widgets.bars import KeyBar, TitleBar
from tui.widgets.heads import Heads
from tui.widgets.item_list import ItemList
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.drafts.store import Store
    from tui.exchange import Imported


WELCOME = """\
还没有草稿。

  n  新建一份空白的表，从第一步填起
  i  导入财政发来的表，或者去年的表
  s  打开一份填好的示例看看

写的内容随时自动保存，按 F1 看帮助。"""


class HomeScreen(Screen[None]):
    """The list of drafts."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.HOME, Scope.EVERYWHERE)

    def __init__(self, store: Store, name: str | None = None) -> None:
        """List the drafts of `store`, at first with the cursor on that one if it is named."""
        super().__init__()
        self.store = store
        self._first = name
        self.names: list[str] = []
        self._trashed = 0
        self.summaries = Summaries(store)
        self.list = ItemList(self._draw)

    def compose(self) -> ComposeResult:
        """Title, heads of the columns, list, keys."""
        yield TitleBar("填报  草稿列表", "")
        yield Heads(heading)
        yield Prose(WELCOME, id="welcome")
        yield self.list
        yield Prose(classes="panel")
        yield KeyBar(commands_in(Scope.EVERYWHERE, Scope.HOME))

    def on_mount(self) -> None:
        """Sweep what a killed process left."""
        remove_leftovers(self.store.folder)

    def on_screen_resume(self) -> None:
        """List what there is; other screens may have changed it."""
        self.refresh_names()

    def refresh_names(self, cursor: str | None = None) -> None:
        """List the drafts, with the cursor on that one if it is named."""
        current = cursor or self._current() or self._first
        self.summaries.forget()
        self.names = self.store.names()
        self._trashed = self._count_trashed()
        self.query_one("#welcome").display = not self.names
        self.list.display = bool(self.names)
        self.query_one(Heads).display = bool(self.names)
        index = self.names.index(current) if current in self.names else 0
        self.list.set_count(len(self.names), index)
        self._show_panel()
        if self.names:
            self.screen.set_focus(self.list)

    def on_item_list_moved(self) -> None:
        """Speak of another draft."""
        self._show_panel()

    def _show_panel(self) -> None:
        """Give the whole name of the draft under the cursor, which its line may cut, and count the trash."""
        name = self._current()
        words = [f"草稿名：{name}\n文件：{self.store.path(name)}"] if name else []
        if self._trashed:
            words.append(f"回收站有 {self._trashed} 份，按 u 拿回来。")
        self.query_one(".panel", Prose).text = "\n".join(words)

    def _count_trashed(self) -> int:
        """How many drafts lie in the trash; none that can be taken back if it cannot be opened."""
        try:
            return len(self.store.trashed())
        except Trouble:
            return 0

    def _current(self) -> str:
        return self.names[self.list.cursor] if self.names else ""

    def _chosen(self) -> str:
        """The draft under the cursor; without one, say so and give nothing."""
        if not self.names:
            self.notify("还没有草稿，按 n 新建。")
        return self._current()

    def on_paste(self, event: events.Paste) -> None:
        """Say where one can paste."""
        event.stop()
        self.notify("这里不能粘贴。按 i 可以导入文件；文字和表格里的几行，请打开草稿，到要填的那一步粘贴。")

    def _draw(self, index: int, width: int) -> Text:
        return Text(self.summaries.line(self.names[index], width))

    # ── commands ─────────────────────────────────────────────────────────────

    def action_open(self) -> None:
        """Open the draft."""
        if name := self._chosen():
            self._open(self.store.path(name))

    def _open(self, path: Path, *, at_checks: bool = False) -> None:
        from tui.drafts.open_draft import OpenDraft
        from tui.screens.fill import FillScreen

        try:
            draft = OpenDraft(path)
        except Trouble as trouble:
            self._complain(trouble)
        else:
            self.app.push_screen(FillScreen(draft, at_checks=at_checks), self.refresh_names)

    def action_new(self) -> None:
        """Begin a new draft, after asking which form if there are several."""
        from tui.forms.load import all_forms
        from tui.screens.dialogs import ChoiceDialog

        forms = all_forms()
        if len(forms) == 1:
            self._create(forms[0].id)
            return
        options = [(form.id, form.title) for form in forms]
        self.app.push_screen(ChoiceDialog("新建", "填哪一张表？", options), self._create)

    def _create(self, form_id: str | None) -> None:
        from tui.forms.load import load_form

        if form_id is None:
            return
        form = load_form(form_id)
        self._open_new(lambda: self.store.begin(form))

    def _open_new(self, make: Callable[[], str]) -> None:
        """Make a draft, given what does so and gives its name, and open it."""
        try:
            name = make()
        except Trouble as trouble:
            self._complain(trouble)
        else:
            self._open(self.store.path(name))

    def action_import(self) -> None:
        """Read a file as a new draft, and show what was taken in."""
        from tui.exchange import import_file
        from tui.screens.path_dialog import OpenDialog

        imported: list[Imported] = []

        def attempt(path: Path) -> str:
            imported.append(import_file(self.store, path))
            return imported[-1].name

        def after(name: str | None) -> None:
            if name:
                self._report(imported[-1])

        self.app.push_screen(OpenDialog("导入", Path.cwd(), attempt), after)

    def _report(self, imported: Imported) -> None:
        from tui.screens.import_report import ImportReport

        def after(wanted: bool | None) -> None:
            self.refresh_names(imported.name)
            if wanted:
                self._open(self.store.path(imported.name))

        self.app.push_screen(ImportReport(imported), after)

    def action_copy(self) -> None:
        """Make another draft like this one."""
        if name := self._chosen():
            self._try(
                lambda: self.store.copy(name), "已复制成“{}”。年度没有变，要改请打开它，在第 1 步里改。"
            )

    def action_rename(self) -> None:
        """Give the draft another name."""
        from tui.screens.dialogs import TextDialog

        if name := self._chosen():
            text = "草稿的新名字，按回车确定："
            dialog = TextDialog("改名", text, name, lambda new: self.store.rename(name, new))
            self.app.push_screen(dialog, lambda new: self.refresh_names(new or ""))

    def action_delete(self) -> None:
        """Put the draft into the trash."""
        if name := self._chosen():
            try:
                self.store.trash(name)
            except Trouble as trouble:
                self._complain(trouble)
                return
            self.refresh_names()
            self.notify(f"“{name}”已放进回收站，按 u 拿回来。")

    def action_undelete(self) -> None:
        """Take back the draft that was deleted last."""
        if trashed := self.store.trashed():
            self._try(lambda: self.store.restore(trashed[0]), "“{}”拿回来了。")
        else:
            self.notify("回收站里没有草稿了。")

    def action_sample(self) -> None:
        """Open a copy of one of the samples."""
        from tui.exchange import import_file, samples
        from tui.screens.dialogs import ChoiceDialog

        options = [(str(path), label) for path, label in samples()]

        def open_sample(choice: str | None) -> None:
            if choice is not None:
                self._open_new(lambda: import_file(self.store, Path(choice)).name)

        self.app.push_screen(
            ChoiceDialog("示例", "打开哪一份？会复制成一份新草稿，随便改。", options), open_sample
        )

    def action_export(self) -> None:
        """Export the draft."""
        from tui.drafts.open_draft import OpenDraft
        from tui.drafts.session import Session
        from tui.screens.export import begin_export

        if not (name := self._chosen()):
            return
        try:
            session = Session(OpenDraft(self.store.path(name)))
        except Trouble as trouble:
            self._complain(trouble)
            return

        def after(wanted: str | None) -> None:
            self.refresh_names(name)
            if wanted == "checks":
                self._open(self.store.path(name), at_checks=True)

        begin_export(self.app, session, after)

    def action_help(self) -> None:
        """Explain this screen."""
        from tui.screens.help import HelpScreen

        lines = [
            "这里列出全部草稿，最近保存的在最上面。上下键选，回车打开。",
            f"草稿存放在：{self.store.folder}",
        ]
        self.app.push_screen(HelpScreen("草稿列表", lines, (Scope.HOME, Scope.EVERYWHERE)))

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()

    def _try(self, act: Callable[[], str], done: str) -> None:
        try:
            name = act()
        except Trouble as trouble:
            self._complain(trouble)
        else:
            self.refresh_names(name)
            self.notify(done.format(name))

    def _complain(self, trouble: Trouble) -> None:
        self.notify(str(trouble), severity="error", timeout=15)
