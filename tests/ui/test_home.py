from pathlib import Path

import pytest

from tests.ui.conftest import running
from tui.drafts.draft_file import read_draft
from tui.screens.dialogs import TextDialog
from tui.screens.fill import FillScreen
from tui.screens.home import HomeScreen
from tui.screens.import_report import ImportReport
from tui.screens.path_dialog import OpenDialog


async def test_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        assert "还没有草稿" in wizard.shown()
        await wizard.press("n", "1")
        assert isinstance(wizard.app.screen, FillScreen)
    assert len(list(tmp_path.glob("*.toml"))) == 1


async def test_the_list_shows_unit_year_progress_and_problems(seed: Path) -> None:
    async with running(seed.parent) as wizard:
        shown = wizard.shown()
        for words in ("南县中鱼口镇党群", "整体", "2024", "7/7", "1提醒", "草稿名：seed"):
            assert words in shown


async def test_a_draft_that_cannot_be_read_is_listed_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "坏的.toml").write_text("not = [toml", encoding="utf-8")
    async with running(tmp_path) as wizard:
        assert "坏的  读不出来" in wizard.shown()
        await wizard.press("enter")
        assert isinstance(wizard.app.screen, HomeScreen)
        assert "坏的" in wizard.said().replace("\n ", "")
    assert (tmp_path / "坏的.toml").read_text(encoding="utf-8") == "not = [toml"


async def test_copy_and_rename(seed: Path) -> None:
    async with running(seed.parent) as wizard:
        await wizard.press("c")
        assert {path.stem for path in seed.parent.glob("*.toml")} == {"seed", "seed-2"}
        await wizard.press("r", *["backspace"] * len("seed-2"))
        await wizard.type("去年的")
        await wizard.press("enter")
    assert {path.stem for path in seed.parent.glob("*.toml")} == {"seed", "去年的"}


async def test_rename_to_a_name_that_is_taken_says_so(seed: Path, half: Path) -> None:
    async with running(seed.parent) as wizard:
        await wizard.press("r", *["backspace"] * 4)
        taken = {"seed": "half", "half": "seed"}[wizard.app.store.names()[0]]
        await wizard.type(taken)
        await wizard.press("enter")
        assert isinstance(wizard.app.screen, TextDialog)
        assert "已经有一份" in wizard.shown()
    assert {path.stem for path in seed.parent.glob("*.toml")} == {"seed", "half"}


async def test_delete_goes_to_the_trash_and_comes_back(seed: Path) -> None:
    before = seed.read_bytes()
    async with running(seed.parent) as wizard:
        await wizard.press("delete")
        assert not seed.exists()
        await wizard.press("u")
    assert seed.read_bytes() == before


async def test_import_by_the_keyboard_opens_the_new_draft(tmp_path: Path, seed: Path) -> None:
    text = tmp_path / "去年.txt"
    text.write_bytes((Path(__file__).parents[1] / "data" / "seed-form.txt").read_bytes())
    async with running(tmp_path / "drafts") as wizard:
        await wizard.press("i", "ctrl+u")
        await wizard.paste(str(text))
        await wizard.press("enter")
        assert isinstance(wizard.app.screen, ImportReport)
        shown = wizard.shown()
        for words in ("部门（单位）职责：100 字", "绩效指标：13 条（产出指标 5 条", "全部内容都读进来了"):
            assert words in shown
        await wizard.press("enter")
        assert wizard.answers.year == 2024
        assert len(wizard.answers.rows("indicators")) == 13


async def test_a_sample_opens_as_a_new_draft(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("s", "1")
        assert isinstance(wizard.app.screen, FillScreen)
    drafts = [read_draft(path) for path in tmp_path.glob("*.toml")]
    assert [draft.answers.fields["unit_name"] for draft in drafts] == ["南县中鱼口镇党群和政务服务中心"]


async def test_help_names_the_folder_and_every_key(tmp_path: Path) -> None:
    async with running(tmp_path, size=(100, 60)) as wizard:
        await wizard.press("f1")
        shown = wizard.shown()
        assert str(tmp_path) in shown
        for words in ("n 新建", "i 导入", "c 复制", "r 改名", "u 拿回", "F9、e 导出", "退出程序"):
            assert words in shown


async def test_deleted_drafts_come_back_one_after_the_other_also_later(seed: Path, half: Path) -> None:
    async with running(seed.parent) as wizard:
        await wizard.press("d", "d")
        assert not list(seed.parent.glob("*.toml"))
        await wizard.press("u")
        assert len(list(seed.parent.glob("*.toml"))) == 1
    async with running(seed.parent) as wizard:
        await wizard.press("u")
        assert {path.stem for path in seed.parent.glob("*.toml")} == {"seed", "half"}
        await wizard.press("u")
        assert "没有草稿了" in wizard.said()


async def test_the_cursor_comes_back_to_the_draft_that_was_left(seed: Path, half: Path) -> None:
    async with running(seed.parent) as wizard:
        await wizard.press("n", "1", "f10")
        assert "草稿名：整体绩效" in wizard.shown()


async def test_a_wrong_file_is_told_in_the_window_which_stays(tmp_path: Path) -> None:
    wrong = tmp_path / "别的.txt"
    wrong.write_text("考勤表", encoding="utf-8")
    async with running(tmp_path / "drafts") as wizard:
        await wizard.press("i")
        await wizard.paste(str(wrong))
        await wizard.press("enter")
        assert isinstance(wizard.app.screen, OpenDialog)
        assert "别的.txt" in wizard.shown()


@pytest.mark.parametrize("text", ["~x", "长" * 300, "/没有/这里", ""])
async def test_any_path_typed_for_an_import_does_no_harm(tmp_path: Path, text: str) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("i", "backspace")
        await wizard.paste(text)
        await wizard.press("enter")
        assert isinstance(wizard.app.screen, OpenDialog)


async def test_the_new_name_is_typed_over_the_old(seed: Path) -> None:
    async with running(seed.parent) as wizard:
        await wizard.press("r")
        await wizard.type("新名")
        await wizard.press("enter")
    assert [path.stem for path in seed.parent.glob("*.toml")] == ["新名"]
