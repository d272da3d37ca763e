"""Make what refers to rows of a sheet, outside the sheet's own cells, follow these rows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.errors import CannotFill
from tui.workbook.elements import Change, Element, applied, attribute_change, scan, text_change, utf8
from tui.workbook.formulas import moved, references, translated
from tui.workbook.grid import Area, area_of, written
from tui.workbook.reference_rules import ATTRIBUTES, TEXTS, Kind
from tui.workbook.shift import OFFER, SHARED

if TYPE_CHECKING:
    from tui.workbook.shift import Shift


_OWN_ONLY = {Kind.LIST, Kind.RULE, Kind.SPOT}
_NAMED_LISTS = ("_xlnm.Print_Area", "_xlnm._FilterDatabase", "Tianbao.")
_CELLS = {"dimension", "sheetData", "mergeCells", "sheetViews", "customSheetView"}
"""What is seen to elsewhere, and the views, which stay as they were left."""
_TEXT_OF_CELLS = {"v", "is"}
_MAY_BE_EMPTY = {"commentList", "ThreadedComments"}
"""Elements that stay when nothing is left in them; of all others the schema asks for a child."""


@dataclass(slots=True)
class Following:
    """Makes what refers to a sheet's rows follow them."""

    shift: Shift
    title: str
    """The name of the sheet."""

    def part(self, data: bytes, *, own: bool) -> bytes:
        """A part with its references moved along; `own` says that it is the sheet's, or belongs to it.

        Raises:
            CannotFill: something cannot follow.
            Damaged: the part is no well-formed XML.
        """
        converted = utf8(data)
        root = scan(converted, _TEXT_OF_CELLS)
        changes = self.changes(converted, root, own=own)
        return applied(converted, changes) if changes else data

    def changes(self, data: bytes, root: Element, *, own: bool) -> list[Change]:
        """What to change in a part that was scanned; the sheet's cells, merges and views are left alone."""
        walk = _Walk(self, data, own)
        waiting = [root]
        while waiting:
            element = waiting.pop()
            if not (own and element.name in _CELLS) and walk.stays(element):
                waiting += element.children
        return walk.finished()


@dataclass(slots=True)
class _Walk:
    """Goes through one part."""

    following: Following
    data: bytes
    own: bool
    found: list[Change] = field(default_factory=list)
    gone: dict[int, tuple[Element, list[Element]]] = field(default_factory=dict)
    """Elements and those of their children that go, by the place of the former."""

    def stays(self, element: Element) -> bool:
        """Note what changes in an element's own values; false when all of it goes."""
        if element.name == "worksheetSource":
            self._pivot_source(element)
        for name, kind in ATTRIBUTES.get(element.name, {}).items():
            value = element.attributes.get(name)
            if value is None or (kind in _OWN_ONLY and not self.own):
                continue
            new = self._moved(kind, value, element)
            if new is None:
                self._remove(element)
                return False
            if new != value:
                self.found.append(attribute_change(self.data, element, name, new))
        if element.name == "brk" and self.own and element.parent and element.parent.name == "rowBreaks":
            old = element.attributes.get("id", "0")
            new = str(self.following.shift.after(int(old))) if old.isdecimal() and len(old) < 10 else old
            if new != old:
                self.found.append(attribute_change(self.data, element, "id", new))
        return self._text_stays(element)

    def _text_stays(self, element: Element) -> bool:
        ranges = element.find("sqref")
        if ranges and self.own and self._moved(_text_kind(ranges), ranges.text, ranges) is None:
            self._remove(element)
            return False
        kind = _text_kind(element)
        if kind is None or element.children or (kind in _OWN_ONLY and not self.own):
            return True
        new = self._moved(kind, element.text, element)
        if new is not None and new != element.text:
            self.found.append(text_change(element, new))
        return True

    def _moved(self, kind: Kind | None, value: str, element: Element) -> str | None:
        if kind is Kind.FORMULA:
            return self._formula(value, element)
        if kind is Kind.SPOT:
            return self._spot(value)
        ranges = [self._range(text) for text in value.split()]
        kept = list(dict.fromkeys(text for text in ranges if text))
        if not kept and kind is Kind.LIST:
            raise CannotFill(f"模板里有筛选或表格区域，它的行全被删掉了，没有写出文件；{OFFER}")
        return " ".join(kept) or None

    def _range(self, reference: str) -> str | None:
        area = area_of(reference)
        if area is None:
            return reference
        rows = self.following.shift.span(area.top, area.bottom, grow=True)
        if rows is None:
            return None
        new = Area(rows[0], area.left, rows[1], area.right)
        return reference if new == area else written(new)

    def _spot(self, reference: str) -> str | None:
        area = area_of(reference)
        if area is None:
            return reference
        shift = self.following.shift
        row = shift.row(area.top)
        if area.top == area.bottom:
            rows = None if row is None else (row, row)
        else:
            rows = shift.span(area.top, area.bottom)
        if rows is None:
            return None
        new = Area(rows[0], area.left, rows[1], area.right)
        return reference if new == area else written(new)

    def _formula(self, text: str, element: Element) -> str:
        shift, title = self.following.shift, self.following.title
        if self.own and (ranges := _ranges_of(element)):
            return self._relative(text, ranges)
        if not self.own and element.attributes.get("t") == "shared":
            self._check_shared(text, element)
        name = element.attributes.get("name", "")
        grow = element.name == "definedName" and name.startswith(_NAMED_LISTS)
        return moved(text, shift, title, own=self.own, grow=grow)

    def _check_shared(self, text: str, element: Element) -> None:
        """Refuse a formula of another sheet that several rows share, unless all it refers to moves alike."""
        area = area_of(element.attributes.get("ref", ""))
        shift, title = self.following.shift, self.following.title.casefold()
        for reference in references(text) if area and area.top < area.bottom else ():
            height = area.bottom - area.top if area else 0
            for row in {reference.top, reference.bottom}:
                if reference.name().casefold() == title and not shift.is_uniform(row, row + height):
                    raise CannotFill(SHARED)

    def _relative(self, text: str, ranges: str) -> str:
        """A formula of a rule, which counts from the first cell of the rule's ranges."""
        shift = self.following.shift
        areas = [area for area in map(area_of, ranges.split()) if area]
        for area in areas:
            first, rows = shift.survivor(area.top, area.bottom), shift.span(area.top, area.bottom, grow=True)
            if first is not None and rows is not None:
                there = translated(text, first - areas[0].top)
                new = moved(there, shift, self.following.title, own=True)
                return translated(new, rows[0] - shift.after(first))
        return text

    def _pivot_source(self, element: Element) -> None:
        value = element.attributes.get("ref")
        if value and element.attributes.get("sheet") == self.following.title:
            new = self._moved(Kind.LIST, value, element)
            if new and new != value:
                self.found.append(attribute_change(self.data, element, "ref", new))

    def _remove(self, element: Element) -> None:
        if element.parent:
            self.gone.setdefault(element.parent.start, (element.parent, []))[1].append(element)

    def finished(self) -> list[Change]:
        """All changes: of the elements that go, those that stand empty then go too."""
        removed: list[tuple[int, int]] = []
        waiting = set(self.gone)
        while waiting:
            start = max(waiting)
            waiting.remove(start)
            parent, children = self.gone[start]
            if len(children) == len(parent.children) and parent.parent and parent.name not in _MAY_BE_EMPTY:
                self._remove(parent)
                waiting.add(parent.parent.start)
                continue
            removed += [(child.start, child.end) for child in children]
            if "count" in parent.attributes:
                left = str(len(parent.children) - len(children))
                self.found.append(attribute_change(self.data, parent, "count", left))
        return _outside(self.found, sorted(removed))


def _outside(changes: list[Change], removed: list[tuple[int, int]]) -> list[Change]:
    """The changes that are not inside of what goes, and the going itself."""
    outermost: list[tuple[int, int]] = []
    for first, last in removed:
        if not outermost or first >= outermost[-1][1]:
            outermost.append((first, last))
    starts = [first for first, _ in outermost]

    def is_inside(change: Change) -> bool:
        index = bisect_right(starts, change[0]) - 1
        return index >= 0 and change[0] < outermost[index][1]

    kept = [change for change in changes if not is_inside(change)]
    return [*kept, *((first, last, b"") for first, last in outermost)]


def _text_kind(element: Element) -> Kind | None:
    """What the text of an element refers to; a sparkline stands in one cell."""
    if element.name == "sqref" and element.parent and element.parent.name == "sparkline":
        return Kind.SPOT
    return TEXTS.get(element.name)


def _ranges_of(element: Element) -> str:
    """The ranges of the rule that an element belongs to; empty when it belongs to none."""
    above: Element | None = element
    while above is not None and above.name not in {"dataValidation", "conditionalFormatting"}:
        above = above.parent
    if above is None:
        return ""
    ranges = above.find("sqref")
    return above.attributes.get("sqref") or (ranges.text if ranges else "")
