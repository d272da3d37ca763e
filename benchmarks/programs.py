"""The programs that are compared, and how each is started and known to be ready."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.drafts import SAMPLES, folder_of, long_draft
from benchmarks.terminal import Terminal
from tui.terminal.environment import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

APPS = Path(__file__).parent / "apps"
BENCH = Path(__file__).parents[1] / ".bench"
"""Where the programs of others are installed, each in an environment of its own."""
PACKAGES = {
    "posting": ("posting", "tree-sitter<0.26"),  # with a newer one its widgets end in a segmentation fault
    "harlequin": ("harlequin",),
}


@dataclass(frozen=True, slots=True)
class Program:
    """A program with what it is to show. It is ready when `ready` stands on the screen."""

    name: str
    command: tuple[str, ...]
    ready: str
    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    def start(self) -> Terminal:
        """Run it in a terminal of its own."""
        return Terminal(self.command, self.home, self.settings)


class Workshop:
    """The drafts and programs of one benchmark, in a folder that is thrown away afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.usual = folder_of(folder / "usual", 3)
        self.few = folder_of(folder / "few", 10)
        self.many = folder_of(folder / "many", 1000)
        self.short = long_draft(folder / "short" / "draft-0.toml", 13)
        self.long = long_draft(folder / "long" / "draft-0.toml", 1000)
        self.text = folder / "text.txt"
        self.text.write_text((SAMPLES / "half-filled.toml").read_text(encoding="utf-8"), encoding="utf-8")

    def sample(self, name: str, step: str = "") -> Path:
        """A fresh copy of a sample, left at a step."""
        return self.copy(SAMPLES / f"{name}.toml", step)

    def copy(self, draft: Path, step: str) -> Path:
        """A fresh copy of a draft, left at a step (empty: it is not said where), in a folder of its own."""
        number = sum(1 for _ in self.folder.iterdir())
        path = self.folder / f"copy-{number}" / draft.name
        path.parent.mkdir()
        text = draft.read_text(encoding="utf-8")
        left = text.replace("state = ", f'step = "{step}"\nstate = ', 1) if step else text
        path.write_text(left, encoding="utf-8")
        return path

    def blank(self) -> Program:
        """A Textual app with nothing in it."""
        return Program(
            "blank Textual app", (sys.executable, str(APPS / "blank.py")), "ready", self.folder, SETTINGS
        )

    def home(self, folder: Path, name: str = "tianbao") -> Program:
        """The wizard at its list of drafts."""
        return Program(name, self._tianbao(), "草稿名：draft-0", self.folder, {"TIANBAO_HOME": str(folder)})

    def edit(self, draft: Path, ready: str, name: str = "tianbao edit") -> Program:
        """The wizard on a draft."""
        command = self._tianbao("edit", str(draft))
        return Program(name, command, ready, self.folder, {"TIANBAO_HOME": str(draft.parent)})

    def stock(self, place: Path, ready: str, name: str = "stock widgets") -> Program:
        """A folder's list of drafts, or a draft, in Textual's own widgets."""
        command = (sys.executable, str(APPS / "stock.py"), str(place))
        return Program(name, command, ready, self.folder, SETTINGS)

    def vim(self) -> Program:
        """Vim on a text file, as it is installed but without anybody's own settings."""
        command = (program_path("vim"), "--clean", "-n", str(self.text))
        return Program("vim", command, "half-filled", self.folder)

    def posting(self) -> Program:
        """A Textual program for sending HTTP requests, at the field for the address."""
        return Program("posting", (str(installed("posting")),), "Enter a URL", self.folder)

    def harlequin(self) -> Program:
        """A Textual program for databases, at the field for the query."""
        return Program("harlequin", (str(installed("harlequin")),), "memory db", self.folder)

    def others(self) -> list[Program]:
        """The programs of others that can be had here."""
        there = []
        for make in (self.vim, self.posting, self.harlequin):
            try:
                there.append(make())
            except NotThereError as reason:
                print(f"left out: {reason}", file=sys.stderr)
        return there

    @staticmethod
    def _tianbao(*arguments: str) -> tuple[str, ...]:
        return (sys.executable, "-m", "tui", *arguments)


class NotThereError(Exception):
    """A program that is compared cannot be had here; the text says why."""


def program_path(name: str) -> str:
    """Where a program of the system is.

    Raises:
        NotThereError: it is not installed.
    """
    path = shutil.which(name)
    if path is None:
        raise NotThereError(f"{name} is not installed")
    return path


def installed(name: str) -> Path:
    """The command of a package, which is installed first if need be.

    Raises:
        NotThereError: it cannot be installed.
    """
    folder = BENCH / name
    command = folder / "bin" / name
    if command.exists():
        return command
    python = folder / "bin" / "python"
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES[name]],
    )
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
            raise NotThereError(f"{name} cannot be installed: {last}")
    return command
