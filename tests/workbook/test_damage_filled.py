"""A broken workbook that can still be read is filled, or gives a sentence; never anything else."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.workbook.damage import WAYS
from tests.workbook.zoo import county, exporters, rich
from tests.workbook.zoo.catalogue import ZOO
from tests.workbook.zoo.changes import EDITS, texts
from tests.workbook.zoo.package import unzipped, zipped
from tui.errors import Trouble, Unreadable
from tui.forms.edits import apply
from tui.workbook.in_place import fill_template
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tui.forms.answers import Answers
    from tui.forms.model import Form

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


@pytest.mark.parametrize(
    ("build", "listing"),
    [
        (rich.anchored_below, "xl/worksheets/_rels/sheet1.xml.rels"),
        (county.formulas_below, "[Content_Types].xml"),
    ],
)
def test_a_broken_list_of_parts(seed: Reading, build: Callable[[Form, Answers], bytes], listing: str) -> None:
    template = zipped({**unzipped(build(seed.form, seed.answers)), listing: b"<Broken"})
    with pytest.raises(Trouble, match=r"损坏|读不懂"):
        fill_template(seed.form, apply(seed.answers, EDITS), template, own=True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_sheet_in_another_encoding(seed: Reading, tmp_path: Path, encoding: str) -> None:
    parts = unzipped(exporters.inline(seed.form, seed.answers))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].decode().replace("UTF-8", "utf-16").encode(encoding)
    answers = apply(seed.answers, EDITS)
    path = tmp_path / "填好.xlsx"
    path.write_bytes(fill_template(seed.form, answers, zipped(parts), own=True).data)
    assert texts(read_file(path).answers) == texts(answers)
