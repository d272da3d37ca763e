"""The lines of the list of drafts; a draft is read when its line comes into view."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.drafts.summary import Summary, summarise
from tui.errors import Trouble
from tui.widgets.columns import fit, fit_right

if TYPE_CHECKING:
    from tui.drafts.store import Store

FORM, YEAR, PROGRESS, PROBLEMS, SAVED = 8, 4, 4, 13, 11
"""Widths of the columns in cells; the unit's name takes the rest."""
END = 5
"""Characters at the end of a name that are shown, too, where it has to be cut: most drafts differ there."""
ROOM_FOR_ALL = 72
"""Cells from which on the form and the time of saving have room, too."""


class Summaries:
    """The lines of the list, kept until they are forgotten."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, Summary | Trouble] = {}
        self._shown: dict[tuple[str, str, int], str] = {}
        """The draft that stands behind a title, form and year; the next one like it shows its own name."""

    def forget(self) -> None:
        """Read the drafts anew when they are asked for again."""
        self._known.clear()
        self._shown.clear()

    def line(self, name: str, width: int) -> str:
        """What to show of a draft."""
        known = self._known.get(name) or self._read(name)
        self._known[name] = known
        if isinstance(known, Trouble):
            return fit(f" {name}  读不出来：{known}", width)
        return _columns(width, self._title(known, _room(width)), *_cells(known))

    def _title(self, summary: Summary, width: int) -> str:
        """Unit and number; name and unit for any other name, and where two drafts would read the same."""
        title = _unit_and_number(summary, width) or _name_and_unit(summary, width)
        same = self._shown.setdefault((title, summary.form_title, summary.year), summary.name)
        return title if same == summary.name else _name_and_unit(summary, width)

    def _read(self, name: str) -> Summary | Trouble:
        try:
            return summarise(self._store.path(name))
        except Trouble as trouble:
            return trouble


def heading(width: int) -> str:
    """The heads of the columns."""
    return _columns(width, fit("单位（草稿名）", _room(width)), "表", "年度", "进度", "问题", "保存时间")


def _room(width: int) -> int:
    less = FORM + SAVED + 2 if width >= ROOM_FOR_ALL else 0
    return max(width - YEAR - PROGRESS - PROBLEMS - less - 6, 10)


def _unit_and_number(summary: Summary, width: int) -> str:
    """The title of a draft whose name is made of unit or form and year; empty for any other name."""
    made_of = "|".join(map(re.escape, filter(None, (summary.unit, summary.form_title))))
    usual = re.fullmatch(rf"({made_of})(_\d+)?(-(?P<number>\d+))?", summary.name)
    if not usual or not summary.unit:
        return ""
    number = f"（第 {usual['number']} 份）" if usual["number"] else ""
    return fit(summary.unit, min(width - cell_len(number), cell_len(summary.unit))) + number


def _name_and_unit(summary: Summary, width: int) -> str:
    """The title that tells a draft from all others, with the unit if the name does not have it.

    Of a name that is too long for the line beginning and end are shown.
    """
    if cell_len(summary.name) > width:
        end = summary.name[-END:]
        return fit(fit(summary.name, width - cell_len(end)).rstrip() + end, width)
    if summary.unit and summary.unit in summary.name:
        return fit(summary.name, width)
    return fit(f"{summary.name}（{summary.unit or '单位没填'}）", width)


def _cells(summary: Summary) -> tuple[str, str, str, str, str]:
    counts = ((summary.errors, "错误"), (summary.others, "提醒"))
    problems = " ".join(f"{count}{word}" for count, word in counts if count)
    return (
        summary.form_title,
        str(summary.year or ""),
        f"{summary.done}/{summary.steps}",
        problems or "没有问题",
        f"{summary.saved:%m-%d %H:%M}",
    )


def _columns(width: int, unit: str, form: str, year: str, steps: str, problems: str, saved: str) -> str:
    cells = [
        fit(unit, _room(width)),
        fit(form, FORM),
        fit_right(year, YEAR),
        fit_right(steps, PROGRESS),
        fit(f" {problems}", PROBLEMS),
        fit_right(saved, SAVED),
    ]
    if width < ROOM_FOR_ALL:
        del cells[-1], cells[1]
    return " " + " ".join(cells)
