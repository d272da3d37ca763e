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
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.terminal.clients import Client, client
from tests.terminal.emulator import Screen, Stream

PATIENCE = 20.0


class Terminal:
    """One run of the program: keys go in, a screen comes out."""

    def __init__(
        self,
        program: list[str],
        here: Path,
        environment: Mapping[str, str],
        size: tuple[int, int],
        keyboard: Client,
        answers: bool,
    ) -> None:
        columns, lines = size
        self.screen = Screen(columns, lines, self._answer if answers else None)
        self.received = 0
        """Bytes that the program has sent."""
        self._stream = Stream(self.screen)
        self._keyboard = keyboard
        self._master, slave = os.openpty()
        os.set_blocking(self._master, False)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._name = os.ttyname(slave)
        self.process = subprocess.Popen(
            [sys.executable, *program],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=here,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)

    def _answer(self, data: str) -> None:
        os.write(self._master, data.encode())

    def keys(self, *keys: str) -> None:
        """Send keys by name, anything else as it is, all at once, reading what comes back meanwhile."""
        packet = "".join(map(self._keyboard.first, keys)).encode()
        while packet:
            readable, writable, _ = select.select([self._master], [self._master], [], PATIENCE)
            if readable:
                self.read()
            if writable:
                packet = packet[os.write(self._master, packet) :]

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Read what the program draws until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                pytest.fail(f"not seen: {what}\n" + "\n".join(self.screen.display))
            self.read(0.02)

    def until_quiet(self, seconds: float) -> None:
        """Read what the program draws until nothing has come for so long."""
        while self.read(seconds):
            pass

    def read(self, seconds: float = 0.0, most: int = 65536) -> bool:
        """Take what the program sends within so long, at most so many bytes; whether there was anything."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            drawn = os.read(self._master, most)
        except OSError:  # the other side has gone
            self.process.wait(PATIENCE)
            return False
        self._stream.feed(drawn)
        self.received += len(drawn)
        return True

    def waiting(self) -> int:
        """How many bytes have been sent that the program has not read yet."""
        slave = os.open(self._name, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            return int.from_bytes(fcntl.ioctl(slave, termios.FIONREAD, bytes(4)), sys.byteorder)
        finally:
            os.close(slave)

    @property
    def shown(self) -> str:
        """The lines of the screen."""
        return self.screen.shown

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
NOT_OURS = ("COLORTERM", "NO_COLOR", "ESCDELAY", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "REMOTEHOST")
"""What the terminal that runs the tests says of itself."""


@pytest.fixture
def open_terminal(tmp_path: Path) -> Iterator[Open]:
    """Start the program on a folder of drafts of its own."""
    terminals: list[Terminal] = []

    def start(
        *arguments: str,
        code: str = "",
        term: str = "xterm",
        size: tuple[int, int] = (80, 24),
        keyboard: Client | None = None,
        answers: bool = True,
        **settings: str,
    ) -> Terminal:
        here = tmp_path / "here"
        here.mkdir(exist_ok=True)
        program = ["-c", code] if code else ["-m", "tui"]
        environment = {
            **{name: value for name, value in os.environ.items() if name not in NOT_OURS},
            "TERM": term,
            "TIANBAO_HOME": str(tmp_path / "drafts"),
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "LANG": "C.UTF-8",
            **settings,
        }
        terminals.append(
            Terminal([*program, *arguments], here, environment, size, keyboard or client("xterm"), answers)
        )
        return terminals[-1]

    yield start
    for terminal in terminals:
        terminal.end()
