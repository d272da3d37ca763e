"""Options that may need several lines each."""

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset

from tui.widgets.options import Options

WIDTH = 12


class Page(App[None]):
    CSS = """
        VerticalScroll { height: auto; max-height: 3; scrollbar-size-vertical: 0; }
        Options { height: auto; }
    """

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Options(["存成（二）表", "覆盖", "[red]"])

    def lines(self) -> list[str]:
        """What stands on the screen down to the last option."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips[:3]]


async def test_a_long_option_goes_on_below_its_own_words() -> None:
    app = Page()
    async with app.run_test(size=(WIDTH, 5)):
        assert app.lines() == [" 1  存成", "    （二）表", " 2  覆盖"]


async def test_the_cursor_goes_from_option_to_option_and_keeps_them_in_view() -> None:
    app = Page()
    async with app.run_test(size=(WIDTH, 5)) as pilot:
        options = app.query_one(Options)
        app.screen.set_focus(options)
        await pilot.press("up", "down")
        assert (options.cursor, app.cursor_position) == (1, Offset(0, 2))
        await pilot.press("down", "down")
        assert (options.cursor, app.cursor_position) == (2, Offset(0, 2))
        assert app.lines() == ["    （二）表", " 2  覆盖", " 3  [red]"]
