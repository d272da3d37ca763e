from pathlib import Path

import pytest

from tests.ui.conftest import running
from tui.drafts.draft_file import read_draft
from tui.screens.dialogs import TextDialog
from tui.screens.fill import FillScreen
from tui.screens.home import HomeScreen
from tui.screens.import_report import ImportReport
from tui.screens.path_dialog import OpenDialog
from tui.widgets.prose import Prose


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


def _drafts(folder: Path, seed: Path, units: dict[str, str]) -> None:
    """Drafts of these names, each of the seed's form filled in for a unit."""
    text = seed.read_text(encoding="utf-8")
    seed.unlink()
    for name, unit in units.items():
        path = folder / f"{name}.toml"
        path.write_text(text.replace("南县中鱼口镇党群和政务服务中心", unit), encoding="utf-8")


async def test_the_number_of_a_draft_does_not_look_like_a_part_of_the_units_name(seed: Path) -> None:
    _drafts(seed.parent, seed, {"津市市新洲镇卫生院_2024": "津市市新洲镇卫生院", "卫生院-2": "卫生院"})
    (seed.parent / "津市市新洲镇卫生院_2024.toml").rename(seed.parent / "津市市新洲镇卫生院_2024-3.toml")
    async with running(seed.parent) as wizard:
        shown = wizard.shown()
        assert "津市市新洲镇卫生院（第 3 份）" in shown
        assert "卫生院（第 2 份）" in shown


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_no_two_drafts_stand_on_equal_lines(seed: Path, size: tuple[int, int]) -> None:
    unit = "津市市新洲镇卫生院"
    names = [f"{unit}_2023-2", f"{unit}_2024-2", "整体绩效_2024-2", "整体绩效_2024", f"{unit}_2024", "别的"]
    names += [f"{unit}整体支出绩效目标申报表第{number}稿" for number in (1, 2)]
    _drafts(seed.parent, seed, dict.fromkeys(names, unit))
    async with running(seed.parent, size=size) as wizard:
        lines = [line for line in wizard.shown().split("\n") if "7/7" in line]
        titles = [line.split(" 整体 ")[0].split(" 2024 ")[0] for line in lines]
        assert len(set(titles)) == len(names)


async def test_what_the_trash_holds_is_said_as_long_as_it_holds_something(seed: Path, half: Path) -> None:
    async with running(seed.parent) as wizard:
        assert "回收站" not in wizard.shown()
        await wizard.press("d", "d")
        assert "回收站有 2 份，按 u 拿回来。" in wizard.app.screen.query_one(".panel", Prose).text
        await wizard.press("u")
        assert "回收站有 1 份，按 u 拿回来。" in wizard.app.screen.query_one(".panel", Prose).text
        await wizard.press("u")
        assert "回收站" not in wizard.app.screen.query_one(".panel", Prose).text


async def test_a_trash_that_cannot_be_opened_does_not_hide_the_drafts(seed: Path) -> None:
    (seed.parent / "trash").write_text("", encoding="utf-8")
    async with running(seed.parent) as wizard:
        assert "草稿名：seed" in wizard.shown()


@pytest.mark.parametrize("key", ["enter", "f9", "c", "r", "delete"])
async def test_a_key_that_needs_a_draft_says_that_there_is_none(tmp_path: Path, key: str) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press(key)
        assert "还没有草稿，按 n 新建。" in wizard.said()


@pytest.mark.parametrize("is_empty", [True, False])
async def test_what_is_pasted_into_the_list_of_drafts_is_told_where_to_go(seed: Path, is_empty: bool) -> None:
    if is_empty:
        seed.unlink()
    async with running(seed.parent) as wizard:
        await wizard.paste("办件量\t≥\t3000\r\n")
        assert "这里不能粘贴" in wizard.said()
