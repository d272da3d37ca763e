"""Look at a filled workbook once more: what it says, and that nothing else has changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.errors import CannotFill, Unreadable
from tui.forms.answers import Row
from tui.forms.text import is_blank
from tui.workbook.escapes import storable
from tui.workbook.facts import facts_of
from tui.workbook.reference_rules import ATTRIBUTES, TEXTS
from tui.workbook.shift import OFFER, Fate
from tui.workbook.target import target_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tui.forms.answers import Answers
    from tui.forms.model import Form, Table
    from tui.workbook.carry_out import Parts
    from tui.workbook.elements import Element
    from tui.workbook.grid import Area
    from tui.workbook.plan import Plan
    from tui.workbook.sheet_xml import SheetXml
    from tui.workbook.shift import Line
    from tui.workbook.target import Target

_OF_PLACE = {"r", "spans"}
_OF_CONTENT = {"r", "t", "cm", "vm"}
_COUNTED = {"count"}
_SEEN_TO = {"dimension", "mergeCells", "sheetData"}


def verify(form: Form, answers: Answers, target: Target, plan: Plan, parts: Parts, data: bytes) -> None:
    """Compare a filled workbook with its template and with the answers that were to be filled in.

    Raises:
        CannotFill: anything is not as it must be.
    """
    try:
        filled = target_of(form, data)
    except Unreadable as error:
        raise _wrong("打不开了") from error
    _compare_parts(target, filled, parts)
    verify_answers(form, answers, filled, plan)
    _Comparison(target, filled, plan).rows()
    _compare_merges(target, filled, plan)
    _compare_rest(target.xml.root, filled.xml.root, lines_move=not plan.shift.is_still)


def _wrong(what: str) -> CannotFill:
    return CannotFill(f"填进模板后核对时发现{what}，没有写出文件；{OFFER}")


def _compare_parts(target: Target, filled: Target, parts: Parts) -> None:
    names = [name for name in target.package.parts if parts.get(name, b"") is not None]
    if list(filled.package.parts) != names or filled.part != target.part:
        raise _wrong("文件里的内容少了或多了")
    for name in names:
        if filled.package.part(name) != parts.get(name, target.package.part(name)):
            raise _wrong("与填写无关的内容变了")


def verify_answers(form: Form, answers: Answers, filled: Target, plan: Plan) -> None:
    """Compare what a filled workbook says with the answers.

    Raises:
        CannotFill: it says something else.
    """
    if what := difference(form, answers, filled, plan):
        raise _wrong(what)


def difference(form: Form, answers: Answers, filled: Target, plan: Plan) -> str:
    """What a filled workbook says otherwise than the answers, in words; empty when there is nothing.

    The answers themselves are compared, not what was planned of them, so that a plan which leaves one out is
    found too. Only a cell that is locked may say something where nothing was answered.
    """
    read = filled.taken.answers
    year = filled.places.year
    # What is no year at all, such as 999, is written, but not read as one.
    if year and answers.year not in {0, read.year} and str(answers.year) not in filled.grid.text(year):
        return f"{form.year.label}与填写的不一样"
    locked = facts_of(form, filled.grid, filled.places).locked
    for item in form.fields:
        text = storable(answers.fields.get(item.id, ""))
        if read.fields[item.id] != text and not (is_blank(text) and item.id in locked):
            return f"“{item.label}”与填写的不一样"
    for table in form.tables:
        roles = [*filled.places.tables[table.id].columns]
        rows = [tuple(row[role] for role in roles) for row in read.rows(table.id)]
        planned = [tuple(cells[role] for role in roles) for cells in plan.tables[table.id].expected]
        if rows != planned or not _holds(table, roles, rows, answers.rows(table.id)):
            return f"{table.label}与填写的不一样"
    return ""


def _holds(table: Table, roles: Sequence[str], read: Iterable[tuple[str, ...]], rows: Iterable[Row]) -> bool:
    """Whether rows that were read are the answered ones, and besides only categories that wait for a row."""
    kept = (row for row in rows if not all(is_blank(row[column.role]) for column in table.columns))
    given = Counter(tuple(storable(row[role]) for role in roles) for row in kept)
    found = Counter(read)
    others = (Row("", dict(zip(roles, cells, strict=True))) for cells in found - given)
    return not given - found and all(row.is_empty(table) for row in others)


class _Comparison:
    """Compares rows and cells with those they come from."""

    def __init__(self, target: Target, filled: Target, plan: Plan) -> None:
        self.old, self.new, self.shift = target.xml, filled.xml, plan.shift
        self.texts: dict[int, set[int]] = {}
        """The columns in which something is written, by old row."""
        for row, column in plan.texts:
            self.texts.setdefault(row, set()).add(column)

    def rows(self) -> None:
        """Every row of the one against the row of the other."""
        sources = {now: row for row in self.old.rows if (now := self.shift.row(row)) is not None}
        made = {self.shift.row(row) for row in self.texts}
        copies: dict[int, Line] = {}
        for region, top in zip(self.shift.regions, self.shift.tops, strict=True):
            lines = enumerate(region.lines, start=top)
            copies |= {row: line for row, line in lines if line.fate is Fate.NEW}
        if not sources.keys() <= self.new.rows.keys() <= sources.keys() | copies.keys() | made:
            raise _wrong("少了或多了行")
        for row in self.new.rows:
            if row in sources:
                self._row(sources[row], row)
            elif row in copies:
                self._copy(copies[row], row)

    def _row(self, number: int, row: int) -> None:
        old, new = self.old.rows[number], self.new.rows[row]
        texts = self.texts.get(number, set())
        if _kept(old, _OF_PLACE) != _kept(new, _OF_PLACE):
            raise _wrong("行的样子变了")
        before, now = self.old.row_cells(number), self.new.row_cells(row)
        if (before.keys() ^ now.keys()) - texts:
            raise _wrong("少了或多了格子")
        for column, cell in before.items():
            ignored = _OF_CONTENT if column in texts else _OF_PLACE
            if _kept(cell, ignored) != _kept(now[column], ignored):
                raise _wrong("格子的样子变了")
            if column not in texts and _content(self.old, cell) != _content(self.new, now[column]):
                raise _wrong("没有填写的格子变了")

    def _copy(self, line: Line, row: int) -> None:
        source = self.old.row_cells(line.source)
        looks = {column: cell.attributes.get("s") for column, cell in source.items()}
        for column, cell in self.new.row_cells(row).items():
            if cell.attributes.get("s") != looks.get(column, cell.attributes.get("s")):
                raise _wrong("新增的行样子不对")


def _content(sheet: SheetXml, cell: Element) -> bytes:
    """What a cell holds; of a formula only its result, as its references may move."""
    formula = cell.find("f")
    return sheet.data[formula.end if formula else cell.inside : cell.close]


def _kept(element: Element, ignored: set[str]) -> dict[str, str]:
    return {name: value for name, value in element.attributes.items() if name not in ignored}


def _compare_merges(target: Target, filled: Target, plan: Plan) -> None:
    """Merged cells apart from the tables are where they were, and none overlap."""
    old, new = target.grid.merges.values(), {*filled.grid.merges.values()}
    for area in old:
        if not plan.shift.is_uniform(area.top, area.bottom):
            continue
        moved = replace(area, top=plan.shift.after(area.top), bottom=plan.shift.after(area.bottom))
        is_a_tables = any(
            table.region.start <= area.top < table.region.stop for table in plan.tables.values()
        )
        if moved not in new and not is_a_tables:
            raise _wrong("合并单元格变了")
    if _overlaps(new) > _overlaps(old):
        raise _wrong("合并单元格互相重叠")


def _overlaps(areas: Iterable[Area]) -> int:
    """How many pairs of ranges share a cell."""
    count = 0
    open_: list[Area] = []
    for area in sorted(areas, key=lambda area: area.top):
        open_ = [other for other in open_ if other.bottom >= area.top]
        count += sum(other.left <= area.right and area.left <= other.right for other in open_)
        open_.append(area)
    return count


def _compare_rest(old: Element, new: Element, *, lines_move: bool) -> None:
    """What the sheet says besides its cells is the same but for the rows that it names."""
    before, now = Counter(_rest(old)), Counter(_rest(new))
    if now - before or (before - now and not lines_move):
        raise _wrong("表的其他设置变了")


def _rest(root: Element) -> Iterator[tuple[object, ...]]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.name in _SEEN_TO:
            continue
        waiting += element.children
        ignored = {*ATTRIBUTES.get(element.name, ()), *_COUNTED, *(("id",) if element.name == "brk" else ())}
        text = "" if element.name in TEXTS or element.name == "row" else element.text.strip()
        yield element.tag, tuple(sorted(_kept(element, ignored).items())), text
