"""Choose a file by the keyboard: write its path, or walk through the folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from tui.screens.dialogs import Dialog
from tui.widgets.columns import fit
from tui.widgets.item_list import ItemList
from tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

READABLE = (".xlsx", ".xlsm", ".txt", ".tsv", ".toml", ".xls")


class OpenDialog(Dialog[str]):
    """The readable files of a folder; typing narrows them, Enter enters a folder or takes a file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, title: str, folder: Path) -> None:
        super().__init__(title, "写路径，或用上下键选；回车进入文件夹或打开文件，Tab 把选中的填上去。")
        self.field = TextField(_as_folder(folder))
        self.list = ItemList(self._draw)
        self._entries: list[Path] = []

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
        typed = Path(self.field.text.strip()).expanduser()
        if typed.is_file():
            self.dismiss(str(typed))
        elif self._entries:
            entry = self._entries[self.list.cursor]
            if entry.is_dir():
                self._write(_as_folder(entry))
            else:
                self.dismiss(str(entry))
        else:
            self.complain(f"没有这个文件：{typed}")

    def _write(self, text: str) -> None:
        self.field.show(text)
        self._list()

    def _list(self) -> None:
        typed = self.field.text.strip()
        path = Path(typed or ".").expanduser()
        folder, start = (path, "") if typed.endswith(("/", "\\")) or not typed else (path.parent, path.name)
        try:
            found = [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
        except OSError:
            found = []
        self._entries = sorted(
            (entry for entry in found if start.lower() in entry.name.lower() and _is_offered(entry)),
            key=lambda entry: (entry.is_file(), entry.name),
        )
        parent = folder.resolve().parent
        if not start and parent != folder.resolve():
            self._entries.insert(0, parent)
        self.list.set_count(len(self._entries), 0)

    def _draw(self, index: int, width: int) -> Text:
        entry = self._entries[index]
        folder = Path(self.field.text.strip() or ".").expanduser()
        if index == 0 and entry == folder.resolve().parent:
            return Text(fit("  ../  上一层文件夹", width))
        return Text(fit(f"  {entry.name}{'/' if entry.is_dir() else ''}", width))


def _as_folder(path: Path) -> str:
    return f"{path.resolve()}".rstrip("/\\") + "/"


def _is_offered(entry: Path) -> bool:
    return entry.suffix.lower() in READABLE or entry.is_dir()
