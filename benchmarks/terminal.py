"""A program in a pseudo terminal of 80 × 24: keys go in, bytes come out, and both have their times."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import termios
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Self

from tests.terminal.emulator import Screen, Stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS, LINES = 80, 24
QUIET = 0.4
"""Seconds without a byte after which a program counts as having said all it had to say."""
PATIENCE = 20.0
KIB = 1024


class NotSeenError(Exception):
    """What was waited for did not come; the text says what, and what stands on the screen instead."""


@dataclass(frozen=True, slots=True)
class Burst:
    """What a program sent between two silences, each piece with the seconds since its cause."""

    pieces: tuple[tuple[float, bytes], ...]

    @property
    def size(self) -> int:
        """Bytes."""
        return sum(len(data) for _, data in self.pieces)

    @property
    def seconds(self) -> float:
        """From the cause to the last byte; 0 when nothing came."""
        return self.pieces[-1][0] if self.pieces else 0.0


class Terminal:
    """One run of a program. It is killed at the end of the `with` block."""

    def __init__(self, command: Sequence[str], folder: Path, settings: Mapping[str, str]) -> None:
        """Start `command` in `folder`, which is its home too, with `settings` in its environment."""
        self.screen = Screen(COLUMNS, LINES, self._answer)
        """What the terminal shows, with its colours."""
        self._stream = Stream(self.screen)
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.started = perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env={**environment(folder), **settings},
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _answer(self, data: str) -> None:
        os.write(self._master, data.encode())

    def ready(self, text: str, quiet: float = QUIET) -> Burst:
        """Wait until `text` stands on the screen and the program has fallen silent.

        Raises:
            NotSeenError: it has ended, or does not show it in time.
        """
        pieces: list[tuple[float, bytes]] = []
        while text not in self.shown:
            burst = self._listen(self.started, quiet)
            pieces += burst.pieces
            if self._process.poll() is not None or perf_counter() - self.started > PATIENCE:
                raise NotSeenError(f"“{text}” not seen; on the screen:\n{self.shown}")
        return Burst(tuple(pieces))

    def press(self, keys: str, quiet: float = QUIET) -> Burst:
        """Send keys as a terminal does, and wait until the program has said all it has to say."""
        pressed = perf_counter()
        os.write(self._master, keys.encode())
        return self._listen(pressed, quiet)

    def type(self, characters: Sequence[str], every: float) -> list[float]:
        """Type one character after the other; gives the seconds from each key to its character's last byte.

        A key comes `every` so many seconds, or once the one before is painted if that takes longer.

        Raises:
            NotSeenError: a character was not painted.
        """
        waits = []
        for char in characters:
            pressed, pieces = perf_counter(), list[tuple[float, bytes]]()
            os.write(self._master, char.encode())
            painted = 0.0
            while (now := perf_counter() - pressed) < every or not painted:
                if self._read(pressed, max(every - now, 0.001), pieces) and not painted:
                    painted = _seconds_until(char, pieces)
                if now > PATIENCE:
                    self._taken_in(pieces)
                    raise NotSeenError(f"“{char}” not painted; on the screen:\n{self.shown}")
            self._taken_in(pieces)
            waits.append(painted)
        return waits

    def listen(self, seconds: float) -> Burst:
        """Send nothing for so long."""
        begun = perf_counter()
        pieces: list[tuple[float, bytes]] = []
        while (left := begun + seconds - perf_counter()) > 0:
            self._read(begun, left, pieces)
        return self._taken_in(pieces)

    def _listen(self, begun: float, quiet: float) -> Burst:
        pieces: list[tuple[float, bytes]] = []
        while self._read(begun, quiet, pieces):
            pass
        return self._taken_in(pieces)

    def _read(self, begun: float, seconds: float, pieces: list[tuple[float, bytes]]) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # the program has ended
            return False
        pieces.append((perf_counter() - begun, data))
        return True

    def _taken_in(self, pieces: list[tuple[float, bytes]]) -> Burst:
        """Emulated only now: a terminal that is slow to read would make the program look slow."""
        for _, data in pieces:
            self._stream.feed(data)
        return Burst(tuple(pieces))

    @property
    def shown(self) -> str:
        """The lines of the screen."""
        return self.screen.shown

    def memory(self) -> tuple[int, int, int]:
        """Bytes in memory: at most until now, now, and now with its share of shared pages."""
        status = _sizes(Path(f"/proc/{self._process.pid}/status"))
        return (
            status["VmHWM"],
            status["VmRSS"],
            _sizes(Path(f"/proc/{self._process.pid}/smaps_rollup"))["Pss"],
        )

    def cpu_seconds(self) -> float:
        """Seconds of processor time since the start, of all threads that still run."""
        threads = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


def environment(folder: Path) -> dict[str, str]:
    """What PuTTY's users have, and nothing of what the developer has set up at home."""
    return {
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "",
    }


def _seconds_until(text: str, pieces: list[tuple[float, bytes]]) -> float:
    """When the last byte of a text had come; 0 when it has not."""
    wanted, seen = text.encode(), b""
    for seconds, data in pieces:
        seen += data
        if wanted in seen:
            return seconds
    return 0.0


def _sizes(path: Path) -> dict[str, int]:
    parts = (line.split() for line in path.read_text().splitlines())
    return {part[0].rstrip(":"): int(part[1]) * KIB for part in parts if part[-1] == "kB"}
