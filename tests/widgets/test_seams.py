"""What of Textual's insides the text field stands on: if one of these fails, see what Textual has changed."""

import inspect
import re

import pytest
from textual._xterm_parser import XTermParser
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument
from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import TextArea

from tui.terminal import packets
from tui.widgets.text_field import TextField
from tui.widgets.wrapped_text import Navigator, WrappedText


def asked_of(attribute: str) -> set[str]:
    """What the text area uses of one of its attributes, but for drawing, which the field does itself."""
    source = inspect.getsource(TextArea).replace(inspect.getsource(TextArea._render_line), "")
    return set(re.findall(rf"self\.{attribute}\.(\w+)", source))


def test_the_wrapped_text_answers_all_that_the_text_area_asks() -> None:
    assert asked_of("wrapped_document") <= vars(WrappedText).keys(), (
        "Textual asks the wrapped text something new"
    )


def test_the_navigator_answers_all_that_the_text_area_asks() -> None:
    inherited = {"get_location_at_y_offset", "last_x_offset"}
    assert asked_of("navigator") - inherited <= vars(Navigator).keys(), (
        "Textual asks the navigator something new"
    )


@pytest.mark.parametrize(
    "name",
    [
        "_set_document",
        "_rewrap_and_refresh_virtual_size",
        "_replace_via_keyboard",
        "_delete_via_keyboard",
        "_on_key",
        "_on_paste",
    ],
)
def test_the_text_area_still_has_what_the_field_overrides_or_calls(name: str) -> None:
    used = len(re.findall(rf"self\.{name}\(", inspect.getsource(TextArea)))
    is_handler = name.startswith("_on_")
    assert hasattr(TextArea, name), f"Textual has no TextArea.{name} any more"
    assert used or is_handler, f"Textual calls TextArea.{name} no more"


@pytest.mark.parametrize(("ours", "theirs"), [(WrappedText, WrappedDocument), (Navigator, DocumentNavigator)])
def test_what_is_answered_takes_what_textual_gives(ours: type, theirs: type) -> None:
    both = [name for name in vars(ours) if name in vars(theirs) and inspect.isfunction(vars(theirs)[name])]
    assert both
    for name in both:
        given = list(inspect.signature(vars(theirs)[name]).parameters)
        taken = list(inspect.signature(vars(ours)[name]).parameters)
        assert taken[: len(given)] == given or name == "__init__", f"{theirs.__name__}.{name} has changed"


def test_the_cursor_is_placed_by_one_property() -> None:
    placed = re.findall(r"self\.app\.cursor_position = (.*)", inspect.getsource(TextArea))
    assert set(placed) == {"self.cursor_screen_offset"}, "Textual moves the terminal's cursor in another way"
    assert "cursor_screen_offset" in vars(TextField)


def test_the_driver_looks_at_its_end_once_between_two_reads() -> None:
    source = inspect.getsource(LinuxDriver.run_input_thread)
    assert source.count("exit_event.is_set()") == 1, (
        "Textual's driver loop has changed: packets end elsewhere"
    )
    assert "while not self.exit_event.is_set():" in source
    assert "self.process_message(event)" in source


def test_the_driver_decodes_and_parses_by_names_of_its_module() -> None:
    source = inspect.getsource(LinuxDriver.run_input_thread)
    assert 'getincrementaldecoder("utf-8")()' in source, "Textual's driver decodes in another way"
    assert "XTermParser(self._debug)" in source, "Textual's driver parses in another way"
    packets.in_packets(LinuxDriver)
    assert vars(linux_driver)["XTermParser"] is packets.KnownKeys
    assert vars(linux_driver)["getincrementaldecoder"] is packets._lenient


def test_the_driver_ends_its_thread_in_one_place() -> None:
    assert "self.run_input_thread()" in inspect.getsource(LinuxDriver._run_input_thread)
    assert "target=self._run_input_thread" in inspect.getsource(LinuxDriver.start_application_mode)


def test_the_parser_asks_one_method_for_the_keys_and_leaves_out_the_ignored() -> None:
    source = inspect.getsource(XTermParser.parse)
    assert "sequence_to_key_events = self._sequence_to_key_events" in source
    assert "event.key == Keys.Ignore" in source
