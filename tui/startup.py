"""Loading modules in less time and memory than they take by themselves."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW_OBJECTS = 20_000
"""New objects after which Python looks for garbage; its own 700 make it look hundreds of times at start."""

PALETTE = "textual.command"


@contextmanager
def imports_kept() -> Iterator[None]:
    """Import in this block what is kept until the end: it is never searched for garbage."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(NEW_OBJECTS)
        gc.enable()


def import_asyncio() -> None:
    """Load asyncio without TLS, of which it makes no other use than connections; this program makes none.

    That alone is a tenth of the time and memory that an empty Textual program takes.
    """
    if not sys.modules.keys().isdisjoint({"asyncio", "ssl"}):
        return
    with _standing_in("ssl", None):
        import asyncio  # noqa: F401


def import_textual() -> None:
    """Load Textual without its command palette, which this program does without, and the widgets for it.

    Textual uses it only where an app has the palette, or searches in its commands or themes.
    """
    if not sys.modules.keys().isdisjoint({"textual.app", PALETTE}):
        return
    with _standing_in(PALETTE, _NamesOnly(PALETTE)):
        import textual.app  # noqa: F401


class _NamesOnly(ModuleType):
    """A module from which any class can be imported, but there is nothing in it."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


@contextmanager
def _standing_in(name: str, module: ModuleType | None) -> Iterator[None]:
    """Have another module, or None, which is Python's mark for one that is not there, imported instead."""
    sys.modules[name] = module  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]
