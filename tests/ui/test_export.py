from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.ui.conftest import Wizard, running
from tui.drafts.draft import State
from tui.drafts.draft_file import read_draft
from tui.screens.checks_page import ChecksPage
from tui.screens.dialogs import ChoiceDialog
from tui.screens.export import ExportDialog
from tui.widgets.prose import Prose


async def _export_to(wizard: Wizard, path: Path) -> None:
    await wizard.press("f9", "ctrl+a", "backspace")
    await wizard.paste(str(path))
    await wizard.press("enter")


def _cell(path: Path, row: int, column: int) -> object:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[row][column]


async def test_export_writes_the_file_and_names_it(seed: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    async with running(seed.parent, seed) as wizard:
        await _export_to(wizard, target)
        window = wizard.app.screen
        assert isinstance(window, ChoiceDialog)
        assert any(str(target) in prose.text for prose in window.query(Prose))
        await wizard.press("enter")
    assert _cell(target, 9, 2) == "工作任务科学性"
    assert read_draft(seed).state is State.EXPORTED


async def test_an_existing_file_is_replaced_only_after_asking(seed: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_text("mine")
    async with running(seed.parent, seed) as wizard:
        await _export_to(wizard, target)
        assert "已经有这个文件了" in wizard.shown()
        await wizard.press("enter", "enter")
        assert target.read_text() == "mine"
        await _export_to(wizard, target)
        await wizard.press("2")
        assert isinstance(wizard.app.screen, ChoiceDialog)
    assert _cell(target, 9, 2) == "工作任务科学性"
    assert _cell(tmp_path / "out (2).xlsx", 9, 2) == "工作任务科学性"


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_names_of_both_files_can_be_read_to_their_end(
    seed: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    name = "南县中鱼口镇党群和政务服务中心_2024年度_部门（单位）整体绩效目标申报表"
    (tmp_path / f"{name}.xlsx").touch()
    async with running(seed.parent, seed, size) as wizard:
        await _export_to(wizard, tmp_path)
        shown = "".join(wizard.shown().split())
        assert f"{name}.xlsx已经有这个文件了" in shown
        assert f"1不覆盖，存成“{name}(2).xlsx”（推荐）2覆盖它" in shown


async def test_errors_stop_the_export_but_an_unfinished_one_can_be_had(half: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    async with running(half.parent, half) as wizard:
        await wizard.press("f9")
        assert "个错误，改完才能导出正式的表" in wizard.shown()
        await wizard.press("2", "ctrl+a", "backspace")
        await wizard.paste(str(target))
        await wizard.press("enter")
        assert target.exists()
        await wizard.press("enter")
    assert read_draft(half).state is State.DRAFT


async def test_from_the_errors_to_the_list_of_them(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await wizard.press("f9", "1")
        assert isinstance(wizard.fill.page, ChecksPage)


async def test_a_folder_that_is_not_there_is_said_in_the_window(seed: Path, tmp_path: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _export_to(wizard, tmp_path / "没有" / "out.xlsx")
        assert "文件夹不存在" in wizard.shown()
        assert isinstance(wizard.app.screen, ExportDialog)


async def test_a_folder_takes_the_usual_file_name(seed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "给县里的"
    folder.mkdir()
    async with running(seed.parent, seed) as wizard:
        await _export_to(wizard, folder)
        await wizard.press("enter")
    assert [path.name for path in folder.iterdir()] == [
        "南县中鱼口镇党群和政务服务中心_2024年度_部门（单位）整体绩效目标申报表.xlsx"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [(".", "已导出。"), ("~没有这个人/a", "把路径写完整"), ("长" * 300, "文件名太长"), ("", "没有写路径")],
    ids=["folder", "no such user", "too long", "empty"],
)
async def test_any_path_gives_a_file_or_a_sentence(
    seed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(seed.parent, seed) as wizard:
        await wizard.press("f9", "ctrl+a", "backspace")
        await wizard.paste(text)
        await wizard.press("enter")
        assert said in "".join(wizard.shown().split())


async def test_errors_found_from_the_list_of_drafts_lead_to_them(half: Path) -> None:
    async with running(half.parent) as wizard:
        await wizard.press("f9", "1")
        assert isinstance(wizard.fill.page, ChecksPage)
