"""Carry out a plan: the parts of the package that change, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as escape_markup

from tui.errors import CannotFill
from tui.workbook.anchors import anchor_changes, drawing, old_drawing
from tui.workbook.cell_formulas import check_overwritten, disturbs_order_of_calculation
from tui.workbook.elements import applied, attribute_change, scan, utf8
from tui.workbook.fill import Filling, row_changes
from tui.workbook.grid import Area, Damaged, area_of, written
from tui.workbook.merged_cells import merge_changes
from tui.workbook.references import Following
from tui.workbook.shift import OFFER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tui.workbook.elements import Change, Element
    from tui.workbook.package import Package
    from tui.workbook.plan import Plan
    from tui.workbook.target import Target

Parts = dict[str, bytes | None]
"""Name of a part → its new content; None for one that is left out."""

_OF_THE_SHEET = {
    "comments",
    "threadedComment",
    "table",
    "pivotTable",
    "ctrlProp",
    "tableSingleCells",
    "vmlDrawing",
}
"""Kinds of parts in which a reference without a sheet's name means the sheet that they belong to."""
_WITHOUT_REFERENCES = ("docProps/", "customXml/", "xl/theme/", "xl/styles", "xl/sharedStrings")
_TYPES = "[Content_Types].xml"


def changed_parts(target: Target, plan: Plan, heights: Mapping[int, float]) -> Parts:
    """The parts that are otherwise in the filled workbook; none when nothing is to be done.

    `heights` are those of rows of the template, in points.

    Raises:
        CannotFill: something cannot follow the rows that move.
        Damaged: what names the parts of the workbook is broken.
    """
    if plan.is_nothing and not heights:
        return {}
    package, xml = target.package, target.xml
    check_overwritten(xml, plan.texts.keys())
    parts: Parts = {target.part: applied(xml.data, _sheet_changes(target, plan, heights))}
    if not plan.shift.is_still:
        parts |= _following(target, plan)
    if disturbs_order_of_calculation(xml, plan.shift, plan.texts.keys()):
        parts |= _without_order_of_calculation(package, parts)
    return parts


def _sheet_changes(target: Target, plan: Plan, heights: Mapping[int, float]) -> list[Change]:
    xml, shift = target.xml, plan.shift
    tables = [*plan.tables.values()]
    lines = [range(table.region.start, table.region.stop) for table in tables]
    filling = Filling(plan.texts, heights, shift, target.title, lines)
    changes = [*row_changes(xml, filling), *_dimension(target, plan)]
    if shift.is_still and all(table.runs is None for table in tables):
        hidden = any(table.hides(area) for table in tables for area in target.grid.merges.values())
        return [*changes, *(merge_changes(xml, shift, tables) if hidden else ())]
    changes += merge_changes(xml, shift, tables)
    if not shift.is_still:
        changes += Following(shift, target.title).changes(xml.data, xml.root, own=True)
        changes += anchor_changes(xml.root, shift)
    return changes


def _dimension(target: Target, plan: Plan) -> list[Change]:
    """The range that the sheet says it uses, with all that is written."""
    element = target.xml.root.find("dimension")
    area = area_of(element.attributes.get("ref", "")) if element else None
    rows = plan.shift.span(area.top, area.bottom, grow=True) if area else None
    if element is None or area is None or rows is None:
        return []
    cells = [(plan.shift.row(row), column) for (row, column), text in plan.texts.items() if text]
    used = [(row, column) for row, column in cells if row is not None]
    new = Area(
        min([rows[0], *(row for row, _ in used)]),
        min([area.left, *(column for _, column in used)]),
        max([rows[1], *(row for row, _ in used)]),
        max([area.right, *(column for _, column in used)]),
    )
    return [] if new == area else [attribute_change(target.xml.data, element, "ref", written(new))]


def _following(target: Target, plan: Plan) -> Parts:
    """The other parts that refer to rows of the sheet."""
    package, follower = target.package, Following(plan.shift, target.title)
    kinds = {name: kind for kind, name in package.targets(target.part).values()}
    found: Parts = {}
    for name in package.parts:
        kind, content = kinds.get(name, ""), package.part(name)
        if name == target.part or not name.endswith((".xml", ".vml")) or name.startswith(_WITHOUT_REFERENCES):
            continue
        changes: list[Callable[[bytes], bytes]] = []
        if kind in _OF_THE_SHEET:
            changes.append(lambda data: follower.part(data, own=True))
        elif _mentions(content, target.title):
            changes.append(lambda data: follower.part(data, own=False))
        if kind == "vmlDrawing":
            changes.append(lambda data: old_drawing(data, plan.shift))
        elif kind == "drawing":
            changes.append(lambda data: drawing(data, plan.shift))
        new = content
        for change in changes:
            new = _safely(change, new)
        if new != content:
            found[name] = new
    return found


def _safely(change: Callable[[bytes], bytes], content: bytes) -> bytes:
    try:
        return change(content)
    except Damaged as error:
        raise CannotFill(
            f"模板里有批注、图片或别的附件读不懂，没有把握让它跟着行移动，没有写出文件；{OFFER}"
        ) from error


def _mentions(content: bytes, title: str) -> bool:
    """Whether a part may name the sheet; one with numbered characters may name anything."""
    try:
        plain = utf8(content)
    except Damaged:
        return True
    return b"&#" in plain or escape_markup(title).encode() in plain or title.encode() in plain


def _without_order_of_calculation(package: Package, parts: Parts) -> Parts:
    """The workbook without its calculation chain, which spreadsheet programs work out anew.

    One that names a cell without a formula is taken for damage (ECMA-376 part 1, 18.6).
    """
    main = next((name for kind, name in package.targets("").values() if kind == "officeDocument"), "")
    ids = {key: name for key, (kind, name) in package.targets(main).items() if kind == "calcChain"}
    if not ids:
        return {}
    folder, _, name = main.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels".lstrip("/")

    def goes(element: Element) -> bool:
        values = element.attributes
        return (element.name == "Relationship" and values.get("Id") in ids) or (
            element.name == "Override" and values.get("PartName", "").lstrip("/") in ids.values()
        )

    found: Parts = dict.fromkeys(name for name in ids.values() if name in package)
    for part in (listing, _TYPES):
        content = parts.get(part) or package.part(part)
        converted = utf8(content)
        found[part] = applied(converted, _removals(scan(converted), goes))
    return found


def _removals(root: Element, goes: Callable[[Element], bool]) -> Iterator[Change]:
    return ((element.start, element.end, b"") for element in root.walk() if goes(element))
