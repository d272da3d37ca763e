"""The samples are what their first lines say, and their workbooks hold the same answers."""

from pathlib import Path

import pytest

from tui.drafts.draft_file import read_draft
from tui.exchange import samples
from tui.forms.check import check
from tui.forms.load import load_form
from tui.workbook.read import read_file

SAMPLES = Path(__file__).parents[1] / "sample_forms"


@pytest.mark.parametrize("name", ["seed", "well-filled", "project-well-filled"])
def test_a_workbook_holds_what_its_draft_holds(name: str) -> None:
    assert read_file(SAMPLES / f"{name}.xlsx").answers == read_draft(SAMPLES / f"{name}.toml").answers


def test_the_seed_is_the_text_as_it_was_copied_out_of_the_sheet() -> None:
    text = Path(__file__).parent / "data" / "seed-form.txt"
    assert read_file(text).answers == read_draft(SAMPLES / "seed.toml").answers


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("seed", ["dup-name"]),
        ("well-filled", []),
        ("half-filled", ["required", "number", "missing-cat", "missing-cat", "missing-cat"]),
        ("project-well-filled", []),
    ],
)
def test_the_problems_of_each(name: str, rules: list[str]) -> None:
    draft = read_draft(SAMPLES / f"{name}.toml")
    assert [problem.rule for problem in check(load_form(draft.form_id), draft.answers)] == rules


def test_each_is_offered_with_words_of_its_own() -> None:
    assert [(path.stem, bool(label)) for path, label in samples()] == [
        ("well-filled", True),
        ("seed", True),
        ("project-well-filled", True),
        ("half-filled", True),
    ]


def test_the_template_is_one_as_counties_send_them() -> None:
    reading = read_file(SAMPLES / "county-template.xlsx")
    table = reading.form.tables[0]
    assert reading.template
    assert dict(reading.facts.locked) == {"unit_name": "南县中鱼口镇党群和政务服务中心"}
    assert [(row["level1"], row["level2"]) for row in reading.answers.rows(table.id)] == list(table.pairs)
    assert all(row.is_empty(table) for row in reading.answers.rows(table.id))
    assert reading.problems == ()
