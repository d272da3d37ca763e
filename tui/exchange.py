"""Between drafts and the files that clerks pass around: import and export for shell and wizard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.drafts.draft_file import read_draft
from tui.files import write_atomically
from tui.forms.load import load_form
from tui.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

    from tui.drafts.store import Store
    from tui.forms.answers import Answers
    from tui.forms.model import Form


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: a form's answers, and in plain words what of it was not understood."""

    form: Form
    answers: Answers
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """The name of the draft that an import made, and what was not understood."""

    name: str
    notes: tuple[str, ...]


def read_any(path: Path, form_id: str | None = None) -> Contents:
    """Read a draft, a workbook or a text.

    Raises:
        Unreadable: one sentence that says why not.
    """
    if path.suffix.lower() == ".toml":
        draft = read_draft(path)
        return Contents(load_form(draft.form_id), draft.answers)
    from tui.workbook.read import read_file

    reading = read_file(path, form_id)
    return Contents(reading.form, reading.answers, reading.notes)


def import_file(store: Store, path: Path, *, name: str = "", form_id: str | None = None) -> Imported:
    """Make a new draft of a file.

    Raises:
        Unreadable: the file, or the name.
        Unwritable: the draft cannot be stored.
    """
    contents = read_any(path, form_id)
    return Imported(store.create(contents.form, contents.answers, name), contents.notes)


def write_workbook(form: Form, answers: Answers, path: Path, *, replace: bool) -> None:
    """Export the answers to a file.

    Raises:
        FileInTheWay: it exists and `replace` is false.
        Unwritable: it cannot be written.
    """
    from tui.workbook.export import workbook_bytes

    write_atomically(path, workbook_bytes(form, answers), replace=replace)


def samples() -> list[tuple[Path, str]]:
    """The sample drafts that travel with the program, each with the words of its first line, a comment."""
    paths = sorted(folder("sample_forms").glob("*.toml"), reverse=True)
    return [(path, path.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ")) for path in paths]
