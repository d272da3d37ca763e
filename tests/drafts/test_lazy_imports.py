"""Listing and reading drafts loads nothing that only writing needs."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
path = Path(sys.argv[1])
assert OpenDraft(path).name in Store(path.parent).names()
print([name for name in ("tomlkit", "openpyxl", "textual", "rich", "platformdirs") if name in sys.modules])
"""


def test_reading_imports_no_library(by_hand: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(by_hand)], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.strip() == "[]"
