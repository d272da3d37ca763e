"""A clerk types the whole form, at one terminal or at several, and the draft and the sheet are right.

In the suite each terminal and each size takes part once; with TIANBAO_ALL_TERMINALS=1 in the environment the
whole form is typed in each of them.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.terminal.clients import Client, client
from tests.terminal.conftest import Open, Terminal
from tui.drafts.draft_file import read_draft
from tui.forms.answers import Answers, Row
from tui.forms.model import Form

SEED = Path(__file__).parents[2] / "sample_forms" / "seed.toml"
pytestmark = pytest.mark.terminal

TERMS = {
    "xterm": client("PuTTY"),
    "xterm-256color": client("Windows Terminal"),
    "linux": client("Linux console"),
    "screen": client("GNU screen"),
    "vt220": client("VT220"),
}
SIZES = ((80, 24), (60, 20))


@dataclass(frozen=True)
class Sitting:
    """Where some steps of the form are filled in."""

    term: str
    size: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.term}-{self.size[0]}x{self.size[1]}"

    @property
    def keyboard(self) -> Client:
        return TERMS[self.term]


SITTINGS = (
    [[Sitting(term, size)] for term, size in product(TERMS, SIZES)]
    if os.environ.get("TIANBAO_ALL_TERMINALS")
    else [
        [Sitting("xterm", (80, 24)), Sitting("linux", (60, 20))],
        [Sitting("screen", (60, 20)), Sitting("vt220", (80, 24)), Sitting("xterm-256color", (60, 20))],
    ]
)


def keys_of_row(form: Form, row: Row) -> Iterator[str]:
    """What one types to add a row: from the list to a new row's page and back."""
    dictionary = form.dictionaries["comparison"]
    number = [entry.text for entry in dictionary.entries].index(row["comparison"]) + 1
    yield from ("a", row["name"], "enter", str(number), "tab", row["target"], "enter")
    if row["comparison"] == "定性":
        yield "tab"
    else:
        yield from (row["unit"], "enter")
    yield from (row["explanation"], "tab", row["scoring"], "f10")


def keys_of_steps(form: Form, answers: Answers) -> list[list[str]]:
    """What one types into each step; a step with rows begins with the cursor on its first heading."""
    steps = [
        [answers.fields["unit_name"], "tab", str(answers.year)],
        [answers.fields["duties"]],
        [answers.fields["annual_goal"]],
    ]
    for top in form.tables[0].categories:
        keys: list[str] = []
        for sub in top.children:
            for row in rows_of(answers, top.name, sub.name):
                keys += keys_of_row(form, row)
            keys.append("down")
        steps.append(keys[:-1])
    return steps


def rows_of(answers: Answers, *levels: str) -> list[Row]:
    return [
        row for row in answers.rows("indicators") if levels == (row["level1"], row["level2"])[: len(levels)]
    ]


def filled(answers: Answers) -> dict[str, object]:
    """Answers without the ids of their rows."""
    rows = [dict(row.cells) for row in answers.rows("indicators")]
    return {"year": answers.year, **answers.fields, "rows": rows}


def after(form: Form, answers: Answers, steps: int) -> dict[str, object]:
    """What is filled in when so many steps are done."""
    fields = dict(list(answers.fields.items())[:steps])
    tops = [top.name for top in form.tables[0].categories][: max(steps - len(answers.fields), 0)]
    rows = tuple(row for name in tops for row in rows_of(answers, name))
    return filled(Answers(answers.year, fields, {"indicators": rows}))


def sit_down(open_terminal: Open, sitting: Sitting, *, first: bool) -> Terminal:
    """Open the form: a new one, or the one that was begun, at the step where one stopped."""
    terminal = open_terminal(term=sitting.term, size=sitting.size, keyboard=sitting.keyboard)
    if first:
        terminal.see("还没有草稿")
        terminal.keys("n")
        terminal.see("填哪一张表")
        terminal.keys("1")
        terminal.see("部门单位名称")
    else:
        terminal.see("南县中鱼口镇党群")
        terminal.keys("enter")
        terminal.see("F4 检查")
        terminal.keys("pagedown")
    return terminal


def until_saved(terminal: Terminal, path: Path, typed: dict[str, object]) -> None:
    terminal.until(lambda: filled(read_draft(path).answers) == typed, "the save")


@pytest.mark.parametrize("sittings", SITTINGS, ids=lambda sittings: "+".join(map(str, sittings)))
def test_typed_killed_resumed_finished_exported(
    open_terminal: Open, form: Form, tmp_path: Path, sittings: list[Sitting]
) -> None:
    seed = read_draft(SEED).answers
    steps = keys_of_steps(form, seed)
    share = -(-len(steps) // len(sittings))
    for start, sitting in zip(range(0, len(steps), share), sittings, strict=True):
        terminal = sit_down(open_terminal, sitting, first=not start)
        mine = steps[start : start + share]
        for place, keys in enumerate(mine):
            terminal.keys(*keys, "f2" if place == len(mine) - 1 else "pagedown")
        (path,) = (tmp_path / "drafts").glob("*.toml")
        until_saved(terminal, path, after(form, seed, start + len(mine)))
        if start + share < len(steps):
            terminal.kill()
    terminal.keys("f4")
    terminal.see("1 个提醒")
    terminal.keys("f9", *["backspace"] * 60, "表.xlsx", "enter")
    terminal.see("已导出")
    terminal.keys("enter", "f10", "f10", "f10")
    terminal.until(lambda: terminal.process.poll() is not None, "the end")

    sheets = [
        CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
        for file in (tmp_path / "here" / "表.xlsx", SEED.with_suffix(".xlsx"))
    ]
    assert sheets[0] == sheets[1]
