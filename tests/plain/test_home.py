"""The list of drafts, line by line."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.plain.talking import talk_of
from tui.drafts.store import Store
from tui.errors import Unreadable
from tui.forms.answers import empty_answers
from tui.forms.model import Form
from tui.plain.home import HELP, Home
from tui.plain.talk import Ended

SAMPLES = Path(__file__).parents[2] / "sample_forms"


def visit(store: Store, *lines: str) -> list[str]:
    """What is said to these lines, after which one leaves."""
    said: list[str] = []
    Home(store, talk_of([*lines, "q"], said)).run()
    return said


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "drafts")


@pytest.mark.parametrize("word", ["n", "新建", "Ｎ"])
def test_a_new_draft_of_the_form_one_picks(store: Store, word: str) -> None:
    said = visit(store, word, "2", "设备更新项目", ":q")
    assert "还没有草稿。" in said
    assert store.names()[0].startswith("项目支出_")
    assert "项目名称，必填。" in said


def test_a_file_becomes_a_draft_that_is_opened(store: Store) -> None:
    said = visit(store, "i", f'"{SAMPLES / "seed.xlsx"}"', ":q")
    assert "已成为草稿“南县中鱼口镇党群和政务服务中心_2024”。" in said
    assert "1 南县中鱼口镇党群和政务服务中心_2024，2024 年，整体绩效，填了 7/7 步，没有错误" in said


def test_a_sample_is_opened_as_a_copy(store: Store) -> None:
    visit(store, "s", "2", ":q")
    assert len(store.names()) == 1


@pytest.mark.parametrize("lines", [("i", ""), ("n", ""), ("s", ""), ("i", "没有.xlsx")])
def test_what_is_not_wanted_or_cannot_be_makes_no_draft(store: Store, lines: tuple[str, str]) -> None:
    visit(store, *lines)
    assert store.names() == []


def test_a_draft_is_opened_by_its_number(store: Store, form: Form) -> None:
    store.create(form, empty_answers(form, 2024), "甲")
    assert "部门单位名称，必填。" in visit(store, "1", ":q")


@pytest.mark.parametrize(
    ("name", "unit", "line"),
    [
        ("甲", "某单位", "1 甲，某单位，2026 年，整体绩效，"),
        ("甲", " ", "1 甲，单位没填，2026 年，整体绩效，"),
        ("某单位_2025", "某单位", "1 某单位_2025，2026 年，整体绩效，"),
    ],
)
def test_a_draft_is_listed_with_unit_and_year(
    store: Store, form: Form, name: str, unit: str, line: str
) -> None:
    answers = empty_answers(form, 2026)
    store.create(form, replace(answers, fields={**answers.fields, "unit_name": unit}), name)
    assert visit(store)[1].startswith(line)


@pytest.mark.parametrize("line", [":帮助", "：？", ":h", "帮助", "？"])
def test_the_help_says_what_can_be_written_at_the_list(store: Store, line: str) -> None:
    said = visit(store, line)
    assert [text for text in said if text.startswith("  ")] == list(HELP[1:])
    assert not any("份也没有" in text for text in said)


def test_any_other_command_is_told_where_the_help_is(store: Store) -> None:
    assert "还没有打开草稿，这里不能用这个命令；:帮助 看这里可以写什么。" in visit(store, ":检查")


def test_many_drafts_are_found_by_a_part_of_their_name(store: Store, form: Form) -> None:
    for number in range(23):
        store.create(form, empty_answers(form, 2024), f"单位{number:02}")
    said = visit(store, "位07", "", "没有的")
    assert "还有 3 份，写名字里的几个字来找。" in said
    place = said.index("名字里有“位07”的草稿：")
    assert said[place + 1].startswith("1 单位07，")
    assert "名字里有“没有的”的草稿一份也没有。" in said


def test_a_draft_that_cannot_be_read_is_listed_with_the_reason(store: Store) -> None:
    store.folder.mkdir()
    store.path("坏").write_text("a = 1\n", encoding="utf-8")
    said = visit(store, "1")
    assert said[1].startswith("1 坏，读不出来：")


@pytest.mark.parametrize("line", ["没有的", "9", ":检查"])
def test_a_script_stops_at_a_line_that_opens_nothing(store: Store, form: Form, line: str) -> None:
    store.create(form, empty_answers(form, 2024), "甲")
    with pytest.raises(Unreadable, match="第 1 行"):
        Home(store, talk_of([line, "q"], [], patient=False)).run()


def test_a_script_that_stops_in_a_draft_says_so_once(store: Store, form: Form) -> None:
    store.create(form, empty_answers(form, 2024), "甲")
    with pytest.raises(Unreadable) as stop:
        Home(store, talk_of(["1", ":回家"], [], patient=False)).run()
    assert str(stop.value).count("停在这里") == 1


def test_the_end_of_the_input_ends_the_list_too(store: Store) -> None:
    with pytest.raises(Ended):
        Home(store, talk_of([], [])).run()
