"""Export: what still stands in the way, where the file goes, whether to replace one, where it is now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import FileInTheWay, Trouble
from tui.exchange import received_with, workbook_path, write_workbook
from tui.files import free_path
from tui.forms.model import Severity
from tui.screens.dialogs import ChoiceDialog, TextDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from tui.drafts.session import Session
    from tui.exchange import Received

    Then = Callable[[str | None], None]


def begin_export(app: App[object], session: Session, then: Then) -> None:
    """Ask what to do about errors, which sheet to fill and where to; then export.

    `then` is given “checks” when the clerk wants to see the problems first, else nothing.
    """
    errors = session.count(Severity.ERROR)
    if not errors:
        _choose_sheet(app, session, then)
        return

    def decide(choice: str | None) -> None:
        if choice == "unfinished":
            _choose_sheet(app, session, then)
        else:
            then(choice)

    text = f"还有 {errors} 个错误，改完才能导出正式的表；有错误的表交上去会被退回。"
    options = (("checks", "去看有哪些错误（推荐）"), ("unfinished", "先导出没填完的表，自己看看"))
    app.push_screen(ChoiceDialog("还有错误", text, options), decide)


def _choose_sheet(app: App[object], session: Session, then: Then) -> None:
    """Fill the county's file that the draft came from, unless the clerk wants the built-in sheet."""
    received, trouble = None, ""
    try:
        received = received_with(session.draft)
    except Trouble as gone:
        trouble = f"{gone}现在用内置的表样导出。"
    if received is None:
        app.push_screen(ExportDialog(session, None, trouble), then)
        return

    def decide(choice: str | None) -> None:
        if choice:
            app.push_screen(ExportDialog(session, received if choice == "received" else None), then)
        else:
            then(None)

    text = "这份草稿是从一个表格文件导入的。"
    options = (
        ("received", f"填进原表“{received.name}”，格式原样不动（推荐）"),
        ("built-in", "用内置的表样"),
    )
    app.push_screen(ChoiceDialog("导出成哪一种", text, options), decide)


class ExportDialog(TextDialog):
    """Asks for the path and writes the file there."""

    def __init__(self, session: Session, received: Received | None, hint: str = "") -> None:
        """`received` is the county's file to fill in, none for the built-in sheet."""
        from tui.workbook.export import default_file_name

        self.session = session
        self._received = received
        self._file_name = default_file_name(session.form, session.answers)
        self._unfinished = bool(session.count(Severity.ERROR))
        what = "导出没填完的表" if self._unfinished else "导出"
        warnings = session.count(Severity.WARNING)
        found = f"没有错误，有 {warnings} 个提醒，可以导出。" if warnings else "没有问题，可以导出。"
        situation = hint + ("" if self._unfinished else found)
        text = f"{situation}导出到哪里（可以改），按回车导出："
        super().__init__(what, text, str(Path.cwd() / self._file_name))

    def accept(self, text: str) -> None:
        """Export to that path; a folder takes the usual file name."""
        try:
            self._write(workbook_path(text, self._file_name), replace=False)
        except Trouble as trouble:
            self.complain(str(trouble))

    def _write(self, path: Path, *, replace: bool) -> None:
        try:
            write_workbook(
                self.session.form, self.session.answers, path, received=self._received, replace=replace
            )
        except FileInTheWay:
            self._ask_about_replacing(path)
        else:
            self._finish(path)

    def _ask_about_replacing(self, path: Path) -> None:
        def decide(choice: str | None) -> None:
            try:
                if choice == "replace":
                    self._write(path, replace=True)
                elif choice == "beside":
                    self._write(free_path(path), replace=False)
            except Trouble as trouble:
                self.complain(str(trouble))

        text = f"{path}\n已经有这个文件了。"
        options = (("beside", f"不覆盖，存成“{free_path(path).name}”（推荐）"), ("replace", "覆盖它"))
        self.app.push_screen(ChoiceDialog("文件已存在", text, options), decide)

    def _finish(self, path: Path) -> None:
        if not self._unfinished:
            self.session.draft.mark_exported()
        try:
            self.session.draft.save()
        except Trouble as trouble:
            self.app.notify(str(trouble), severity="error")
        kind = "已导出没填完的表，改好错误后请再导出一次。" if self._unfinished else "已导出。"
        same = "已填进原表，模板结构未变。\n" if self._received else ""
        self.app.push_screen(
            ChoiceDialog(kind, f"{same}文件在：\n{path.resolve()}", (("ok", "好"),)),
            lambda _: self.dismiss(None),
        )
