"""Jump: every step, field and row, and every command, in one list that narrows as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from tui.commands import keys_in_words
from tui.forms.answers import Place, label_of
from tui.forms.steps import groups
from tui.forms.text import squeeze
from tui.screens.dialogs import Dialog
from tui.screens.marks import mark_of
from tui.widgets.columns import fit, fit_mark
from tui.widgets.item_list import ItemList
from tui.widgets.prose import Prose
from tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.widget import Widget

    from tui.commands import Command
    from tui.drafts.session import Session
    from tui.forms.model import Step

NOTHING = "没有找到。请换几个字，或者只写其中一两个字；把字都删掉，就列出全部。"


@dataclass(frozen=True, slots=True)
class Target:
    """Somewhere to jump to, a step or a place on it; or a command to carry out."""

    label: str
    step: Step | None = None
    place: Place | None = None
    mark: str = " "
    command: Command | None = None

    @property
    def words(self) -> str:
        """What a search looks in."""
        return (
            self.label + (self.step.title if self.step else "") + (self.command.help if self.command else "")
        )


class JumpScreen(Dialog[Target]):
    """Type a few characters of what you look for, pick it with the arrow keys, Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
    ]

    def __init__(self, session: Session, commands: Iterable[Command] = ()) -> None:
        """List the places of the session's form, then these commands."""
        super().__init__("跳转", "输入几个字来找，上下键选，回车跳过去。")
        self._session = session
        self._targets = (*_targets(session), *map(_as_target, commands))
        self._found = self._targets
        self.field = TextField("")
        self.list, self._nothing = ItemList(self._draw), Prose(NOTHING, classes="nothing")

    def content(self) -> Sequence[Widget]:
        """What to look for, and what was found, or in its place that nothing was."""
        return (self.field, self.list, self._nothing)

    def on_mount(self) -> None:
        """Show everything."""
        self.list.can_focus = False
        self._show_found()
        self.screen.set_focus(self.field)

    def on_text_area_changed(self) -> None:
        """Narrow the list to what contains the words."""
        words = [squeeze(word).lower() for word in self.field.text.split()]
        self._found = tuple(
            target for target in self._targets if all(word in squeeze(target.words).lower() for word in words)
        )
        self._show_found()

    def action_move(self, step: int) -> None:
        """Move in the list while the cursor stays in the field."""
        self.list.action_move(step)

    def action_choose(self) -> None:
        """Jump."""
        if self._found:
            self.dismiss(self._found[self.list.cursor])

    def _show_found(self) -> None:
        self.list.set_count(len(self._found), 0)
        self.list.display, self._nothing.display = bool(self._found), not self._found

    def _draw(self, index: int, width: int) -> Text:
        target = self._found[index]
        is_heading = target.step and not target.place
        return Text(fit(f"{fit_mark(target.mark)} {target.label}", width), "bold" if is_heading else "")


def _targets(session: Session) -> Iterator[Target]:
    form, answers = session.form, session.answers
    for number, step in enumerate(form.steps, start=1):
        yield Target(f"{number} {step.title}", step)
        for key in step.fields:
            place = Place(key)
            yield Target(f"   {label_of(form, place)}", step, place, mark_of(session.problems_at(place)))
        for group in groups(form, step, answers) if step.table else ():
            for row in group.rows:
                table = form.table(step.table)
                place = Place(table.name_role, table.id, row.id)
                mark = mark_of(session.problems_in_row(table.id, row.id))
                name = row[place.key] or "（还没有填）"
                yield Target(f"   {group.level2} > {name}", step, place, mark)


def _as_target(command: Command) -> Target:
    return Target(f"按键  {keys_in_words(command)}  {command.title}：{command.help}", command=command)
