"""Whatever is typed line by line comes out as it was meant, in the draft that the wizard makes as well."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plain.talking import contents, new_draft, play, script_of
from tui.drafts.draft_file import read_draft
from tui.forms.answers import Answers, Row
from tui.forms.load import load_form
from tui.forms.model import Form
from tui.forms.text import is_blank
from tui.workbook.read import read_file

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_forms"


def test_the_seed_is_filled_in_from_a_piped_script(tmp_path: Path, form: Form) -> None:
    wanted = read_file(ROOT / "tests" / "data" / "seed-form.txt").answers
    draft = new_draft(tmp_path, form, year=2030)
    done = subprocess.run(
        [sys.executable, "-m", "tui", "edit", str(draft.path), "--plain"],
        input="\n".join(script_of(form, wanted)),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert read_draft(draft.path).answers == wanted


@pytest.mark.parametrize("name", ["well-filled", "half-filled", "project-well-filled"])
def test_every_sample_can_be_typed(tmp_path: Path, name: str) -> None:
    sample = read_draft(SAMPLES / f"{name}.toml")
    form = load_form(sample.form_id)
    draft = new_draft(tmp_path, form)
    play(draft, *script_of(form, sample.answers), patient=False)
    assert contents(read_draft(draft.path).answers) == contents(sample.answers)


LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
ODD = st.sampled_from(
    ["", " ", ":", "：", "::", ":退出", "：：a", ".", "。", "/", "a", "1", " :h", "　", "d 1"]
)
LINES = ODD | st.text(LETTERS, max_size=12)
TEXTS = st.lists(LINES, min_size=1, max_size=4).map("\n".join)


@st.composite
def answers_of(draw: st.DrawFn, form: Form) -> Answers:
    """Any answers of the form, the rows in the order of its categories, none of them empty."""
    kinds = {"text": TEXTS, "line": LINES, "number": LINES}
    (table,) = form.tables

    def text_of(kind: str, dictionary: str) -> str:
        if kind == "choice":
            return draw(
                st.sampled_from(["", *(entry.text for entry in form.dictionaries[dictionary].entries)])
            )
        return draw(kinds[kind])

    fields = {item.id: text_of(item.kind, item.dictionary) for item in form.fields}
    pairs = sorted(draw(st.lists(st.sampled_from(table.pairs), max_size=3)), key=table.pairs.index)
    rows = []
    for number, (level1, level2) in enumerate(pairs, start=1):
        cells: dict[str, str] = {item.role: text_of(item.kind, item.dictionary) for item in table.own_columns}
        if all(is_blank(cell) for cell in cells.values()):
            cells["name"] = "办件量"
        rows.append(Row(f"r{number}", {**cells, "level1": level1, "level2": level2}))
    return Answers(draw(st.integers(2015, 2099)), fields, {table.id: tuple(rows)})


@pytest.mark.parametrize("form_id", ["department-goals", "project-goals"])
@settings(max_examples=25)
@given(data=st.data())
def test_any_answers_come_out_as_they_were_typed(
    tmp_path_factory: pytest.TempPathFactory, form_id: str, data: st.DataObject
) -> None:
    form = load_form(form_id)
    wanted = data.draw(answers_of(form))
    draft = new_draft(tmp_path_factory.mktemp("drafts"), form)
    play(draft, *script_of(form, wanted), patient=False)
    assert contents(read_draft(draft.path).answers) == contents(wanted)
