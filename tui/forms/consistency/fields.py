"""Single values: whose form it is, what their labels and dictionaries are, which of them add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.consistency.base import known, unique
from tui.forms.structure import StructureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.model import Field, Form, Sum


def field_faults(form: Form) -> Iterator[StructureError]:
    """What is wrong with the fields and their sums."""
    ids = [item.id for item in form.fields]
    yield from unique("fields", ids)
    yield from unique("fields", [item.label for item in form.fields])
    for index, item in enumerate(form.fields):
        yield from _field(form, item, f"fields[{index}]")
    yield from known("owner", form.owner, ids)
    yield from unique("sums", [item.total for item in form.sums])
    for index, added in enumerate(form.sums):
        yield from _sum(form, added, f"sums[{index}]")


def _field(form: Form, item: Field, key: str) -> Iterator[StructureError]:
    yield from known(f"{key}.head", item.head, form.heads)
    if item.kind == "choice":
        yield from known(f"{key}.dictionary", item.dictionary, form.dictionaries)
    if item.unit and item.kind != "number":
        yield StructureError(f"{key}.unit", "只有 kind = “number” 的才能写单位")


def _sum(form: Form, item: Sum, key: str) -> Iterator[StructureError]:
    numbers = [field.id for field in form.fields if field.kind == "number"]
    yield from known(f"{key}.total", item.total, numbers)
    for index, part in enumerate(item.parts):
        yield from known(f"{key}.parts[{index}]", part, numbers)
    yield from unique(f"{key}.parts", [item.total, *item.parts])
    if not item.parts:
        yield StructureError(f"{key}.parts", "至少要有一项")
