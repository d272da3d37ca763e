"""Look at a filled workbook once more: what it says, and that nothing else has changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.errors import CannotFill, Unreadable
from tui.workbook.reference_rules import ATTRIBUTES, TEXTS
from tui.workbook.shift import OFFER, Fate
from tui.workbook.target import target_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tui.forms.model import Form
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


def verify(form: Form, target: Target, plan: Plan, parts: Parts, data: bytes) -> None:
    """Compare a filled workbook with its template and with what was to be filled in.

    Raises:
        CannotFill: anything is not as it must be.
    """
    try:
        filled = target_of(form, data)
    except Unreadable as error:
        raise _wrong("打不开了") from error
    _compare_parts(target, filled, parts)
    _compare_answers(form, filled, plan)
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


def _compare_answers(form: Form, filled: Target, plan: Plan) -> None:
    read = filled.taken.answers
    if (read.year, read.fields) != (plan.year, plan.fields):
        raise _wrong("单项内容与填写的不一样")
    for table in form.tables:
        columns = filled.places.tables[table.id].columns
        rows = [{role: row[role] for role in columns} for row in read.rows(table.id)]
        if rows != [dict(cells) for cells in plan.tables[table.id].expected]:
            raise _wrong(f"{table.label}与填写的不一样")


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
