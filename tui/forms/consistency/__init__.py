"""Whether the parts of a schema fit each other: every name that is used must be defined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.forms.answers import YEAR
from tui.forms.rules import RULES
from tui.forms.structure import StructureError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.forms.model import Column, Form, Step, Table

_RGB = re.compile(r"[0-9A-Fa-f]{6}")


def inconsistencies(form: Form) -> Iterator[StructureError]:
    """Every name in the form that leads nowhere, as the error to raise for it."""
    yield from _unique("fields", [item.id for item in form.fields])
    yield from _unique("tables", [item.id for item in form.tables])
    yield from _unique("steps", [item.id for item in form.steps])
    if not form.steps:
        yield StructureError("steps", "至少要有一步")
    for index, item in enumerate(form.fields):
        yield from _known(f"fields[{index}].head", item.head, form.heads)
    for index, table in enumerate(form.tables):
        yield from _table(form, table, f"tables[{index}]")
    for index, step in enumerate(form.steps):
        yield from _step(form, step, f"steps[{index}]")
    for code in form.rules:
        yield from _known(f"rules.{code}", code, RULES)
    if "{year}" not in form.year.pattern:
        yield StructureError("year.pattern", "里面要有 {year}")
    yield from _sheet(form)


def _table(form: Form, table: Table, key: str) -> Iterator[StructureError]:
    yield from _unique(f"{key}.columns", [column.role for column in table.columns])
    if not table.own_columns:
        yield StructureError(f"{key}.columns", "除了分类，至少还要有一列")
    for index, column in enumerate(table.columns):
        place = f"{key}.columns[{index}]"
        yield from _known(f"{place}.head", column.head, form.heads)
        if column.kind == "choice":
            yield from _known(f"{place}.dictionary", column.dictionary, form.dictionaries)
            yield from _implied(form, table, column)
    yield from _unique(f"{key}.categories", [top.name for top in table.categories])
    for index, top in enumerate(table.categories):
        yield from _unique(f"{key}.categories[{index}].children", [sub.name for sub in top.children])


def _implied(form: Form, table: Table, column: Column) -> Iterator[StructureError]:
    roles = [item.role for item in table.columns]
    if column.dictionary in form.dictionaries:
        for index, entry in enumerate(form.dictionary(column).entries):
            place = f"dictionaries.{column.dictionary}.entries[{index}].implies"
            for role in entry.implies:
                yield from _known(f"{place}.{role}", role, roles)


def _step(form: Form, step: Step, key: str) -> Iterator[StructureError]:
    fields = [item.id for item in form.fields]
    for index, field_id in enumerate(step.fields):
        yield from _known(f"{key}.fields[{index}]", field_id, [YEAR, *fields])
    if step.table:
        yield from _known(f"{key}.table", step.table, [table.id for table in form.tables])
    if step.level1:
        tops = [top.name for table in form.tables if table.id == step.table for top in table.categories]
        yield from _known(f"{key}.level1", step.level1, tops)


def _sheet(form: Form) -> Iterator[StructureError]:
    styles = [*form.sheet.styles, *form.heads]
    fields = [item.id for item in form.fields]
    width = max((len(table.columns) for table in form.tables), default=0)
    for number, row in enumerate(form.sheet.rows):
        key = f"sheet.rows[{number}]"
        if row.table:
            yield from _known(f"{key}.table", row.table, [table.id for table in form.tables])
        for index, cell in enumerate(row.cells):
            for name in filter(None, (cell.label, cell.value)):
                yield from _known(f"{key}.cells[{index}]", name, fields)
            if cell.style:
                yield from _known(f"{key}.cells[{index}].style", cell.style, styles)
        if row.cells and width and sum(cell.span for cell in row.cells) != width:
            yield StructureError(f"{key}.cells", f"各格的 span 加起来应为 {width} 列")
        if any(cell.span < 1 for cell in row.cells):
            yield StructureError(f"{key}.cells", "每格的 span 至少是 1")
    yield from _colours(form)


def _colours(form: Form) -> Iterator[StructureError]:
    colours = {f"heads.{name}.fill": head.fill for name, head in form.heads.items()}
    colours["sheet.locked_fill"] = form.sheet.locked_fill
    for name, style in form.sheet.styles.items():
        colours[f"sheet.styles.{name}.color"] = style.color
        if style.fill:
            colours[f"sheet.styles.{name}.fill"] = style.fill
    for key, colour in colours.items():
        if not _RGB.fullmatch(colour):
            yield StructureError(key, "颜色要写成六位，如 FFFF00")


def _known(key: str, name: str, options: Iterable[str]) -> Iterator[StructureError]:
    if name not in (names := list(options)):
        yield StructureError(key, f"没有叫“{name}”的{nearest(name, names)}")


def _unique(key: str, names: list[str]) -> Iterator[StructureError]:
    for name in names:
        if names.count(name) > 1:
            yield StructureError(key, f"“{name}”出现了两次")
