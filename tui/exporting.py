"""One export of an open draft: what wizard and plain mode both do and say; how they ask is their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import Trouble
from tui.exchange import received_with, workbook_path, write_workbook
from tui.files import free_path
from tui.forms.model import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from tui.drafts.session import Session
    from tui.exchange import Received


def obstacle(session: Session) -> str:
    """What stands in the way of the final export, the beginning of a sentence; empty when nothing does."""
    errors = session.count(Severity.ERROR)
    return f"还有 {errors} 个错误，改完才能导出正式的表" if errors else ""


def sheets(received: Received) -> tuple[str, str]:
    """The sheets that can be filled in: the county's file, or the built-in one."""
    return f"照原表“{received.name}”另存一份填好的（推荐）", "用内置的表样"


def ways_around(path: Path) -> tuple[str, str]:
    """What can be done about a file that is there already: leave it alone, or replace it."""
    return f"不覆盖，存成“{free_path(path).name}”（推荐）", "覆盖它"


class Export:
    """An export of what is filled in now."""

    def __init__(self, session: Session) -> None:
        from tui.workbook.export import default_file_name

        self._session = session
        self.is_unfinished = bool(obstacle(session))
        self.file_name = default_file_name(session.form, session.answers)
        """The usual one."""
        self.received: Received | None = None
        """The county's file that is filled in; none for the built-in sheet."""
        self.warning = ""
        """A sentence to be said before the file is written; empty when there is none."""
        try:
            self.received = received_with(session.draft)
        except Trouble as gone:
            self.warning = f"{gone}现在用内置的表样导出。"

    def path(self, text: str) -> Path:
        """The file that a person means by a path.

        Raises:
            Unreadable: the text can be no path.
        """
        return workbook_path(text, self.file_name)

    def write(self, path: Path, *, replace: bool = False) -> None:
        """Write the file, and note in the draft, which is still to be saved, that this was the final export.

        Raises:
            FileInTheWay: it exists and `replace` is false.
            Trouble: it cannot be written, or the county's file cannot be filled in.
        """
        session = self._session
        write_workbook(session.form, session.answers, path, received=self.received, replace=replace)
        if not self.is_unfinished:
            session.draft.mark_exported()

    @property
    def outcome(self) -> tuple[str, str]:
        """What has been written, and that the county's file stayed as it was if that was filled in."""
        done = "已导出没填完的表，改好错误后请再导出一次。" if self.is_unfinished else "已导出。"
        return done, "原表没有动，填好的这一份模板结构未变。" if self.received else ""
