"""After any keys, what has been sent bit by bit shows what the screen would show if it were sent anew."""

import random
from pathlib import Path

import pytest
from textual._compositor import LayoutUpdate

from tests.terminal.emulator import Screen, Stream
from tests.ui.conftest import Wizard
from tui.app import TianbaoApp
from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
from tui.terminal.picture import Picture

SIZE = (80, 24)
SIZES = [SIZE, (60, 20), (100, 30), (40, 10)]
STEPS = 60
TYPED = [
    *"甲乙，。（）“≥”—…√a1 .%\u3000\u00a0é",
    "e\u0301",
    "👨\u200d👩\u200d👧",
    "🇨🇳",
    "❤\ufe0f",
    "𠮷",
    "ก็",
    "\u202e",
]
PASTED = ["甲\n乙", "a\tb\n名称\t≥\t100\n质量\t=\t2\n", "好" * 40]
KEYS = [
    *("tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("enter", "escape", "backspace", "delete", "shift+left", "shift+up", "ctrl+a", "ctrl+w", "ctrl+k"),
    *("ctrl+x", "ctrl+v", "ctrl+z", "ctrl+y", "f1", "f3", "f4", "f5", "f8", "f9", "f10"),
]
OFTEN = ["down", "enter", "tab", "pagedown"]


class Drawn:
    """The wizard in memory, with a terminal that it draws on."""

    def __init__(self, app: TianbaoApp, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app = app
        self.resized_to(SIZE)
        monkeypatch.setattr(TianbaoApp, "_is_shown", property(lambda app: app._running))
        monkeypatch.setattr(app, "_send", lambda sequence: self._stream.feed(sequence.encode()))

    def resized_to(self, size: tuple[int, int]) -> None:
        """Have a terminal of that size, with nothing on it."""
        self.terminal = Screen(*size)
        self._stream = Stream(self.terminal)

    def sent_anew(self) -> Screen:
        """What a terminal shows that is sent the whole screen."""
        app, size = self.app, self.app.size
        update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
        assert isinstance(update, LayoutUpdate)
        drawn, app._picture = app._picture, Picture(*size)
        app._take(update)
        anew, app._picture = app._picture, drawn
        fresh = Screen(*size)
        Stream(fresh).feed(anew.changes().encode())
        return fresh


async def do_something(wizard: Wizard, drawn: Drawn, chance: random.Random) -> str:
    """Type, press, paste or resize; says what."""
    kind = chance.random()
    if kind < 0.4:
        text = "".join(chance.choices(TYPED, k=chance.randint(1, 6)))
        await wizard.type(text)
        return text
    if kind < 0.92:
        key = chance.choice(OFTEN if chance.random() < 0.3 else KEYS)
        await wizard.press(key)
        return key
    if kind < 0.96:
        text = chance.choice(PASTED)
        await wizard.paste(text)
        return text
    size = chance.choice(SIZES)
    drawn.resized_to(size)
    await wizard.pilot.resize_terminal(*size)
    return str(size)


@pytest.mark.parametrize("seed", [0, 1, 2, 4])
async def test_what_was_sent_bit_by_bit_shows_the_whole_screen(
    half: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(half.parent)
    chance, done = random.Random(seed), []
    app = TianbaoApp(Store(half.parent), OpenDraft(half))
    drawn = Drawn(app, monkeypatch)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        wizard = Wizard(app, pilot)
        for _ in range(STEPS):
            done.append(await do_something(wizard, drawn, chance))
            if app._exit:
                break
            await wizard.until(
                lambda: drawn.terminal.look() == drawn.sent_anew().look(), f"all drawn after {done[-5:]}"
            )
