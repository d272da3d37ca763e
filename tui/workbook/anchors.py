"""What floats over the cells of a sheet, and how it follows rows: pictures, charts, controls, old comments.

Drawings say their rows in elements (ECMA-376 part 1, 20.5), old comments and controls in the VML of
part 4, 19.4. Rows are 0-based in both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tui.workbook.elements import applied, scan, text_change, utf8
from tui.workbook.grid import Damaged
from tui.workbook.markup import BROKEN

if TYPE_CHECKING:
    from tui.workbook.elements import Change, Element
    from tui.workbook.shift import Shift

_TOP, _BOTTOM = 2, 6
"""Which of the eight numbers of a VML anchor are rows."""


def drawing(data: bytes, shift: Shift) -> bytes:
    """A drawing part, or a sheet part with controls, whose anchors follow their rows."""
    converted = utf8(data)
    changes = anchor_changes(scan(converted), shift)
    return applied(converted, changes) if changes else data


def anchor_changes(root: Element, shift: Shift) -> list[Change]:
    """What to change so that the anchors of a part follow their rows."""
    changes: list[Change] = []
    for element in root.walk():
        row = _row(element, "from")
        # What is anchored to the page, and not to cells, stays where it is seen.
        if row is None or element.attributes.get("editAs") == "absolute":
            continue
        end = _row(element, "to")
        top, bottom = _moved(int(row.text), int(end.text) if end is not None else None, shift)
        if end is not None and element.attributes.get("editAs") == "oneCell":
            bottom = top + int(end.text) - int(row.text)
        changes += [text_change(row, str(top))] if top != int(row.text) else []
        if end is not None and bottom != int(end.text):
            changes.append(text_change(end, str(bottom)))
    return changes


def _row(element: Element, side: str) -> Element | None:
    corner = element.find(side)
    row = corner.find("row") if corner else None
    return row if row is not None and _is_number(row.text) else None


def _moved(top: int, bottom: int | None, shift: Shift) -> tuple[int, int]:
    """The rows of the corners now: where a corner's own row is gone, the height in rows stays."""
    if bottom is None:
        return shift.after(top), 0
    start = shift.after(top)
    end = shift.after(bottom)
    if shift.row(top) is None or shift.row(bottom) is None:
        end = start + bottom - top
    return start, end


def old_drawing(data: bytes, shift: Shift) -> bytes:
    """A VML part whose comments and controls follow their rows; a comment goes with its row.

    Raises:
        Damaged: the part is no well-formed XML, or does not say where a comment is.
    """
    converted = utf8(data)
    changes: list[Change] = []
    for element in scan(converted).walk():
        if element.name == "ClientData" and element.parent:
            changes += _client_changes(element, element.parent, shift)
    return applied(converted, changes) if changes else data


def _client_changes(client: Element, shape: Element, shift: Shift) -> list[Change]:
    row, anchor = client.find("Row"), client.find("Anchor")
    numbers = [number.strip() for number in anchor.text.split(",")] if anchor else []
    is_anchor = len(numbers) == 8 and all(map(_is_number, numbers))
    top, bottom = (int(numbers[_TOP]), int(numbers[_BOTTOM])) if is_anchor else (0, 0)
    changes: list[Change] = []
    if row and client.attributes.get("ObjectType") == "Note":
        if not _is_number(row.text):
            raise Damaged(BROKEN)
        old = int(row.text)
        new = shift.row(old)
        if new is None:
            return [(shape.start, shape.end, b"")]
        changes += [text_change(row, str(new))] if new != old else []
        moved = max(0, top + new - old), max(0, bottom + new - old)
    else:
        moved = _moved(top, bottom, shift)
    if anchor and is_anchor and moved != (top, bottom):
        numbers[_TOP], numbers[_BOTTOM] = map(str, moved)
        changes.append(text_change(anchor, ", ".join(numbers)))
    return changes


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\s*-?[0-9]{1,9}\s*", text) is not None
