"""Loading modules: seen in a fresh interpreter."""

import inspect
import subprocess
import sys

import pytest
from textual.app import App

from tui.app import TianbaoApp

LOAD = """
import gc, sys
from tui.startup import import_asyncio, import_textual, imports_kept
with imports_kept():
    assert not gc.isenabled()
    import_asyncio()
    import_textual()
import asyncio
"""


@pytest.mark.parametrize(
    "holds",
    [
        "gc.isenabled()",
        "gc.get_freeze_count() > 1000",
        "'ssl' not in sys.modules",
        "__import__('ssl').create_default_context()",
        "asyncio.run(asyncio.sleep(0, True))",
        "'textual.command' not in sys.modules",
        "__import__('textual.command').command.CommandPalette.is_open",
    ],
)
def test_all_is_as_usual_after_the_imports_but_for_tls_and_the_palette(holds: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{LOAD}assert {holds}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_textual_uses_the_palette_only_to_show_it() -> None:
    methods = [method for _, method in inspect.getmembers(App, inspect.isfunction)]
    using = {method.__name__ for method in methods if "CommandPalette(" in inspect.getsource(method)}
    assert using == {"search_commands", "search_themes", "action_command_palette"}
    assert not TianbaoApp.ENABLE_COMMAND_PALETTE


def test_garbage_is_looked_for_again_when_an_import_fails() -> None:
    code = """
import gc
from tui.startup import imports_kept
try:
    with imports_kept():
        import nothing_of_that_name
except ImportError:
    assert gc.isenabled()
else:
    raise SystemExit(1)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
