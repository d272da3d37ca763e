"""The wizard on the second form: many fields a step, a choice and numbers among them, rows without a type."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from tests.ui.conftest import SAMPLES, running
from tui.forms.answers import Place
from tui.forms.load import load_form
from tui.screens.fields_page import FieldsPage
from tui.screens.row_page import RowPage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.widget import Widget

    from tests.ui.conftest import Wizard

FORM = load_form("project-goals")
TOTAL = Place("money_total")


@asynccontextmanager
async def begun(folder: Path, step_id: str = "project") -> AsyncIterator[Wizard]:
    """A new draft of the form, on one of its steps."""
    async with running(folder) as wizard:
        await wizard.press("n", "2")
        number = [step.id for step in FORM.steps].index(step_id)
        await wizard.press(*["pagedown"] * number)
        await wizard.until(lambda: wizard.fill.step.id == step_id, step_id)
        yield wizard


def in_view(wizard: Wizard) -> str:
    """What of the field in focus is not to be seen; empty when all is."""
    page = wizard.fill.page
    assert isinstance(page, FieldsPage)
    place = page.place()
    box = next(box for box in page.boxes if box.place == place)
    frame = page.region
    parts = {
        "field": frame.contains_region(box.field.region),
        "label and help": frame.contains_region(box.region),
    }
    return " ".join(part for part, is_seen in parts.items() if not is_seen)


def _has_cursor(wizard: Wizard, field: Widget) -> bool:
    return wizard.app.cursor_position.y == field.region.y


async def test_the_second_form_can_be_begun(tmp_path: Path) -> None:
    async with begun(tmp_path) as wizard:
        assert wizard.fill.draft.form.id == "project-goals"
        assert "项目名称" in wizard.shown()


async def test_whatever_field_one_comes_to_is_in_view_with_its_label(tmp_path: Path) -> None:
    async with begun(tmp_path) as wizard:
        for step in FORM.steps:
            if count := len(step.fields):
                for key in [*["tab"] * (count - 1), *["shift+tab"] * (count - 1)]:
                    await wizard.until(lambda: not in_view(wizard), in_view(wizard))
                    await wizard.press(key)
                await wizard.until(lambda: not in_view(wizard), in_view(wizard))
            await wizard.press("pagedown")


async def test_the_terminals_cursor_follows_the_page_as_it_scrolls(tmp_path: Path) -> None:
    async with begun(tmp_path, "money") as wizard:
        page = wizard.fill.page
        assert isinstance(page, FieldsPage)
        for box in page.boxes:
            await wizard.until(partial(_has_cursor, wizard, box.field), str(box.place))
            await wizard.press("tab")


async def test_a_text_that_grows_stays_in_view(tmp_path: Path) -> None:
    async with begun(tmp_path, "overview") as wizard:
        await wizard.press("tab", "tab", "tab")
        await wizard.type("x\n" * 16 + "末")
        await wizard.until(lambda: "末" in wizard.shown(), "the last line")
        page = wizard.fill.page
        assert isinstance(page, FieldsPage)
        last = page.boxes[-1].field.region
        await wizard.until(lambda: wizard.app.cursor_position.y == last.bottom - 1, "cursor on the last line")


async def test_a_choice_is_made_by_its_number_and_undone(tmp_path: Path) -> None:
    async with begun(tmp_path) as wizard:
        await wizard.press("tab", "2")
        assert wizard.answers.fields["attribute"] == "延续项目"
        assert "[2 延续项目]" in wizard.shown()
        await wizard.press("enter")
        page = wizard.fill.page
        assert page is not None
        assert page.place() == Place("year")
        await wizard.press("ctrl+z")
        assert wizard.answers.fields["attribute"] == ""
        assert "[2 延续项目]" not in wizard.shown()


async def test_the_sum_of_the_parts_is_filled_in_at_a_key(tmp_path: Path) -> None:
    async with begun(tmp_path, "money") as wizard:
        await wizard.press("tab", "tab", "tab")
        await wizard.type("20")
        await wizard.press("tab")
        await wizard.type("6.8")
        await wizard.press("up", "up", "f5")
        assert wizard.answers.fields["money_total"] == "26.8"
        await wizard.press("backspace", "backspace")
        await wizard.until(
            lambda: [problem.rule for problem in wizard.fill.session.problems_at(TOTAL)] == ["sum"],
            "a problem",
        )
        assert "“资金总额”是 26，而" in wizard.shown()


async def test_a_number_with_its_unit_is_put_right(tmp_path: Path) -> None:
    async with begun(tmp_path, "money") as wizard:
        await wizard.press("tab", "tab", "tab")
        await wizard.paste("1,200万元")
        await wizard.press("f5")
        assert wizard.answers.fields["money_local"] == "1200"


async def test_a_row_without_a_type_is_filled_in(tmp_path: Path) -> None:
    async with begun(tmp_path, "output") as wizard:
        await wizard.press("enter")
        await wizard.until(lambda: isinstance(wizard.fill.page, RowPage), "the row")
        await wizard.type("培训人次")
        await wizard.press("enter")
        await wizard.paste("≥48人次")
        await wizard.press("f10")
        await wizard.press("1", "3")
        (row,) = wizard.answers.rows("indicators")
        assert (row["level2"], row["name"], row["target"]) == ("数量指标", "培训人次", "≥48人次")
        assert "≥48人次" in wizard.shown()


async def test_the_sample_has_nothing_to_complain_of(tmp_path: Path) -> None:
    draft = tmp_path / "项目.toml"
    draft.write_bytes((SAMPLES / "project-well-filled.toml").read_bytes())
    async with running(tmp_path, draft) as wizard:
        await wizard.press("f4")
        await wizard.until(lambda: "没有问题" in wizard.shown(), "no problems")


async def test_help_speaks_of_what_is_asked(tmp_path: Path) -> None:
    async with begun(tmp_path) as wizard:
        for step in FORM.steps:
            await wizard.press("f1")
            assert step.help[:8] in wizard.shown()
            await wizard.press("escape", "pagedown")
