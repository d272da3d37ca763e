"""The wizard on a screen in memory, with a folder of drafts of its own."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tui.app import TianbaoApp
from tui.drafts.store import Store
from tui.forms.answers import Answers
from tui.screens.fill import FillScreen
from tui.widgets.bars import KeyBar

SAMPLES = Path(__file__).parents[2] / "sample_forms"
TRIES = 400


class Wizard:
    """A running wizard and the hands that use it."""

    def __init__(self, app: TianbaoApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self._settled()

    async def _settled(self) -> None:
        """Let the app deal with every key, and let a screen that one opened come up."""
        app = self.app
        await self.until(lambda: app._exit or not app._busy, "keys dealt with")
        await self.until(lambda: app._exit or bool(app.screen.query(KeyBar)), "the screen")
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        await self.pilot.press(*text)
        await self.pilot.pause()

    async def paste(self, text: str) -> None:
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

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


@asynccontextmanager
async def running(
    folder: Path, draft: Path | None = None, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Wizard]:
    app = TianbaoApp(Store(folder), draft)
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
