"""The page on which one row of a table is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll

from tui.commands import Scope
from tui.forms.answers import Place
from tui.forms.rules.base import types_of
from tui.screens.bindings import bindings_of, leading
from tui.screens.marks import in_words, mark_of
from tui.screens.page import Page
from tui.widgets.choice_field import ChoiceField
from tui.widgets.heading import Heading
from tui.widgets.prose import Prose
from tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.drafts.session import Session
    from tui.forms.model import Column
    from tui.forms.problems import Problem


LINES = "回车换行，Tab 下一格。"
ROWS_BELONG = "要添加成一条一条的，请{}按 Esc 回到列表，在那里粘贴。"


class CellBox(Horizontal):
    """The label of a column, and the field for its cell."""

    def __init__(self, session: Session, place: Place, column: Column) -> None:
        super().__init__()
        self.session, self.place, self.column = session, place, column
        self._label = Heading(column.label, classes="cell-label")
        text = session.answers.text(place)
        self.field: TextField | ChoiceField = (
            ChoiceField(session.form.dictionary(column), text)
            if column.kind == "choice"
            else TextField(text, lines=column.kind == "text")
        )
        self._visited = session.is_begun(place.table, place.row)

    def compose(self) -> ComposeResult:
        """Mark, label, field."""
        yield self._label
        yield self.field

    def on_mount(self) -> None:
        """Say how things stand from the beginning."""
        self.show_state()

    def on_text_area_changed(self) -> None:
        """Keep what is typed."""
        if isinstance(self.field, TextField):
            self.session.draft.set(self.place, self.field.text)
        self.post_message(Page.Edited())

    def show_text(self) -> None:
        """Show what the draft holds now."""
        self.field.show(self.session.answers.text(self.place))

    def on_descendant_blur(self) -> None:
        """Point at the cell no longer, and say from now on that it is empty."""
        self._label.here = False
        self._visited = True
        self.show_state()

    def on_descendant_focus(self) -> None:
        """Point at the cell.

        What only follows from the row's type is selected: whoever types something else means to replace it.
        """
        self._label.here = True
        if isinstance(self.field, TextField) and self.session.is_implied(self.place):
            self.field.select_all()

    def problems(self) -> list[Problem]:
        """The problems of the cell, but not that it is empty before one has been there."""
        is_shown = self._visited or self.session.answers.text(self.place)
        return self.session.problems_at(self.place) if is_shown else []

    def show_state(self) -> None:
        """Mark the label when something is wrong with the cell."""
        self._label.mark = mark_of(self.problems())


class RowPage(Page):
    """One row: a field for each column, with help and problems for the one in focus."""

    SCOPES = (Scope.ROW,)
    HELP = "Tab 或上下键换一格；类型按数字键选。填完按 F8 接着填下一条，按 F10 回到列表。"
    BINDINGS: ClassVar[list[BindingType]] = leading(bindings_of(Scope.ROW))

    def __init__(self, session: Session, table_id: str, row_id: str) -> None:
        super().__init__(session)
        self._heading, self._panel = Prose(classes="label"), Prose(classes="panel")
        self._with_example = False
        self.table = session.form.table(table_id)
        self.row: Place = Place("", table_id, row_id)
        self.boxes = [
            CellBox(session, Place(column.role, table_id, row_id), column)
            for column in self.table.own_columns
        ]

    def compose(self) -> ComposeResult:
        """Heading, the cells, and a panel that speaks of the one in focus."""
        yield self._heading
        with VerticalScroll(can_focus=False):
            yield from self.boxes
        yield self._panel

    def on_mount(self) -> None:
        """Say which row this is."""
        self._show_heading()

    def on_descendant_focus(self) -> None:
        """Speak of the cell in focus, with an example when nothing is written there yet."""
        box = self.boxes[self._focused()]
        self._with_example = not self.session.answers.text(box.place)
        self._show_panel()

    def on_text_field_left(self, message: TextField.Left) -> None:
        """Go on to the next or previous cell."""
        index = self._focused() + message.step
        if 0 <= index < len(self.boxes):
            self.screen.set_focus(self.boxes[index].field)
        elif message.step > 0:
            self.notify("这一条填到底了，按 F8 填下一条，按 F10 回到列表。")

    def on_text_field_refused(self, message: TextField.Refused) -> None:
        """Say, too, where rows copied in a sheet can be pasted."""
        if message.joined_cells:
            message.prevent_default()
            is_taken = isinstance(self.boxes[self._focused()].field, TextField)
            self.notify(message.reason + ROWS_BELONG.format("按 Ctrl+Z 撤销，" if is_taken else ""))

    def on_choice_field_chosen(self, message: ChoiceField.Chosen) -> None:
        """Keep the choice, with what follows from it for other cells."""
        box = next(box for box in self.boxes if box.field is message.field)
        self.session.choose(box.place, message.text)
        self.show_answers()
        self.post_message(self.Edited())

    def show_answers(self) -> None:
        """Show what the draft holds now."""
        for box in self.boxes:
            box.show_text()
        self._show_heading()

    def show_problems(self) -> None:
        """Show marks, and the problems of the cell in focus."""
        for box in self.boxes:
            box.show_state()
        self._show_panel()

    def place(self) -> Place:
        """The cell in focus."""
        return self.boxes[self._focused()].place

    def go_to(self, place: Place) -> None:
        """Focus the cell of that place, else the first."""
        box = next((box for box in self.boxes if box.place == place), self.boxes[0])
        self.screen.set_focus(box.field)

    def row_above(self) -> Place | None:
        """The row before this one in the same category, if there is one."""
        rows = self.session.answers.rows(self.table.id)
        index = self.session.answers.index(self.row)
        row, above = rows[index], rows[index - 1] if index else None
        if above is None or above.pair != row.pair:
            return None
        return Place(self.table.name_role, self.table.id, above.id)

    def action_next_row(self) -> None:
        """Go on with the next row of the category, or begin one."""
        rows = self.session.answers.rows(self.table.id)
        index = self.session.answers.index(self.place())
        row = rows[index]
        following = rows[index + 1] if index + 1 < len(rows) else None
        role = self.table.name_role
        if following and following.pair == row.pair:
            self.post_message(self.Wanted(Place(role, self.table.id, following.id), inside=True))
        elif row.is_empty(self.table):
            self.notify("这一条还是空的，请先填这一条；不填就按 F10 回到列表。")
        else:
            place = self.session.begin_row(self.table.id, *row.pair, row.id)
            self.post_message(self.Edited())
            self.post_message(self.Wanted(place, inside=True))

    def _show_heading(self) -> None:
        index = self.session.answers.index(self.row)
        category = self.session.answers.rows(self.table.id)[index].pair
        self._heading.text = f"{' > '.join(filter(None, category))}  第{index + 1}行"

    def _show_panel(self) -> None:
        box = self.boxes[self._focused()]
        required = "必填" if self.session.form.required(box.column) else "选填"
        example = f"例：{box.column.example}" if box.column.example and self._fits_example(box) else ""
        lines = LINES if box.column.kind == "text" else ""
        words = [f"{required}。{lines}{box.column.help}{example}"]
        length = len(self.session.answers.text(box.place))
        if box.column.advice and length > box.column.advice:
            words.append(f"已有 {length} 字，建议不超过 {box.column.advice} 字。")
        words += [in_words(problem) for problem in box.problems()]
        self._panel.text = "\n".join(words)

    def _fits_example(self, box: CellBox) -> bool:
        """Whether to show the column's example; those of number and unit say nothing of words."""
        types = types_of(self.session.form, self.table)
        row = self.session.answers.rows(self.table.id)[self.session.answers.index(self.row)]
        entry = types.get(row["comparison"])
        is_number = box.column.role in {"target", "unit"}
        return self._with_example and not (is_number and entry and not entry.quantitative)

    def _focused(self) -> int:
        return next((index for index, box in enumerate(self.boxes) if box.field.has_focus), 0)
