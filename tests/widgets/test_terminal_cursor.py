"""Where the terminal's cursor stands in lists and choices."""

from rich.cells import cell_len
from rich.text import Text
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.widgets import Static

from tui.forms.model import Dictionary, Entry
from tui.widgets.choice_field import ChoiceField
from tui.widgets.item_list import ItemList

COMPARISONS = Dictionary(
    label="类型",
    entries=tuple(
        Entry(text=text, key=key, meaning="") for text, key in [("定性", "d"), ("≥", ">"), ("≤", "<")]
    ),
)


class Page(App[None]):
    CSS = "ChoiceField { height: 1; padding: 0 1; } ItemList { height: 3; }"

    def compose(self) -> ComposeResult:
        yield Static("抬头")
        yield ChoiceField(COMPARISONS, "≥")
        yield ItemList(lambda index, width: Text(f"第{index}条"))


async def test_it_stands_on_the_entry_pointed_at_or_chosen() -> None:
    app = Page()
    async with app.run_test() as pilot:
        field = app.query_one(ChoiceField)
        app.screen.set_focus(field)
        await pilot.pause()
        assert app.cursor_position == Offset(1 + cell_len(" 1 定性  "), 1)
        await pilot.press("left")
        assert app.cursor_position == Offset(1, 1)
        await pilot.press("3")
        assert app.cursor_position == Offset(1 + cell_len(" 1 定性   2 ≥  "), 1)


async def test_it_stands_on_the_item_of_a_list_wherever_the_list_is() -> None:
    app = Page()
    async with app.run_test() as pilot:
        items = app.query_one(ItemList)
        items.set_count(9)
        app.screen.set_focus(items)
        await pilot.press("down")
        assert app.cursor_position == Offset(0, 3)
        await pilot.press("down", "down", "down")
        assert app.cursor_position == Offset(0, 4)
        app.query_one(Static).update("抬头\n两行")
        await pilot.pause()
        assert app.cursor_position == Offset(0, 5)
