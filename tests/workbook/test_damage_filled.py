"""A broken workbook that can still be read is filled, or gives a sentence; never anything else."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.workbook.damage import WAYS
from tests.workbook.zoo.catalogue import ZOO
from tests.workbook.zoo.changes import EDITS, texts
from tests.workbook.zoo.package import unzipped, zipped
from tests.workbook.zoo.rich import anchored_below
from tui.errors import Trouble, Unreadable
from tui.forms.edits import apply
from tui.workbook.in_place import fill_template
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from pathlib import Path

PER_WAY = 15
READABLE = [
    "parts removed",
    "parts swapped",
    "XML cut",
    "tags dropped",
    "hostile values",
    "wrong bytes",
    "other encodings",
    "formats",
    "circles",
    "content types",
]
"""Ways after which many a workbook can still be read."""


@pytest.fixture(scope="module")
def books(seed: Reading) -> list[bytes]:
    return [specimen.build(seed.form, seed.answers) for specimen in ZOO]


@pytest.mark.parametrize("way", READABLE)
def test_filling_a_broken_workbook(books: list[bytes], tmp_path: Path, way: str) -> None:
    path = tmp_path / "坏了.xlsx"
    for number in range(PER_WAY):
        chance = Random(f"{way} {number}")
        template = WAYS[way](chance.choice(books), chance)
        path.write_bytes(template)
        try:
            reading = read_file(path, "department-goals")
        except Unreadable:
            continue
        answers = apply(reading.answers, EDITS)
        try:
            path.write_bytes(fill_template(reading.form, answers, template, own=True).data)
        except Trouble as trouble:
            assert str(trouble).endswith("。")
            continue
        assert texts(read_file(path, "department-goals").answers) == texts(answers)


def test_a_broken_list_of_what_belongs_to_the_sheet(seed: Reading, tmp_path: Path) -> None:
    parts = unzipped(anchored_below(seed.form, seed.answers))
    template = zipped({**parts, "xl/worksheets/_rels/sheet1.xml.rels": b"<Relationships"})
    with pytest.raises(Trouble, match="附件目录坏了"):
        fill_template(seed.form, apply(seed.answers, EDITS), template, own=True)
