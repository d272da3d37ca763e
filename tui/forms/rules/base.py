"""What a rule is, and what rules share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.forms.answers import Answers, Place, Row
from tui.forms.model import Column, Field, Form, Table
from tui.forms.problems import Finding
from tui.forms.text import fold, squeeze

if TYPE_CHECKING:
    from tui.forms.model import Dictionary, Entry

Finder = Callable[[Form, Answers], Iterator[Finding]]

FORM = "本表的表头、红字说明和下拉字典"
SYSTEM = "其他省同类系统保存时的检查"

_MONTH = "(0?[1-9]|1[0-2])"
_DAY = "(0?[1-9]|[12][0-9]|3[01])"
_DATE = re.compile(
    rf"(\d{{1,4}}[-/年.]{_MONTH}[-/月.]{_DAY}日?|({_MONTH}[-/.]{_DAY}|{_DAY}[-/.]{_MONTH})[-/.]\d{{1,4}})"
    rf"([\sT]*\d{{1,2}}:\d{{2}}(:\d{{2}})?)?|\d{{1,4}}年{_MONTH}月|{_MONTH}月{_DAY}日"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that answers can break.

    `code` is stable; `source` says who demands it; `explanation` is for the help page and docs/rules.md;
    `find` is a pure function that yields every breach.
    """

    code: str
    title: str
    source: str
    explanation: str
    find: Finder


def numbered_rows(form: Form, answers: Answers, *roles: str) -> Iterator[tuple[Table, int, Row]]:
    """Every row that is not empty, with its table and its 1-based number as a clerk counts.

    Only of tables that have columns of all these `roles`: a draft may hold cells that its form does not know.
    """
    for table in form.tables:
        if all(table.has(role) for role in roles):
            for number, row in answers.filled_rows(table):
                yield table, number, row


def typed_rows(form: Form, answers: Answers, *roles: str) -> Iterator[tuple[Table, int, Row, Entry]]:
    """The `numbered_rows` whose type is one of its dictionary, with the entry that it names."""
    for table in form.tables:
        if not (types := types_of(form, table)) or not all(table.has(role) for role in roles):
            continue
        for number, row in answers.filled_rows(table):
            if entry := types.get(row["comparison"]):
                yield table, number, row, entry


def types_of(form: Form, table: Table) -> dict[str, Entry]:
    """The types that a row of the table can have, by their text; none where types are free text."""
    if not table.has("comparison") or table.column("comparison").kind != "choice":
        return {}
    return {entry.text: entry for entry in form.dictionary(table.column("comparison")).entries}


def at(table: Table, row: Row, role: str) -> Place:
    """The place of a cell."""
    return Place(role, table.id, row.id)


def texts_where(
    form: Form, answers: Answers, is_wanted: Callable[[str], object]
) -> Iterator[tuple[Place, Field | Column, str, str]]:
    """The texts for which `is_wanted` is true: place, field or column, how to name the place, the text."""
    for item in form.fields:
        if is_wanted(text := answers.text(Place(item.id))):
            yield Place(item.id), item, f"“{item.label}”", text
    for table, number, row in numbered_rows(form, answers):
        if not any(map(is_wanted, row.cells.values())):
            continue
        for column in table.columns:
            if is_wanted(text := row[column.role]):
                yield at(table, row, column.role), column, f"第{number}行“{column.label}”", text


def is_date(text: str) -> bool:
    """Whether a value is nothing but a date, as a sheet makes of 3-5 (3月5日, 2024-03-05 …)."""
    return bool(_DATE.fullmatch(fold(text)))


_TYPED_IN_CHINESE = str.maketrans("。《》", ".<>")
"""What the keys . < > type while a Chinese input method is on."""


def entry_meant(dictionary: Dictionary, typed: str) -> Entry | None:
    """The entry that a person picks by its number (from 1), its key, its text or another spelling of that."""
    plain = squeeze(typed)
    for number, entry in enumerate(dictionary.entries, start=1):
        if plain.translate(_TYPED_IN_CHINESE) in {str(number), entry.key}:
            return entry
    return dictionary.entry(resolve(dictionary, typed))


def resolve(dictionary: Dictionary, text: str) -> str:
    """The entry of the dictionary that a person means by `text`; empty when none does."""
    meant = squeeze(text)
    for entry in dictionary.entries:
        if meant in {squeeze(entry.text), *map(squeeze, entry.synonyms)}:
            return entry.text
    return ""
