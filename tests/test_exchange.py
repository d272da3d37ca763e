"""Between drafts and the files that people pass around."""

from pathlib import Path

import pytest

from tui.exchange import export_path, workbook_path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("表.xlsx", "表.xlsx"),
        ("表.XLSX", "表.XLSX"),
        ("表", "表.xlsx"),
        ("表.2024", "表.2024.xlsx"),
        ("表.xls", "表.xls.xlsx"),
        ("./", "名.xlsx"),
        ("给县里的/", "给县里的/名.xlsx"),
    ],
)
def test_a_workbook_goes_where_one_says_and_ends_in_xlsx(text: str, path: str) -> None:
    assert workbook_path(text, "名.xlsx") == Path(path)


def test_a_folder_that_is_there_takes_the_usual_name(tmp_path: Path) -> None:
    assert workbook_path(str(tmp_path), "名.xlsx") == tmp_path / "名.xlsx"


def test_a_script_gets_exactly_the_file_that_it_names() -> None:
    assert export_path("表", "名.xlsx") == Path("表")
