"""The sheet of a template that is to be filled: found, read and scanned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.workbook.find import find
from tui.workbook.grid import WRONG_FILE, Damaged
from tui.workbook.package import open_package
from tui.workbook.sheet import open_workbook
from tui.workbook.sheet_xml import SheetXml
from tui.workbook.take import take

if TYPE_CHECKING:
    from tui.forms.model import Form
    from tui.workbook.find import Places
    from tui.workbook.grid import Grid
    from tui.workbook.package import Package
    from tui.workbook.take import Taken


@dataclass(frozen=True, slots=True)
class Target:
    """Where the answers go."""

    package: Package
    part: str
    """The name of the sheet's part."""
    title: str
    """The name of the sheet."""
    grid: Grid
    places: Places
    taken: Taken
    """What stands there."""
    xml: SheetXml


def target_of(form: Form, data: bytes) -> Target:
    """Find the sheet of a form in a workbook: the one in which it is found best, if possible a visible one.

    Raises:
        Unreadable: no workbook, or the form is not in it.
        CannotFill: its rows stand in no order.
    """
    try:
        package = open_package(data)
        book = open_workbook(package)
        best: tuple[tuple[bool, float], str, Grid, Places] | None = None
        for name, part in book.sheets.items():
            grid = book.grid(part)
            places = find(form, grid)
            worth = (name not in book.hidden, places.share)
            if places and (best is None or worth > best[0]):
                best = worth, name, grid, places
        if best is None:
            raise Damaged(f"里没有找到《{form.title}》；{WRONG_FILE}")
        _, name, grid, places = best
        part = book.sheets[name]
        return Target(
            package, part, name, grid, places, take(form, grid, places), SheetXml(package.part(part))
        )
    except Damaged as error:
        raise Unreadable(f"模板{error}") from error
