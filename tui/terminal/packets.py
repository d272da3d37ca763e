"""What the terminal sent in one packet reaches the app in one go.

Textual's drivers read in a thread of their own and hand over key by key, while the app is already at work on
the first one. What an input method commits comes as one packet, and is to be dealt with as one.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Any

from textual.driver import Driver

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message

READING_DRIVERS = frozenset({"LinuxDriver", "WindowsDriver"})
"""Those that ask, once between two reads, whether they are to end."""


def in_packets(driver_class: type[Driver]) -> type[Driver]:
    """The driver, delivering by packets if it is one that can be told when a read is over."""
    if driver_class.__name__ not in READING_DRIVERS:
        return driver_class
    return type(f"Packet{driver_class.__name__}", (_PacketDriver, driver_class), {})


class _EndOfRead(threading.Event):
    """The event that ends a driver's thread; it is looked at whenever a read is over."""

    def __init__(self, at_each_look: Callable[[], None]) -> None:
        super().__init__()
        self._at_each_look = at_each_look

    def is_set(self) -> bool:
        self._at_each_look()
        return super().is_set()


class _PacketDriver(Driver):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._packet: deque[Message] = deque()
        self.exit_event = _EndOfRead(self._hand_over)

    def send_message(self, message: Message) -> None:
        """Keep what the reading thread has found until it has found everything."""
        if threading.current_thread() is threading.main_thread():
            super().send_message(message)
        else:
            self._packet.append(message)

    def _hand_over(self) -> None:
        if self._packet:
            self._loop.call_soon_threadsafe(self._post, list(self._packet))
            self._packet.clear()

    def _post(self, messages: list[Message]) -> None:
        for message in messages:
            self._app.post_message(message)
