"""The wizard on a screen in memory, with a folder of drafts of its own."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tui.app import TianbaoApp
from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
from tui.forms.answers import Answers
from tui.screens.fill import FillScreen
from tui.widgets.bars import KeyBar

SAMPLES = Path(__file__).parents[2] / "sample_forms"
TRIES = 400
CHARACTERS = {"enter": "\r", "tab": "\t", "space": " "}
ROUNDS = 3
"""How often what a frame has caused is dealt with: a layout, what waited for it, and what that changed."""


class Wizard:
    """A running wizard and the hands that use it."""

    def __init__(self, app: TianbaoApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when the one before it has been dealt with."""
        for key in keys:
            self.app.post_message(events.Key(_key_of(key), _character_of(key)))
            await self._settled()

    async def _settled(self) -> None:
        """Let the app deal with all that it has, and let a screen that was opened come up."""
        app = self.app
        await self.pilot.pause(0)
        await self.until(lambda: app._exit or not app.has_keys_left, "keys dealt with")
        await self.until(lambda: app._exit or bool(app.screen.query(KeyBar)), "the screen")
        for _ in range(ROUNDS):
            await self.pilot.pause(0)

    async def type(self, text: str) -> None:
        """Type characters, which arrive together as from a fast hand or an input method."""
        for char in text:
            key = "enter" if char == "\n" else char
            self.app.post_message(events.Key(_key_of(key), _character_of(key)))
        await self._settled()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self._settled()

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Let the app work until something holds."""
        for _ in range(TRIES):
            if holds():
                return
            await self.pilot.pause(0.01)
        pytest.fail(f"still not so: {what}")

    @property
    def fill(self) -> FillScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, FillScreen))

    @property
    def answers(self) -> Answers:
        return self.fill.draft.answers

    def said(self) -> str:
        """What the bottom bar says or shows."""
        return self.app.screen.query(KeyBar).last().render().plain

    def shown(self) -> str:
        """All that stands on the screen, as text."""
        width, height = self.app.size
        update = self.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in update]
        assert len(lines) == height
        assert width
        return "\n".join(lines)


def _key_of(key: str) -> str:
    """The name of a key, given that or the character that it types."""
    return _character_to_key(key) if len(key) == 1 else key


def _character_of(key: str) -> str | None:
    """What a key types, as the driver tells it."""
    return key if len(key) == 1 else CHARACTERS.get(key)


@asynccontextmanager
async def running(
    folder: Path, draft: Path | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Wizard]:
    app = TianbaoApp(Store(folder), OpenDraft(draft) if draft else None)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Wizard(app, pilot)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    """A copy of the seed's draft in the folder of drafts."""
    path = tmp_path / "seed.toml"
    path.write_bytes((SAMPLES / "seed.toml").read_bytes())
    return path


@pytest.fixture
def half(tmp_path: Path) -> Path:
    """A copy of the half-filled draft in the folder of drafts."""
    path = tmp_path / "half.toml"
    path.write_bytes((SAMPLES / "half-filled.toml").read_bytes())
    return path
