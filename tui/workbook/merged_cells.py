"""The merged cells of a sheet whose lines come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.workbook.elements import attribute_change
from tui.workbook.grid import Area, area_of, written
from tui.workbook.shift import Fate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from tui.workbook.elements import Change, Element
    from tui.workbook.sheet_xml import SheetXml
    from tui.workbook.shift import Shift
    from tui.workbook.table_plan import TablePlan


def merge_changes(sheet: SheetXml, shift: Shift, plans: Sequence[TablePlan]) -> list[Change]:
    """What to change in the list of merged cells.

    A new line is merged like the line whose look it has, categories as the plans say; cells beside a table
    that are merged over its lines take in the new ones, but not those of the table, which would hide a text.
    """
    container = sheet.root.find("mergeCells")
    if container is None:
        return []
    old = {
        element: area
        for element in container.children
        if (area := area_of(element.attributes.get("ref", "")))
    }
    merger = _Merger(shift, plans)
    wanted = dict.fromkeys(merger.added(list(old.values())))
    now: dict[Element, Area | None] = {}
    for element, area in old.items():
        now[element] = moved = merger.moved(area, wanted)
        if moved:
            wanted.pop(moved, None)
    if all(now[element] == area for element, area in old.items()) and not wanted:
        return []
    return _written(sheet.data, container, old, now, list(wanted))


class _Merger:
    def __init__(self, shift: Shift, plans: Sequence[TablePlan]) -> None:
        self.shift, self.plans = shift, plans

    def moved(self, area: Area, runs: Collection[Area]) -> Area | None:
        """What becomes of a merged range; None when nothing does."""
        plan = next((plan for plan in self.plans if plan.region.start <= area.top < plan.region.stop), None)
        columns = {*range(area.left, area.right + 1)}
        if plan and plan.runs is not None and area.top < area.bottom and columns <= plan.categories:
            # Worked out anew; what comes out the same keeps its place in the list.
            rows = self.shift.span(area.top, area.bottom)
            new = Area(rows[0], area.left, rows[1], area.right) if rows else None
            return new if new in runs else None
        if any(plan.hides(area) for plan in self.plans):
            return None
        if area.top == area.bottom:
            row = self.shift.row(area.top)
            return None if row is None else Area(row, area.left, row, area.right)
        inside = any(columns & (plan.own | plan.categories) for plan in self.plans)
        rows = self.shift.span(area.top, area.bottom, grow=not inside)
        if rows is None or (rows[0] == rows[1] and area.left == area.right):
            return None
        if plan and columns & plan.own and rows[1] - rows[0] > area.bottom - area.top:
            return None
        return Area(rows[0], area.left, rows[1], area.right)

    def added(self, old: Sequence[Area]) -> Iterator[Area]:
        """The merged ranges of new lines and of categories."""
        across: dict[int, list[Area]] = {}
        for area in old:
            if area.top == area.bottom:
                across.setdefault(area.top, []).append(area)
        for plan in self.plans:
            top = self.shift.begin(plan.region)
            for row, line in enumerate(plan.region.lines, start=top):
                if line.fate is Fate.NEW:
                    for area in across.get(line.source, []):
                        if not line.texts.keys() & {*range(area.left + 1, area.right + 1)}:
                            yield Area(row, area.left, row, area.right)
            for run in plan.runs or ():
                yield Area(top + run.first, run.column, top + run.last, run.column)


def _written(
    data: bytes,
    container: Element,
    old: dict[Element, Area],
    now: dict[Element, Area | None],
    added: list[Area],
) -> list[Change]:
    left = sum(element not in now or now[element] is not None for element in container.children) + len(added)
    if not left:
        return [(container.start, container.end, b"")]
    changes: list[Change] = []
    if "count" in container.attributes and container.attributes["count"] != str(left):
        changes.append(attribute_change(data, container, "count", str(left)))
    for element, area in now.items():
        if area is None:
            changes.append((element.start, element.end, b""))
        elif area != old[element]:
            changes.append(attribute_change(data, element, "ref", written(area)))
    tag = f"{container.prefix}mergeCell"
    new = "".join(f'<{tag} ref="{written(area)}"/>' for area in added).encode()
    return [*changes, (container.close, container.close, new)] if new else changes
