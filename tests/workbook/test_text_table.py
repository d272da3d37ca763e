from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.workbook.grid import Damaged
from tui.workbook.read import Reading, read_file
from tui.workbook.text_table import comma_grid, decoded, text_grid

if TYPE_CHECKING:
    from pathlib import Path


def shown(text: str) -> list[tuple[int, int, str]]:
    return [(row, column, content) for (row, column), content in text_grid(text).cells.items()]


def test_the_seed_is_understood_completely(seed: Reading, seed_text: Path) -> None:
    lines = seed_text.read_text(encoding="utf-8").splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith("一级指标"))
    fields = dict(line.split("\t") for line in lines[:begin] if line.count("\t") == 1)
    assert seed.answers.year == 2024
    assert seed.answers.fields == {
        "unit_name": fields["部门单位名称"],
        "duties": fields["部门（单位）职责"],
        "annual_goal": fields["年度总体目标"],
    }
    rows = [list(row.cells.values()) for row in seed.answers.rows("indicators")]
    assert rows == [line.split("\t") for line in lines[begin + 1 : begin + 14]]
    assert seed.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(
    tmp_path: Path, seed: Reading, seed_text: Path, encoding: str, ends: str
) -> None:
    path = tmp_path / "复制.tsv"
    path.write_bytes(seed_text.read_text(encoding="utf-8").replace("\n", ends).encode(encoding))
    assert read_file(path).answers == seed.answers


def test_utf_16_of_the_other_byte_order() -> None:
    assert decoded(codecs.BOM_UTF16_BE + "表".encode("utf-16-be")) == "表"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"a\0b", bytes(range(128, 256)) * 3])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Damaged):
        decoded(data)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\nc", [(0, 0, "a"), (0, 1, "b"), (1, 0, "c")]),
        ('"一\n二"\tb', [(0, 0, "一\n二"), (0, 1, "b")]),
        ('"他说""好""\n"\tb', [(0, 0, '他说"好"\n'), (0, 1, "b")]),
        ('"a\tb"', [(0, 0, "a\tb")]),
        ('"一站式"服务\tb', [(0, 0, '"一站式"服务'), (0, 1, "b")]),
        ('"一站式"\tb', [(0, 0, '"一站式"'), (0, 1, "b")]),
        ('"没有关上\tb', [(0, 0, '"没有关上'), (0, 1, "b")]),
        ('5"屏\tb', [(0, 0, '5"屏'), (0, 1, "b")]),
        ("\t\n\n  a ", [(2, 0, "  a ")]),
    ],
)
def test_cells_and_quotes(text: str, cells: list[tuple[int, int, str]]) -> None:
    assert shown(text) == cells


def test_a_row_is_named_by_the_line_on_which_it_begins() -> None:
    grid = text_grid('"一\n二"\nb')
    assert grid.cells == {(0, 0): "一\n二", (2, 0): "b"}
    assert grid.name((2, 0)) == "第 3 行第 1 列"


def _copied(cell: str) -> str:
    """A cell as a sheet puts it on the clipboard."""
    return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in '\t\n"') else cell


@given(st.lists(st.lists(st.text('a"\t\n表 ', max_size=6), min_size=1, max_size=3), max_size=4))
def test_what_a_sheet_copies_comes_back(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(map(_copied, row)) for row in rows)
    cells = [cell for row in rows for cell in row if cell]
    assert list(text_grid(text).cells.values()) == cells


def test_text_with_commas() -> None:
    text = '甲,"乙,丙","丁""戊"\n\n"己\n庚",辛\n壬\n'
    assert comma_grid(text).cells == {
        (0, 0): "甲",
        (0, 1): "乙,丙",
        (0, 2): '丁"戊',
        (2, 0): "己\n庚",
        (2, 1): "辛",
        (4, 0): "壬",
    }


@pytest.mark.parametrize("separator", [",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_seed_with_commas(
    tmp_path: Path, seed: Reading, seed_text: Path, encoding: str, separator: str
) -> None:
    cells = [line.split("\t") for line in seed_text.read_text(encoding="utf-8").splitlines()]
    quoted = [[f'"{text}"' if "," in text else text for text in line] for line in cells]
    path = tmp_path / "表.csv"
    path.write_text("\r\n".join(separator.join(line) for line in quoted), encoding=encoding, newline="")
    assert read_file(path).answers == seed.answers
