"""Pages of plain words: help for the place where one is, and what an import took in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.commands import Scope, commands_in, keys_in_words
from tui.forms.answers import YEAR
from tui.screens.bindings import bindings_of, leading
from tui.widgets.bars import KeyBar, TitleBar
from tui.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.app import ComposeResult

    from tui.forms.model import Column, Field, Form, Step

Section = tuple[str, "Sequence[str]"]
"""A heading (empty for none) and the paragraphs under it."""


class WordsScreen(Screen[bool]):
    """A page to read and scroll. Gives true when it is left with Enter, false with Esc."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *leading(bindings_of(Scope.DIALOG)),
        Binding("up", "scroll(-1)", show=False, priority=True),
        Binding("down", "scroll(1)", show=False, priority=True),
        Binding("pageup", "scroll(-15)", show=False, priority=True),
        Binding("pagedown", "scroll(15)", show=False, priority=True),
    ]

    def __init__(self, title: str, sections: Iterable[Section]) -> None:
        super().__init__()
        self._heading, self._sections = title, tuple(sections)

    def compose(self) -> ComposeResult:
        """Title, text, keys."""
        yield TitleBar(self._heading)
        with VerticalScroll(can_focus=False):
            for heading, paragraphs in self._sections:
                if heading:
                    yield Prose(heading, classes="help-heading")
                for paragraph in paragraphs:
                    yield Prose(paragraph, classes="help-entry" if heading else "")
        yield KeyBar(commands_in(Scope.DIALOG))

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_choose(self) -> None:
        """Go on."""
        self.dismiss(True)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(False)


class HelpScreen(WordsScreen):
    """How a page is filled in, what its words mean, which keys work."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "close", show=False, priority=True)]

    def __init__(
        self,
        title: str,
        lines: Iterable[str],
        scopes: Iterable[Scope],
        form: Form | None = None,
        step: Step | None = None,
    ) -> None:
        """`lines` are paragraphs; what the form says of the step follows, then the keys of `scopes`."""
        described = tuple(_step_sections(form, step)) if form and step else ()
        keys = (_keys_section(scope) for scope in (*scopes, Scope.SCREEN, Scope.TEXT))
        super().__init__(f"帮助  {title}", (("", [line for line in lines if line]), *described, *keys))


def _keys_section(scope: Scope) -> Section:
    return f"按键：{scope.value}", [
        f"{keys_in_words(command)} {command.title}：  {command.help}" for command in commands_in(scope)
    ]


def _step_sections(form: Form, step: Step) -> Iterator[Section]:
    if step.table:
        table = form.table(step.table)
        children = [sub for top in table.categories if top.name == step.level1 for sub in top.children]
        yield (
            "分类",
            [f"{sub.name}  {sub.meaning}。{f'例：{sub.example}' if sub.example else ''}" for sub in children],
        )
        yield "每一格", [_described(form, column) for column in table.own_columns]
        for column in table.columns:
            if column.kind == "choice":
                entries = form.dictionary(column).entries
                yield column.label, [f"{entry.text}  {entry.meaning}" for entry in entries]
    fields = [form.field(key) for key in step.fields if key != YEAR]
    if fields:
        yield "每一项", [_described(form, item) for item in fields]
    for item in fields:
        if item.kind == "choice":
            yield item.label, [f"{entry.text}  {entry.meaning}" for entry in form.dictionary(item).entries]


def _described(form: Form, part: Field | Column) -> str:
    return f"{part.label}（{'必填' if form.required(part) else '选填'}）  {part.help}"
