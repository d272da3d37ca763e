"""Whatever is changed, whichever make the template is of: the answers are read again from the filled file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbook.zoo import county
from tests.workbook.zoo.catalogue import ZOO, Specimen
from tests.workbook.zoo.changes import EDIT, edited, texts
from tui.forms.answers import Answers, Row
from tui.workbook.in_place import fill_template
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tui.forms.edits import Edit
    from tui.forms.model import Form


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("filled")


@given(specimen=st.sampled_from(ZOO), edits=st.lists(EDIT, max_size=20))
@settings(max_examples=60)
def test_any_edits_of_any_make_are_read_again(
    seed: Reading, folder: Path, specimen: Specimen, edits: list[Edit | tuple[int, dict[str, str]]]
) -> None:
    answers = edited(seed.answers, edits)
    template = specimen.build(seed.form, seed.answers)
    (folder / "填好.xlsx").write_bytes(fill_template(seed.form, answers, template, own=True).data)
    assert texts(read_file(folder / "填好.xlsx").answers) == texts(answers)


@pytest.mark.parametrize("build", [county.protected, county.merged_down, county.notes_below])
def test_a_blank_template_takes_all_answers(
    form: Form, seed: Reading, tmp_path: Path, build: Callable[[Form, Answers], bytes]
) -> None:
    pairs = enumerate(form.tables[0].pairs, start=1)
    rows = tuple(Row(f"r{number}", {"level1": top, "level2": sub}) for number, (top, sub) in pairs)
    fields = {"unit_name": seed.answers.fields["unit_name"]}
    template = build(form, Answers(0, fields, {"indicators": rows}))
    path = tmp_path / "填好.xlsx"
    path.write_bytes(fill_template(form, seed.answers, template, own=False).data)
    assert texts(read_file(path).answers) == texts(seed.answers)
