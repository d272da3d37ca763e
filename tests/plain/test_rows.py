"""The rows of a category: added, changed, deleted, copied, moved by their numbers."""

from dataclasses import replace

import pytest

from tests.plain.talking import play
from tui.drafts.draft_file import read_draft
from tui.drafts.open_draft import OpenDraft
from tui.forms.answers import Place, Row

TABLE = "indicators"
OUTPUT = ":j 4"


def names(draft: OpenDraft, level2: str = "数量指标") -> list[str]:
    """The names of a category's rows in the file."""
    rows = read_draft(draft.path).answers.rows(TABLE)
    return [row["name"] for row in rows if row["level2"] == level2]


def test_a_row_is_asked_cell_by_cell_and_belongs_to_its_category(empty: OpenDraft) -> None:
    said = play(empty, OUTPUT, "", "a", "合格率", "3", "98", "%", "", "")
    (row,) = empty.answers.rows(TABLE)
    assert [row[role] for role in ("level1", "level2", "name", "comparison", "target", "unit")] == [
        *("产出指标", "质量指标", "合格率", "≥", "98", "%")
    ]
    assert "质量指标，现在 1 条。" in said
    assert said.index("写前面的数字：") < said.index("记为 ≥")


def test_a_choice_fills_in_what_follows_from_it(empty: OpenDraft) -> None:
    said = play(empty, OUTPUT, "a", "科学性", "定性", "科学")
    assert empty.answers.rows(TABLE)[0]["unit"] == "/"
    assert "现在是：/（自动填的）" in said


def test_rows_are_listed_with_the_numbers_that_problems_name(seed: OpenDraft) -> None:
    said = play(seed, ":j 7", "")
    assert "经济成本指标，1 条。" in said
    assert "11 预算调整率，≤ 1 %" in said
    assert any(line.startswith("12 可持续发展，定性") for line in said)


@pytest.mark.parametrize(
    "lines", [["a"], ["a", ""], ["a", ":跳过", ":退出"], ["a", ":下一步"], ["a", ":上一项"]]
)
def test_a_row_in_which_nothing_was_written_is_not_added(empty: OpenDraft, lines: list[str]) -> None:
    said = play(empty, OUTPUT, *lines)
    assert empty.answers.rows(TABLE) == ()
    assert "这一条什么也没有写，没有添加。" in said
    assert not read_draft(empty.path).answers.rows(TABLE)


def test_an_empty_row_that_came_with_the_file_stays(empty: OpenDraft) -> None:
    empty.insert_row(TABLE, "产出指标", "数量指标")
    play(empty, OUTPUT, "1", "")
    assert len(empty.answers.rows(TABLE)) == 1


def test_a_row_is_opened_by_its_number_and_changed(seed: OpenDraft) -> None:
    said = play(seed, OUTPUT, "2", "新的名称")
    assert "正在改第 2 条。" in said
    assert names(seed) == ["工作任务科学性", "新的名称", "年度履职目标相关性"]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("d 2", ["工作任务科学性", "年度履职目标相关性"]),
        ("删除2", ["工作任务科学性", "年度履职目标相关性"]),
        ("复制 1", ["工作任务科学性", "工作任务科学性", "绩效指标合理性", "年度履职目标相关性"]),
        ("上移 2", ["绩效指标合理性", "工作任务科学性", "年度履职目标相关性"]),
        ("j 1", ["绩效指标合理性", "工作任务科学性", "年度履职目标相关性"]),
        ("下移 3", ["工作任务科学性", "绩效指标合理性"]),
    ],
)
def test_rows_are_deleted_copied_moved(seed: OpenDraft, line: str, left: list[str]) -> None:
    play(seed, OUTPUT, line)
    assert names(seed) == left


def test_a_deleted_row_comes_back(seed: OpenDraft) -> None:
    before = names(seed)
    said = play(seed, OUTPUT, "d 2", ":撤销")
    assert "已删除“绩效指标合理性”，:撤销 可以拿回来。" in said
    assert names(seed) == before


def test_a_row_at_the_edge_stays(seed: OpenDraft) -> None:
    assert "已经到头了，不能再移。" in play(seed, OUTPUT, "上移 1")


@pytest.mark.parametrize("line", ["d x", "退出", "办件量"])
def test_anything_else_is_asked_again_and_changes_nothing(seed: OpenDraft, line: str) -> None:
    before = seed.answers
    said = play(seed, OUTPUT, line)
    assert any(text.startswith("没有看懂") for text in said)
    assert seed.answers == before


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["12"], "没有第 12 条，现在有 3 条。"),
        (["0"], "没有第 0 条，现在有 3 条。"),
        (["d 9"], "没有第 9 条，现在有 3 条。"),
        (["d", "9"], "没有第 9 条，现在有 3 条。"),
        (["", "1"], "没有第 1 条，现在有第 4 条。"),
    ],
)
def test_a_number_that_no_row_has_is_told_with_those_there_are(
    seed: OpenDraft, lines: list[str], told: str
) -> None:
    before = seed.answers
    assert any(text.startswith(told) for text in play(seed, OUTPUT, *lines))
    assert seed.answers == before


@pytest.mark.parametrize(
    ("line", "told"), [("9", "没有第 9 条"), ("d 9", "没有第 9 条"), ("d", "没有看懂“d”")]
)
def test_where_there_is_no_row_that_is_told(empty: OpenDraft, line: str, told: str) -> None:
    said = play(empty, OUTPUT, line)
    at = said.index(f"{told}，这一类还是空的。")
    assert said[at + 1 : at + 3] == ["数量指标，现在 0 条。", "a 添加，回车往下走。"]


@pytest.mark.parametrize("line", ["2", "２", "d 2", "删除2"])
def test_a_command_without_its_number_asks_for_it(seed: OpenDraft, line: str) -> None:
    left = names(seed)
    del left[1]
    said = play(seed, OUTPUT, "d", line)
    assert "删除第几条？写前面的数字，回车就不删除。" in said
    assert names(seed) == left


@pytest.mark.parametrize(
    ("line", "label"), [("", "数量指标，现在 3 条。"), (":退出", "已保存在草稿“seed”里。")]
)
def test_an_empty_line_or_another_command_changes_no_row(seed: OpenDraft, line: str, label: str) -> None:
    before = seed.answers
    assert label in play(seed, OUTPUT, "上移", line)
    assert seed.answers == before


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["办件量", "3", "三千"], 1),
        (["办件量", "3", "3000"], 0),
        (["办件量", "3", ""], 0),
        (["办件量", "3", "三千", ":上一项", "3000"], 1),
    ],
)
def test_a_wrong_value_is_told_with_the_way_back_to_it(empty: OpenDraft, lines: list[str], told: int) -> None:
    said = play(empty, OUTPUT, "a", *lines)
    assert said.count("要改，写 :上一项 回到“指标值”。") == told
    if lines[-1] == "3000":
        assert empty.answers.rows(TABLE)[0]["target"] == "3000"


def test_what_is_wrong_is_said_once_when_a_choice_is_asked_again(empty: OpenDraft) -> None:
    said = play(empty, OUTPUT, "a", "办件量", "也许")
    assert said[said.index("没有“也许”，请写前面的数字，1 到 6。") + 1 :] == [
        "指标值类型，必填。",
        "1 定性  2 >  3 ≥  4 <  5 ≤  6 =",
        "",
        "没有更多输入了，写的内容已保存在草稿“整体绩效_2024”里。",
    ]


def test_rows_of_no_category_can_be_moved_into_one_but_none_added(seed: OpenDraft) -> None:
    row = seed.answers.rows(TABLE)[0]
    stray = Row(row.id, {**row.cells, "level2": "别的"})
    rows = (stray, *seed.answers.rows(TABLE)[1:])
    seed.draft = replace(seed.draft, answers=replace(seed.answers, tables={TABLE: rows}))
    said = play(seed, OUTPUT, "", "", "", "a", "上移 1")
    assert "其他（不是本表的分类），1 条。" in said
    assert any("不能添加" in line for line in said)
    assert seed.answers.text(Place("level2", TABLE, row.id)) == "时效指标"
