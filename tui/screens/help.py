"""Help for the place where one is: how this page is filled in, what its words mean, which keys work."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.commands import Scope, commands_in, keys_in_words
from tui.screens.bindings import bindings_of, leading
from tui.widgets.bars import KeyBar, TitleBar
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from tui.forms.model import Column, Field, Form, Step


class HelpScreen(Screen[None]):
    """One page of plain words."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *leading(bindings_of(Scope.DIALOG)),
        Binding("f1", "close", show=False, priority=True),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("pageup", "scroll(-15)", show=False, priority=True),
        Binding("pagedown", "scroll(15)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        lines: Iterable[str],
        scopes: Iterable[Scope],
        form: Form | None = None,
        step: Step | None = None,
    ) -> None:
        """`lines` are paragraphs; the keys of `scopes` follow, then what the form says of the step."""
        super().__init__()
        self._title, self._lines = title, [line for line in lines if line]
        self._scopes, self._form, self._step = tuple(scopes), form, step

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        yield TitleBar(f"帮助  {self._title}")
        with VerticalScroll(can_focus=False):
            yield from self._paragraphs()
        yield KeyBar(commands_in(Scope.DIALOG))

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_choose(self) -> None:
        """Go back."""
        self.dismiss()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()

    def _paragraphs(self) -> Iterable[Prose]:
        yield Prose("\n".join(self._lines))
        for heading, entries in (*self._form_entries(), *self._key_entries()):
            yield Prose(heading, classes="help-heading")
            for name, meaning in entries:
                yield Prose(f"{name}  {meaning}", classes="help-entry")

    def _key_entries(self) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        for scope in self._scopes:
            keys = [
                (f"{keys_in_words(command)} {command.title}：", command.help)
                for command in commands_in(scope)
            ]
            yield f"按键：{scope.value}", keys

    def _form_entries(self) -> Iterable[tuple[str, list[tuple[str, str]]]]:
        form, step = self._form, self._step
        if form is None or step is None:
            return
        if step.table:
            table = form.table(step.table)
            categories = [top for top in table.categories if top.name == step.level1]
            yield (
                "分类",
                [
                    (sub.name, f"{sub.meaning}。{f'例：{sub.example}' if sub.example else ''}")
                    for top in categories
                    for sub in top.children
                ],
            )
            yield (
                "每一格",
                [(f"{column.label}（{_need(form, column)}）", column.help) for column in table.own_columns],
            )
            for column in table.columns:
                if column.kind == "choice":
                    entries = form.dictionary(column).entries
                    yield column.label, [(entry.text, entry.meaning) for entry in entries]
        fields = [form.field(key) for key in step.fields if key != "year"]
        if fields:
            yield "每一项", [(f"{item.label}（{_need(form, item)}）", item.help) for item in fields]


def _need(form: Form, part: Field | Column) -> str:
    return "必填" if form.required(part) else "选填"
