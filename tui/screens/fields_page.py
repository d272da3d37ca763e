"""The page of a step that asks for single values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll

from tui.forms.answers import YEAR, Place
from tui.forms.facts import LOCKED_HELP
from tui.screens.marks import in_words, mark_of
from tui.screens.page import Page
from tui.widgets.choice_field import ChoiceField
from tui.widgets.heading import Heading
from tui.widgets.prose import Prose
from tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.drafts.session import Session
    from tui.forms.model import Step


LINES = "回车换行，写完按 {}。"


class FieldBox(Vertical):
    """A label, the field under it, what to write there, and what is wrong with what is written."""

    def __init__(self, session: Session, key: str, *, is_last: bool) -> None:
        """`is_last` is whether one goes on from here to another step rather than to another field."""
        super().__init__()
        self.session = session
        self.place = Place(key)
        text = session.answers.text(self.place)
        self.field: TextField | ChoiceField
        if key == YEAR:
            rule = session.form.year
            name, self._need, self._advice = rule.label, "必填", 0
            self._help, self._example = rule.help, ""
            self.field = TextField(text, digits=4)
        else:
            item = session.form.field(key)
            locked = key in session.form.locked
            need = "灰色，不能改" if locked else "必填" if session.form.required(item) else "选填"
            name, self._advice = item.label, item.advice
            self._need = f"{need}  {item.unit}" if item.unit else need
            lines = LINES.format("PgDn" if is_last else "Tab") if item.kind == "text" else ""
            self._help, self._example = (LOCKED_HELP, "") if locked else (lines + item.help, item.example)
            self.field = (
                ChoiceField(session.form.dictionary(item), text)
                if item.kind == "choice" and not locked
                else TextField(text, lines=item.kind == "text", locked=locked)
            )
        self._heading, self._complaints = Heading(name), Prose(classes="problems")
        self._visited = not self._is_empty()
        if self._visited:
            self._example = ""

    def compose(self) -> ComposeResult:
        """Label, field, help, problems."""
        yield self._heading
        yield self.field
        yield Prose(self._help, classes="help")
        if self._example:
            yield Prose(f"例：{self._example}", classes="help example")
        yield self._complaints

    def on_mount(self) -> None:
        """Say how things stand from the beginning."""
        self.show_state()

    def on_text_area_changed(self) -> None:
        """Keep what is typed."""
        if isinstance(self.field, TextField):
            self.session.draft.set(self.place, self.field.text)
        self._show_label()
        self.call_after_refresh(self._come_into_view)
        self.post_message(Page.Edited())

    def on_choice_field_chosen(self, message: ChoiceField.Chosen) -> None:
        """Keep what is chosen."""
        self.session.choose(self.place, message.text)
        self.post_message(Page.Edited())

    def on_descendant_focus(self) -> None:
        """Show label, field and help."""
        self._heading.here = True
        self._come_into_view()

    def on_descendant_blur(self) -> None:
        """Say from now on that the field is empty."""
        self._heading.here = False
        self.complain_when_empty()

    def complain_when_empty(self) -> None:
        """Say that the field is empty, which is not said before one has been there."""
        self._visited = True
        self.show_state()

    def show_state(self) -> None:
        """Label with length, and the problems."""
        self._show_label()
        problems = self.session.problems_at(self.place)
        if self._is_empty() and not self._visited:
            problems = []
        self._heading.mark = mark_of(problems)
        self._complaints.text = "\n".join(in_words(problem) for problem in problems)
        self._complaints.display = bool(problems)

    def _come_into_view(self) -> None:
        self.scroll_visible(animate=False)

    def _show_label(self) -> None:
        length = len(self.session.answers.text(self.place))
        over = f"，建议不超过 {self._advice} 字" if length > self._advice else ""
        self._heading.rest = f"{self._need}  {length} 字{over}" if self._advice else self._need

    def _is_empty(self) -> bool:
        return not self.session.answers.text(self.place)


class FieldsPage(Page):
    """Single values, one under the other."""

    HELP = "写完一项按 Tab 到下一项，按 PgDn 到下一步。写的内容随时自动保存。"

    def __init__(self, session: Session, step: Step) -> None:
        super().__init__(session)
        self.boxes = [FieldBox(session, key, is_last=key == step.fields[-1]) for key in step.fields]

    def compose(self) -> ComposeResult:
        """The boxes, scrolling when there are many."""
        with VerticalScroll(can_focus=False):
            yield from self.boxes

    def on_text_field_left(self, message: TextField.Left) -> None:
        """Go on to the next or previous field."""
        index = self._focused() + message.step
        if 0 <= index < len(self.boxes):
            self._focus(self.boxes[index])
        elif message.step > 0:
            self.notify("这一步填到底了，按 PgDn 到下一步。")

    def show_answers(self) -> None:
        """Show what the draft holds now."""
        for box in self.boxes:
            box.field.show(self.session.answers.text(box.place))
            box.show_state()

    def show_problems(self) -> None:
        """Show the problems under their fields."""
        for box in self.boxes:
            box.show_state()

    def place(self) -> Place:
        """The place of the focused field."""
        return self.boxes[self._focused()].place

    def go_to(self, place: Place) -> None:
        """Focus the field of that place, else the first."""
        box = next((box for box in self.boxes if box.place == place), None)
        if box:
            box.complain_when_empty()
        self._focus(box or self.boxes[0])

    def _focus(self, box: FieldBox) -> None:
        """Focus the field of a box, which scrolls into view as a whole by itself."""
        self.screen.set_focus(box.field, scroll_visible=False)

    def _focused(self) -> int:
        return next((index for index, box in enumerate(self.boxes) if box.field.has_focus), 0)
