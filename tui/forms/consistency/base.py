"""What the checks of a schema share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.structure import StructureError, nearest
from tui.forms.text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def known(key: str, name: str, options: Iterable[str]) -> Iterator[StructureError]:
    """An error when `name` is none of the options."""
    if name not in (names := list(options)):
        yield StructureError(key, f"没有叫“{name}”的{nearest(name, names)}")


def unique(key: str, names: list[str]) -> Iterator[StructureError]:
    """An error for each name that occurs again; a sheet does not tell full width from half, nor spaces."""
    squeezed = [squeeze(name) for name in names]
    for index, name in enumerate(names):
        if squeezed[index] in squeezed[:index]:
            yield StructureError(key, f"“{name}”出现了两次")


def between(key: str, size: float, least: float, most: float) -> Iterator[StructureError]:
    """An error when a size cannot be drawn (TOML knows nan and inf too)."""
    if not least <= size <= most:
        yield StructureError(key, f"要在 {least:g} 到 {most:g} 之间，现在是 {size:g}")


def once(key: str, name: str, count: int, place: str) -> Iterator[StructureError]:
    """An error when what must stand in exactly one place stands in none or in several."""
    if not count:
        yield StructureError(key, f"“{name}”没有放进{place}，请放一次")
    elif count > 1:
        yield StructureError(key, f"“{name}”放进了{place} {count} 次，只能放一次")
