"""Export: what still stands in the way, where the file goes, whether to replace one, where it is now."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import FileInTheWay, Trouble
from tui.exchange import write_workbook
from tui.forms.model import Severity
from tui.screens.dialogs import ChoiceDialog, TextDialog

if TYPE_CHECKING:
    from tui.screens.session import Session


class ExportScreen(TextDialog):
    """Asks for the path; gives “checks” when the clerk wants to see the problems first."""

    def __init__(self, session: Session) -> None:
        from tui.workbook.export import default_file_name

        name = default_file_name(session.form, session.answers)
        super().__init__("导出", _situation(session), str(Path.cwd() / name))
        self.session = session
        self._path = Path()

    def accept(self, text: str) -> None:
        """Export to that path, after asking what has to be asked."""
        if not text:
            self.complain("请写文件名。")
            return
        path = Path(text).expanduser()
        self._path = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
        if errors := self.session.count(Severity.ERROR):
            self._ask_about_errors(errors)
        else:
            self._write(replace=False)

    def _ask_about_errors(self, errors: int) -> None:
        def decide(choice: str | None) -> None:
            if choice == "checks":
                self.dismiss("checks")
            elif choice == "unfinished":
                self._write(replace=False)

        text = f"还有 {errors} 个错误。有错误的表交上去会被退回。"
        options = (("checks", "去看有哪些错误（推荐）"), ("unfinished", "先导出没填完的表，自己看看"))
        self.app.push_screen(ChoiceDialog("还有错误", text, options), decide)

    def _write(self, *, replace: bool) -> None:
        try:
            write_workbook(self.session.form, self.session.answers, self._path, replace=replace)
        except FileInTheWay:
            self._ask_about_replacing()
        except Trouble as trouble:
            self.complain(str(trouble))
        else:
            self._finish()

    def _ask_about_replacing(self) -> None:
        def decide(choice: str | None) -> None:
            if choice == "replace":
                self._write(replace=True)

        text = f"{self._path}\n已经有这个文件了。"
        options = (("keep", "不覆盖，换一个文件名（推荐）"), ("replace", "覆盖它"))
        self.app.push_screen(ChoiceDialog("文件已存在", text, options), decide)

    def _finish(self) -> None:
        finished = not self.session.count(Severity.ERROR)
        if finished:
            self.session.draft.mark_exported()
        try:
            self.session.draft.save()
        except Trouble as trouble:
            self.app.notify(str(trouble), severity="error")
        kind = "已导出。" if finished else "已导出没填完的表，改好错误后请再导出一次。"
        self.app.push_screen(
            ChoiceDialog(kind, f"文件在：\n{self._path.resolve()}", (("ok", "好"),)),
            lambda _: self.dismiss(None),
        )


def _situation(session: Session) -> str:
    errors, warnings = session.count(Severity.ERROR), session.count(Severity.WARNING)
    if errors:
        words = f"还有 {errors} 个错误，改完才能导出正式的表。"
    elif warnings:
        words = f"没有错误，有 {warnings} 个提醒，可以导出。"
    else:
        words = "没有问题，可以导出。"
    return f"{words}\n导出到哪里（可以改），按回车导出："
