"""The references in a formula (ECMA-376 part 1, 18.17.2): moved with the rows they point at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.errors import CannotFill
from tui.workbook.grid import column_of
from tui.workbook.shift import LAST_ROW, OFFER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.workbook.shift import Shift

LAST_COLUMN = 16_383
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_TOKEN = re.compile(
    rf"""(?P<text>"(?:[^"]|"")*")
    |(?P<sheet>(?:'(?:[^']|'')*'|\[[0-9]+\][\w.:]*|[\w.]+(?::[\w.]+)?)!)?
     (?P<cells>{_CELL}(?::{_CELL})?(?![\w.(!\[])|\$?[1-9][0-9]{{0,6}}:\$?[1-9][0-9]{{0,6}}(?![\w.]))
    |'(?:[^']|'')*'!|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|[\w.\\?]+|.""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"(\$?[A-Za-z]{1,3})?(\$?)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a formula refers to: rows (0-based) of a sheet, and how it writes them."""

    sheet: str
    """As it is written with its exclamation mark; empty where none is written."""
    top: int
    bottom: int
    fixed: tuple[bool, ...]
    """For each end whether its row is marked by a dollar sign."""
    columns: tuple[str, ...]
    """For each end its column as it is written; empty in references to whole rows."""

    def name(self) -> str:
        """The name of the sheet, without quotes."""
        plain = self.sheet.removesuffix("!")
        return plain[1:-1].replace("''", "'") if plain.startswith("'") else plain

    def written(self, top: int, bottom: int) -> str:
        """The reference as it is written when it points at these rows."""
        ends = zip(self.columns, self.fixed, (top, bottom), strict=False)
        return self.sheet + ":".join(f"{column}{'$' * fixed}{row + 1}" for column, fixed, row in ends)


def references(formula: str) -> list[Reference]:
    """All that a formula refers to by address."""
    found: list[Reference] = []

    def note(reference: Reference) -> None:
        found.append(reference)

    _each(formula, note)
    return found


def moved(formula: str, shift: Shift, title: str, *, own: bool, grow: bool = False) -> str:
    """The formula with its references to the sheet of that title moved along.

    `own` says that a reference without a sheet's name means that sheet; `grow` that even a range of one row
    takes in the lines that are made like it, as a range of several rows does.

    Raises:
        CannotFill: it refers to cells that are gone, or to several sheets at once.
    """

    def move(reference: Reference) -> str | None:
        name = reference.name()
        if "[" in name:
            return None
        if ":" in name:
            raise CannotFill(f"模板里有跨几张表计算的公式，增减行以后没有把握改对，没有写出文件；{OFFER}")
        if (name.casefold() != title.casefold()) if name else not own:
            return None
        rows = _moved_rows(reference, shift, grow=grow)
        if rows is None:
            raise CannotFill(f"模板里有公式或名称要用到被删掉的那一行，没有写出文件；{OFFER}")
        return reference.written(*rows)

    return _each(formula, move)


def _moved_rows(reference: Reference, shift: Shift, *, grow: bool) -> tuple[int, int] | None:
    top, bottom = reference.top, reference.bottom
    if top > bottom:
        turned = shift.span(bottom, top, grow=True)
        return turned and (turned[1], turned[0])
    if top == bottom and not grow:
        row = shift.row(top)
        return None if row is None else (row, row)
    return shift.span(top, bottom, grow=True)


def translated(formula: str, rows: int) -> str:
    """The formula as it reads that many rows further down: rows without a dollar sign go along.

    Raises:
        CannotFill: it would point above the first row or below the last one.
    """
    if not rows:
        return formula

    def move(reference: Reference) -> str:
        ends = [
            row + (0 if fixed else rows)
            for row, fixed in zip(
                (reference.top, reference.bottom), (*reference.fixed, reference.fixed[-1]), strict=False
            )
        ]
        if min(ends) < 0 or max(ends) > LAST_ROW:
            raise CannotFill(f"模板里有公式指到了表格外面，没有写出文件；{OFFER}")
        return reference.written(*ends)

    return _each(formula, move)


def _each(formula: str, change: Callable[[Reference], str | None]) -> str:
    def replace(match: re.Match[str]) -> str:
        reference = _reference(match)
        return (reference and change(reference)) or match[0]

    return _TOKEN.sub(replace, formula)


def _reference(match: re.Match[str]) -> Reference | None:
    if not match["cells"]:
        return None
    ends = [end for end in map(_END.fullmatch, match["cells"].split(":")) if end]
    rows = [int(end[3]) - 1 for end in ends]
    columns = tuple(end[1] or "" for end in ends)
    if max(rows) > LAST_ROW or any(column_of(name.strip("$")) > LAST_COLUMN for name in columns):
        return None
    return Reference(match["sheet"] or "", rows[0], rows[-1], tuple(bool(end[2]) for end in ends), columns)
