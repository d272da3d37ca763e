"""Workbooks of many makes, read: answers, notes, problems, and what they say of their form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbook.zoo.catalogue import ZOO, Specimen
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.forms.model import Form

EVERY = pytest.mark.parametrize("specimen", ZOO, ids=lambda specimen: specimen.name)


@pytest.fixture(scope="module")
def read(seed: Reading, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Specimen], Reading]:
    folder = tmp_path_factory.mktemp("zoo")

    def read_one(specimen: Specimen) -> Reading:
        path = folder / f"{specimen.name}.xlsx"
        path.write_bytes(specimen.build(seed.form, seed.answers))
        return read_file(path)

    return read_one


@EVERY
def test_answers(specimen: Specimen, seed: Reading, read: Callable[[Specimen], Reading]) -> None:
    reading = read(specimen)
    assert (reading.form.id, reading.answers) == (seed.form.id, seed.answers)
    assert reading.template


@EVERY
def test_notes_and_problems(specimen: Specimen, read: Callable[[Specimen], Reading]) -> None:
    reading = read(specimen)
    assert len(reading.notes) == len(specimen.notes)
    for note, words in zip(reading.notes, specimen.notes, strict=True):
        assert words in note
    assert [code for code, _ in reading.problems] == list(specimen.problems)


@EVERY
def test_what_it_says_of_its_form(
    specimen: Specimen, form: Form, read: Callable[[Specimen], Reading]
) -> None:
    facts = read(specimen).facts
    table = form.tables[0]
    assert facts.locked == {"unit_name": "南县中鱼口镇党群和政务服务中心"}
    assert facts.heads == {
        **{item.id: item.head for item in form.fields},
        **{f"{table.id}.{column.role}": column.head for column in table.columns},
    }
    texts = tuple(entry.text for entry in form.dictionaries["comparison"].entries)
    assert facts.choices.get("comparison") == (texts if specimen.has_list else None)
