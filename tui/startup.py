"""Loading the libraries of the screen in less time and memory than they take by themselves."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW_OBJECTS = 20_000
"""New objects after which Python looks for garbage; its own 700 make it look hundreds of times at start."""


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import in this block what is kept until the end: it is never searched for garbage.

    asyncio is loaded without TLS, of which it makes no other use than connections: that alone is a tenth of
    the time and memory that an empty Textual program takes, and this program speaks to nobody.
    """
    gc.disable()
    try:
        _import_asyncio()
        yield
    finally:
        gc.freeze()
        gc.set_threshold(NEW_OBJECTS)
        gc.enable()


def _import_asyncio() -> None:
    if not sys.modules.keys().isdisjoint({"asyncio", "ssl"}):
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # Python's mark for a module that is not there
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
