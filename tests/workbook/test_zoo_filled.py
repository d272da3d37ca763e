"""Workbooks of many makes, filled in place: what was answered changes, and nothing else."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from tests.workbook.zoo import county, rich
from tests.workbook.zoo.catalogue import ZOO, Specimen
from tests.workbook.zoo.changes import EDITS, END, MIDDLE, texts
from tests.workbook.zoo.layout import FIRST, SHEET, last_row
from tests.workbook.zoo.outside import Outside
from tests.workbook.zoo.package import unzipped
from tui.forms.edits import apply
from tui.workbook.in_place import fill_template
from tui.workbook.package import open_package
from tui.workbook.read import Reading, read_file
from tui.workbook.sheet import open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tui.forms.answers import Answers
    from tui.forms.model import Form

EVERY = pytest.mark.parametrize("specimen", ZOO, ids=lambda specimen: specimen.name)


@dataclass(frozen=True)
class Filled:
    """A template, the answers that were put into it, and what came of it."""

    specimen: Specimen
    answers: Answers
    template: bytes
    data: bytes
    lasts: tuple[int, int]
    """The 0-based row of the last indicator, in the template and in what came of it."""

    @property
    def before(self) -> Outside:
        return Outside(self.template, self.lasts[0])

    @property
    def after(self) -> Outside:
        return Outside(self.data, self.lasts[1])


@pytest.fixture(scope="module")
def filled(seed: Reading) -> Callable[[Specimen], Filled]:
    made: dict[str, Filled] = {}

    def fill(specimen: Specimen) -> Filled:
        if specimen.name not in made:
            template = specimen.build(seed.form, seed.answers)
            answers = apply(seed.answers, EDITS)
            data = fill_template(seed.form, answers, template, own=True).data
            lasts = last_row(seed.form, seed.answers), last_row(seed.form, answers)
            made[specimen.name] = Filled(specimen, answers, template, data, lasts)
        return made[specimen.name]

    return fill


def sheet_part(data: bytes) -> str:
    return open_workbook(open_package(data)).sheets[SHEET]


@EVERY
def test_nothing_edited_gives_the_very_same_bytes(specimen: Specimen, seed: Reading) -> None:
    template = specimen.build(seed.form, seed.answers)
    assert fill_template(seed.form, seed.answers, template, own=True).data == template


@EVERY
def test_edits_are_read_again(
    specimen: Specimen, filled: Callable[[Specimen], Filled], tmp_path: Path
) -> None:
    done = filled(specimen)
    path = tmp_path / "填好.xlsx"
    path.write_bytes(done.data)
    reading = read_file(path)
    assert texts(reading.answers) == texts(done.answers)
    assert len(reading.notes) == len(specimen.notes)
    assert [code for code, _ in reading.problems] == list(specimen.problems)


@EVERY
def test_only_the_parts_that_must_follow_change(
    specimen: Specimen, filled: Callable[[Specimen], Filled]
) -> None:
    done = filled(specimen)
    before, after = unzipped(done.template), unzipped(done.data)
    assert list(after) == [name for name in before if name not in specimen.goes]
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {sheet_part(done.template), *specimen.follows}


@EVERY
def test_the_validator_finds_nothing_new(
    specimen: Specimen, filled: Callable[[Specimen], Filled], tmp_path: Path
) -> None:
    done = filled(specimen)
    found = []
    for data in (done.template, done.data):
        path = tmp_path / "查.xlsx"
        path.write_bytes(data)
        found.append({re.sub(r"\d+", "#", str(error)) for error in OpenXmlValidator().validate(path).errors})
    assert found[1] <= found[0]


READABLE = pytest.mark.parametrize(
    "specimen",
    [specimen for specimen in ZOO if specimen.name != "strict"],
    ids=lambda specimen: specimen.name,
)


@READABLE
def test_cells_outside_the_table_stay(specimen: Specimen, filled: Callable[[Specimen], Filled]) -> None:
    done = filled(specimen)
    before, after = done.before.cells(), done.after.cells()
    differing = {where for where in before.keys() | after.keys() if before.get(where) != after.get(where)}
    assert {where[:2] for where in differing} == {("above", 6)}


@READABLE
def test_what_hangs_on_cells_follows_them(specimen: Specimen, filled: Callable[[Specimen], Filled]) -> None:
    before, after = filled(specimen).before, filled(specimen).after
    assert after.merges() == before.merges()
    assert after.heights() == before.heights()
    assert after.comments() == before.comments()
    assert after.pictures() == before.pictures()
    assert after.links().keys() == before.links().keys()


@READABLE
def test_new_rows_look_like_their_neighbours(
    specimen: Specimen, filled: Callable[[Specimen], Filled]
) -> None:
    done = filled(specimen)
    before, after = done.before.looks(), done.after.looks()
    kept = [*after[:2], *after[3:-1]]
    assert kept == [*before[:11], *before[12:]]
    assert after[2] == after[1]
    assert after[-1] == after[-2]


@READABLE
def test_lists_cover_all_rows(specimen: Specimen, filled: Callable[[Specimen], Filled]) -> None:
    done = filled(specimen)
    before, after = (last + 1 for last in done.lasts)
    assert done.after.lists() == {cells.replace(str(before), str(after)) for cells in done.before.lists()}


def test_formulas_count_the_new_row(filled: Callable[[Specimen], Filled]) -> None:
    done = filled(Specimen(county.formulas_below))
    sheet, other = done.after.sheet, done.after.book["字典"]
    formulas = [sheet[cell].value for cell in ("C25", "E25", "C26")]
    assert formulas == ["=COUNTA(C10:C23)", "=SUM(E10:E23)", "=C25*2"]
    assert other["C1"].value == f"={SHEET}!C25"


def test_a_chart_of_the_table_shows_the_new_row(filled: Callable[[Specimen], Filled]) -> None:
    chart = unzipped(filled(Specimen(rich.anchored_below)).data)["xl/charts/chart1.xml"].decode()
    assert re.findall("<c:f>([^<]*)</c:f>", chart) == [f"{SHEET}!$E$10:$E$23"]


def test_what_is_printed_filtered_and_linked_follows(filled: Callable[[Specimen], Filled]) -> None:
    sheet = filled(Specimen(county.printed)).after.sheet
    assert sheet.print_area == f"'{SHEET}'!$A$1:$H$25"
    assert sheet.print_title_rows == "$9:$9"
    assert sheet.auto_filter.ref == "A9:H23"
    assert [item.id for item in sheet.row_breaks.brk] == [20]
    links = filled(Specimen(county.printed)).after.links()
    assert links == {("above", 2, 1): f"{SHEET}!A25", ("under", 1, 1): "https://example.com/说明"}
    assert [str(rule.sqref) for rule in sheet.conditional_formatting] == ["E10:E23"]


def test_categories_merged_downwards_take_new_rows_in(filled: Callable[[Specimen], Filled]) -> None:
    areas = filled(Specimen(county.merged_down)).after.sheet.merged_cells.ranges
    merges = {str(area) for area in areas if area.min_row > FIRST}
    assert merges == {"A10:A15", "B10:B13", "A16:A19", "A21:A23", "B22:B23"}


def table_of_texts(data: bytes, folder: Path) -> list[list[str]]:
    """The cells of the first sheet as LibreOffice shows them."""
    (folder / "看.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "看.xlsx")], check=True, capture_output=True
    )
    return list(csv.reader(io.StringIO((folder / "看.csv").read_text(encoding="utf-8"))))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("build", [county.printed, rich.decorated])
def test_libreoffice_shows_the_same_but_for_the_edits(
    filled: Callable[[Specimen], Filled], tmp_path: Path, build: Callable[[Form, Answers], bytes]
) -> None:
    done = filled(Specimen(build))
    before, after = (table_of_texts(data, tmp_path) for data in (done.template, done.data))
    before[6][1] = done.answers.fields["annual_goal"]
    before[FIRST + 4][4], before[FIRST + 8][7] = "98", "=按实际情况"
    before.insert(FIRST + 13, list(END.values()))
    del before[FIRST + 11]
    before.insert(FIRST + 2, list(MIDDLE.values()))
    assert after == before
