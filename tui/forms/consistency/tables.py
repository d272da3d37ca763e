"""Tables, their categories, and dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.consistency.base import between, known, unique
from tui.forms.structure import StructureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.model import Column, Form, Table

LEVELS = ("level1", "level2")
"""Roles of the columns that hold a row's category."""
WIDEST_COLUMN = 255
"""Excel's limit, in characters."""


def table_faults(form: Form, table: Table, key: str) -> Iterator[StructureError]:
    """What is wrong with one table; `key` is its path in the file."""
    yield from unique(f"{key}.columns", [column.role for column in table.columns])
    yield from unique(f"{key}.columns", [column.label for column in table.columns])
    if not table.own_columns:
        yield StructureError(f"{key}.columns", "除了分类，至少还要有一列")
    for index, column in enumerate(table.columns):
        yield from _column(form, table, column, f"{key}.columns[{index}]")
    yield from _categories(table, key)


def _column(form: Form, table: Table, column: Column, key: str) -> Iterator[StructureError]:
    yield from known(f"{key}.head", column.head, form.heads)
    yield from between(f"{key}.width", column.width, 1, WIDEST_COLUMN)
    if column.kind == "category":
        yield from known(f"{key}.role", column.role, LEVELS)
    if column.kind == "choice":
        yield from known(f"{key}.dictionary", column.dictionary, form.dictionaries)
        yield from _implied(form, table, column)


def _implied(form: Form, table: Table, column: Column) -> Iterator[StructureError]:
    roles = [item.role for item in table.columns]
    if column.dictionary in form.dictionaries:
        for index, entry in enumerate(form.dictionary(column).entries):
            place = f"dictionaries.{column.dictionary}.entries[{index}].implies"
            for role in entry.implies:
                yield from known(f"{place}.{role}", role, roles)


def _categories(table: Table, key: str) -> Iterator[StructureError]:
    yield from unique(f"{key}.categories", [top.name for top in table.categories])
    for index, top in enumerate(table.categories):
        place = f"{key}.categories[{index}].children"
        if not top.children:
            yield StructureError(place, "至少要有一个二级分类")
        yield from unique(place, [sub.name for sub in top.children])
    for role in LEVELS if table.categories else ():
        if not any(column.role == role and column.kind == "category" for column in table.columns):
            yield StructureError(
                f"{key}.columns", f"有分类的表要有一列 role = “{role}”、kind = “category” 的"
            )


def dictionary_faults(form: Form, name: str) -> Iterator[StructureError]:
    """What is wrong with one dictionary: entries, and the keys that pick them beside their numbers."""
    place, entries = f"dictionaries.{name}.entries", form.dictionaries[name].entries
    if not entries:
        yield StructureError(place, "至少要有一项")
    yield from unique(place, [entry.text for entry in entries])
    for index, entry in enumerate(entries):
        if len(entry.key) != 1 or entry.key.isdigit() or entry.key.isspace():
            yield StructureError(f"{place}[{index}].key", "要是一个字符，不能是数字，也不能是空格")
    yield from unique(place, [entry.key for entry in entries])
