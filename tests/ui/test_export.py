from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.ui.conftest import Wizard, running
from tui.drafts.draft import State
from tui.drafts.draft_file import read_draft
from tui.screens.checks_page import ChecksPage
from tui.screens.dialogs import ChoiceDialog
from tui.screens.export import ExportScreen


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
        assert str(target) in wizard.shown().replace("\n", "").replace(" ", "")
        await wizard.press("enter")
    assert _cell(target, 9, 2) == "工作任务科学性"
    assert read_draft(seed).state is State.EXPORTED


async def test_an_existing_file_is_replaced_only_after_asking(seed: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_text("mine")
    async with running(seed.parent, seed) as wizard:
        await _export_to(wizard, target)
        assert "已经有这个文件了" in wizard.shown()
        await wizard.press("enter")
        assert isinstance(wizard.app.screen, ExportScreen)
        assert target.read_text() == "mine"
        await wizard.press("enter", "2")
        assert isinstance(wizard.app.screen, ChoiceDialog)
    assert _cell(target, 9, 2) == "工作任务科学性"


async def test_errors_stop_the_export_but_an_unfinished_one_can_be_had(half: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    async with running(half.parent, half) as wizard:
        await _export_to(wizard, target)
        assert "还有 3 个错误" in wizard.shown()
        assert not target.exists()
        await wizard.press("2")
        assert target.exists()
        await wizard.press("enter")
    assert read_draft(half).state is State.DRAFT


async def test_from_the_errors_to_the_list_of_them(half: Path, tmp_path: Path) -> None:
    async with running(half.parent, half) as wizard:
        await _export_to(wizard, tmp_path / "out.xlsx")
        await wizard.press("1")
        assert isinstance(wizard.fill.page, ChecksPage)


async def test_a_folder_that_is_not_there_is_said_in_the_window(seed: Path, tmp_path: Path) -> None:
    async with running(seed.parent, seed) as wizard:
        await _export_to(wizard, tmp_path / "没有" / "out.xlsx")
        assert "文件夹不存在" in wizard.shown()
        assert isinstance(wizard.app.screen, ExportScreen)
