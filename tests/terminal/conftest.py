"""The real program in a pseudo terminal, and a terminal emulator that shows what it draws."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "esc": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "f2": "\x1bOQ",
    "f4": "\x1bOS",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "ctrl+a": "\x01",
    "ctrl+u": "\x15",
    "backspace": "\x7f",
}
PATIENCE = 20.0


class Terminal:
    """One run of the program: keys go in, a screen comes out."""

    def __init__(self, program: list[str], home: Path, here: Path, term: str, size: tuple[int, int]) -> None:
        columns, lines = size
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, *program],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=here,
            env={
                **{name: value for name, value in os.environ.items() if name != "COLORTERM"},
                "TERM": term,
                "TIANBAO_HOME": str(home),
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "LANG": "C.UTF-8",
            },
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    def keys(self, *keys: str) -> None:
        """Send keys by name, anything else as it is, all in one packet."""
        os.write(self._master, "".join(KEYS.get(key, key) for key in keys).encode())

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Read what the program draws until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                pytest.fail(f"not seen: {what}\n" + "\n".join(self.screen.display))
            self._read(0.02)

    def _read(self, seconds: float) -> None:
        if select.select([self._master], [], [], seconds)[0]:
            try:
                self._stream.feed(os.read(self._master, 65536))
            except OSError:  # the other side has gone
                self.process.wait(PATIENCE)

    @property
    def shown(self) -> str:
        """The screen; a wide character is followed by an empty cell in pyte, which is left out here."""
        rows = (self.screen.buffer[line] for line in range(self.screen.lines))
        return "\n".join(
            "".join(row[column].data for column in range(self.screen.columns)).rstrip() for row in rows
        )

    def see(self, words: str) -> None:
        """Wait until the words stand on the screen."""
        self.until(lambda: words in self.shown, words)

    def kill(self, number: int = signal.SIGKILL) -> int:
        """End the program from outside; gives its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def hang_up(self) -> int:
        """Close the terminal, as a dropped line does; gives the exit code."""
        os.close(self._master)
        self._master = -1
        return self.process.wait(PATIENCE)

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)
        if self._master >= 0:
            os.close(self._master)


Open = Callable[..., Terminal]


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Open]:
    """Start the program on a folder of drafts of its own."""
    terminals: list[Terminal] = []

    def start(
        *arguments: str, code: str = "", term: str = "xterm", size: tuple[int, int] = (80, 24)
    ) -> Terminal:
        here = tmp_path / "here"
        here.mkdir(exist_ok=True)
        program = ["-c", code] if code else ["-m", "tui"]
        terminals.append(Terminal([*program, *arguments], tmp_path / "drafts", here, term, size))
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.end()
