"""docs/architecture.md names files that are there, and all files of the room that has the most."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|tcss|toml|json|md))`", PAGE))
    files = [
        path.relative_to(ROOT).as_posix()
        for room in ("tui", "tests", "docs")
        for path in (ROOT / room).rglob("*.*")
    ]
    assert named
    assert {name for name in named if not any(f"/{file}".endswith(f"/{name}") for file in files)} == set()


def test_every_file_of_workbook_has_a_job() -> None:
    table = PAGE.partition("## Inside workbook/\n")[2].partition("\n## ")[0]
    files = {path.stem for path in (ROOT / "tui" / "workbook").glob("[!_]*.py")}
    assert set(re.findall(r"`(\w+)`", table)) == files
