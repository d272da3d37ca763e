"""A clerk types the whole form, the machine dies half-way, she goes on, and the sheet is right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.terminal.conftest import Open, Terminal
from tui.drafts.draft_file import read_draft
from tui.forms.answers import Answers, Row
from tui.forms.model import Form

SEED = Path(__file__).parents[2] / "sample_forms" / "seed.toml"
pytestmark = pytest.mark.terminal


def keys_of_row(form: Form, row: Row) -> Iterator[str]:
    """What one types into the page of a new row."""
    dictionary = form.dictionaries["comparison"]
    number = [entry.text for entry in dictionary.entries].index(row["comparison"]) + 1
    yield from (row["name"], "enter", str(number), "tab", row["target"], "enter")
    if row["comparison"] == "定性":
        yield "tab"
    else:
        yield from (row["unit"], "enter")
    yield from (row["explanation"], "tab", row["scoring"], "f10")


def type_rows(terminal: Terminal, form: Form, rows: list[Row], level1: str) -> None:
    """Fill in one step, beginning with the cursor on its first heading."""
    top = next(category for category in form.tables[0].categories if category.name == level1)
    for place, sub in enumerate(top.children):
        mine = [row for row in rows if (row["level1"], row["level2"]) == (level1, sub.name)]
        for count, row in enumerate(mine, start=1):
            terminal.see(sub.name)
            terminal.keys("a")
            terminal.see("F8 下一条")
            terminal.keys(*keys_of_row(form, row))
            terminal.see(f"{count} 条")
            terminal.see("回车 填写")
        if place < len(top.children) - 1:
            terminal.keys("down")


def type_fields(terminal: Terminal, answers: Answers) -> None:
    terminal.keys(answers.fields["unit_name"], "tab", str(answers.year), "pagedown")
    terminal.see("部门（单位）职责  必填")
    terminal.keys(answers.fields["duties"], "pagedown")
    terminal.see("年度总体目标  必填")
    terminal.keys(answers.fields["annual_goal"], "pagedown")


@pytest.mark.parametrize("term", ["xterm", "xterm-256color"])
def test_typed_killed_resumed_finished_exported(
    open_terminal: Open, form: Form, tmp_path: Path, term: str
) -> None:
    seed = read_draft(SEED).answers
    rows = list(seed.rows("indicators"))
    terminal = open_terminal(term=term)
    terminal.see("还没有草稿")
    terminal.keys("n")
    terminal.see("填哪一张表")
    terminal.keys("1")
    terminal.see("部门单位名称")
    type_fields(terminal, seed)
    type_rows(terminal, form, rows, "产出指标")
    terminal.until(lambda: "已保存" in terminal.shown, "saved")
    terminal.kill()

    terminal = open_terminal(term=term)
    terminal.see("南县中鱼口镇党群")
    terminal.keys("enter")
    terminal.see("时效指标")
    for level1 in ("效益指标", "满意度指标", "成本指标"):
        terminal.keys("pagedown")
        type_rows(terminal, form, rows, level1)
    terminal.keys("f4")
    terminal.see("1 个提醒")
    terminal.keys("f9", "ctrl+a", "backspace", "表.xlsx", "enter")
    terminal.see("已导出")
    terminal.keys("enter", "f10", "f10")
    terminal.until(lambda: terminal.process.poll() is not None, "the end")

    (path,) = (tmp_path / "drafts").glob("*.toml")
    draft = read_draft(path).answers
    assert (draft.year, dict(draft.fields)) == (seed.year, dict(seed.fields))
    assert [dict(row.cells) for row in draft.rows("indicators")] == [dict(row.cells) for row in rows]
    sheets = [
        CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
        for file in (tmp_path / "here" / "表.xlsx", SEED.with_suffix(".xlsx"))
    ]
    assert sheets[0] == sheets[1]
