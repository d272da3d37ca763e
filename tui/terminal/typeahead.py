"""Keys one after the other: what is typed ahead must land where it was meant to.

Textual hands a key to the focused widget's queue and takes the next one at once; a key that the widget does
not want bubbles back to the end of the app's own queue before its binding is looked up. On a slow line
several keys arrive together, and those behind a Tab would go into the field that the Tab was about to leave.

Characters that arrived together, as those of an input method do, are one change of the text. What a key
changes on the screen is sent in one go, as soon as it has been dealt with.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Protocol, TypeVar, cast, runtime_checkable

from textual import events

from tui.terminal.drawing import DrawingApp
from tui.terminal.packets import in_packets

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.message_pump import MessagePump
    from textual.widget import Widget

PATIENCE = 1.0
"""Seconds to wait for one widget before taking the next key all the same."""
ROUNDS = 8
"""How often a widget's queue is looked at again: a handler may post a message to its own widget."""
ECHOES = 2
"""How often the app's own queue runs dry behind a key: once for its binding, once for what that caused."""
PAINTINGS = 2
"""How often a screen paints for one key: a widget that has grown draws itself once more in its new size."""

Result = TypeVar("Result")


@runtime_checkable
class TakesText(Protocol):
    """A widget into which several characters can be typed at once."""

    def take_text(self, text: str) -> None:
        """Put in what was typed at once."""


class TypeAheadApp(DrawingApp[Result], inherit_bindings=False):
    """An app that takes the next key when the last one has been dealt with by every widget concerned."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._busy = False

    @property
    def has_keys_left(self) -> bool:
        """Whether there are keys that have been read but not yet dealt with."""
        return self._busy

    def get_driver_class(self) -> type[Driver]:
        """The driver of this platform, which hands over by packets."""
        return in_packets(super().get_driver_class())

    async def on_event(self, event: events.Event) -> None:
        """Queue keys and pastes; everything else goes its way."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.extend(_apart(event))
        if not self._busy:
            self._busy = True
            # Behind the rest of the packet, which is in the queue already.
            self.call_later(self._take_key)

    async def _take_key(self) -> None:
        if not self._typed:
            self._busy = False
            return
        self.hold()
        focused = self.screen.focused
        keys = self._keys_for(focused) if focused else []
        if focused and len(keys) > 1:
            for _ in keys:
                self._typed.popleft()
            text = "".join(key.character or "" for key in keys)
            focused.call_later(cast("TakesText", focused).take_text, text)
        else:
            await super().on_event(self._typed.popleft())
        await self._settle(ECHOES)

    def _keys_for(self, focused: Widget) -> list[events.Key]:
        """The keys in front that type something into the focused widget, if that can take them at once."""
        keys: list[events.Key] = []
        for key in self._typed if isinstance(focused, TakesText) else ():
            if not isinstance(key, events.Key) or not focused.check_consume_key(key.key, key.character):
                break
            keys.append(key)
        return keys

    async def _settle(self, echoes: int) -> None:
        await self._drain_focused()
        if echoes:
            self.call_later(self._settle, echoes - 1)
            return
        for _ in range(0 if self._typed else PAINTINGS):
            self.paint_now()
            await self._drain_focused()
        self.release()
        await self._take_key()

    async def _drain_focused(self) -> None:
        """Wait until the focused widget and all around it have dealt with their messages."""
        node: MessagePump | None = self.screen.focused or self.screen
        while node is not None and node is not self:
            await _drain(node)
            node = node._parent


def _apart(event: events.Key | events.Paste) -> list[events.Key | events.Paste]:
    """The keys to act on, where the terminal's bytes are those of another one.

    The keypad's Enter in tmux arrives as Ctrl+J. Alt with a character may be Esc and that character in one
    packet: the Esc is taken, the character not, since it might delete. Alt with another key is nothing.
    """
    if isinstance(event, events.Key) and event.key == "ctrl+j":
        return [events.Key("enter", "\r")]
    if not isinstance(event, events.Key) or not event.key.startswith("alt+"):
        return [event]
    typed = event.character or event.key.removeprefix("alt+")
    return [events.Key("escape", None)] if len(typed) == 1 else []


async def _drain(node: MessagePump) -> None:
    """Wait until a widget has dealt with all messages that it had, and those that these caused in it."""
    for _ in range(ROUNDS):
        dealt_with = asyncio.Event()
        if not node.call_later(dealt_with.set):
            return
        try:
            await asyncio.wait_for(dealt_with.wait(), PATIENCE)
        except TimeoutError:
            return
        if not node.message_queue_size:
            return
