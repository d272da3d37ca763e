"""Loading the libraries of the screen: seen in a fresh interpreter."""

import subprocess
import sys

import pytest

LOAD = """
import gc, sys
from tui.startup import quick_imports
with quick_imports():
    assert not gc.isenabled()
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
    ],
)
def test_all_is_as_usual_after_quick_imports_but_asyncio_has_no_tls(holds: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"{LOAD}assert {holds}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_garbage_is_looked_for_again_when_an_import_fails() -> None:
    code = """
import gc
from tui.startup import quick_imports
try:
    with quick_imports():
        import nothing_of_that_name
except ImportError:
    assert gc.isenabled()
else:
    raise SystemExit(1)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
