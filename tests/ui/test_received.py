"""A county's own file in the wizard: read, shown as locked where it is, filled in again."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.ui.conftest import SAMPLES, Wizard, running
from tui.drafts.store import Store
from tui.exchange import import_file
from tui.screens.dialogs import ChoiceDialog


@pytest.fixture
def received(tmp_path: Path) -> Iterator[Path]:
    """A draft imported from a workbook whose unit name is grey."""
    store = Store(tmp_path)
    county = tmp_path / "县里的表.xlsx"
    county.write_bytes((SAMPLES / "seed.xlsx").read_bytes())
    name = import_file(store, county).name
    yield store.path(name)


def _parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


async def _export(wizard: Wizard, choice: str, target: Path) -> None:
    await wizard.press("f9", choice, "ctrl+a", "backspace")
    await wizard.paste(str(target))
    await wizard.press("enter")


async def test_a_grey_value_is_shown_and_cannot_be_typed_over(received: Path) -> None:
    async with running(received.parent, received) as wizard:
        assert "灰色，不能改" in wizard.shown()
        before = wizard.answers
        await wizard.type("改")
        await wizard.press("backspace")
        assert wizard.answers == before


async def test_the_file_itself_comes_back_with_the_answers_in_it(received: Path, tmp_path: Path) -> None:
    target = tmp_path / "给县里.xlsx"
    async with running(received.parent, received) as wizard:
        await wizard.press("pagedown", "pagedown", "pagedown", "enter", "ctrl+a", "backspace")
        await wizard.type("办件量")
        await _export(wizard, "1", target)
        window = wizard.app.screen
        assert isinstance(window, ChoiceDialog)
        assert "模板结构未变" in wizard.shown()
    before, after = _parts(SAMPLES / "seed.xlsx"), _parts(target)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert changed == {"xl/worksheets/sheet1.xml"}
    assert CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()[9][2] == "办件量"


async def test_unedited_it_comes_back_to_the_byte(received: Path, tmp_path: Path) -> None:
    target = tmp_path / "给县里.xlsx"
    async with running(received.parent, received) as wizard:
        await _export(wizard, "1", target)
    assert target.read_bytes() == (SAMPLES / "seed.xlsx").read_bytes()


async def test_the_built_in_sheet_can_be_had_instead(received: Path, tmp_path: Path) -> None:
    target = tmp_path / "内置.xlsx"
    async with running(received.parent, received) as wizard:
        await _export(wizard, "2", target)
        assert "模板结构未变" not in wizard.shown()
    assert target.exists()


async def test_a_lost_copy_is_said_and_the_built_in_sheet_offered(received: Path, tmp_path: Path) -> None:
    for copy in (received.parent / "templates").iterdir():
        copy.unlink()
    async with running(received.parent, received) as wizard:
        await wizard.press("f9")
        assert "内置的表样导出" in wizard.shown().replace("\n", "")


async def test_an_empty_row_that_the_file_brought_stays_when_it_is_only_looked_at(tmp_path: Path) -> None:
    store = Store(tmp_path)
    draft = store.path(import_file(store, SAMPLES / "county-template.xlsx").name)
    async with running(tmp_path, draft) as wizard:
        await wizard.press("pagedown", "pagedown", "pagedown", "enter", "escape", "enter", "f9", "escape")
        assert len(wizard.answers.rows("indicators")) == 11


async def test_last_years_file_tells_that_its_year_stayed(tmp_path: Path) -> None:
    async with running(tmp_path) as wizard:
        await wizard.press("i")
        await wizard.paste(str(SAMPLES / "seed.xlsx"))
        await wizard.press("enter")
        assert "年度是 2024 年，照文件里的没有改。" in wizard.shown()
