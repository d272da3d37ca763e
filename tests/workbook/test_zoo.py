"""Workbooks of many makes: what is read of them, and what filling them leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workbook.zoo.catalogue import ZOO, Specimen
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from pathlib import Path

EVERY = pytest.mark.parametrize("specimen", ZOO, ids=lambda specimen: specimen.name)


@EVERY
def test_what_is_read(specimen: Specimen, seed: Reading, tmp_path: Path) -> None:
    path = tmp_path / "县里的表.xlsx"
    path.write_bytes(specimen.build(seed.form, seed.answers))
    reading = read_file(path)
    assert reading.answers == seed.answers
    assert len(reading.notes) == len(specimen.notes)
    for note, words in zip(reading.notes, specimen.notes, strict=True):
        assert words in note
