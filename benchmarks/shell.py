"""Outside the terminal: what the shell commands load, and how long an office program takes for the sheet."""

from __future__ import annotations

import os
import subprocess
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.drafts import SAMPLES
from benchmarks.figures import Line, Unit
from benchmarks.programs import NotThereError, program_path
from benchmarks.terminal import environment

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.programs import Workshop

ROUNDS = 3
SHEET = SAMPLES / "well-filled.xlsx"
COMMANDS = (("--help",), ("list",), ("check", str(SHEET)), ("check", str(SAMPLES / "well-filled.toml")))
LOADED = """
import contextlib, io, sys
from tui.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main({!r})
sys.stdout.write(str(sum(name.partition(".")[0] == "textual" for name in sys.modules)))
"""


def imports(workshop: Workshop) -> list[Line]:
    """How many modules of Textual a shell command loads."""
    lines = []
    for arguments in COMMANDS:
        command = (sys.executable, "-c", LOADED.format(list(arguments)))
        shown = " ".join(arguments).replace(f"{SAMPLES}{os.sep}", "")
        count = int(_run(command, workshop.folder, {"TIANBAO_HOME": str(workshop.few)}))
        lines.append(Line("modules of Textual loaded", f"tianbao {shown}", Unit.COUNT, [count], limit=0))
    return lines


def sheet(workshop: Workshop) -> list[Line]:
    """The sheet read and drawn by LibreOffice without a window, against the sheet checked in the shell."""
    tianbao, office = "tianbao check", "LibreOffice, to PDF"
    commands: dict[str, tuple[str, ...]] = {tianbao: (sys.executable, "-m", "tui", "check", str(SHEET))}
    try:
        commands[office] = _office(workshop.folder)
    except NotThereError as reason:
        print(f"left out: {reason}", file=sys.stderr)
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS + 1):
        for name, command in commands.items():
            begun = perf_counter()
            _run(command, workshop.folder)
            seconds[name].append(perf_counter() - begun)
    base = seconds[tianbao][1:]
    return [
        Line("the sheet read", name, Unit.SECONDS, values[1:], base if name != tianbao else ())
        for name, values in seconds.items()
    ]


def _office(folder: Path) -> tuple[str, ...]:
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    return (
        *(program_path("soffice"), profile, "--headless"),
        *("--convert-to", "pdf", "--outdir", str(folder / "pdf"), str(SHEET)),
    )


def _run(command: tuple[str, ...], folder: Path, settings: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={**environment(folder), **(settings or {})},
    )
    return done.stdout
