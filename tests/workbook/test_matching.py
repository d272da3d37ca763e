from __future__ import annotations

import pytest

from tui.forms.answers import Row
from tui.forms.load import load_form
from tui.workbook.lines import OldLine
from tui.workbook.matching import Slot, match
from tui.workbook.shift import Fate

TABLE = load_form("department-goals").tables[0]
PAIRS = dict(zip("ABCD", TABLE.pairs, strict=False))
HEADING = "-"
FREE = "."


def row(word: str) -> Row:
    """A row such as A1: the letter is its category, the word its id and name; in A alone there is no name."""
    level1, level2 = PAIRS[word[0]]
    return Row(word, {"level1": level1, "level2": level2, "name": word[1:]})


def line(number: int, word: str) -> OldLine:
    """A line with a row; “-” is a heading, “.” a blank line, “.A” one under the merged category A."""
    if word == HEADING:
        return OldLine(number, categories=("", ""))
    if word.startswith(FREE):
        return OldLine(number, categories=PAIRS[word[1]] if word[1:] else ("", ""), is_free=True)
    return OldLine(number, row(word), PAIRS[word[0]])


def shown(old: list[str], slots: list[Slot]) -> str:
    """Each line of the result: what it was, and what it holds now; “+” is a new one, “>” a moved one."""
    signs = {Fate.KEPT: "", Fate.NEW: "+", Fate.MOVED: ">"}
    words = []
    for slot in slots:
        was = old[slot.old] if slot.old >= 0 else ""
        holds = slot.row.id if slot.row else was
        words.append(
            signs[slot.fate] + (holds if holds == was or slot.fate is Fate.NEW else f"{was}={holds}")
        )
    return " ".join(words)


def matched(old: str, rows: str, *, own: bool) -> str:
    words = old.split()
    lines = [line(number, word) for number, word in enumerate(words)]
    return shown(words, match(TABLE, lines, [row(word) for word in rows.split()], own=own))


@pytest.mark.parametrize(
    ("old", "rows", "result"),
    [
        ("A1 A2 B1", "A1 A2 B1", "A1 A2 B1"),
        ("A1 A2 B1", "A1 B1", "A1 B1"),
        ("A1 B1", "A1 A9 B1 B9", "A1 +A9 B1 +B9"),
        ("A1 B1", "A9 A1 B1", "+A9 A1 B1"),
        ("A1 - B1", "A1 B9 B1", "A1 - +B9 B1"),
        ("A1 - B1", "A1 A9 B1", "A1 +A9 - B1"),
        ("A1 A2 A3", "A3 A1 A2", ">A3 A1 A2"),
        ("A1 A2 A3", "A2 A3 A1", "A2 A3 >A1"),
        ("A1 . .", "A1 B9 C9 D9", "A1 .=B9 .=C9 +D9"),
        ("A1 . B1", "A1 A9 B1", "A1 .=A9 B1"),
        ("A1 .A B1", "A1 A9 A8 B1", "A1 .A=A9 +A8 B1"),
        ("A1 .A B1", "A1 B9 B1", "A1 .A +B9 B1"),
        ("A1 A2", "A9 A8 A7", "A1=A9 A2=A8 +A7"),
        ("A1 B1", "", "A1="),
        ("A1 .", "", "."),
        ("A1 B1", "C9", "A1=C9"),
        ("", "A9 B9", "+A9 +B9"),
        ("- A1", "A1", "- A1"),
    ],
)
def test_rows_keep_the_lines_that_their_ids_tell(old: str, rows: str, result: str) -> None:
    assert matched(old, rows, own=True) == result


@pytest.mark.parametrize(
    ("old", "rows", "result"),
    [
        ("A B C", "A1 B1 C1", "A=A1 B=B1 C=C1"),
        ("A B C", "B1", "A B=B1 C"),
        ("A A B", "A1 A2 A3 B1", "A=A1 A=A2 +A3 B=B1"),
        ("A5 A6 B5", "A1 B1", "A5=A1 B5=B1"),
        ("A B", "B1 A1", "A=A1 B=B1"),
        ("A C", "A1 B1 C1", "A=A1 +B1 C=C1"),
        ("A C", "B1", "A +B1 C"),
        ("B C", "A1", "+A1 B C"),
        (". . .", "B1 A1", ".=B1 .=A1 ."),
        (".A .A .B", "A1 B1 B2", ".A=A1 .A .B=B1 +B2"),
        ("A B .", "A1 B1 C1", "A=A1 B=B1 .=C1"),
        ("A B .", "A1 A2", "A=A1 +A2 B ."),
        ("A5 B5", "", "A5="),
        ("", "B1 A1", "+B1 +A1"),
    ],
)
def test_rows_take_lines_of_their_category(old: str, rows: str, result: str) -> None:
    assert matched(old, rows, own=False) == result


@pytest.mark.parametrize(
    ("old", "rows", "likes"),
    [("A1 B1", "A1 A9 B9 B1", [0, 0, 1, 1]), ("A1", "A9 A1 B9", [0, 0, 0]), ("- A1", "A1 A9", [0, 1, 1])],
)
def test_a_new_line_is_made_like_its_neighbour_of_the_same_category(
    old: str, rows: str, likes: list[int]
) -> None:
    lines = [line(number, word) for number, word in enumerate(old.split())]
    slots = match(TABLE, lines, [row(word) for word in rows.split()], own=True)
    assert [slot.like for slot in slots] == likes


def test_a_line_with_something_in_other_columns_does_not_go_to_another_row() -> None:
    lines = [line(0, "A1"), OldLine(1, row("A2"), PAIRS["A"], holds_more=True)]
    slots = match(TABLE, lines, [row("A1"), row("A9")], own=True)
    assert shown(["A1", "A2"], slots) == "A1 +A9"
