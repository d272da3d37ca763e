"""A text of several lines over an older one: the way out of it, and commands without their colon."""

import pytest

from tests.plain.talking import play
from tui.drafts.draft_file import read_draft
from tui.drafts.open_draft import OpenDraft
from tui.errors import Unreadable
from tui.forms.answers import Place
from tui.plain.filling import fill
from tui.plain.talk import Ended, Talk

OLD = "1.受理。\n2.指导。"


@pytest.fixture
def filled(empty: OpenDraft) -> OpenDraft:
    """A draft with two lines of duties and the name of its unit."""
    empty.set(Place("duties"), OLD)
    empty.set(Place("unit_name"), "某单位")
    return empty


def duties(draft: OpenDraft) -> str:
    return read_draft(draft.path).answers.fields["duties"]


def asked_back(said: list[str], name: str) -> int:
    """How often the program doubted that this is an answer."""
    return sum(line.startswith(f"“{name}”没有填进去") for line in said)


@pytest.mark.parametrize("name", ["帮助", "退出", "检查", "撤销", "上一项", "下一步", "跳过", " q ", "？"])
@pytest.mark.parametrize("then", [[], [""], ["。"], [":跳过"], [":退出"], [":帮助"], [":上一项"]])
def test_a_command_without_its_colon_is_no_text(filled: OpenDraft, name: str, then: list[str]) -> None:
    said = play(filled, ":j 2", name, *then)
    assert duties(filled) == OLD
    assert asked_back(said, name.strip()) == 1
    assert not any("会被换掉" in line for line in said)


def test_help_in_the_middle_of_a_text_does_not_end_it(filled: OpenDraft) -> None:
    said = play(filled, ":j 2", "一", ":帮助", "二", "。")
    assert duties(filled) == "一\n二"
    assert any(line.startswith("正在写这一项。") for line in said)


def test_what_is_doubted_names_the_command_and_how_to_mean_it(filled: OpenDraft) -> None:
    said = play(filled, ":j 2", "帮助")
    assert "“帮助”没有填进去：要用这个命令，写 :帮助；真要填这几个字，再写一次“帮助”。" in said


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["帮助", "帮助", "。"], "帮助"),
        (["::帮助", "。"], "帮助"),
        (["帮助", "::帮助", "。"], "帮助"),
        (["帮助", "三", "。"], "三"),
        (["三", "帮助", "帮助", "帮助", "帮助", "。"], "三\n帮助\n帮助"),
        (["三", "退出", "四", "。"], "三\n四"),
        (["三", "退出", ":跳过"], OLD),
        (["三", "退出"], f"{OLD}\n三"),
        (["退出", "检查", "检查", "。"], "检查"),
        ([":追加", "退出", ":退出"], OLD),
        ([":追加", "三", "退出", "。"], f"{OLD}三"),
    ],
)
def test_it_is_text_when_it_is_meant(filled: OpenDraft, lines: list[str], text: str) -> None:
    play(filled, ":j 2", *lines)
    assert duties(filled) == text


@pytest.mark.parametrize(("lines", "text"), [(["退出"], ""), (["一", "退出", "二", "。"], "一\n二")])
def test_it_is_asked_back_while_a_first_text_is_written_too(
    empty: OpenDraft, lines: list[str], text: str
) -> None:
    assert asked_back(play(empty, ":j 2", *lines), "退出") == 1
    assert duties(empty) == text


@pytest.mark.parametrize(("lines", "name"), [(["退出"], "某单位"), (["退出", "退出"], "退出"), (["q"], "q")])
def test_a_filled_line_gives_way_to_a_word_that_commands_only_when_it_is_meant(
    filled: OpenDraft, lines: list[str], name: str
) -> None:
    play(filled, *lines)
    assert read_draft(filled.path).answers.fields["unit_name"] == name


def test_a_script_stops_at_a_command_without_its_colon(filled: OpenDraft) -> None:
    with pytest.raises(Unreadable, match=r"第 3 行.*写 ::退出。"):
        play(filled, ":j 2", "三", "退出", "。", patient=False)
    assert duties(filled) == f"{OLD}\n三"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["三"], f"{OLD}\n三\n半"),
        (["三", "退出"], f"{OLD}\n三\n半"),
        (["退出"], f"{OLD}\n半"),
        ([":清空", "退出"], "半"),
        ([":追加", "三", "退出"], f"{OLD}三\n半"),
    ],
)
def test_a_half_line_is_kept_in_the_middle_of_it_all(filled: OpenDraft, lines: list[str], text: str) -> None:
    typed = iter([":j 2", *lines])

    def read() -> str:
        for line in typed:
            return line
        raise Ended("终端断开了", 129, "半")

    with pytest.raises(Ended):
        fill(filled, Talk(read, list[str]().append))
    assert duties(filled) == text


@pytest.mark.parametrize(("lines", "count"), [(["错的"], 1), (["错的", "", "四"], 3)])
def test_skipping_drops_what_was_to_take_the_place_of_a_text(
    filled: OpenDraft, lines: list[str], count: int
) -> None:
    said = play(filled, ":j 2", *lines, ":跳过")
    assert duties(filled) == OLD
    assert f"刚写的 {count} 行不要了，原来的 {len(OLD)} 字没有改动。" in said
    assert said[said.index("第 3 步，共 8 步：年度总体目标") + 1] == "年度总体目标，必填。"


def test_skipping_leaves_what_took_nothings_place(empty: OpenDraft) -> None:
    play(empty, ":j 2", "一", ":跳过")
    assert duties(empty) == "一"
