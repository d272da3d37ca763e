"""What Textual finds in the environment."""

import pytest

from tui.terminal.environment import prepare


@pytest.mark.parametrize(
    ("found", "delay"),
    [
        ({}, "100"),
        ({"SSH_CONNECTION": "10.0.0.1 5000 10.0.0.2 22"}, "300"),
        ({"SSH_TTY": "/dev/pts/3"}, "300"),
        ({"SSH_TTY": "", "REMOTEHOST": ""}, "100"),
        ({"SSH_TTY": "/dev/pts/3", "ESCDELAY": "50"}, "50"),
    ],
)
def test_esc_is_quick_here_and_safe_over_a_network(found: dict[str, str], delay: str) -> None:
    prepare(found)
    assert found["ESCDELAY"] == delay


def test_what_the_user_has_set_stays() -> None:
    found = {"TEXTUAL_DISABLE_KITTY_KEY": ""}
    prepare(found)
    assert found["TEXTUAL_DISABLE_KITTY_KEY"] == ""
    assert found["TEXTUAL_ANIMATIONS"] == "none"


def test_the_size_is_that_of_the_window() -> None:
    found = {"COLUMNS": "80", "LINES": "24"}
    prepare(found)
    assert not {"COLUMNS", "LINES"} & found.keys()
