"""Before pasted rows go in: which column goes where, how they will look, what was not understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.screen import Screen
from textual.widget import Widget

from tui.commands import Scope, commands_in
from tui.forms.text import is_blank
from tui.screens.bindings import bindings_of, leading
from tui.widgets.bars import KeyBar, TitleBar
from tui.widgets.columns import fit, fit_right
from tui.widgets.heads import Heads
from tui.widgets.item_list import ItemList
from tui.widgets.prose import Prose
from tui.workbook.take_pasted import take_pasted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size

    from tui.forms.model import Form, Table
    from tui.workbook.pasted import Pasted

HELP = (
    "每一行是粘贴的一列：右边写着它填到哪一项。上下键选一列，左右箭头换一项，也可以按那一项的号码；0 是不要。"
    "左右箭头只走还没有列的项，号码会把已有的列换下来。"
)
HOW = "上下键选一列，左右箭头换它填到哪一项。"
NUMBER, TARGET = 3, 16
"""Widths in cells of the number of a column, and of what it goes to; its text takes the rest."""
SHOWN_NOTES = 3
SHOWN_ROWS = 3
NONE = "没有一行能添加：请先给各列选好填到哪一项。"


class Sample(Widget):
    """The first rows as they will be, one a line; never more lines than that."""

    def __init__(self, form: Form, table: Table) -> None:
        super().__init__()
        self._columns = [
            column for column in table.columns if column.kind != "text" and column.role != "level1"
        ]
        self._needed = {column.role for column in self._columns if form.required(column)}
        self._rows: Sequence[Mapping[str, str]] = ()

    def show(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Show other rows."""
        self._rows = rows[:SHOWN_ROWS]
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A heading and a line for each row."""
        del container, viewport, width
        return 1 + len(self._rows)

    def render(self) -> Text:
        """What stands in the short columns of each row; what still has to be filled in is named."""
        lines = ["添加后是这样：" if self._rows else NONE]
        for row in self._rows:
            texts = [self._cell(column.role, row[column.role]) for column in self._columns]
            lines.append(fit(" " + "  ".join(filter(None, texts)), self.size.width))
        return Text("\n".join(lines), no_wrap=True)

    def _cell(self, role: str, text: str) -> str:
        return ("（空）" if role in self._needed else "") if is_blank(text) else text


class PastePreview(Screen["Sequence[Mapping[str, str]] | None"]):
    """Gives the rows to add, or nothing when it is closed."""

    CSS_PATH = "paste_preview.tcss"
    BINDINGS: ClassVar[list[BindingType]] = leading(bindings_of(Scope.PASTE, Scope.EVERYWHERE))

    def __init__(self, form: Form, table: Table, pasted: Pasted, category: tuple[str, str]) -> None:
        """`category` is that of rows which name none."""
        super().__init__()
        self.form, self.table, self.category = form, table, category
        self.pasted = pasted
        self.taken = take_pasted(form, table, pasted, *category)
        self.list = ItemList(self._draw)
        self._summary, self._notes = Prose(classes="paste-summary"), Prose(classes="paste-notes")
        self._sample = Sample(form, table)

    def compose(self) -> ComposeResult:
        """Where to, how many, the columns, the first rows, what to look at."""
        yield TitleBar(f"粘贴到  {' > '.join(filter(None, self.category)) or self.table.label}")
        yield self._summary
        yield Heads(_heads)
        yield self.list
        yield self._sample
        yield self._notes
        yield KeyBar(commands_in(Scope.PASTE, Scope.EVERYWHERE))

    def on_mount(self) -> None:
        """Show what was understood."""
        self.list.set_count(len(self.pasted.roles))
        self.list.styles.max_height = len(self.pasted.roles)
        self.set_focus(self.list)
        self._tell()

    def action_put_in(self) -> None:
        """Give the rows, if there are any."""
        if self.taken.rows:
            self.dismiss(self.taken.rows)
        else:
            self.notify(NONE)

    def action_close(self) -> None:
        """Give nothing."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Explain this preview, with all there is to say of this paste."""
        from tui.screens.help import HelpScreen

        lines = [HELP, *self.taken.notes]
        self.app.push_screen(HelpScreen("粘贴几行", lines, (Scope.PASTE, Scope.EVERYWHERE)))

    def action_turn_head(self) -> None:
        """Take the first line for heads, or for a row again."""
        self._take_anew(self.pasted.with_head_turned())

    def action_set_target(self, number: int) -> None:
        """Let the chosen column go to the table's column of that number."""
        if number <= len(self.table.columns):
            self._choose(self.table.columns[number - 1].role)

    def action_no_target(self) -> None:
        """Leave the chosen column out."""
        self._choose("")

    def action_next_target(self) -> None:
        """Let the chosen column go to the next target that is free."""
        self._step(1)

    def action_previous_target(self) -> None:
        """Let the chosen column go to the target before that is free."""
        self._step(-1)

    def _step(self, by: int) -> None:
        now = self.pasted.roles[self.list.cursor]
        every = ["", *(column.role for column in self.table.columns)]
        free = [role for role in every if role in {"", now} or role not in self.pasted.roles]
        self._choose(free[(free.index(now) + by) % len(free)])

    def _choose(self, role: str) -> None:
        self._take_anew(self.pasted.with_role(self.list.cursor, role))

    def _take_anew(self, pasted: Pasted) -> None:
        self.pasted = pasted
        self.taken = take_pasted(self.form, self.table, pasted, *self.category)
        self._tell()

    def _tell(self) -> None:
        count = f"{len(self.taken.rows)} {self.table.counter}{self.table.noun}"
        head = "表头那一行不算。" if self.pasted.head is not None else ""
        self._summary.text = f"粘贴了 {len(self.pasted.lines)} 行，将成为 {count}。{head}{HOW}"
        notes = [f"! {note}" for note in self.taken.notes[:SHOWN_NOTES]]
        more = len(self.taken.notes) - SHOWN_NOTES
        self._notes.text = "\n".join([*notes, *([f"还有 {more} 点，按 F1 看。"] if more > 0 else [])])
        self._notes.display = bool(notes)
        self._sample.show(self.taken.rows)
        self.list.refresh()

    def _draw(self, index: int, width: int) -> Text:
        pasted, role = self.pasted, self.pasted.roles[index]
        head = pasted.grid.text((pasted.head, index)) if pasted.head is not None else ""
        text = "：".join(filter(None, (head, pasted.first(index)))) or "（空的一列）"
        number = next((n for n, column in enumerate(self.table.columns, 1) if column.role == role), 0)
        target = self.table.column(role).label if role else "不要"
        return Text(_line(f"{index + 1}", text, f"{number} {target}", width))


def _heads(width: int) -> str:
    return _line("列", "粘贴来的第一格", "填到哪一项", width)


def _line(number: str, text: str, target: str, width: int) -> str:
    room = max(width - NUMBER - TARGET - 3, 8)
    return f"{fit_right(number, NUMBER)} {fit(text, room)}  {fit(target, TARGET)}"
