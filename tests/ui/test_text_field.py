import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.widgets import TextArea

from tui.widgets.text_field import TextField


class Fields(App[None]):
    CSS = "TextField { height: auto; max-height: 6; padding: 0 1; }"

    def compose(self) -> ComposeResult:
        yield TextField("", id="line")
        yield TextField("", lines=True, id="lines")
        yield TextField("2027", digits=4, id="year")
        yield TextField("锁定", locked=True, id="locked")

    def field(self, name: str) -> TextField:
        return self.query_one(f"#{name}", TextField)


@pytest.mark.parametrize("name", ["line", "lines"])
async def test_what_an_input_method_types_arrives(name: str) -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field(name))
        for character in "日\u3000本\u00a0\u200d。":
            app.post_message(events.Key(character, character))
        await pilot.pause()
        assert app.field(name).text == "日\u3000本\u00a0\u200d。"


async def test_a_paste_into_a_line_keeps_all_its_lines() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("line"))
        app.post_message(events.Paste("第一行\r\n第二行\n"))
        await pilot.pause()
        assert app.field("line").text == "第一行 第二行"


async def test_a_paste_into_a_text_keeps_its_line_breaks() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("lines"))
        app.post_message(events.Paste("第一行\r\n第二行"))
        await pilot.pause()
        assert app.field("lines").text == "第一行\n第二行"


async def test_a_year_takes_four_digits_and_is_typed_over() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("year"))
        await pilot.press("2", "x", "0", "2", "4", "9")
        assert app.field("year").text == "2024"


async def test_a_locked_field_stays_as_it_is() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("locked"))
        await pilot.press("a", "backspace", "delete")
        app.post_message(events.Key("\u3000", "\u3000"))
        app.post_message(events.Paste("贴"))
        await pilot.pause()
        assert app.field("locked").text == "锁定"


@pytest.mark.parametrize("name", ["line", "lines"])
async def test_the_terminal_cursor_stands_on_the_drawn_one(name: str) -> None:
    app = Fields()
    async with app.run_test(size=(40, 12)) as pilot:
        field = app.field(name)
        app.screen.set_focus(field)
        await pilot.pause()
        x, y = field.content_region.offset
        assert app.cursor_position == Offset(x, y)
        await pilot.press(*"中文ab")
        assert app.cursor_position == Offset(x + 6, y)
        await pilot.press("left", "left", "left")
        assert app.cursor_position == Offset(x + 2, y)


async def test_showing_a_text_is_not_reported_as_typing() -> None:
    reported: list[str] = []

    class Listening(Fields):
        def on_text_area_changed(self, message: TextArea.Changed) -> None:
            reported.append(message.text_area.text)

    app = Listening()
    async with app.run_test() as pilot:
        app.field("line").show("来自别处")
        await pilot.pause()
        assert app.field("line").text == "来自别处"
        assert reported == []
