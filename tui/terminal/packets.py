"""What the terminal sent in one packet reaches the app in one go.

Textual's drivers read in a thread of their own and hand over key by key, while the app is already at work on
the first one. What an input method commits comes as one packet, and is to be dealt with as one.

What is no key is no text either: bytes that are not UTF-8, sequences that Textual does not know and answers
of the terminal that nobody has asked for are dropped here.
"""

from __future__ import annotations

import codecs
import re
import sys
import threading
from collections import deque
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.message import Message

READING_DRIVERS = frozenset({"LinuxDriver", "WindowsDriver"})
"""Those that ask, once between two reads, whether they are to end."""
READING_MODULES = ("textual.drivers.linux_driver", "textual.drivers.win32")
"""Where their loops are that decode and parse."""
PATIENCE = 2.0
"""Seconds without a byte after which the rest of a sequence or of a paste comes no more."""

WHOLE = re.compile(r"\x1b(?:O[A-Za-z]|\[\[.|\[[0-?]*[ -/]*[@-Z\\-~])")
"""A control sequence with its last byte (ECMA-48, 5.4), but that the Linux console's F1 is ESC [ [ A."""
TOLD_APART_LATER = re.compile(r"\x1b\[(?:M|<?[-\d;]+[mM]|\?\d+;\d\$y)")
"""Mouse and mode reports, which Textual looks for when it has found no key."""
PASTE = f"{re.escape(BRACKETED_PASTE_START)}.*?(?:{re.escape(BRACKETED_PASTE_END)}|\\Z)"
ANSWER = r"\x1b[]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"
"""A string to or from a terminal (ECMA-48, 5.6); xterm ends some with BEL."""
BROKEN_OFF = r"\x1b\[[0-?]+[ -/]*(?=\x1b)"
UNTYPED = re.compile(f"({PASTE})|{ANSWER}|{BROKEN_OFF}", re.DOTALL)
TORN = re.compile(r"\x1b(?:\[[0-?]+[ -/]*|\]\d+;[^\x07\x1b]*\x1b?)\Z")
"""The beginning of a sequence at the end of a read, if it is too long to have been typed."""
TORN_IN_PASTE = re.compile(r"\x1b(?:\[[\d]*)?\Z")


def in_packets(driver_class: type[Driver]) -> type[Driver]:
    """The driver, delivering by packets if it is one that can be told when a read is over."""
    if driver_class.__name__ not in READING_DRIVERS:
        return driver_class
    for name in READING_MODULES:
        if module := sys.modules.get(name):
            vars(module).update(XTermParser=KnownKeys, getincrementaldecoder=_lenient)
    return type(f"Packet{driver_class.__name__}", (_PacketDriver, driver_class), {})


class KnownKeys(XTermParser):
    """Textual's parser, but what it does not know is dropped rather than typed."""

    def __init__(self, debug: bool = False) -> None:
        """Parse from the beginning; `debug` as in Textual."""
        super().__init__(debug)
        self._torn = ""
        self._pasting = False
        self._read_at = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in what was read; no data is the end."""
        if not data:
            yield from super().feed(data)
            return
        self._read_at = monotonic()
        text = self._without_answers(self._torn + data)
        if torn := (TORN_IN_PASTE if self._pasting else TORN).search(text):
            text = text[: torn.start()]
        self._torn = torn[0] if torn else ""
        if text:
            yield from super().feed(text)

    def tick(self) -> Iterable[Message]:
        """The messages that nothing is to follow; a paste whose end has been lost is one."""
        yield from super().tick()
        if (self._torn or self._pasting) and monotonic() >= self._read_at + PATIENCE:
            self._torn = ""
            if self._pasting:
                yield from self.feed(BRACKETED_PASTE_END)

    def _without_answers(self, text: str) -> str:
        """What is left of a read; notes whether it ends within a paste."""
        pasted, end, typed = text.partition(BRACKETED_PASTE_END) if self._pasting else ("", "", text)
        if self._pasting and not end:
            return text
        typed = UNTYPED.sub(lambda found: found[1] or "", typed)
        self._pasting = typed.rfind(BRACKETED_PASTE_START) > typed.rfind(BRACKETED_PASTE_END)
        return pasted + end + typed

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        keys = list(super()._sequence_to_key_events(sequence, alt))
        if len(sequence) == 2 and [key.character for key in keys] not in ([], [None]):
            # Textual has some as what a Mac's keyboard types with Option: Esc and 1 would be an inverted "!".
            return [events.Key(f"alt+{sequence[1]}", sequence[1])]
        with_alt = len(keys) > 1 and keys[0].key == Keys.Escape
        unknown = not keys and WHOLE.fullmatch(sequence) and not TOLD_APART_LATER.fullmatch(sequence)
        return [events.Key(Keys.Ignore, sequence)] if with_alt or unknown else keys


def _lenient(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    """What makes decoders that leave out what is not in the encoding."""
    return partial(codecs.getincrementaldecoder(encoding), errors="ignore")


class _EndOfRead(threading.Event):
    """The event that ends a driver's thread; it is looked at whenever a read is over."""

    def __init__(self, at_each_look: Callable[[], None]) -> None:
        super().__init__()
        self._at_each_look = at_each_look

    def is_set(self) -> bool:
        self._at_each_look()
        return super().is_set()


class _PacketDriver(Driver):
    run_input_thread: Callable[[], None]
    """Read until the end: the driver's own."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._packet: deque[Message] = deque()
        self.exit_event = _EndOfRead(self._hand_over)

    def _run_input_thread(self) -> None:
        """Read; an error ends the program as one in the app does, where Textual would show it."""
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

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
