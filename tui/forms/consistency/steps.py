"""Steps of the wizard: all that is asked for is asked on exactly one of them, and the last one checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import YEAR
from tui.forms.consistency.base import known, once, unique
from tui.forms.structure import StructureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.model import Form, Step, Table


def step_faults(form: Form) -> Iterator[StructureError]:
    """What is wrong with the steps."""
    yield from unique("steps", [step.id for step in form.steps])
    if [step.checks for step in form.steps] != [*(False for _ in form.steps[1:]), True]:
        yield StructureError("steps", "要正好有一步是检查（checks = true），并且是最后一步")
    for index, step in enumerate(form.steps):
        yield from _step(form, step, f"steps[{index}]")
    asked = [field_id for step in form.steps for field_id in step.fields]
    for field_id in (YEAR, *(item.id for item in form.fields)):
        yield from once("steps", field_id, asked.count(field_id), "步骤")
    for table in form.tables:
        yield from _shown(form, table)


def _step(form: Form, step: Step, key: str) -> Iterator[StructureError]:
    if (bool(step.fields), bool(step.table), step.checks).count(True) != 1:
        yield StructureError(key, "要写 fields、table、checks 当中的一样，也只能写一样")
    for index, field_id in enumerate(step.fields):
        yield from known(f"{key}.fields[{index}]", field_id, [YEAR, *(item.id for item in form.fields)])
    if step.table:
        yield from known(f"{key}.table", step.table, [table.id for table in form.tables])
    if step.level1:
        tops = [top.name for table in form.tables if table.id == step.table for top in table.categories]
        yield from known(f"{key}.level1", step.level1, tops)


def _shown(form: Form, table: Table) -> Iterator[StructureError]:
    parts = [step.level1 for step in form.steps if step.table == table.id]
    whole = parts.count("")
    if not whole and table.categories:
        for top in table.categories:
            yield from once("steps", top.name, parts.count(top.name), "步骤")
    elif len(parts) != 1:
        yield from once("steps", table.id, len(parts), "步骤")
