"""Every broken workbook gives a sentence or a result, soon and in little memory."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.workbook.damage import WAYS, many
from tests.workbook.zoo.catalogue import ZOO
from tests.workbook.zoo.package import packed, unzipped
from tui.errors import Unreadable
from tui.workbook.read import Reading, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

EACH = 12
"""How many workbooks are broken in each way."""
LONGEST = 2.0
"""Seconds of the processor that reading one workbook may take."""
ROOMY = 512 * 1024 * 1024
"""Bytes of addresses that reading may take, all libraries included."""
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def books(seed: Reading) -> list[bytes]:
    return [specimen.build(seed.form, seed.answers) for specimen in ZOO]


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what takes more of the processor's time; where there is no such alarm, nothing is stopped."""
    if sys.platform == "win32":
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def assert_clear(path: Path) -> None:
    """Reading the file gives a result or one sentence that names it."""
    try:
        with at_most(LONGEST):
            notes = read_file(path).notes
    except Unreadable as error:
        notes = (str(error),)
        assert str(path) in notes[0]
    for sentence in notes:
        assert sentence.endswith("。")
        assert "\n" not in sentence


@pytest.mark.parametrize("number", range(EACH))
@pytest.mark.parametrize("way", WAYS)
def test_a_broken_workbook_gives_a_sentence_or_a_result(
    books: list[bytes], tmp_path: Path, way: str, number: int
) -> None:
    chance = Random(f"{way} {number}")
    path = tmp_path / "坏了.xlsx"
    path.write_bytes(WAYS[way](chance.choice(books), chance))
    assert_clear(path)


def test_a_part_without_a_name(books: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "无名.xlsx"
    path.write_bytes(packed([*unzipped(books[0]).items(), ("", b"")]))
    assert_clear(path)


def test_more_elements_than_any_form_has(books: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "空格子.xlsx"
    path.write_bytes(many("<c/>", "<c ", 3_000_000)(books[0], Random(0)))
    with pytest.raises(Unreadable, match="太多"):
        read_file(path)


def test_a_million_merges(books: list[bytes], tmp_path: Path) -> None:
    path = tmp_path / "合并.xlsx"
    path.write_bytes(many('<mergeCell ref="A1:B2"/>', "<mergeCell ", 1_000_000)(books[0], Random(0)))
    with suppress(Unreadable), at_most(5 * LONGEST):
        assert read_file(path).answers.year == 2024


READ = """
import resource, sys
from pathlib import Path
from tui.errors import Unreadable
from tui.workbook.read import read_file

resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)
for name in sys.argv[2:]:
    try:
        read_file(Path(name))
    except Unreadable:
        pass
print("done")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process within so many addresses")
def test_little_memory_is_enough(books: list[bytes], tmp_path: Path) -> None:
    greedy = [
        many('<mergeCell ref="A1:B2"/>', "<mergeCell ", 100_000),
        many("<row><c><v>1</v></c></row>", "<row ", 100_000),
        WAYS["document types"],
        WAYS["deep nesting"],
        WAYS["formats"],
    ]
    names = []
    for number, way in enumerate(greedy):
        names.append(str(tmp_path / f"{number}.xlsx"))
        Path(names[-1]).write_bytes(way(books[0], Random(number)))
    done = subprocess.run(
        [sys.executable, "-c", READ, str(ROOMY), *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("done\n", "")
