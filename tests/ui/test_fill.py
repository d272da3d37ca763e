import os
from pathlib import Path

import pytest
from textual import events

from tests.ui.conftest import running
from tui.drafts.draft_file import read_draft
from tui.forms.answers import Place
from tui.screens.checks_page import ChecksPage
from tui.screens.dialogs import Dialog
from tui.screens.fields_page import FieldsPage
from tui.screens.home import HomeScreen
from tui.screens.jump import JumpScreen
from tui.screens.keeping import SAVE_DELAY
from tui.screens.row_page import RowPage
from tui.screens.rows_page import RowsPage


async def test_typing_reaches_the_draft_file_within_a_second(tmp_path: Path) -> None:
    assert SAVE_DELAY < 1
    async with running(tmp_path) as wizard:
        await wizard.press("n", "1")
        await wizard.type("甲单位")
        path = wizard.fill.draft.path
        assert wizard.answers.fields["unit_name"] == "甲单位"
        await wizard.until(lambda: read_draft(path).answers.fields["unit_name"] == "甲单位", "saved")
        assert "已保存" in wizard.shown()


async def test_leaving_saves_at_once(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("n", "1")
        await wizard.type("乙")
        path = wizard.fill.draft.path
        await wizard.press("f10")
        assert isinstance(wizard.app.screen, HomeScreen)
        assert read_draft(path).answers.fields["unit_name"] == "乙"


async def test_resumes_at_the_step_where_one_left(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        assert wizard.fill.step.id == "unit"
        await wizard.press("pagedown", "pagedown")
        await wizard.type("目标")
        await wizard.press("f2", "pagedown")
    async with running(half.parent, half) as wizard:
        assert wizard.fill.step.id == "goal", "ended without leaving: where something was typed"
        saved = wizard.fill.draft.saved_at
        await wizard.press("pagedown", "pagedown", "f10")
    async with running(half.parent, half) as wizard:
        assert wizard.fill.step.id == "benefit"
        assert wizard.fill.draft.saved_at == saved


async def test_from_the_problems_one_comes_back_to_where_one_was(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await wizard.press("pagedown", "pagedown", "pagedown", "down", "enter", "tab", "tab")
        page = wizard.fill.page
        assert isinstance(page, RowPage)
        place = page.place()
        await wizard.press("f4")
        assert isinstance(wizard.fill.page, ChecksPage)
        await wizard.press("escape")
        assert isinstance(wizard.fill.page, RowPage)
        assert wizard.fill.page.place() == place
        await wizard.press("escape", "f4", "f10")
        assert isinstance(wizard.fill.page, RowsPage)
        await wizard.press("f4", "pageup", "pagedown", "escape")
        assert isinstance(wizard.app.screen, HomeScreen), "the problems were no detour"


async def test_a_message_does_not_follow_to_another_page(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await wizard.press("pageup")
        assert "已经是第一步了" in wizard.said()
        await wizard.press("pagedown")
        assert "已经是第一步了" not in wizard.said()


async def test_every_step_can_be_reached_and_shows_its_page(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        kinds = []
        for _ in wizard.fill.session.form.steps:
            kinds.append(type(wizard.fill.page))
            await wizard.press("pagedown")
        assert kinds == [FieldsPage] * 3 + [RowsPage] * 4 + [ChecksPage]
        assert "最后一步" in wizard.said()


async def test_keys_that_arrive_together_land_where_they_were_meant_to(tmp_path: Path) -> None:
    """A slow line delivers many keys in one packet."""
    burst = [*"甲乙", "tab", *"2024", "pagedown", *"职责", "pagedown", "pagedown", "a"]
    burst += [*"办件量", "enter", "3", "down", *"30", "enter", *"件", "f8", *"第二条", "escape", "pageup"]
    burst += [*"目标"]
    async with running(tmp_path) as wizard:
        await wizard.press("n", "1")
        for key in burst:
            character = key if len(key) == 1 else None
            wizard.app.post_message(events.Key(key, character))
        await wizard.until(lambda: wizard.answers.fields["annual_goal"] == "目标", "all keys dealt with")
        assert wizard.answers.fields == {"unit_name": "甲乙", "duties": "职责", "annual_goal": "目标"}
        assert wizard.answers.year == 2024
        first, second = wizard.answers.rows("indicators")
        assert (first["name"], first["comparison"], first["target"], first["unit"]) == (
            "办件量",
            "≥",
            "30",
            "件",
        )
        assert second["name"] == "第二条"


async def test_undo_crosses_pages_and_shows_where(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("n", "1")
        await wizard.type("甲")
        await wizard.press("pagedown")
        await wizard.type("职责")
        await wizard.press("pagedown", "ctrl+z")
        assert wizard.answers.fields["duties"] == ""
        assert wizard.fill.step.id == "duties"
        await wizard.press("ctrl+z")
        assert wizard.fill.step.id == "unit"
        assert wizard.answers.fields["unit_name"] == ""
        await wizard.press("ctrl+y", "ctrl+y")
        assert (wizard.answers.fields["unit_name"], wizard.answers.fields["duties"]) == ("甲", "职责")


async def test_required_is_not_shouted_at_someone_who_has_not_begun(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("n", "1")
        assert "错误：" not in wizard.shown()
        await wizard.press("tab")
        await wizard.until(lambda: "错误：" in wizard.shown(), "left the empty field")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a folder that refuses writing")
async def test_a_folder_that_refuses_is_told_and_tried_again(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        half.parent.chmod(0o500)
        await wizard.press("pagedown", "pagedown")
        await wizard.type("目标")
        await wizard.press("f2")
        assert "没能保存" in wizard.shown()
        half.parent.chmod(0o700)
        await wizard.press("f2")
        assert read_draft(half).answers.fields["annual_goal"] == "目标"


async def test_what_could_not_be_saved_is_told_and_leaving_asks(
    half: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(half.parent, half) as wizard:
        await wizard.press("pagedown", "pagedown")
        with monkeypatch.context() as broken:
            broken.setattr(os, "fsync", _disk_full)
            await wizard.type("目标")
            for _ in range(2):
                await wizard.press("f2")
                assert "没能保存" in wizard.shown()
                assert "磁盘已满" in wizard.said()
            for leave in ("f10", "ctrl+q"):
                await wizard.press(leave)
                assert "留下来接着填" in wizard.shown()
                await wizard.press("enter")
            assert wizard.answers.fields["annual_goal"] == "目标"
        await wizard.press("f2")
        assert read_draft(half).answers.fields["annual_goal"] == "目标"


async def test_one_may_leave_without_saving_what_cannot_be_saved(
    half: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = half.read_bytes()
    monkeypatch.setattr(os, "fsync", _disk_full)
    async with running(half.parent, half) as wizard:
        await wizard.press("pagedown", "pagedown")
        await wizard.type("目标")
        await wizard.press("f10", "2")
        assert isinstance(wizard.app.screen, HomeScreen)
    assert half.read_bytes() == before


def _disk_full(handle: int) -> None:
    raise OSError(28, "No space left on device")


async def test_checks_lead_to_the_place_and_f5_mends_it(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await wizard.press("f4")
        page = wizard.fill.page
        assert isinstance(page, ChecksPage)
        while (problem := page.current()) and problem.rule != "number":
            await wizard.press("down")
        assert problem
        await wizard.press("enter")
        assert isinstance(wizard.fill.page, RowPage)
        assert wizard.fill.page.place() == problem.where
        await wizard.press("f5")
        row = wizard.answers.rows("indicators")[2]
        assert (row["comparison"], row["target"], row["unit"]) == ("≥", "98", "%")
        await wizard.press("f4")
        assert "1 个错误" in wizard.shown()


async def test_jump_finds_a_row_by_its_name(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await wizard.press("f3")
        await wizard.type("预算调整")
        await wizard.press("enter")
        page = wizard.fill.page
        assert isinstance(page, RowPage)
        assert wizard.answers.text(page.place()) == "预算调整率"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_search_that_finds_nothing_says_so_at_once(seed: Path, size: tuple[int, int]) -> None:
    async with running(seed.parent, seed, size) as wizard:
        await wizard.press("f3")
        before = wizard.shown().split("\n").index("─" * size[0])
        await wizard.type("没有这样的指标")
        assert "没有找到" in wizard.shown()
        assert wizard.shown().split("\n").index("─" * size[0]) == before
        await wizard.press("enter")
        assert isinstance(wizard.app.screen, JumpScreen)
        await wizard.press("ctrl+u")
        assert "没有找到" not in wizard.shown()
        assert "1 单位信息" in wizard.shown()


async def test_an_edit_elsewhere_is_not_overwritten(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        theirs = half.read_bytes() + b"# theirs\n"
        half.write_bytes(theirs)
        await wizard.press("pagedown", "pagedown")
        await wizard.type("我的")
        await wizard.press("f10")
        assert "half-2" in wizard.shown()
        await wizard.press("enter")
        assert isinstance(wizard.app.screen, HomeScreen)
        assert "草稿名：half-2" in wizard.shown()
    assert half.read_bytes() == theirs
    assert read_draft(half.with_name("half-2.toml")).answers.text(Place("annual_goal")) == "我的"


async def test_help_explains_this_step(seed: Path) -> None:
    async with running(seed.parent, seed, size=(100, 90)) as wizard:
        await wizard.press(*["pagedown"] * 6, "f1")
        shown = wizard.shown()
        for words in ("经济成本指标", "评/扣分标准", "F5、Ctrl+R 改好", "a、Ins 添加"):
            assert words in shown
        await wizard.press("escape")
        assert isinstance(wizard.fill.page, RowsPage)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 40), (200, 60)])
async def test_the_keys_and_the_title_are_there_at_every_size(seed: Path, size: tuple[int, int]) -> None:
    async with running(seed.parent, seed, size=size) as wizard:
        lines = wizard.shown().split("\n")
        assert lines[0].startswith(" 第 1/8 步 单位信息" if size[0] < 72 else " 填报")
        assert "F1 帮助" in lines[-1]


async def test_wiped_text_comes_back(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("n", "1", "pagedown")
        await wizard.paste("全年办理三千件")
        await wizard.press("ctrl+u", "ctrl+z")
        assert wizard.answers.fields["duties"] == "全年办理三千件"


async def test_undo_says_what_it_undid_and_puts_the_cursor_there(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("n", "1", "pagedown")
        await wizard.paste("头尾")
        await wizard.press("left")
        await wizard.paste("中间")
        await wizard.press("ctrl+z")
        assert "已撤销：修改" in wizard.said()
        await wizard.type("里")
        assert wizard.answers.fields["duties"] == "头里尾"


async def test_a_fix_is_made_of_what_stands_there_now(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await wizard.press("f3")
        await wizard.type("办件规范")
        await wizard.press("enter", "tab", "tab", "ctrl+a", "backspace")
        await wizard.type("≥9")
        for key, character in (("5", "5"), ("percent_sign", "%"), ("f5", None)):
            wizard.app.post_message(events.Key(key, character))
        await wizard.until(lambda: "已拆开写" in wizard.said(), "mended")
        assert wizard.answers.rows("indicators")[2]["target"] == "95"


@pytest.mark.parametrize("size", [(18, 6), (12, 4), (2, 2)])
async def test_a_tiny_window_does_no_harm(seed: Path, size: tuple[int, int]) -> None:
    async with running(seed.parent, seed, size=size) as wizard:
        await wizard.press("pagedown", "pagedown", "pagedown", "enter")
        await wizard.type("好")
        await wizard.press("f2")
        assert read_draft(seed).answers.rows("indicators")[0]["name"].endswith("好")


async def test_of_alt_with_a_letter_only_the_escape_is_taken(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await wizard.press(*["pagedown"] * 3, "enter")
        assert isinstance(wizard.fill.page, RowPage)
        wizard.app.post_message(events.Key("alt+a", None))
        await wizard.until(lambda: isinstance(wizard.fill.page, RowsPage), "back")
        await wizard.press("down")
        assert isinstance(wizard.fill.page, RowsPage)
        assert len(wizard.answers.rows("indicators")) == 13


async def test_quitting_out_of_a_begun_row_leaves_no_empty_one(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await wizard.press(*["pagedown"] * 3, "a", "ctrl+q")
    assert len(read_draft(seed).answers.rows("indicators")) == 13


@pytest.mark.parametrize("key", ["f9", "f5", "f4", "f10", "f3"])
async def test_any_key_in_a_begun_row_loses_nothing(seed: Path, key: str) -> None:
    async with running(seed.parent, seed) as wizard:
        await wizard.press(*["pagedown"] * 3, "a", key)
        if key in {"f3", "f9"}:
            await wizard.until(lambda: isinstance(wizard.app.screen, Dialog), "the window")
            await wizard.press("escape")
        page = wizard.fill.page
        if isinstance(page, RowPage):
            await wizard.type("写")
            assert wizard.answers.text(page.place()) == "写"
        else:
            assert len(wizard.answers.rows("indicators")) == 13
            await wizard.press("ctrl+z")
            assert "没有可以撤销" in wizard.said()


async def test_jumping_to_the_row_one_is_in_stays_there(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await wizard.press(*["pagedown"] * 3, "a", "f3")
        await wizard.type("还没有填")
        await wizard.press("enter")
        assert isinstance(wizard.fill.page, RowPage)
        await wizard.type("写")
        assert [row["name"] for row in wizard.answers.rows("indicators")].count("写") == 1


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_help_ends_with_the_keys_for_writing(seed: Path, size: tuple[int, int]) -> None:
    async with running(seed.parent, seed, size) as wizard:
        await wizard.press("f1", *["pagedown"] * 9)
        shown = "".join(wizard.shown().split())
        assert "Ctrl+W删词：" in shown
        assert "Ctrl+V剪切、复制、粘贴：" in shown


async def test_a_field_of_several_lines_says_which_key_goes_on(seed: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await wizard.press("pagedown")
        assert "写完按 PgDn" in wizard.shown()


async def test_a_fix_says_where_it_was_made(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("n", "1")
        await wizard.type("=甲单位")
        await wizard.press("f5")
        assert wizard.answers.fields["unit_name"] == "甲单位"
        assert "部门单位名称：已去掉开头的等号。" in wizard.said()
