"""Between drafts and the files that clerks pass around: import and export for shell and wizard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.drafts.draft_file import read_draft
from tui.files import user_path, write_atomically
from tui.forms.check import check
from tui.forms.load import load_form
from tui.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

    from tui.drafts.store import Store
    from tui.forms.answers import Answers
    from tui.forms.model import Form
    from tui.forms.problems import Finding, Problem


CELLS_RULE = "cell-type"
"""The rule that cells break which are not the text that they show."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: a form's answers, and in plain words what of it was not understood."""

    form: Form
    answers: Answers
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    """Cells that are not the text they show: formulas, dates, error marks."""

    def problems(self) -> list[Problem]:
        """What is wrong with the answers, and with the cells that they were read from."""
        severity = self.form.rules.get(CELLS_RULE)
        cells = [] if severity is None else [item.weighed(CELLS_RULE, severity) for item in self.findings]
        told = {(problem.rule, problem.where) for problem in cells}
        others = check(self.form, self.answers)
        return [*cells, *(problem for problem in others if (problem.rule, problem.where) not in told)]


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
    return Contents(reading.form, reading.answers, reading.notes, reading.problems)


def import_file(store: Store, path: Path, *, name: str = "", form_id: str | None = None) -> Imported:
    """Make a new draft of a file.

    Raises:
        Unreadable: the file, or the name.
        Unwritable: the draft cannot be stored.
    """
    contents = read_any(path, form_id)
    suspects = (f"{finding.message}{finding.remedy}" for finding in contents.findings)
    notes = (*contents.notes, *suspects)
    return Imported(store.create(contents.form, contents.answers, name), notes)


def export_path(text: str, name: str) -> Path:
    """Where a person wants a workbook; a folder takes the usual file name.

    Raises:
        Unreadable: the text can be no path.
    """
    path = user_path(text)
    try:
        is_folder = text.strip().endswith(("/", "\\")) or path.is_dir()
    except OSError:
        is_folder = False
    return path / name if is_folder else path


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
