from pathlib import Path

import pytest
from textual import events

from tests.ui.conftest import Wizard, running
from tui.screens.row_page import RowPage
from tui.screens.rows_page import RowsPage
from tui.widgets.heading import Heading


async def _at_output(wizard: Wizard) -> None:
    await wizard.press("f3")
    await wizard.type("4")
    await wizard.press("enter")


def _marks(wizard: Wizard) -> str:
    """The marks of the cells of the row that is open, a character each."""
    page = wizard.fill.page
    assert isinstance(page, RowPage)
    return "".join(heading.mark for heading in page.query(Heading))


async def _checked(wizard: Wizard, roles: set[str]) -> None:
    """Wait until the open row has been checked, with problems in these cells."""
    page = wizard.fill.page
    assert isinstance(page, RowPage)

    def found() -> bool:
        problems = wizard.fill.session.problems_in_row(page.row.table, page.row.row)
        return not wizard.fill._checking and {problem.where.key for problem in problems} == roles

    await wizard.until(found, f"problems of {roles}")


def _names(wizard: Wizard) -> list[str]:
    return [row["name"] for row in wizard.answers.rows("indicators")]


async def test_the_list_groups_rows_under_their_categories(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        lines = [line.split("│")[-1].split() for line in wizard.shown().split("\n")]
        assert ["数量指标", "3", "条"] in lines
        assert ["1", "工作任务科学性", "定性", "科学", "/"] in lines
        assert ["4", "年度工作目标达成率", "≥", "100", "%"] in lines


async def test_add_under_a_heading_goes_to_that_category(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("down", "down", "down")
        await wizard.press("enter")
        await wizard.type("新的一条")
        row = wizard.answers.rows("indicators")[4 - 1]
        assert (row["level1"], row["level2"]) == ("产出指标", "质量指标")
        assert "新的一条" in _names(wizard)


async def test_a_row_left_without_a_word_leaves_nothing_behind(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        before = wizard.answers
        await wizard.press("a")
        assert isinstance(wizard.fill.page, RowPage)
        assert len(wizard.answers.rows("indicators")) == 14
        await wizard.press("escape")
        assert isinstance(wizard.fill.page, RowsPage)
        assert wizard.answers == before


async def test_duplicate_delete_and_undo(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("c")
        assert _names(wizard)[:2] == ["工作任务科学性"] * 2
        await wizard.press("delete")
        assert _names(wizard)[:2] == ["工作任务科学性", "绩效指标合理性"]
        assert "Ctrl+Z" in wizard.said()
        await wizard.press("ctrl+z", "ctrl+z")
        assert len(_names(wizard)) == 13


async def test_undo_in_the_list_stays_there_with_the_cursor_on_the_row(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("down", "3", "up", "ctrl+z")
        page = wizard.fill.page
        assert isinstance(page, RowsPage)
        row = wizard.answers.rows("indicators")[1]
        assert row["comparison"] == "定性"
        place = page.place()
        assert place
        assert place.row == row.id


async def test_move_within_and_across_categories(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("j")
        assert _names(wizard)[:2] == ["绩效指标合理性", "工作任务科学性"]
        await wizard.press("j", "j")
        row = next(row for row in wizard.answers.rows("indicators") if row["name"] == "工作任务科学性")
        assert row["level2"] == "质量指标"


async def test_a_number_key_picks_the_type_and_what_follows_from_it(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("3")
        row = wizard.answers.rows("indicators")[0]
        assert (row["comparison"], row["unit"]) == ("≥", "")
        assert "已改成“≥”" in wizard.said()
        await wizard.press("1")
        row = wizard.answers.rows("indicators")[0]
        assert (row["comparison"], row["unit"]) == ("定性", "/")


async def test_the_type_is_picked_by_its_own_sign_in_the_row(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter", "tab")
        page = wizard.fill.page
        for key, character, meant in (
            ("less_than_sign", "<", "<"),
            ("full_stop", ".", "≥"),
            ("d", "d", "定性"),
        ):
            wizard.app.post_message(events.Key(key, character))
            await wizard.pilot.pause()
            assert isinstance(page, RowPage)
            assert wizard.answers.text(page.place()) == meant


async def test_next_row_goes_on_and_begins_a_new_one_at_the_end(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter", "f8")
        page = wizard.fill.page
        assert isinstance(page, RowPage)
        assert page.row.row == "r2"
        await wizard.press("f8", "f8")
        assert len(wizard.answers.rows("indicators")) == 14
        await wizard.type("第四条")
        assert _names(wizard)[3] == "第四条"


async def test_rows_of_unknown_categories_are_shown_and_can_be_mended(seed: Path) -> None:
    text = seed.read_text(encoding="utf-8").replace('"数量指标"', '"数量"', 1)
    seed.write_text(text, encoding="utf-8")
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        assert "其他（不是本表的分类）" in wizard.shown()
        await wizard.press("f4", "f5")
        assert wizard.answers.rows("indicators")[0]["level2"] == "数量指标"


async def test_text_with_brackets_is_shown_as_it_is(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter")
        await wizard.type("[bold]")
        await wizard.press("escape")
        assert "工作任务科学性[bold]" in wizard.shown()


async def test_a_unit_that_a_choice_replaced_comes_back(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press(*["down"] * 4, "1")
        assert wizard.answers.rows("indicators")[3]["unit"] == "/"
        await wizard.press("3")
        assert wizard.answers.rows("indicators")[3]["unit"] == "%"


async def test_arrows_over_the_types_change_nothing_until_enter(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press(*["down"] * 4, "enter", "tab")
        before = wizard.answers
        await wizard.press("left", "left", "left", "left", "right")
        assert wizard.answers == before
        await wizard.press("enter")
        assert wizard.answers.rows("indicators")[3]["comparison"] == ">"


async def test_an_implied_unit_is_typed_over(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter", "tab", "tab", "tab")
        await wizard.type("/")
        assert wizard.answers.rows("indicators")[0]["unit"] == "/"


async def test_a_key_that_needs_a_row_says_so_on_a_heading(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("home", "delete")
        assert "选中一条" in wizard.said()


async def test_leaving_a_begun_row_returns_to_the_row_above(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("down", "down", "enter", "f8", "escape")
        place = wizard.fill.page.place() if wizard.fill.page else None
        assert place
        assert wizard.answers.text(place) == "年度履职目标相关性"


EMPTY = {"comparison", "target", "unit"}
"""The cells that a row lacks of which only the name has been written."""


async def test_a_cell_of_a_new_row_complains_only_when_it_has_been_left(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("a")
        await wizard.type("办件量")
        await _checked(wizard, EMPTY)
        assert _marks(wizard) == " " * 6
        await wizard.press("tab")
        assert "错误：" not in wizard.shown()
        await wizard.press("tab")
        assert _marks(wizard) == " ×    "
        await wizard.press("shift+tab")
        assert _marks(wizard) == " ××   "
        assert "错误：" in wizard.shown()


@pytest.mark.parametrize("way", [["escape", "enter"], ["f4", "enter"]], ids=["list", "problems"])
async def test_a_row_that_is_opened_again_shows_what_it_lacks(seed: Path, way: list[str]) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("a")
        await wizard.type("办件量")
        await _checked(wizard, EMPTY)
        await wizard.press(*way)
        assert _marks(wizard) == " ×××  "


async def test_what_is_wrong_with_a_written_cell_is_shown_at_once(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("a", "tab", "3", "tab")
        await wizard.type("约九成")
        await _checked(wizard, {"name", "target", "unit"})
        assert _marks(wizard) == "× ×   "


@pytest.mark.parametrize("copied", ["≥", " ＞＝\r\n", "大于等于\r\n"])
async def test_a_pasted_type_is_chosen_with_what_follows_from_it(seed: Path, copied: str) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter", "tab")
        await wizard.paste(copied)
        row = wizard.answers.rows("indicators")[0]
        assert (row["comparison"], row["unit"]) == ("≥", "")


@pytest.mark.parametrize(
    ("copied", "quoted"),
    [("3", "“3”"), ("≥\t98\r\n≤\t2", "“≥ 98 ≤ 2”"), ("[b]" * 20, "“[b][b]"), ("d", "“d”")],
)
async def test_what_is_no_type_is_not_chosen_but_told(seed: Path, copied: str, quoted: str) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter", "tab")
        before = wizard.answers
        await wizard.paste(copied)
        assert wizard.answers == before
        assert quoted in wizard.said()
        assert "不在这一格的选项里" in wizard.said()


async def test_nothing_pasted_on_the_types_is_nothing_chosen(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter", "tab")
        before, said = wizard.answers, wizard.said()
        await wizard.paste("\r\n")
        assert (wizard.answers, wizard.said()) == (before, said)


@pytest.mark.parametrize("key", ["7", "0", "x", "；", "space"])
async def test_a_key_that_picks_no_type_says_which_do(seed: Path, key: str) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter", "tab")
        before = wizard.answers
        await wizard.press(key)
        assert wizard.answers == before
        assert "请按数字键 1～6 选一个" in wizard.said()


@pytest.mark.parametrize("key", ["7", "9", "0", "x", "；", "space"])
async def test_a_key_that_does_nothing_in_the_list_says_which_do(seed: Path, key: str) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        before = wizard.answers
        await wizard.press(key)
        assert wizard.answers == before
        assert "1～6" in wizard.said()


@pytest.mark.parametrize("key", ["down", "home", "f1"])
async def test_a_key_that_does_something_in_the_list_says_nothing_of_others(seed: Path, key: str) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press(key)
        assert "1～6" not in wizard.said()


async def test_rows_pasted_on_the_types_are_told_where_to_go(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("enter", "tab")
        await wizard.paste("办件量\t≥\t98\r\n")
        assert "按 Esc 回到列表" in wizard.said()


async def test_the_examples_of_numbers_are_not_shown_in_a_row_without(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("a", "tab", "3", "tab")
        assert "例：98" in wizard.shown()
        await wizard.press("up", "1", "down")
        assert "例：98" not in wizard.shown()


async def test_undoing_a_choice_names_what_had_been_chosen(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _at_output(wizard)
        await wizard.press("3", "ctrl+z")
        assert "给“指标值类型”选“≥”" in wizard.said()
