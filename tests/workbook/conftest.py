from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DATA = Path(__file__).parent.parent / "data"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

Book = Callable[..., Path]
Parts = Callable[..., Path]


@pytest.fixture(scope="session")
def seed_text() -> Path:
    return DATA / "seed-form.txt"


@pytest.fixture(scope="session")
def seed(seed_text: Path) -> Reading:
    return read_file(seed_text)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Save rows of values as a workbook with openpyxl, merged and dressed, and give its path."""

    def save(
        rows: Sequence[Sequence[object]],
        merges: Sequence[str] = (),
        name: str = "县里的表.xlsx",
        dress: Callable[[Worksheet], object] = lambda sheet: None,
    ) -> Path:
        from openpyxl import Workbook

        workbook = Workbook()
        sheet = workbook.worksheets[0]
        for row in rows:
            sheet.append(list(row))
        for merge in merges:
            sheet.merge_cells(merge)
        dress(sheet)
        workbook.save(tmp_path / name)
        return tmp_path / name

    return save


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    """Write a workbook by hand: the XML of its sheet data, and of other parts, as they are to be."""

    def save(
        sheet: str, shared: str = "", styles: str = "", workbook: str = "", main: str = SPREADSHEET
    ) -> Path:
        kind = RELATIONS
        files = {
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}">{workbook}'
            '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="r1" Type="{kind}/worksheet" Target="worksheets/s.xml"/>'
            f'<Relationship Id="r2" Type="{kind}/sharedStrings" Target="/xl/strings.xml"/>'
            f'<Relationship Id="r3" Type="{kind}/styles" Target="styles.xml"/></Relationships>',
            "xl/worksheets/s.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
            "xl/strings.xml": f'<sst xmlns="{main}">{shared}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        }
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        path = tmp_path / "手写.xlsx"
        path.write_bytes(buffer.getvalue())
        return path

    return save
