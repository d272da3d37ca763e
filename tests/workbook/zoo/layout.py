"""What a county's sheet says, box by box: the same words for every maker of workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.forms.answers import Answers
    from tui.forms.model import Form

SHEET = "绩效申报"
ROLES = ("level1", "level2", "name", "comparison", "target", "unit", "explanation", "scoring")
FIRST = 9
"""The 0-based row of the first indicator in every sheet of the zoo."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell, or a run of cells merged to the right; row and column are 0-based."""

    row: int
    column: int
    text: str
    look: str
    """One of title, banner, value, locked, or a head of the form."""
    span: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a county lays the form out."""

    columns: Sequence[str] = ROLES
    """Roles, and the heads of columns that the form does not know."""
    left: int = 0
    """How many columns stay empty before the first."""
    labels: Mapping[str, str] | None = None
    """Role → another head than the form's own."""

    def boxes(self, form: Form, answers: Answers) -> Iterator[Box]:
        """The boxes from the top, the last row of the table last."""
        yield from self._above(form, answers)
        table = form.tables[0]
        for position, name in enumerate(self.columns, start=self.left):
            known = table.has(name)
            head = table.column(name).head if known else "blue"
            label = table.column(name).label if known else name
            yield Box(FIRST - 1, position, (self.labels or {}).get(name, label), head)
        for number, row in enumerate(answers.rows(table.id)):
            for position, name in enumerate(self.columns, start=self.left):
                text = row[name] if table.has(name) else f"{name}{number + 1}"
                yield Box(FIRST + number, position, text, "value")

    def _above(self, form: Form, answers: Answers) -> Iterator[Box]:
        left, width = self.left, len(self.columns)
        yield Box(0, left, form.title, "title", width)
        yield Box(1, left, form.year.pattern.replace("{year}", str(answers.year or "    ")), "title", width)
        yield Box(2, left, form.banner, "banner", width)
        yield Box(3, left, "部门（单位）职责", "blue")
        yield Box(3, left + 1, "年度履职目标", "blue", width - 1)
        for row, item in enumerate(form.fields, start=4):
            text = answers.fields.get(item.id, "")
            yield Box(row, left, item.label, item.head)
            yield Box(row, left + 1, text, "locked" if item.locks and text else "value", width - 1)
        yield Box(7, left, "绩效指标", "blue", width)


def last_row(form: Form, answers: Answers) -> int:
    """The 0-based row of the last indicator."""
    return FIRST + max(1, len(answers.rows(form.tables[0].id))) - 1


def colour(form: Form, look: str) -> str:
    """The background of a box as RRGGBB; empty for none."""
    if look == "locked":
        return form.sheet.locked_fill
    return form.heads[look].fill if look in form.heads else ""
