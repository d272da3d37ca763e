"""Choose a file by the keyboard: write its path, or walk through the folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from tui.errors import Trouble
from tui.files import user_path
from tui.screens.dialogs import Dialog
from tui.widgets.columns import fit
from tui.widgets.item_list import ItemList
from tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.widget import Widget

READABLE = (".xlsx", ".xlsm", ".xls", ".csv", ".txt", ".tsv", ".toml")


class OpenDialog(Dialog[str]):
    """The readable files of a folder; typing narrows them, Enter enters a folder or takes a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, title: str, folder: Path, attempt: Callable[[Path], str]) -> None:
        """Begin in `folder`; `attempt` reads the file, and its trouble is told in the window."""
        super().__init__(title, "写路径，或用上下键选；回车进入文件夹或打开文件，Tab 把选中的填上去。")
        self.field = TextField(_as_folder(folder), overtype=True)
        self._attempt = attempt
        self.list = ItemList(self._draw)
        self._entries: list[Path] = []
        self._above: Path | None = None

    def content(self) -> Sequence[Widget]:
        """The path, and what it may become."""
        return (self.field, self.list)

    def on_mount(self) -> None:
        """List the folder."""
        self.list.styles.height = 12
        self.list.can_focus = False
        self._list()
        self.screen.set_focus(self.field)

    def on_text_area_changed(self) -> None:
        """List what the path may become."""
        self.complain("")
        self._list()

    def action_move(self, step: int) -> None:
        """Move in the list while the cursor stays in the path."""
        self.list.action_move(step)

    def action_complete(self) -> None:
        """Write the entry under the cursor into the path."""
        if self._entries:
            entry = self._entries[self.list.cursor]
            self._write(_as_folder(entry) if entry.is_dir() else str(entry))

    def action_choose(self) -> None:
        """Take the file, or enter the folder."""
        entry = self._entries[self.list.cursor] if self._entries else None
        try:
            typed = user_path(self.field.text)
            if entry is None or _is(Path.is_file, typed):
                self.dismiss(self._attempt(typed))
            elif _is(Path.is_dir, entry):
                self._write(_as_folder(entry))
            else:
                self.dismiss(self._attempt(entry))
        except Trouble as trouble:
            self.complain(str(trouble))

    def _write(self, text: str) -> None:
        self.field.show(text)
        self._list()

    def _typed(self) -> tuple[Path, str]:
        """The folder that is written, and the beginning of a name in it."""
        text = self.field.text.strip()
        try:
            path = user_path(text or ".")
        except Trouble:
            return Path(), text
        return (path, "") if not text or text.endswith(("/", "\\")) else (path.parent, path.name)

    def _list(self) -> None:
        folder, start = self._typed()
        try:
            found = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
        except OSError:
            found = []
        self._entries = sorted(
            (entry for entry in found if start.lower() in entry.name.lower() and _is_offered(entry)),
            key=lambda entry: (_is(Path.is_file, entry), entry.name),
        )
        above = folder.absolute().parent
        self._above = above if not start and found and above != folder.absolute() else None
        if self._above:
            self._entries.insert(0, self._above)
        self.list.set_count(len(self._entries), 0)

    def _draw(self, index: int, width: int) -> Text:
        entry = self._entries[index]
        if entry is self._above:
            return Text(fit("  ../  上一层文件夹", width))
        return Text(fit(f"  {entry.name}{'/' if _is(Path.is_dir, entry) else ''}", width))


def _is(kind: Callable[[Path], bool], path: Path) -> bool:
    """Whether a path is of that kind; not when the system does not let one see."""
    try:
        return kind(path)
    except OSError:
        return False


def _as_folder(path: Path) -> str:
    return f"{path.absolute()}".rstrip("/\\") + "/"


def _is_offered(entry: Path) -> bool:
    return entry.suffix.lower() in READABLE or _is(Path.is_dir, entry)
