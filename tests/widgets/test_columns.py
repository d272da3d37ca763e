"""Text in columns: every Chinese character is two cells wide."""

import pytest
from rich.cells import cell_len

from tui.widgets.columns import fit, fit_mark, fit_right


@pytest.mark.parametrize(
    ("text", "width", "fitted"),
    [
        ("办件量", 8, "办件量  "),
        ("办件量", 6, "办件量"),
        ("办件量", 5, "办.. "),
        ("a\n办", 5, "a 办 "),
        ("办", 1, "."),
        ("", 2, "  "),
    ],
)
def test_text_takes_exactly_its_room_and_shows_where_it_was_cut(text: str, width: int, fitted: str) -> None:
    assert fit(text, width) == fitted
    assert cell_len(fitted) == width


@pytest.mark.parametrize(("text", "fitted"), [("7/7", "  7/7"), ("办件量", "办.. ")])
def test_text_at_the_right(text: str, fitted: str) -> None:
    assert fit_right(text, 5) == fitted


@pytest.mark.parametrize("mark", ["×", "!", " "])
@pytest.mark.parametrize("width", [1, 2])
def test_every_mark_takes_the_room_of_the_widest(
    monkeypatch: pytest.MonkeyPatch, mark: str, width: int
) -> None:
    monkeypatch.setattr("tui.widgets.columns.ambiguous_width", lambda: width)
    assert fit_mark(mark) == mark.ljust(width)
