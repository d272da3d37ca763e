"""The Textual app: thin. It opens the first screen and dies well."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events

from tui.commands import Scope
from tui.encoding import misread
from tui.errors import Trouble
from tui.files import PRIVATE, write_atomically
from tui.screens.bindings import bindings_of, leading
from tui.terminal.typeahead import TypeAheadApp
from tui.widgets import scroll_bars
from tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from pathlib import PurePath
    from types import FrameType

    from rich.console import RenderableType
    from textual.binding import BindingType
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from tui.drafts.open_draft import OpenDraft
    from tui.drafts.store import Store

LAST_WORDS = 2.0
"""Seconds that a closing terminal is given before the process ends, drained or not."""


class TianbaoApp(TypeAheadApp[None], inherit_bindings=False):
    """The wizard."""

    TITLE = "填报"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["app.tcss", "screens/home.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = leading(bindings_of(Scope.SCREEN))

    def __init__(self, store: Store, draft: OpenDraft | None = None) -> None:
        """Open the list of drafts of `store`, and above it `draft` if one is given."""
        super().__init__()
        self._disable_tooltips = self._disable_notifications = True  # the bottom bar says what they would
        self.store = store
        self.failure: Exception | None = None
        self.unsaved = ""
        self.theme = "ansi-dark"
        self._draft = draft
        if draft:  # read together with the others, rather than all of them again
            self.css_path.append(Path(__file__).with_name("screens") / "fill.tcss")
        scroll_bars.install()

    def get_default_screen(self) -> Screen[Any]:
        """The list of drafts; nothing as long as there is a draft that was opened at once."""
        return super().get_default_screen() if self._draft else self._home()

    def on_mount(self) -> None:
        """Show the draft that was asked for."""
        if self._draft:
            from tui.screens.fill import FillScreen

            self.push_screen(FillScreen(self._draft), lambda name: self.push_screen(self._home(name)))
        self._watch_for_the_end()

    def _home(self, name: str | None = None) -> Screen[None]:
        from tui.screens.home import HomeScreen

        return HomeScreen(self.store, name)

    async def on_event(self, event: events.Event) -> None:
        """Take a message away that has been read, when the next key is pressed."""
        if isinstance(event, events.Key) and not event.is_forwarded and self.is_running:
            for bar in self.screen.query(KeyBar):
                bar.hush_when_read()
        await super().on_event(event)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in the bottom bar, where it covers nothing, rather than in a floating window."""
        del title, markup
        bars = self.screen.query(KeyBar)
        if bars:
            bars.last().say(message, severity, timeout)

    def exit(self, *arguments: Any, **options: Any) -> None:
        """Save before the program is left, whoever wants it to end."""
        self.save_everything()
        super().exit(*arguments, **options)

    def save_everything(self) -> None:
        """Write every open draft from the model; used when there is no time to ask anything."""
        from tui.screens.fill import FillScreen

        for screen in self.screen_stack:
            if isinstance(screen, FillScreen):
                try:
                    screen.draft.save()
                except Trouble as trouble:
                    self.unsaved = str(trouble)

    def _watch_for_the_end(self) -> None:
        """Save when the terminal is closed or the line drops, even when it takes no more output."""
        if threading.current_thread() is not threading.main_thread():
            return
        self._own_loop = asyncio.get_running_loop()
        for name in ("SIGHUP", "SIGTERM"):
            if number := getattr(signal, name, None):
                signal.signal(number, self._on_end)

    def _on_end(self, number: int, frame: FrameType | None) -> None:
        del frame
        self.save_everything()
        watchdog = threading.Timer(LAST_WORDS, os._exit, (128 + number,))
        watchdog.daemon = True
        watchdog.start()
        # From outside the loop, since that may be waiting for a key; behind the keys that were read.
        self._own_loop.call_soon_threadsafe(self.call_later, self._end, 128 + number)

    def _end(self, code: int) -> None:
        """End once all that was typed before has been taken in."""
        if self.has_keys_left:
            self.call_later(self._end, code)
        else:
            self.exit(return_code=code)

    def _handle_exception(self, error: Exception) -> None:
        """Save before anything else; what is shown must not contain the answers."""
        self.failure = self.failure or error
        self.save_everything()
        super()._handle_exception(error)

    def panic(self, *renderables: RenderableType) -> None:
        """End as after any other error; what Textual would show may contain the answers."""
        del renderables
        self._handle_exception(RuntimeError("ended by Textual"))

    def _fatal_error(self) -> None:
        """Leave without a traceback on the screen: it would show what has been filled in."""
        self._close_messages_no_wait()


def run(store: Store, draft: OpenDraft | None) -> int:
    """Run the wizard until it is left; gives the exit code.

    Raises:
        Trouble: the terminal cannot show the wizard, or the program failed. One sentence; what happened is in
            a log, without the answers.
    """
    app = TianbaoApp(store, draft)
    app.run(mouse=False)
    if app.garbles:
        raise misread(sys.stderr)
    if app.failure:
        raise Trouble(_last_words(app, _keep_record(store, app.failure))) from app.failure
    return app.return_code or 0


def _last_words(app: TianbaoApp, record: Path | None) -> str:
    kept = f"最后的改动没能保存：{app.unsaved}" if app.unsaved else "写的内容已经保存，请重新打开接着填。"
    where = f"出错的记录在 {record}。" if record else ""
    return f"程序出错停下了。{kept}{where}"


def _keep_record(store: Store, error: Exception) -> Path | None:
    """Write what happened beside the drafts, without the answers; gives the file if that worked."""
    record = store.folder / "error.log"
    try:
        write_atomically(record, "".join(traceback.format_exception(error)).encode(), mode=PRIVATE)
    except Trouble:
        return None
    return record
