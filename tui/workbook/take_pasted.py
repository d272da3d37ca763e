"""From a pasted text, once it is known which column is which, to rows of the table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.rules.base import resolve
from tui.forms.rules.table import meant_pair
from tui.forms.text import is_blank, shorten, squeeze
from tui.workbook.find_tables import TablePlace
from tui.workbook.take import take_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tui.forms.answers import Row
    from tui.forms.model import Column, Form, Table
    from tui.workbook.pasted import Pasted

_QUOTED = 3
"""How many different texts a note quotes."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of a pasted text, without ids, and what about them a person should know, a sentence each."""

    rows: tuple[Mapping[str, str], ...]
    notes: tuple[str, ...]


def take_pasted(form: Form, table: Table, pasted: Pasted, level1: str, level2: str) -> Taken:
    """The rows as they go into the table, in that category unless they name one of their own.

    A blank category is that of the row above, as in merged cells. Categories and choices that are meant
    are spelled as the form does; those that are not understood stay as they are.
    """
    columns = {role: column for column, role in enumerate(pasted.roles) if role}
    if not pasted.lines or not columns:
        return Taken((), ())
    first, last = pasted.lines[0], pasted.lines[-1]
    skipped = set(range(first, last + 1)) - set(pasted.lines)
    place = TablePlace(first - 1, first, first, last + 1, columns, skipped)
    taken = take_rows(pasted.grid, table, place, {"level1": level1, "level2": level2})
    reader = _Reader(form, table)
    rows = tuple(reader.read(row) for row in taken if not row.is_empty(table))
    notes = (
        *_elsewhere(table, rows, level1),
        *reader.notes(told_level1="level1" in columns),
        *_around(table, pasted),
    )
    return Taken(rows, notes)


class _Reader:
    """Reads row after row, and notes what is not as the form has it."""

    def __init__(self, form: Form, table: Table) -> None:
        self.form, self.table = form, table
        self.pairs: dict[tuple[str, str], tuple[str, str]] = {}
        self.counts: Counter[tuple[str, str]] = Counter()
        self.strange: dict[str, Counter[str]] = {}

    def read(self, row: Row) -> dict[str, str]:
        """The cells of a row as they go into the table."""
        cells: dict[str, str] = {
            column.role: self._cell(column, row[column.role]) for column in self.table.columns
        }
        for column in self.table.columns:
            chosen = self.form.dictionary(column).entry(cells[column.role]) if column.dictionary else None
            for role, implied in chosen.implies.items() if chosen else ():
                cells[role] = implied if is_blank(cells[role]) else cells[role]
        if self.table.pairs:
            said = row["level1"], row["level2"]
            if said not in self.pairs:
                self.pairs[said] = self._pair(*said)
            self.counts[said] += 1
            cells |= zip(("level1", "level2"), self.pairs[said], strict=True)
        return cells

    def _cell(self, column: Column, text: str) -> str:
        if column.kind != "text":
            text = " ".join(part for part in text.split("\n") if part) if "\n" in text else text
        if column.kind == "choice" and not is_blank(text):
            meant = resolve(self.form.dictionary(column), text)
            if not meant:
                self.strange.setdefault(column.label, Counter())[f"“{shorten(text)}”"] += 1
            return meant or text
        return text

    def _pair(self, level1: str, level2: str) -> tuple[str, str]:
        """The category of the form that a pasted one means; what is not understood stays as it is."""
        top = _like(level1, [pair[0] for pair in self.table.pairs]) or level1
        children = [pair[1] for pair in self.table.pairs if pair[0] == top]
        only = children[0] if len(children) == 1 and is_blank(level2) else ""
        if sub := _like(level2, children) or only:
            return top, sub
        return meant_pair(self.table, level2) or (top, level2)

    def notes(self, *, told_level1: bool) -> Iterator[str]:
        """What goes elsewhere than its words say, or is not as the form has it."""
        first = 0 if told_level1 else 1
        strange, moved = Counter[str](), Counter[str]()
        for said, pair in self.pairs.items():
            if pair not in self.table.pairs:
                strange[_quoted(said)] += self.counts[said]
            elif squeeze("".join(said[first:])) not in {squeeze("".join(pair[first:])), ""}:
                moved[f"{_quoted(said[first:])}放进{_quoted(pair)}"] += self.counts[said]
        if moved:
            yield f"{self._list(moved, '，')}。"
        if strange:
            yield f"{self._list(strange)}不是本表的分类，添加后请移到别的分类。"
        for label, texts in self.strange.items():
            yield f"{label}{self._list(texts)}不在下拉字典里，照原样添加，添加后请改。"

    def _list(self, counts: Counter[str], comma: str = "、") -> str:
        """The first of some words, with how many rows there are of all."""
        more = "等" if len(counts) > _QUOTED else ""
        return f"{comma.join(list(counts)[:_QUOTED])}{more}（{counts.total()} {self.table.counter}）"


def _like(text: str, names: Iterable[str]) -> str:
    """The name that a text says, or the only one that it begins; empty for none."""
    said = squeeze(text)
    found = {name for name in names if said and squeeze(name).startswith(said)}
    return next((name for name in found if squeeze(name) == said or len(found) == 1), "")


def _quoted(names: Sequence[str]) -> str:
    return f"“{' > '.join(shorten(name) or '（空）' for name in names)}”"


def _elsewhere(table: Table, rows: Iterable[Mapping[str, str]], level1: str) -> Iterator[str]:
    tops = {pair[0] for pair in table.pairs} - {level1}
    counts = Counter(row["level1"] for row in rows if row["level1"] in tops)
    if counts:
        parts = "，".join(f"{name} {count} {table.counter}" for name, count in counts.items())
        yield f"有些不属于“{level1}”，会放进各自的步骤：{parts}。"


def _around(table: Table, pasted: Pasted) -> Iterator[str]:
    if pasted.left:
        more = f"等 {len(pasted.left)} 行" if len(pasted.left) > 1 else "这一行"
        yield f"“{shorten(pasted.left[0])}”{more}不是{table.noun}，不会添加。"
