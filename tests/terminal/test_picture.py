"""What is sent, drawn by a terminal emulator, is the picture that was wanted: whatever stood there before."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style

from tests.terminal.emulator import Screen, Stream
from tui.terminal.cells import Cell, cells_of
from tui.terminal.ink import PLAIN, Ink, change, ink_of
from tui.terminal.picture import CLEAR, Picture

WIDTH, HEIGHT = 12, 4
STYLES = [
    Style(),
    Style.parse("bold"),
    Style.parse("white on blue"),
    Style.parse("reverse red"),
    Style.parse("bold reverse"),
    Style.parse("underline"),
    Style.parse("black on cyan"),
]
TEXT = st.one_of(
    st.text(alphabet="a1 -中文，　é≥“🎉", max_size=8),
    st.builds(
        lambda char, count, rest: char * count + rest,
        st.sampled_from(" -中"),
        st.integers(4, WIDTH),
        st.sampled_from(["", "文", "a"]),
    ),
)
PUTS = st.lists(
    st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), TEXT, st.sampled_from(STYLES)),
    max_size=6,
)
Frame = tuple[list[tuple[int, int, str, Style]], tuple[int, int]]
CURSOR = st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1))


def cells(text: str, style: Style = STYLES[0]) -> list[Cell]:
    return cells_of([Segment(text, style)], ColorSystem.STANDARD)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(PUTS, CURSOR), min_size=1, max_size=5), st.booleans())
def test_sending_the_changes_shows_what_sending_everything_shows(frames: list[Frame], repeats: bool) -> None:
    screen, fresh = Screen(WIDTH, HEIGHT), Screen(WIDTH, HEIGHT)
    stream = Stream(screen)
    picture = Picture(WIDTH, HEIGHT)
    for puts, cursor in frames:
        for x, y, text, style in puts:
            picture.put(x, y, cells(text, style))
        stream.feed(picture.changes(cursor, repeats=repeats).encode())
        assert (screen.cursor.x, screen.cursor.y) == cursor
    picture.forget()
    Stream(fresh).feed(picture.changes().encode())
    assert screen.look() == fresh.look()


def test_nothing_is_sent_when_nothing_has_changed() -> None:
    picture = Picture(WIDTH, HEIGHT)
    picture.put(0, 0, cells("中文"))
    assert picture.changes((0, 0)).startswith(CLEAR)
    picture.put(0, 0, cells("中文"))
    assert picture.changes((0, 0)) == ""


def test_only_the_cell_that_differs_is_sent() -> None:
    picture = Picture(WIDTH, HEIGHT)
    picture.put(0, 1, cells("中文"))
    picture.changes()
    picture.put(0, 1, cells("中问"))
    assert picture.changes() == "\x1b[2;3H问"


def test_a_cursor_that_moves_alone_is_sent() -> None:
    picture = Picture(WIDTH, HEIGHT)
    picture.changes((0, 0))
    assert picture.changes((3, 2)) == "\x1b[3;4H"
    assert picture.changes((3, 2)) == ""


def test_blanks_to_the_end_of_a_line_are_erased_at_once() -> None:
    picture = Picture(WIDTH, HEIGHT)
    picture.put(0, 0, cells("x" * WIDTH))
    picture.changes()
    picture.put(0, 0, cells("x" + " " * (WIDTH - 1)))
    assert picture.changes() == "\x1b[;2H\x1b[K"


@pytest.mark.parametrize(("repeats", "sent"), [(False, "=" * 9), (True, "=\x1b[8b")])
def test_a_character_many_times_is_sent_once_to_a_terminal_that_repeats_it(repeats: bool, sent: str) -> None:
    picture = Picture(WIDTH, HEIGHT)
    picture.put(0, 0, cells("=" * 9 + "x"))
    assert picture.changes(repeats=repeats).removeprefix(CLEAR) == f"\x1b[H{sent}x"


def test_a_blank_is_written_in_what_shows_of_its_ink() -> None:
    picture = Picture(WIDTH, HEIGHT)
    picture.put(0, 0, [("中", Ink("37", "44")), ("", Ink("37", "44")), (" ", Ink("", "47"))])
    assert picture.changes().removeprefix(CLEAR) == "\x1b[H\x1b[37;44m中\x1b[47m \x1b[m"


@pytest.mark.parametrize(("x", "left"), [(1, " "), (2, "中")])
def test_a_wide_character_of_which_a_half_is_covered_is_gone(x: int, left: str) -> None:
    picture = Picture(4, 1)
    picture.put(0, 0, cells("中文"))
    picture.put(x, 0, cells("x"))
    assert picture.changes().removeprefix(CLEAR).startswith("\x1b[" if left == " " else f"\x1b[H{left}x")


def test_what_lies_outside_the_screen_is_left_out() -> None:
    picture = Picture(3, 1)
    picture.put(1, 0, cells("中文"))
    picture.put(0, 7, cells("x"))
    picture.put(5, 0, cells("x"))
    assert picture.changes() == f"{CLEAR}\x1b[;2H中"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("中", ["中", ""]),
        ("e\u0301", ["e\u0301"]),
        ("👨\u200d👩\u200d👧", ["👨", ""]),
        ("❤\ufe0f", ["❤", " "]),
        ("🇨🇳", ["C", "N"]),
        ("a\u00a0b", ["a", " ", "b"]),
        ("a\x1b[31mb", list("a[31mb")),
        ("\u3000", ["\u3000", ""]),
    ],
)
def test_only_what_terminals_agree_on_is_drawn(text: str, drawn: list[str]) -> None:
    assert [cell for cell, _ in cells(text)] == drawn


@given(st.text(st.characters(), max_size=20))
def test_cells_are_as_many_as_the_text_is_wide(text: str) -> None:
    drawn = cells(text)
    assert len(drawn) == split_graphemes(text)[1]
    assert not any("\x1b" in cell for cell, _ in drawn)


@pytest.mark.parametrize(
    ("before", "after", "sent"),
    [
        (PLAIN, PLAIN, ""),
        (PLAIN, Ink("37", "44"), "\x1b[37;44m"),
        (Ink("37", "44"), PLAIN, "\x1b[m"),
        (Ink("37", "44"), Ink("30", "44"), "\x1b[30m"),
        (Ink("37", "44", frozenset("1")), Ink("37", "44"), "\x1b[0;37;44m"),
        (Ink("37", "44"), Ink("", "44"), "\x1b[39m"),
    ],
)
def test_the_shortest_way_to_another_ink(before: Ink, after: Ink, sent: str) -> None:
    assert change(before, after) == sent


@pytest.mark.parametrize(
    ("style", "system", "ink"),
    [
        ("white on blue", ColorSystem.STANDARD, Ink("37", "44")),
        ("default on default", ColorSystem.STANDARD, PLAIN),
        ("#ff0000", ColorSystem.TRUECOLOR, Ink("38;2;255;0;0")),
        ("white on blue", None, Ink("", "", frozenset("4"))),
        ("black on cyan", None, Ink("", "", frozenset("7"))),
        ("bold red", None, Ink("", "", frozenset("1"))),
    ],
)
def test_ink_for_so_many_colours(style: str, system: ColorSystem | None, ink: Ink) -> None:
    assert ink_of(Style.parse(style), system) == ink
