"""Which column of a pasted text is which of a table's, where no heads say so."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING

from tui.forms.rules.base import resolve
from tui.forms.text import fold, is_blank, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from tui.forms.model import Column, Form, Table

_LOOKED_AT = 100
"""How many rows are looked at; more would not tell more."""
_LONG = 15
"""From this many characters on a typical text of a column is prose rather than a name."""
_SHORT = 4
"""How many characters a unit of measure has at most."""
_HALF = 0.5
"""The share of a column's texts that must be alike: some are always slips."""
_NUMBER = re.compile(r"[≥≤<>=]{0,2}-?[0-9][0-9.,]*[%‰]?")

Roles = tuple[str, ...]
"""The role of each pasted column; empty for a column that is none of the table's."""


def guess(form: Form, table: Table, columns: Sequence[Sequence[str]]) -> Roles:
    """The role of each column, from the texts that stand in it: by its place if that can be, else by them."""
    guesser = _Guesser(form, table, columns)
    return guesser.by_place() or guesser.by_content()


class _Guesser:
    def __init__(self, form: Form, table: Table, columns: Sequence[Sequence[str]]) -> None:
        self.form, self.table = form, table
        self.columns = [[text for text in column[:_LOOKED_AT] if not is_blank(text)] for column in columns]
        self.roles = [column.role for column in table.columns]

    def by_place(self) -> Roles:
        """The roles when the columns stand side by side as in the table; empty when they do not.

        Those of the categories may be missing at the left, a number may stand before them all; columns that
        are missing at the right are believed only where a dictionary or the categories bear it out.
        """
        filled = [index for index, texts in enumerate(self.columns) if texts]
        outer = (0, len(self.columns)), (filled[0], filled[-1] + 1)
        starts = range(len(self.table.columns) - len(self.table.own_columns) + 1)
        for left, right in dict.fromkeys(outer):
            for numbered in (False, True):
                for start in starts:
                    run = [""] * numbered + self.roles[start : start + right - left - numbered]
                    if len(run) == right - left and self._fits(run, left):
                        return ("",) * left + tuple(run) + ("",) * (len(self.columns) - right)
        return ()

    def _fits(self, run: Sequence[str], left: int) -> bool:
        borne_out = run[-1] == self.roles[-1]
        for role, texts in zip(run, self.columns[left:], strict=False):
            test = self._test(self.table.column(role)) if role else None
            if texts and (test or not role):
                if not (_mostly(texts, test) if test else _counts(texts)):
                    return False
                borne_out = borne_out or bool(role)
        return borne_out

    def by_content(self) -> Roles:
        """The roles as what stands in the columns suggests them."""
        found: dict[int, str] = {}
        for column in self.table.columns:
            if test := self._test(column):
                self._assign(found, column.role, test)
        if len(self.columns) > 1 and 0 not in found and _counts(self.columns[0]):
            found[0] = ""
        self._assign(found, "target", _is_number)
        self._assign(found, "unit", _is_unit, share=1)
        for index, texts in enumerate(self.columns):
            if texts and index not in found:
                found[index] = self._next(found, is_long=median(map(len, texts)) > _LONG)
        return tuple(found.get(index, "") for index in range(len(self.columns)))

    def _assign(
        self, found: dict[int, str], role: str, is_it: Callable[[str], object], share: float = _HALF
    ) -> None:
        """Give a role to the column whose texts are so, the shortest of several; the last is the names."""
        free = [index for index, texts in enumerate(self.columns) if texts and index not in found]
        if self.table.has(role) and len(free) > 1:
            fitting = [index for index in free if _mostly(self.columns[index], is_it, share)]
            if fitting:
                found[min(fitting, key=lambda index: mean(map(len, self.columns[index])))] = role

    def _next(self, found: dict[int, str], *, is_long: bool) -> str:
        """The first role of prose, or of a line, that no column has yet."""
        kind = "text" if is_long else "line"
        free = [column for column in self.table.own_columns if column.role not in found.values()]
        fitting = [column.role for column in free if column.kind == kind]
        others = [column.role for column in free if column.kind == "text"]
        return next(iter(fitting or others), "")

    def _test(self, column: Column) -> Callable[[str], object] | None:
        """What tells the texts of a column, where a dictionary or the categories do."""
        if column.kind == "choice":
            dictionary = self.form.dictionary(column)
            return lambda text: resolve(dictionary, text)
        if column.kind == "category":
            place = 0 if column.role == "level1" else 1
            names = {pair[place] for pair in self.table.pairs}
            return lambda text: len(text) > 1 and any(name.startswith(squeeze(text)) for name in names)
        return None


def _mostly(texts: Iterable[str], is_it: Callable[[str], object], share: float = _HALF) -> bool:
    """Whether at least this share of the texts, of which there is one, are so."""
    answers = [bool(is_it(text)) for text in texts]
    return bool(answers) and sum(answers) >= share * len(answers)


def _counts(texts: Sequence[str]) -> bool:
    """Whether the texts number the rows."""
    numbers = [int(text) for text in map(fold, texts) if text.isdecimal() and len(text) < 6]
    return 0 < len(numbers) == len(texts) and all(two == one + 1 for one, two in pairwise(numbers))


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(fold(text)) is not None


def _is_unit(text: str) -> bool:
    return len(text) <= _SHORT and not any(char.isdecimal() for char in text)
