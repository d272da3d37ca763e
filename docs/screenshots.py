"""Draw what the program shows, as SVG: `make screenshots`.

The real program runs in a pseudo terminal on copies of the samples.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from benchmarks.terminal import COLUMNS, LINES, Terminal

if TYPE_CHECKING:
    import pyte

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
HERE = Path(tempfile.gettempdir()) / "预算"
"""Where the program runs; it is made for each scene, and removed."""
CELL_WIDTH, CELL_HEIGHT, BASELINE = 9, 22, 17
NARROW_FONT = 'font-family="\'DejaVu Sans Mono\',Menlo,monospace" font-size="15"'
WIDE_FONT = "font-family=\"'Noto Sans Mono CJK SC','PingFang SC',NSimSun,monospace\" font-size=\"18\""
QUIET = 0.7
"""Seconds without output after which a screen is taken as complete."""

NAMES = ("black", "red", "green", "brown", "blue", "magenta", "cyan", "white")


class Client(NamedTuple):
    """A program to look through: its environment, the colours it makes of the eight, ink and paper."""

    environment: dict[str, str]
    colours: tuple[str, ...]
    ink: str
    paper: str


CLIENTS = {
    "16": Client(
        {"TERM": "xterm"},
        ("#000000", "#bb0000", "#00bb00", "#bbbb00", "#0000bb", "#bb00bb", "#00bbbb", "#bbbbbb"),
        "#bbbbbb",
        "#000000",
    ),
    "truecolor": Client(
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        ("#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc"),
        "#383a42",
        "#fafafa",
    ),
}
"""PuTTY as it is installed, dark; a terminal of today, light."""

UNIT = "南县中鱼口镇党群和政务服务中心"
DRAFTS = {"well-filled": f"{UNIT}_2024", "half-filled": f"{UNIT}_2024-2"}
"""The samples, and the names of the drafts that are made of them."""
ENTER, DOWN, PAGE_DOWN, F3, F4, F9 = "\r", "\x1b[B", "\x1b[6~", "\x1bOR", "\x1bOS", "\x1b[20~"
SCENES: dict[str, tuple[str, list[str]]] = {
    "home": ("", []),
    "fields": ("half-filled", [PAGE_DOWN]),
    "grid": ("half-filled", [PAGE_DOWN] * 3 + [DOWN] * 3),
    "row": ("well-filled", [PAGE_DOWN] * 3 + [DOWN, ENTER]),
    "problems": ("half-filled", [F4]),
    "export": ("well-filled", [F9]),
}
"""What to open, and what to press then."""


def main() -> None:
    """Draw every scene in every client."""
    FOLDER.mkdir(exist_ok=True)
    for client_name, client in CLIENTS.items():
        for scene, (draft, keys) in SCENES.items():
            screen = _screen(client, draft, keys)
            (FOLDER / f"{scene}-{client_name}.svg").write_text(_svg(screen, client), encoding="utf-8")
            print(f"{scene}-{client_name}.svg")


def _screen(client: Client, draft: str, keys: list[str]) -> pyte.Screen:
    home = HERE / "填报"
    home.mkdir(parents=True)
    for sample, draft_name in DRAFTS.items():
        shutil.copy(ROOT / "sample_forms" / f"{sample}.toml", home / f"{draft_name}.toml")
    command = [sys.executable, "-m", "tui", *(["edit", DRAFTS[draft]] if draft else [])]
    with Terminal(command, HERE, {**client.environment, "TIANBAO_HOME": home.name}) as terminal:
        terminal.ready("F1", QUIET)
        for key in keys:
            terminal.press(key, QUIET)
    shutil.rmtree(HERE)
    return terminal.screen


def _svg(screen: pyte.Screen, client: Client) -> str:
    width, height = COLUMNS * CELL_WIDTH + 20, LINES * CELL_HEIGHT + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">',
        f'<rect width="{width}" height="{height}" rx="8" fill="{client.paper}"/>',
        '<g transform="translate(10 10)">',
    ]
    for y in range(LINES):
        parts += _line(screen, y, client)
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _line(screen: pyte.Screen, y: int, client: Client) -> list[str]:
    cells = [(x, screen.buffer[y][x]) for x in range(COLUMNS)]
    top = y * CELL_HEIGHT
    parts = []
    for paper, run in groupby(cells, lambda cell: _look(cell[1], client).paper):
        group = list(run)
        if paper != client.paper:
            size = f'width="{len(group) * CELL_WIDTH}" height="{CELL_HEIGHT}"'
            parts.append(f'<rect x="{group[0][0] * CELL_WIDTH}" y="{top}" {size} fill="{paper}"/>')
    for look, run in groupby(cells, lambda cell: _look(cell[1], client)):
        for x, text in _words(list(run)):
            place = f'x="{x * CELL_WIDTH}" y="{top + BASELINE}"'
            font = WIDE_FONT if east_asian_width(text[0]) in "WF" else NARROW_FONT
            parts.append(f'<text {place} {font} fill="{look.ink}"{look.weight}>{escape(text)}</text>')
    return parts


def _words(cells: list[tuple[int, pyte.screens.Char]]) -> list[tuple[int, str]]:
    """Column and text of what is drawn in one go: only where the font surely keeps to the cells."""
    words: list[tuple[int, str]] = []
    end, kind = -1, ""
    for x, cell in cells:
        if not cell.data.strip():
            continue
        here = "narrow" if cell.data.isascii() else "wide" if east_asian_width(cell.data[0]) in "WF" else ""
        if x == end and here and here == kind:
            words[-1] = (words[-1][0], words[-1][1] + cell.data)
        else:
            words.append((x, cell.data))
        end, kind = x + (2 if here == "wide" else 1), here
    return words


class Look(NamedTuple):
    """How a cell is drawn: two colours, and what makes its text bold."""

    ink: str
    paper: str
    weight: str


def _look(cell: pyte.screens.Char, client: Client) -> Look:
    colours = dict(zip(NAMES, client.colours, strict=True))
    ink, paper = colours.get(cell.fg, client.ink), colours.get(cell.bg, client.paper)
    if cell.reverse:
        ink, paper = paper, ink
    return Look(ink, paper, ' font-weight="bold"' if cell.bold else "")


if __name__ == "__main__":
    main()
