"""The list of the problems: to their places and back, and mended by number."""

import pytest

from tests.plain.talking import play
from tui.drafts.open_draft import OpenDraft
from tui.forms.answers import Place

TABLE = "indicators"


def test_the_gravest_come_first_and_each_has_a_number(half: OpenDraft) -> None:
    said = play(half, ":检查")
    assert "2 个错误，3 个提醒。" in said
    marks = [line[:4] for line in said if line[:1].isdigit() and "：" in line]
    assert marks == ["1 错误", "2 错误", "3 提醒", "4 提醒", "5 提醒"]


def test_a_number_leads_to_the_place(half: OpenDraft) -> None:
    play(half, ":检查", "1", "目标。", "。")
    assert half.answers.fields["annual_goal"] == "目标。"


def test_a_category_that_lacks_rows_leads_to_its_list(half: OpenDraft) -> None:
    said = play(half, ":检查", "3")
    assert "经济效益指标，0 条。" in said


def test_a_problem_is_mended_by_its_number_and_unmended(half: OpenDraft) -> None:
    place = Place("target", TABLE, "r3")
    said = play(half, ":检查", ":改好 2")
    assert half.answers.text(place) == "98"
    assert any("1 个错误" in line for line in said)
    play(half, ":撤销")
    assert half.answers.text(place) == "≥98%"


def test_without_a_number_the_first_that_can_be_is_mended(half: OpenDraft) -> None:
    said = play(half, ":检查", ":改好")
    assert half.answers.text(Place("target", TABLE, "r3")) == "98"
    assert any("（:改好 2 就" in line for line in said)


def test_what_a_fix_does_is_said_once(half: OpenDraft) -> None:
    (line,) = [line for line in play(half, ":检查") if ":改好 2" in line]
    assert line.endswith("（:改好 2 就照这样改）")


def test_an_empty_line_leads_back_to_where_one_asked_for_the_list(half: OpenDraft) -> None:
    said = play(half, "", ":检查", "")
    assert said.count("年度，必填。") == 2


def test_the_list_says_what_can_be_written_there(half: OpenDraft) -> None:
    said = play(half, ":检查")
    assert "写数字去改那一个；用 :检查 过来的，回车就回到刚才那里；:导出 导出表格，:退出 离开。" in said


def test_what_has_no_fix_says_so(half: OpenDraft) -> None:
    before = half.answers
    for order in (":改好 1", ":改好 x"):
        assert any("没有可以自动改好的" in line for line in play(half, ":检查", order))
    assert half.answers == before


@pytest.mark.parametrize("listing", [[], [":检查"]])
@pytest.mark.parametrize("number", ["0", "6", "99"])
def test_a_number_that_no_problem_has_is_told(half: OpenDraft, listing: list[str], number: str) -> None:
    before = half.answers
    said = play(half, *listing, f":改好 {number}")
    assert f"没有第 {number} 个问题，现在有 5 个；:检查 列出全部问题。" in said
    assert not any("没有可以自动改好的" in line for line in said)
    assert half.answers == before


def test_a_number_means_nothing_before_the_problems_were_listed(half: OpenDraft) -> None:
    before = half.answers
    assert "问题还没有列出来；先写 :检查，看清是第几个。" in play(half, ":改好 2")
    assert half.answers == before


def test_a_wrong_number_is_asked_again(half: OpenDraft) -> None:
    assert "请写问题前面的数字，1 到 5。" in play(half, ":检查", "6")


def test_a_form_without_problems_can_be_exported(seed: OpenDraft) -> None:
    seed.set(Place("name", TABLE, "r13"), "办公用纸消耗量")
    said = play(seed, ":j 8", "1", "")
    assert "检查完了，没有发现问题。" in said
    assert "这里没有问题要改。" in said
    assert "已经是最后一项了。" in said
