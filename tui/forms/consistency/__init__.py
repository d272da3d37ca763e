"""Whether the parts of a schema fit each other: what is named is defined, what is asked for has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.consistency.base import known, unique
from tui.forms.consistency.fields import field_faults
from tui.forms.consistency.sheet import sheet_faults
from tui.forms.consistency.steps import step_faults
from tui.forms.consistency.tables import dictionary_faults, table_faults
from tui.forms.rules import RULES
from tui.forms.structure import StructureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.model import Form


def inconsistencies(form: Form) -> Iterator[StructureError]:
    """Everything in the form that leads nowhere, is missing or contradicts itself, as the error to raise."""
    yield from field_faults(form)
    yield from _year(form)
    yield from unique("tables", [item.id for item in form.tables])
    for name in form.dictionaries:
        yield from dictionary_faults(form, name)
    for index, table in enumerate(form.tables):
        yield from table_faults(form, table, f"tables[{index}]")
    yield from step_faults(form)
    for code in form.rules:
        yield from known(f"rules.{code}", code, RULES)
    yield from sheet_faults(form)


def _year(form: Form) -> Iterator[StructureError]:
    if "{year}" not in form.year.pattern:
        yield StructureError("year.pattern", "里面要有 {year}")
    if form.year.first > form.year.last:
        yield StructureError("year.first", f"不能晚于 year.last（{form.year.last}）")
    if not 1 <= form.year.rolls_in_month <= 12:
        yield StructureError("year.rolls_in_month", "要是 1 到 12 的月份")
