"""Between drafts and the files that clerks pass around: import and export for shell and wizard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.drafts.draft import form_of
from tui.drafts.draft_file import read_draft
from tui.errors import Unreadable
from tui.files import user_path, why, write_atomically
from tui.forms.check import check
from tui.forms.facts import adapted
from tui.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

    from tui.drafts.open_draft import OpenDraft
    from tui.drafts.store import Store
    from tui.forms.answers import Answers
    from tui.forms.facts import Facts
    from tui.forms.model import Form
    from tui.forms.problems import Finding, Problem


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: a form's answers, and in plain words what of it was not understood."""

    form: Form
    """The form as the file has it."""
    answers: Answers
    notes: tuple[str, ...] = ()
    findings: tuple[tuple[str, Finding], ...] = ()
    """What is wrong with the file itself: the code of the rule that it breaks, and how."""
    template: tuple[str, bytes, Facts] | None = None
    """Name, bytes and facts of the file, if the answers can go into it."""

    def file_problems(self) -> list[Problem]:
        """What is wrong with the file itself."""
        rules = self.form.rules
        return [finding.weighed(code, rules[code]) for code, finding in self.findings if code in rules]

    def problems(self) -> list[Problem]:
        """What is wrong with the file and with the answers in it."""
        of_file = self.file_problems()
        told = {(problem.rule, problem.where) for problem in of_file}
        others = check(self.form, self.answers)
        return [*of_file, *(problem for problem in others if (problem.rule, problem.where) not in told)]


@dataclass(frozen=True, slots=True)
class Imported:
    """The name of the draft that an import made, and what the file held."""

    name: str
    contents: Contents


@dataclass(frozen=True, slots=True)
class Received:
    """A county's file to fill in; `own` says that the answers were read from this very file."""

    name: str
    data: bytes
    own: bool


def read_any(path: Path, form_id: str | None = None) -> Contents:
    """Read a draft, a workbook or a text.

    Raises:
        Unreadable: one sentence that says why not.
    """
    if path.suffix.lower() == ".toml":
        draft = read_draft(path)
        return Contents(form_of(draft), draft.answers)
    from tui.workbook.read import read_file

    reading = read_file(path, form_id)
    template = (path.name, _bytes(path), reading.facts) if reading.template else None
    form = adapted(reading.form, reading.facts)
    return Contents(form, reading.answers, reading.notes, reading.problems, template)


def import_file(store: Store, path: Path, *, name: str = "", form_id: str | None = None) -> Imported:
    """Make a new draft of a file; a workbook that can be filled in is kept with it.

    Raises:
        Unreadable: the file, or the name.
        Unwritable: the draft cannot be stored.
    """
    contents = read_any(path, form_id)
    created = store.create(contents.form, contents.answers, name, template=contents.template)
    return Imported(created, contents)


def received_with(draft: OpenDraft) -> Received | None:
    """The county's file that a draft came from, if it came from one.

    Raises:
        Unreadable: the copy that was kept is gone or damaged.
    """
    data, template = draft.template_bytes(), draft.draft.template
    return Received(template.file, data, own=True) if data is not None and template else None


def received_from(path: Path, draft: OpenDraft) -> Received:
    """A county's file that somebody names.

    Raises:
        Unreadable: it is not there, or cannot be read.
    """
    from tui.drafts.templates import digest_of

    data, template = _bytes(path), draft.draft.template
    return Received(path.name, data, own=template is not None and digest_of(data) == template.digest)


def workbook(form: Form, answers: Answers, received: Received | None) -> bytes:
    """The finished workbook: the county's file with the answers in it, or the built-in sheet.

    Raises:
        Trouble: the county's file cannot be filled in; one sentence.
    """
    if received is None:
        from tui.workbook.export import workbook_bytes

        return workbook_bytes(form, answers)
    from tui.workbook.in_place import fill_template

    return fill_template(form, answers, received.data, own=received.own).data


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


def workbook_path(text: str, name: str) -> Path:
    """Like `export_path`, for somebody who need not know endings: a file without .xlsx gets that too.

    Raises:
        Unreadable: the text can be no path.
    """
    path = export_path(text, name)
    return path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")


def write_workbook(
    form: Form, answers: Answers, path: Path, *, received: Received | None, replace: bool
) -> None:
    """Export the answers to a file.

    Raises:
        FileInTheWay: it exists and `replace` is false.
        Unwritable: it cannot be written.
        Trouble: the county's file cannot be filled in.
    """
    write_atomically(path, workbook(form, answers, received), replace=replace)


def samples() -> list[tuple[Path, str]]:
    """The sample drafts that travel with the program, each with the words of its first line, a comment."""
    paths = sorted(folder("sample_forms").glob("*.toml"), reverse=True)
    return [(path, path.read_text(encoding="utf-8").split("\n", 1)[0].lstrip("# ")) for path in paths]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path} 读不出来：{why(error)}。") from error
