import pytest
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widgets import TextArea

from tui.terminal.typeahead import TypeAheadApp
from tui.widgets.text_field import TextField

FAMILY = "👨\u200d👩\u200d👧"


class Fields(TypeAheadApp[None]):
    CSS = "TextField { height: auto; max-height: 6; padding: 0 1; }"

    def compose(self) -> ComposeResult:
        yield TextField("", id="line")
        yield TextField("", lines=True, id="lines")
        yield TextField("2027", digits=4, id="year")
        yield TextField("锁定", locked=True, id="locked")

    def field(self, name: str) -> TextField:
        return self.query_one(f"#{name}", TextField)


async def type_at_once(app: Fields, pilot: Pilot[None], text: str) -> None:
    """Let characters arrive together; a pilot does not know the keys of Chinese signs."""
    for character in text:
        app.post_message(events.Key(character, character))
    await pilot.pause()


@pytest.mark.parametrize("name", ["line", "lines"])
async def test_what_an_input_method_types_arrives(name: str) -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field(name))
        await type_at_once(app, pilot, "日\u3000本\u00a0\u200d。\ue000")
        assert app.field(name).text == "日\u3000本\u00a0\u200d。\ue000"


@pytest.mark.parametrize("character", ["\x00", "\x7f", "\ud800", "\u2028", ""])
async def test_what_no_text_may_hold_is_not_typed(character: str) -> None:
    app = Fields()
    async with app.run_test():
        assert not app.field("lines").check_consume_key("key", character)


async def test_what_arrives_together_is_one_change() -> None:
    changes: list[str] = []

    class Listening(Fields):
        def on_text_area_changed(self, message: TextArea.Changed) -> None:
            changes.append(message.text_area.text)

    app = Listening()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("lines"))
        for character in "群众满意":
            app.post_message(events.Key(character, character))
        app.post_message(events.Key("enter", "\r"))
        for character in "三千件":
            app.post_message(events.Key(character, character))
        await pilot.pause()
        assert changes == ["群众满意", "群众满意\n", "群众满意\n三千件"]


async def test_digits_that_arrive_together_fill_a_year_as_far_as_they_fit() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("year"))
        await type_at_once(app, pilot, "20年249")
        assert app.field("year").text == "2024"


async def test_a_key_behind_tab_goes_into_the_next_field() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("line"))
        for key, character in [("甲", "甲"), ("乙", "乙"), ("tab", "\t"), ("丙", "丙"), ("丁", "丁")]:
            app.post_message(events.Key(key, character))
        await pilot.pause()
        assert (app.field("line").text, app.field("lines").text) == ("甲乙", "丙丁")


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["backspace"], f"家{FAMILY}"),
        (["left", "backspace"], "家e\u0301"),
        (["home", "delete", "delete"], "e\u0301"),
        (["left", "left", "x"], f"家x{FAMILY}e\u0301"),
        (["home", "right", "right", "x"], f"家{FAMILY}xe\u0301"),
        (["left", "shift+left", "x"], "家xe\u0301"),
        (["home", "shift+right", "shift+right", "x"], "xe\u0301"),
    ],
)
async def test_keys_do_not_stop_within_a_cluster(keys: list[str], text: str) -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.field("lines").show(f"家{FAMILY}e\u0301")
        app.screen.set_focus(app.field("lines"))
        await pilot.press("end", *keys)
        assert app.field("lines").text == text


async def test_up_and_down_keep_the_column_and_stop_before_a_cluster() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.field("lines").show(f"全年办理\n{FAMILY}件件件\n一二三")
        app.screen.set_focus(app.field("lines"))
        await pilot.press("up", "home", "right", "up")
        assert app.field("lines").cursor_location == (0, 1)
        await pilot.press("right", "down")
        assert app.field("lines").cursor_location == (1, len(FAMILY) + 1)
        await pilot.press("left", "down")
        assert app.field("lines").cursor_location == (2, 1)


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["ctrl+w"], "达到95%，群众满意"),
        (["ctrl+w", "ctrl+w"], "达到95%，群众"),
        (["ctrl+left", "x"], "达到95%，x群众满意。"),
        (["ctrl+left", "ctrl+left", "x"], "达到x95%，群众满意。"),
        (["home", "ctrl+right", "x"], "达到x95%，群众满意。"),
        (["home", "ctrl+w"], "达到95%，群众满意。"),
        (["shift+home", "ctrl+w"], ""),
    ],
)
async def test_words_are_jumped_over_and_deleted(keys: list[str], text: str) -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.field("line").show("达到95%，群众满意。")
        app.screen.set_focus(app.field("line"))
        await pilot.press("end", *keys)
        assert app.field("line").text == text


async def test_words_lead_from_line_to_line() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.field("lines").show("一\n二")
        app.screen.set_focus(app.field("lines"))
        await pilot.press("home", "ctrl+left")
        assert app.field("lines").cursor_location == (0, 1)
        await pilot.press("ctrl+right")
        assert app.field("lines").cursor_location == (1, 0)
        await pilot.press("ctrl+w")
        assert app.field("lines").text == "一二"


async def test_the_end_of_a_broken_line_is_behind_its_last_character() -> None:
    app = Fields()
    async with app.run_test(size=(13, 12)) as pilot:
        field = app.field("lines")
        field.show("全年办理三千件")
        app.screen.set_focus(field)
        x, y = field.content_region.offset
        await pilot.press("up", "end")
        assert (field.cursor_location, app.cursor_position) == ((0, 5), Offset(x + 10, y))
        await pilot.press("home")
        assert app.cursor_position == Offset(x, y)
        await pilot.press("end", "left", "right")
        assert (field.cursor_location, app.cursor_position) == ((0, 5), Offset(x, y + 1))
        await pilot.press("up", "end")
        await type_at_once(app, pilot, "，")
        assert field.text == "全年办理三，千件"


async def test_a_full_line_leaves_a_cell_for_the_cursor() -> None:
    app = Fields()
    async with app.run_test(size=(13, 12)) as pilot:
        field = app.field("lines")
        app.screen.set_focus(field)
        await type_at_once(app, pilot, "全年办理\u3000")
        x, y = field.content_region.offset
        assert app.cursor_position == Offset(x + 10, y)
        assert field.content_region.right == x + 11


async def test_a_paste_into_a_line_keeps_all_its_lines() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("line"))
        app.post_message(events.Paste("第一行\r\n第二行\n"))
        await pilot.pause()
        assert app.field("line").text == "第一行 第二行"


@pytest.mark.parametrize(("name", "refusals"), [("line", 1), ("locked", 0)])
async def test_only_a_line_that_takes_a_paste_says_that_its_lines_were_joined(
    name: str, refusals: int
) -> None:
    reasons: list[str] = []

    class Listening(Fields):
        def on_text_field_refused(self, message: TextField.Refused) -> None:
            reasons.append(message.reason)

    app = Listening()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field(name))
        app.post_message(events.Paste("第一行\n第二行"))
        await pilot.pause()
        assert len(reasons) == refusals
        assert app.field("locked").text == "锁定"


async def test_what_was_copied_here_is_pasted_into_a_line_as_one_line() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.field("lines").show("第一行\n第二行")
        app.screen.set_focus(app.field("lines"))
        await pilot.press("ctrl+a", "ctrl+c")
        app.screen.set_focus(app.field("line"))
        await pilot.press("ctrl+v")
        assert app.field("line").text == "第一行 第二行"


@pytest.mark.parametrize(("name", "text"), [("line", "他说“好” 第二行"), ("lines", "他说“好”\n第二行")])
async def test_a_cell_copied_in_a_sheet_comes_without_its_quotes(name: str, text: str) -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field(name))
        app.post_message(events.Paste('"他说“好”\n第二行"\r\n'))
        await pilot.pause()
        assert app.field(name).text == text


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


async def test_a_text_shown_in_another_field_leaves_the_terminal_cursor_where_it_is() -> None:
    app = Fields()
    async with app.run_test() as pilot:
        app.screen.set_focus(app.field("line"))
        await pilot.press("中")
        before = app.cursor_position
        app.field("lines").show("来自别处")
        await pilot.pause()
        assert app.cursor_position == before


async def test_the_terminal_cursor_goes_along_when_a_field_above_grows() -> None:
    app = Fields()
    async with app.run_test(size=(40, 20)) as pilot:
        app.screen.set_focus(app.field("lines"))
        await pilot.pause()
        before = app.cursor_position
        app.field("line").show("甲" * 40)
        await pilot.pause()
        assert app.cursor_position == before + Offset(0, 2)


async def test_the_terminal_cursor_stays_on_the_drawn_one_in_another_window_size() -> None:
    app = Fields()
    async with app.run_test(size=(40, 20)) as pilot:
        field = app.field("lines")
        app.screen.set_focus(field)
        await pilot.press(*"全年办理三千件")
        await pilot.resize_terminal(13, 20)
        await pilot.pause()
        assert app.cursor_position == field.content_region.offset + Offset(4, 1)
