"""Random edits in the real program: the terminal's cursor, the drawn one, the screen and the text agree."""

import random
import unicodedata
from functools import partial
from zlib import crc32

import pytest
from wcwidth import wcswidth, wcwidth

from tests.terminal.conftest import Open, Terminal
from tests.terminal.typing_model import Model

pytestmark = pytest.mark.terminal

EDITS = 200
PROGRAM = """
from zlib import crc32
from textual.widgets import Static
from tui.terminal.typeahead import TypeAheadApp
from tui.widgets.text_field import TextField

class Tiny(TypeAheadApp):
    CSS = '''
    TextField { width: 28; height: auto; max-height: 6; padding: 0 1; border: none; margin: 1 2;
                scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    TextField .text-area--cursor { background: ansi_yellow; color: ansi_black; text-style: none; }
    TextField .text-area--selection { background: ansi_cyan; color: ansi_black; }
    '''
    BINDINGS = [("ctrl+r", "tell")]
    asked = changed = 0

    def compose(self):
        yield Static(id="told")
        yield TextField("", lines=%r)

    def on_ready(self):
        self.action_tell()

    def on_text_area_changed(self):
        self.changed += 1

    def action_tell(self):
        self.asked += 1
        field = self.query_one(TextField)
        state = crc32(field.text.encode()), field.wrap_width, self.changed
        self.query_one("#told").update(f"<{self.asked} {' '.join(map(str, state))}>")

app = Tiny()
app.theme = "ansi-dark"
app.run(mouse=False)
"""
ASK = "\x12"
CLUSTERS = [
    *"全年办理三千件，。“”（）≥a1% Ａ한𠮷\u3000",
    *("e\u0301", "❤\ufe0f", "👍🏽", "🇨🇳", "👨\u200d👩\u200d👧"),
]
KEYS = {
    "left": "\x1b[D",
    "right": "\x1b[C",
    "shift+left": "\x1b[1;2D",
    "shift+right": "\x1b[1;2C",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "ctrl+left": "\x1b[1;5D",
    "ctrl+right": "\x1b[1;5C",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "ctrl+w": "\x17",
    "ctrl+a": "\x01",
}


def glyph(cluster: str) -> str:
    """What a terminal that knows no clusters shows in the cells of one."""
    if "🇦" <= cluster[0] <= "🇿":
        return "".join(chr(ord(char) - ord("🇦") + ord("A")) for char in cluster)
    marks = "".join(char for char in cluster[1:] if unicodedata.combining(char))
    return unicodedata.normalize("NFC", cluster[0] + marks) + " " * (wcswidth(cluster) - wcwidth(cluster[0]))


class Field:
    """The field on the emulator's screen, inside its padding."""

    def __init__(self, terminal: Terminal, model: Model) -> None:
        self.terminal, self.model = terminal, model
        self.x, self.y, self.height = 3, 2, 6

    def agrees(self) -> bool:
        """Whether cursor, drawn cursor and rows are those of the model, however far the field is scrolled."""
        screen, model = self.terminal.screen, self.model
        rows, row = model.rows(), model.row()
        top = row - (screen.cursor.y - self.y)
        shown = rows[top : top + self.height] if 0 <= top <= row else []
        start = rows[row][0]
        cursor = len(self._cells(model.clusters[start : model.cursor]))
        return (
            screen.cursor.x == self.x + cursor
            and self._drawn_cursor() == (screen.cursor.x, screen.cursor.y)
            and len(shown) == min(len(rows), self.height)
            and [self._shown(y) for y in range(len(shown))]
            == ["".join(self._cells(model.clusters[one:other])).rstrip() for one, other in shown]
        )

    def _cells(self, clusters: list[str]) -> list[str]:
        """The text of each cell; the second one of a wide character holds none."""
        return [
            cell
            for cluster in clusters
            for char in glyph(cluster)
            for cell in [char, *[""] * (wcwidth(char) - 1)]
        ]

    def _shown(self, y: int) -> str:
        line = self.terminal.screen.buffer[self.y + y]
        return "".join(line[x].data for x in range(self.x, self.x + self.model.width + 1)).rstrip()

    def _drawn_cursor(self) -> tuple[int, int] | None:
        screen = self.terminal.screen
        cells = [(x, y) for y in range(screen.lines) for x in range(screen.columns)]
        return next(((x, y) for x, y in cells if screen.buffer[y][x].bg == "brown"), None)


def edit(chance: random.Random, model: Model, lines: bool) -> str:
    """Do something to the model; gives the bytes that do the same to the field."""
    action = chance.choice(["type"] * 8 + ["paste"] * 2 + ["enter"] * lines + list(KEYS) + ["shift+left"] * 2)
    if action in KEYS:
        model.press(action)
        return KEYS[action]
    clusters = ["\n"] if action == "enter" else chance.choices(CLUSTERS, k=chance.randint(1, 9))
    if action == "paste" and lines:
        clusters += ["\n", *chance.choices(CLUSTERS, k=3)]
    model.put(clusters)
    text = "".join(clusters)
    return {"type": text, "enter": "\r", "paste": f"\x1b[200~{text}\x1b[201~"}[action]


def told(terminal: Terminal) -> list[str]:
    return terminal.shown.partition("<")[2].partition(">")[0].split()


def has_told(terminal: Terminal, state: list[str]) -> bool:
    return told(terminal)[: len(state)] == state


@pytest.mark.parametrize("lines", [False, True])
def test_after_each_of_many_edits_cursor_and_screen_are_right(open_terminal: Open, lines: bool) -> None:
    terminal = open_terminal(code=PROGRAM % lines, term="xterm-256color", size=(60, 20))
    terminal.until(lambda: len(told(terminal)) == 4, "a field")
    chance, model = random.Random(7), Model()
    model.width = int(told(terminal)[2])
    field = Field(terminal, model)
    for number in range(2, EDITS + 2):
        terminal.keys(edit(chance, model, lines), ASK)
        state = [str(number), str(crc32(model.text.encode()))]
        terminal.until(partial(has_told, terminal, state), f"{model.text!r} after edit {number}")
        model.width = int(told(terminal)[2])
        terminal.until(field.agrees, f"{model.text!r}, cursor at {model.cursor}, after edit {number}")


def test_a_packet_of_characters_is_one_change_and_keys_stay_in_order(open_terminal: Open) -> None:
    terminal = open_terminal(code=PROGRAM % True, size=(60, 20))
    terminal.until(lambda: len(told(terminal)) == 4, "a field")
    before = int(told(terminal)[3])
    terminal.keys("全年办理三千件群众满意度" * 8, "\x7f", "\r", "再写一行", ASK)
    text = ("全年办理三千件群众满意度" * 8)[:-1] + "\n再写一行"
    terminal.until(lambda: told(terminal)[0] == "2", "an answer")
    assert told(terminal)[1] == str(crc32(text.encode()))
    assert int(told(terminal)[3]) - before == 4
