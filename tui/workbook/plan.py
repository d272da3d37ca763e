"""What is to be written into a template, and what reading it back must give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tui.errors import CannotFill
from tui.forms.text import is_blank, shorten
from tui.workbook.escapes import storable
from tui.workbook.facts import facts_of
from tui.workbook.find import year_of
from tui.workbook.shift import OFFER, Shift
from tui.workbook.table_plan import plan_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tui.forms.answers import Answers
    from tui.forms.model import Form
    from tui.workbook.grid import Cell
    from tui.workbook.shift import Region
    from tui.workbook.table_plan import TablePlan
    from tui.workbook.target import Target

_YEARS = (
    r"[0-9０-９]{4}(?=\s*年)",
    r"[〇○零一二三四五六七八九]{4}(?=\s*年)",
    r"(?<![0-9０-９])[\s_＿]*(?=年)",
)
"""What stands for the year in its cell, the likeliest first: figures, Chinese figures, a gap to fill in."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How the answers go into a sheet."""

    texts: Mapping[Cell, str]
    """New texts of cells, by their place in the template; empty clears a cell."""
    tables: Mapping[str, TablePlan]
    shift: Shift

    @property
    def is_nothing(self) -> bool:
        """Whether the template holds the answers already."""
        return not self.texts and self.shift.is_still


def plan_of(form: Form, answers: Answers, target: Target, *, own: bool) -> Plan:
    """Compare the answers with what the template holds.

    `own` says that the ids of the rows are those that reading the template gives.

    Raises:
        CannotFill: something that is filled in has no place.
    """
    places, grid = target.places, target.grid
    texts: dict[Cell, str] = {}
    if places.year and answers.year and answers.year != target.taken.answers.year:
        texts[places.year] = year_text(form, grid.text(places.year), answers.year)
    for name, text in _fields(form, answers, target):
        before, after = places.around.get(name, ("", ""))
        texts[places.fields[name]] = f"{before}{text}{after}"
    tables: dict[str, TablePlan] = {}
    for table in form.tables:
        lines, rows = target.taken.lines[table.id], answers.rows(table.id)
        plan = plan_table(target.xml, grid, table, places.tables[table.id], lines, rows, own=own)
        tables[table.id] = plan
        texts |= plan.texts
    regions = sorted((plan.region for plan in tables.values()), key=lambda region: region.start)
    return Plan(texts, tables, Shift(_apart(regions)))


def _apart(regions: Sequence[Region]) -> Sequence[Region]:
    for above, below in pairwise(regions):
        if above.stop > below.start:
            raise CannotFill(f"模板里两张表的行混在一起，填进去可能出错，没有写出文件；{OFFER}")
    return regions


def _fields(form: Form, answers: Answers, target: Target) -> Iterator[tuple[str, str]]:
    """The fields to be written: their text changes, or is to stand where a date only looks like it.

    A cell that this template has locked keeps its text, and whoever answered otherwise is told.
    """
    locked = facts_of(form, target.grid, target.places).locked
    for item in form.fields:
        text = storable(answers.fields.get(item.id, ""))
        if item.id not in target.places.fields:
            if not is_blank(text):
                raise CannotFill(f"模板里没有“{item.label}”，填好的内容放不进去，没有写出文件；{OFFER}")
        elif item.id in locked:
            if not is_blank(text) and text != locked[item.id]:
                raise CannotFill(
                    f"模板里的“{item.label}”是灰色的“{shorten(locked[item.id])}”，不能改成填写的“{shorten(text)}”，"
                    f"没有写出文件；请检查模板选得对不对，或者{OFFER.removeprefix('请')}"
                )
        elif text != target.taken.answers.fields[item.id] or target.grid.is_date(
            target.places.fields[item.id]
        ):
            yield item.id, text


def year_text(form: Form, text: str, year: int) -> str:
    """The text of the year's cell with another year: nothing but the year changes where it can be told."""
    for pattern in _YEARS:
        changed, count = re.subn(pattern, str(year), text, count=1)
        if count and year_of(form, changed) == year:
            return changed
    return form.year.pattern.replace("{year}", str(year))
