"""Lines out and lines in: nothing acts on the terminal, nothing unreadable is taken in."""

import pytest

from tests.plain.talking import talk_of
from tui.errors import Unreadable
from tui.plain.talk import Ended, Talk


def test_what_is_said_holds_no_control_characters() -> None:
    said: list[str] = []
    talk_of([], said).say("甲\x1b[31m乙\x07\x9b", "丙\n丁")
    assert said == ["甲 [31m乙  ", "丙", "丁"]


@pytest.mark.parametrize("line", ["甲\x1b[D乙", "甲\x08", "甲\x7f", "\udce4\udcb8", "甲\x00", ":回家"])
def test_a_line_that_cannot_be_used_is_asked_for_again(line: str) -> None:
    said: list[str] = []
    assert talk_of([line, "甲"], said).ask().text == "甲"
    assert len(said) == 1


@pytest.mark.parametrize("line", ["甲\x1b[D乙", ":回家"])
def test_where_nobody_is_there_it_ends_the_script_and_names_the_line(line: str) -> None:
    said: list[str] = []
    talk = talk_of(["甲", line, "乙"], said, patient=False)
    talk.ask()
    with pytest.raises(Unreadable, match="第 2 行"):
        talk.ask()


def test_a_tab_may_stand_in_an_answer() -> None:
    assert talk_of(["甲\t乙"], []).ask().text == "甲\t乙"


def test_picking_goes_on_until_a_number_is_right() -> None:
    said: list[str] = []
    assert talk_of(["3", "乙", "２"], said).pick("甲", "乙") == 1
    assert said[:2] == ["1 甲", "2 乙"]
    assert len(said) == 4


@pytest.mark.parametrize("line", ["", ":q"])
def test_an_empty_line_or_a_command_picks_nothing(line: str) -> None:
    talk = talk_of([line] * 2, [])
    assert talk.pick("甲") is None
    assert talk.words() is None


@pytest.mark.parametrize(
    ("line", "answer"), [("y", True), ("Ｙ", True), ("是", True), ("", False), (":y", False), ("n", False)]
)
def test_only_yes_is_yes(line: str, answer: bool) -> None:
    assert talk_of([line, ""], []).confirm() is answer


@pytest.mark.parametrize(("error", "code"), [(EOFError, 0), (KeyboardInterrupt, 130)])
def test_the_end_of_the_input_ends_the_conversation(error: type[BaseException], code: int) -> None:
    def read() -> str:
        raise error

    with pytest.raises(Ended) as end:
        Talk(read, print).ask()
    assert end.value.code == code
