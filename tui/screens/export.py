"""Export: what still stands in the way, where the file goes, whether to replace one, where it is now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import FileInTheWay, Trouble
from tui.exporting import Export, obstacle, sheets, ways_around
from tui.files import free_path
from tui.forms.model import Severity
from tui.screens.dialogs import ChoiceDialog, TextDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from tui.drafts.session import Session

    Then = Callable[[str | None], None]


def begin_export(app: App[object], session: Session, then: Then) -> None:
    """Ask what to do about errors, which sheet to fill and where to; then export.

    `then` is given “checks” when the clerk wants to see the problems first, else nothing.
    """
    errors = obstacle(session)
    if not errors:
        _choose_sheet(app, session, then)
        return

    def decide(choice: str | None) -> None:
        if choice == "unfinished":
            _choose_sheet(app, session, then)
        else:
            then(choice)

    text = f"{errors}；有错误的表交上去会被退回。"
    options = (("checks", "去看有哪些错误（推荐）"), ("unfinished", "先导出没填完的表，自己看看"))
    app.push_screen(ChoiceDialog("还有错误", text, options), decide)


def _choose_sheet(app: App[object], session: Session, then: Then) -> None:
    """Fill the county's file that the draft came from, unless the clerk wants the built-in sheet."""
    export = Export(session)
    if export.received is None:
        app.push_screen(ExportDialog(session, export), then)
        return

    def decide(choice: str | None) -> None:
        if choice == "built-in":
            export.received = None
        if choice:
            app.push_screen(ExportDialog(session, export), then)
        else:
            then(None)

    text = "这份草稿是从一个表格文件导入的。"
    options = tuple(zip(("received", "built-in"), sheets(export.received), strict=True))
    app.push_screen(ChoiceDialog("导出成哪一种", text, options), decide)


class ExportDialog(TextDialog):
    """Asks for the path and writes the file there."""

    def __init__(self, session: Session, export: Export) -> None:
        self._session, self._export = session, export
        what = "导出没填完的表" if export.is_unfinished else "导出"
        warnings = session.count(Severity.WARNING)
        found = f"没有错误，有 {warnings} 个提醒，可以导出。" if warnings else "没有问题，可以导出。"
        situation = export.warning + ("" if export.is_unfinished else found)
        text = f"{situation}导出到哪里（可以改），按回车导出："
        super().__init__(what, text, str(Path.cwd() / export.file_name))

    def accept(self, text: str) -> None:
        """Export to that path; a folder takes the usual file name."""
        try:
            self._write(self._export.path(text))
        except Trouble as trouble:
            self.complain(str(trouble))

    def _write(self, path: Path, *, replace: bool = False) -> None:
        try:
            self._export.write(path, replace=replace)
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
                    self._write(free_path(path))
            except Trouble as trouble:
                self.complain(str(trouble))

        text = f"{path}\n已经有这个文件了。"
        options = tuple(zip(("beside", "replace"), ways_around(path), strict=True))
        self.app.push_screen(ChoiceDialog("文件已存在", text, options), decide)

    def _finish(self, path: Path) -> None:
        try:
            self._session.draft.save()
        except Trouble as trouble:
            self.app.notify(str(trouble), severity="error")
        done, same = self._export.outcome
        text = "\n".join(filter(None, (same, f"文件在：\n{path.resolve()}")))
        self.app.push_screen(ChoiceDialog(done, text, (("ok", "好"),)), lambda _: self.dismiss(None))
