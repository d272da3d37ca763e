"""The page of a step that fills in rows of a table, gathered by second-level category."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text

from tui.commands import Scope
from tui.errors import Trouble
from tui.forms.answers import Place
from tui.forms.steps import groups
from tui.screens.bindings import bindings_of
from tui.screens.marks import in_words, mark_of
from tui.screens.page import Page
from tui.widgets.columns import fit, fit_mark, fit_right
from tui.widgets.item_list import ItemList
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.drafts.session import Session
    from tui.forms.answers import Row
    from tui.forms.model import Column, Step
    from tui.forms.steps import Group

NUMBER_WIDTH = 4
ONE_CELL = (
    "只粘贴了一格。要填进哪一条，就选中它按回车，到那一格里再粘贴；要添加几条，请在表格里选中几行再复制。"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: the heading of a group, or one of its rows."""

    group: Group
    row: Row | None = None


class RowsPage(Page):
    """Rows of a table: add, edit, duplicate, delete, move."""

    SCOPES = (Scope.ROWS,)
    HELP = (
        "上下键选，回车填写。在分类标题上按回车或 a，就在这一类里添加一条。"
        "在 Excel 或 WPS 里复制的几行，可以直接粘贴到这里，先看预览再添加。"
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.ROWS)

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session)
        self.step = step
        self.table = session.form.table(step.table)
        self._lines: list[Line] = []
        self._panel = Prose(classes="panel")
        self.list = ItemList(self._draw)

    def compose(self) -> ComposeResult:
        """Title, list, and a panel that speaks of the line under the cursor."""
        yield Prose(self.step.title, classes="label")
        yield self.list
        yield self._panel

    def on_mount(self) -> None:
        """Fill the list."""
        self.show_answers()

    def show_answers(self) -> None:
        """List what the draft holds now; the cursor stays with its row."""
        current = self._current()
        self._lines = [
            line
            for group in groups(self.session.form, self.step, self.session.answers)
            for line in (Line(group), *(Line(group, row) for row in group.rows))
        ]
        cursor = self._index_of(current.row.id) if current and current.row else None
        self.list.set_count(len(self._lines), cursor)

    def show_problems(self) -> None:
        """Show marks, and the problems of the row under the cursor."""
        self.list.refresh()
        self._show_panel()

    def place(self) -> Place | None:
        """The row under the cursor."""
        line = self._current()
        if not line or not line.row:
            return None
        return Place(self.table.name_role, self.table.id, line.row.id)

    def go_to(self, place: Place) -> None:
        """Put the cursor on the row of that place, else on the first row there is."""
        self.screen.set_focus(self.list)
        rows = [index for index, line in enumerate(self._lines) if line.row]
        found = self._index_of(place.row)
        self.list.cursor = found if found is not None else next(iter(rows), 0)

    def on_item_list_moved(self) -> None:
        """Speak of the line under the cursor."""
        self._show_panel()

    def action_set_type(self, number: int) -> None:
        """Change the type of the row under the cursor to the dictionary entry of that number."""
        column = self._type_column()
        entries = self.session.form.dictionary(column).entries if column else ()
        if column is None or number > len(entries):
            self._say_keys()
        elif row := self._chosen_row():
            entry = entries[number - 1]
            self.session.choose(Place(column.role, self.table.id, row.id), entry.text)
            self._edited()
            self.notify(
                f"“{row[self.table.name_role]}”的{column.label}已改成“{entry.text}”，按 Ctrl+Z 撤销。"
            )

    def action_edit_row(self) -> None:
        """Open the row, or begin one under a heading."""
        line = self._current()
        if line and line.row:
            self.post_message(
                self.Wanted(Place(self.table.name_role, self.table.id, line.row.id), inside=True)
            )
        else:
            self.action_add_row()

    def action_add_row(self) -> None:
        """Begin a new row in the category under the cursor."""
        line = self._current()
        if not line or not line.group.known:
            self.notify("这一类不是本表的分类，不能添加；请到别的分类标题上添加。")
            return
        after = line.row.id if line.row else ""
        place = self.session.begin_row(self.table.id, line.group.level1, line.group.level2, after)
        self.post_message(self.Edited())
        self.post_message(self.Wanted(place, inside=True))

    def action_duplicate_row(self) -> None:
        """Make another row like this one."""
        if row := self._chosen_row():
            row_id = self.session.draft.duplicate_row(self.table.id, row.id)
            self._edited(row_id)

    def action_drop_row(self) -> None:
        """Delete the row."""
        if row := self._chosen_row():
            self.session.draft.drop_row(self.table.id, row.id)
            self._edited()
            self.notify(f"已删除“{row[self.table.name_role] or '空的一条'}”，按 Ctrl+Z 可以撤销。")

    def action_move_up(self) -> None:
        """Move the row up."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Move the row down."""
        self._move(1)

    def on_key(self, event: events.Key) -> None:
        """Of a sign that does nothing here, say which keys do something."""
        if event.is_printable and event.key not in self.screen.active_bindings:
            event.stop()
            self._say_keys()

    def _say_keys(self) -> None:
        types = ""
        if column := self._type_column():
            types = f"，按 1～{len(self.session.form.dictionary(column).entries)} 改{column.label}"
        self.notify(f"要填写请按回车，要添加请按 a{types}；其他的键，按 F1 看。")

    def _type_column(self) -> Column | None:
        """The column that number keys change, if the table has one."""
        return next((column for column in self.table.columns if column.kind == "choice"), None)

    def on_paste(self, event: events.Paste) -> None:
        """Show what would become of rows that were copied in a sheet."""
        from tui.screens.paste_preview import PastePreview
        from tui.workbook.pasted import read_pasted

        event.stop()
        try:
            pasted = read_pasted(self.session.form, self.table, event.text)
        except Trouble as trouble:
            self.notify(str(trouble), severity="error")
            return
        if pasted.is_single():
            self.notify(ONE_CELL)
            return
        line = self._current()
        group = line.group if line and line.group.known else self._lines[0].group
        category = group.level1, group.level2
        self.app.push_screen(PastePreview(self.session.form, self.table, pasted, category), self._put_in)

    def _put_in(self, rows: Sequence[Mapping[str, str]] | None) -> None:
        """Add the rows of a preview; nothing when it was closed."""
        if not rows:
            return
        line, count = self._current(), f"{len(rows)} {self.table.counter}"
        after = line.row.id if line and line.row else ""
        label = f"粘贴 {count}{self.table.noun}"
        first = self.session.draft.insert_rows(label, self.table.id, rows, after)
        self._edited()
        self.post_message(self.Wanted(Place(self.table.name_role, self.table.id, first)))
        self.notify(f"已添加 {count}，按 Ctrl+Z 撤销。")

    def _move(self, step: int) -> None:
        if row := self._chosen_row():
            if self.session.draft.move_row(self.table.id, row.id, step):
                self._edited(row.id)
            else:
                self.notify("已经到头了，不能再移。")

    def _chosen_row(self) -> Row | None:
        line = self._current()
        if line and line.row:
            return line.row
        self.notify("请先用上下键选中一条。")
        return None

    def _edited(self, row_id: str = "") -> None:
        self.show_answers()
        if row_id and (index := self._index_of(row_id)) is not None:
            self.list.cursor = index
        self.post_message(self.Edited())

    def _current(self) -> Line | None:
        return self._lines[self.list.cursor] if 0 <= self.list.cursor < len(self._lines) else None

    def _index_of(self, row_id: str) -> int | None:
        return next(
            (index for index, line in enumerate(self._lines) if line.row and line.row.id == row_id), None
        )

    def _draw(self, index: int, width: int) -> Text:
        line = self._lines[index]
        if line.row is None:
            return self._draw_heading(line.group, width)
        row = line.row
        number = self.session.answers.index(Place("", self.table.id, row.id)) + 1
        mark = fit_mark(mark_of(self.session.problems_in_row(self.table.id, row.id)))
        values = [column for column in self.table.own_columns if column.kind != "text"][1:]
        widths = [max(6, min(12, round(column.width) - 4)) for column in values]
        first = width - cell_len(mark) - 1 - NUMBER_WIDTH - sum(widths) - len(widths) - 1
        name = row[self.table.name_role] or "（还没有填）"
        cells = [fit(row[column.role], size) for column, size in zip(values, widths, strict=True)]
        return Text(" ".join([f"{mark} {fit_right(str(number), 3)} {fit(name, first)}", *cells]))

    def _draw_heading(self, group: Group, width: int) -> Text:
        count = f"{len(group.rows)} {self.table.counter}"
        title = group.level2 or self.table.label
        return Text(fit(title, width - 8) + fit_right(count, 8), "bold")

    def _show_panel(self) -> None:
        line = self._current()
        if line is None:
            self._panel.text = ""
        elif line.row is None:
            group = line.group
            todo = "按回车或 a 添加一条。" if group.known else "请把这些行移到别的分类，或者删除。"
            example = f"例：{group.example}" if group.example else ""
            self._panel.text = "\n".join(filter(None, (group.meaning, example, todo)))
        else:
            problems = self.session.problems_in_row(self.table.id, line.row.id)
            words = [in_words(problem) for problem in problems]
            self._panel.text = "\n".join(words) or line.row["explanation"] or "这一条没有问题。"
