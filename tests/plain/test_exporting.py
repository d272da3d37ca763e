"""Export by questions."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.plain.talking import play
from tui.drafts.draft import State
from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
from tui.exchange import import_file

FOREIGN = Path(__file__).parents[1] / "data" / "libreoffice.xlsx"
"""A filled form that another program saved, so that it differs from what is written on our own sheet."""
NAME = "南县中鱼口镇党群和政务服务中心_2024年度_部门（单位）整体绩效目标申报表.xlsx"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def files(here: Path) -> list[str]:
    return sorted(path.name for path in here.iterdir())


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ([":导出", ""], NAME),
        ([":导出", "表.xlsx"], "表.xlsx"),
        ([":导出 表"], "表.xlsx"),
        ([":e ./"], NAME),
    ],
)
def test_a_workbook_is_written_where_one_says(
    seed: OpenDraft, here: Path, lines: list[str], name: str
) -> None:
    said = play(seed, *lines)
    assert files(here) == [name]
    assert str(here / name) in said
    assert seed.draft.state is State.EXPORTED
    assert CalamineWorkbook.from_path(here / name).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(("answer", "written"), [("y", ["表.xlsx"]), ("", [])])
def test_a_form_with_errors_only_after_asking(
    half: OpenDraft, here: Path, answer: str, written: list[str]
) -> None:
    said = play(half, ":导出 表", answer)
    assert "还有 2 个错误，改完才能导出正式的表；:检查 看是哪些。" in said
    assert files(here) == written
    assert half.draft.state is State.DRAFT


@pytest.mark.parametrize(
    ("answer", "size", "written"),
    [("1", 4, ["表 (2).xlsx", "表.xlsx"]), ("2", 5000, ["表.xlsx"]), ("", 4, ["表.xlsx"])],
)
def test_a_file_that_is_there_is_asked_about(
    seed: OpenDraft, here: Path, answer: str, size: int, written: list[str]
) -> None:
    Path("表.xlsx").write_text("mine")
    play(seed, ":导出 表", answer)
    assert files(here) == written
    assert Path("表.xlsx").stat().st_size >= size
    assert (Path("表.xlsx").read_bytes() == b"mine") is (answer != "2")


@pytest.mark.parametrize(("answer", "same"), [("1", True), ("2", False)])
def test_the_file_that_it_came_from_is_filled_in_if_wanted(
    tmp_path: Path, here: Path, answer: str, same: bool
) -> None:
    store = Store(tmp_path / "drafts")
    imported = import_file(store, FOREIGN)
    said = play(OpenDraft(store.path(imported.name)), ":导出 表", answer)
    assert (Path("表.xlsx").read_bytes() == FOREIGN.read_bytes()) is same
    assert any("原表没有动" in line for line in said) is same


@pytest.mark.parametrize(
    ("lines", "words"), [([":导出", ":q"], "没有导出。"), ([":导出 没有/表"], "文件夹不存在")]
)
def test_what_cannot_be_or_is_not_wanted_is_told(
    seed: OpenDraft, here: Path, lines: list[str], words: str
) -> None:
    said = play(seed, *lines)
    assert files(here) == []
    assert any(words in line for line in said)
