"""Small windows: pick one of a few, or write one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from tui.commands import Scope, commands_in
from tui.errors import Trouble
from tui.screens.bindings import bindings_of, leading
from tui.widgets.bars import KeyBar
from tui.widgets.options import Options
from tui.widgets.prose import Prose
from tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

Result = TypeVar("Result")


class Dialog(ModalScreen[Result | None], Generic[Result]):
    """A small window with a title, some text, and something to act on. Esc gives None."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = leading(bindings_of(Scope.DIALOG, Scope.EVERYWHERE))

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title, self._text = title, text
        self._problem = Prose(classes="dialog-problem")

    def compose(self) -> ComposeResult:
        """The window."""
        with Vertical(id="dialog"):
            yield Prose(self._title, classes="dialog-title")
            if self._text:
                yield Prose(self._text, classes="dialog-text")
            yield from self.content()
            yield self._problem
        yield KeyBar(commands_in(Scope.DIALOG, Scope.EVERYWHERE))

    def content(self) -> Sequence[Widget]:
        """What one acts on."""
        raise NotImplementedError

    def complain(self, text: str) -> None:
        """Say in the window what is wrong with what was entered."""
        self._problem.text = text
        self._problem.display = bool(text)

    def action_choose(self) -> None:
        """Take what is chosen or written."""
        raise NotImplementedError

    def action_close(self) -> None:
        """Close the window without a result."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Explain this window."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self._title, [self._text], (Scope.DIALOG, Scope.EVERYWHERE)))

    def on_screen_suspend(self) -> None:
        """Make room for the window that opens above this one."""
        self.query_one("#dialog").visible = False

    def on_screen_resume(self) -> None:
        """Show up again."""
        self.query_one("#dialog").visible = True


class ChoiceDialog(Dialog[str]):
    """Pick one of a few: up and down and Enter, or its number."""

    def __init__(self, title: str, text: str, options: Sequence[tuple[str, str]]) -> None:
        """`options` are pairs of the result and its label."""
        super().__init__(title, text)
        self._results = [result for result, _ in options]
        self._list = Options([label for _, label in options])

    def content(self) -> Sequence[Widget]:
        """The options, scrolling when there are many."""
        return (VerticalScroll(self._list, can_focus=False),)

    def on_mount(self) -> None:
        """Let one pick at once."""
        self.screen.set_focus(self._list)

    def on_key(self, event: object) -> None:
        """Pick by number."""
        character = getattr(event, "character", None) or ""
        if character.isdecimal() and 1 <= int(character) <= len(self._results):
            self.dismiss(self._results[int(character) - 1])

    def action_choose(self) -> None:
        """Pick the option under the cursor."""
        self.dismiss(self._results[self._list.cursor])


class TextDialog(Dialog[str]):
    """Write one line; Enter hands it to `attempt`, whose trouble is told in the window, which stays open."""

    def __init__(
        self, title: str, text: str, value: str, attempt: Callable[[str], str] | None = None
    ) -> None:
        """`attempt` does what the line is for, and gives the result of the window."""
        super().__init__(title, text)
        self.field = TextField(value, overtype=True)
        self._attempt = attempt

    def content(self) -> Sequence[Widget]:
        """The line."""
        return (self.field,)

    def on_mount(self) -> None:
        """Begin to write at once."""
        self.screen.set_focus(self.field)

    def action_choose(self) -> None:
        """Accept what is written."""
        self.accept(self.field.text.strip())

    def accept(self, text: str) -> None:
        """Do what the line is for and close the window, or say why that does not work."""
        try:
            self.dismiss(self._attempt(text) if self._attempt else text)
        except Trouble as trouble:
            self.complain(str(trouble))
