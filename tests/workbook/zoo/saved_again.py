"""Workbooks that another program opened and saved; they are kept as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.forms.answers import Answers
    from tui.forms.model import Form

_DATA = Path(__file__).parents[2] / "data"


def libreoffice(form: Form, answers: Answers) -> bytes:
    """`rich.decorated`, filled with the sample answers, as LibreOffice 7.4 saves it; always the same file."""
    return (_DATA / "libreoffice.xlsx").read_bytes()
