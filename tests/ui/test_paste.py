"""Rows copied in a sheet and pasted into the list of indicators."""

from pathlib import Path

import pytest

from tests.ui.conftest import Wizard, running
from tui.drafts.draft_file import read_draft
from tui.screens.paste_preview import PastePreview
from tui.workbook.pasted import MAX_CHARACTERS

ROWS = (
    '办件量\t大于等于\t3000\t件\t"第一行\n说""好"""\r\n'
    "[bold]合格率\t≥\t98\t%\t[red]\r\n"
    "健全性\t定性\t健全\t\t\r\n"
)


async def _at_benefit(wizard: Wizard) -> None:
    await wizard.press("f3")
    await wizard.type("5")
    await wizard.press("enter")


def _preview(wizard: Wizard) -> PastePreview:
    assert isinstance(wizard.app.screen, PastePreview)
    return wizard.app.screen


async def _paste(wizard: Wizard, text: str) -> PastePreview:
    await wizard.paste(text)
    await wizard.until(lambda: isinstance(wizard.app.screen, PastePreview), "the preview")
    await wizard.pilot.pause()
    return _preview(wizard)


def _role(preview: PastePreview, column: int) -> str:
    return preview.pasted.roles[column]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_rows_go_in_after_a_preview_and_out_with_one_undo(half: Path, size: tuple[int, int]) -> None:
    async with running(half.parent, half, size) as wizard:
        await _at_benefit(wizard)
        before = wizard.answers
        await _paste(wizard, ROWS)
        shown = wizard.shown()
        assert "将成为 3 条指标" in shown
        assert "经济效益指标  [bold]合格率  ≥  98  %" in shown
        assert ["2", "大于等于", "4", "指标值类型"] in [line.split() for line in shown.split("\n")]
        await wizard.press("enter")
        new = [row for row in wizard.answers.rows("indicators") if row not in before.rows("indicators")]
        assert [(row["level2"], row["name"], row["comparison"], row["unit"]) for row in new] == [
            ("经济效益指标", "办件量", "≥", "件"),
            ("经济效益指标", "[bold]合格率", "≥", "%"),
            ("经济效益指标", "健全性", "定性", "/"),
        ]
        assert new[0]["explanation"] == '第一行\n说"好"'
        page = wizard.fill.page
        place = page.place() if page else None
        assert place
        assert place.row == new[0].id
        assert "已添加 3 条" in wizard.said()
        await wizard.press("f2")
        assert read_draft(half).answers == wizard.answers
        await wizard.press("ctrl+z")
        assert wizard.answers == before
        assert "效益指标" in wizard.fill.step.title


async def test_the_keys_of_the_preview(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await _at_benefit(wizard)
        preview = await _paste(wizard, ROWS)
        assert preview.pasted.roles == ("name", "comparison", "target", "unit", "explanation")
        await wizard.press("0")
        assert _role(preview, 0) == ""
        await wizard.press("down", "3")
        assert (_role(preview, 0), _role(preview, 1)) == ("", "name")
        await wizard.press("right")
        assert _role(preview, 1) == "comparison"
        await wizard.press("left", "left")
        assert _role(preview, 1) == "level2"
        await wizard.press("t")
        assert len(preview.taken.rows) == 2
        await wizard.press("f1")
        assert "0 是不要" in wizard.shown()
        await wizard.press("escape")
        before = wizard.answers
        await wizard.press("escape")
        assert wizard.app.screen is wizard.fill
        assert wizard.answers == before


async def test_a_preview_without_rows_puts_nothing_in(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await _at_benefit(wizard)
        preview = await _paste(wizard, "办件量\r\n合格率\r\n")
        await wizard.press("0", "enter")
        assert wizard.app.screen is preview
        assert "没有一行能添加" in wizard.said()


async def test_rows_of_another_step_are_shown_there(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await _at_benefit(wizard)
        await _paste(wizard, "成本指标\t经济成本指标\t培训成本\t≤\t2\t万元\r\n" * 2)
        assert "成本指标 2 条" in wizard.shown()
        await wizard.press("enter")
        await wizard.until(lambda: wizard.fill.step.id == "cost", "the step")


@pytest.mark.parametrize(
    ("text", "said"),
    [("办件量\r\n", "只粘贴了一格"), ("\r\n", "空的"), ("一" * (MAX_CHARACTERS + 1), "太多")],
    ids=["one cell", "blank", "too much"],
)
async def test_what_cannot_become_rows_is_told(half: Path, text: str, said: str) -> None:
    async with running(half.parent, half) as wizard:
        await _at_benefit(wizard)
        await wizard.paste(text)
        await wizard.until(lambda: said in wizard.said(), said)
        assert wizard.app.screen is wizard.fill


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_rows_pasted_into_a_cell_find_their_way_to_the_list(half: Path, size: tuple[int, int]) -> None:
    async with running(half.parent, half, size) as wizard:
        await _at_benefit(wizard)
        before = wizard.answers
        await wizard.press("a")
        await wizard.paste(ROWS)
        told = "".join(wizard.shown().split())
        assert "按Ctrl+Z撤销，按Esc回到列表，在那里粘贴。" in told
        await wizard.press("ctrl+z", "escape")
        assert wizard.answers == before
        preview = await _paste(wizard, ROWS)
        assert len(preview.taken.rows) == 3


async def test_lines_that_are_no_table_are_only_joined(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await _at_benefit(wizard)
        await wizard.press("a")
        await wizard.paste("办件量\n合格率")
        assert wizard.said().split() == ["这里只能写一行，粘贴的几行或几格已接成一行，请核对。"]


async def test_cells_pasted_into_a_text_of_several_lines_lose_what_the_sheet_added(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await _at_benefit(wizard)
        await wizard.press("a", *["tab"] * 4)
        await wizard.paste('办件量\t"第一行\n说""好"""\r\n合格率\t98\r\n')
        new = [row for row in wizard.answers.rows("indicators") if row["explanation"].startswith("办件量")]
        assert [row["explanation"] for row in new] == ['办件量 第一行\n说"好"\n合格率 98']
        told = "".join(wizard.shown().split())
        assert "分格已换成空格" in told
        assert "按Esc回到列表，在那里粘贴。" in told


async def test_lines_pasted_into_a_text_of_several_lines_stay_without_a_word(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await _at_benefit(wizard)
        await wizard.press("a", *["tab"] * 4)
        before = wizard.said()
        await wizard.paste("第一行\r\r第三行\r")
        rows = wizard.answers.rows("indicators")
        assert "第一行\n\n第三行\n" in [row["explanation"] for row in rows]
        assert wizard.said() == before


async def test_at_the_problems_it_is_said_where_one_can_paste(half: Path) -> None:
    async with running(half.parent, half) as wizard:
        await wizard.press("f4")
        before = wizard.answers
        await wizard.paste("甲\t乙\n")
        assert "按回车跳到要改的那一格" in wizard.said()
        assert wizard.answers is before
