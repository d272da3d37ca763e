"""An open draft: what a screen holds to change answers, take changes back, and save them."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.drafts.draft import Draft, State, complete_row, form_of, highest_row, new_id, now
from tui.drafts.draft_file import read_text
from tui.drafts.draft_text import render
from tui.drafts.history import Change, History
from tui.drafts.moves import insertions, move_edits
from tui.drafts.names import ENDING, free_name
from tui.drafts.runs import Runs
from tui.drafts.templates import kept
from tui.errors import Unwritable
from tui.files import PRIVATE, why, write_atomically
from tui.forms.answers import Answers, Place, Row, label_of
from tui.forms.edits import DropRow, Edit, InsertRow, MoveRow, SetText, apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime
    from pathlib import Path

    from tui.forms.model import Form


class OpenDraft:
    """A draft being worked on. Changes are made in memory; `save` writes them. For one thread.

    Raises:
        Unreadable: the file cannot be opened as a draft; one sentence.
    """

    form: Form
    path: Path
    draft: Draft
    notice: str
    """What the person must be told about the last save, one sentence; empty when nothing."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._text, self._on_disk = read_text(path)
        self.path = path
        self.draft = self._text.draft
        self.form = form_of(self.draft)
        self.notice = ""
        self._runs = Runs(clock)
        self._history = History()
        self._highest_row = max(self.draft.rows, highest_row(self.form, self.answers))

    @property
    def name(self) -> str:
        """The draft's name: its file's without the ending."""
        return self.path.stem

    @property
    def answers(self) -> Answers:
        """The answers as they are now."""
        return self.draft.answers

    @property
    def saved_at(self) -> datetime:
        """When the file was last written."""
        return self.draft.saved

    @property
    def step(self) -> str:
        """The id of the step on which one stopped; empty when the file names none that the form has.

        It is no change: it goes into the file with the next save, which is not told of for it alone.
        Setting it raises LookupError when the form has no such step.
        """
        return self.draft.step

    @step.setter
    def step(self, step_id: str) -> None:
        if all(step.id != step_id for step in self.form.steps):
            raise LookupError(step_id)
        self.draft = replace(self.draft, step=step_id)

    # ── changes ──

    def set(self, place: Place, text: str) -> None:
        """Put a text at a place; characters typed there one after the other are one undo step.

        Raises:
            LookupError: there is no such field, column or row.
        """
        if place.table and all(row.id != place.row for row in self.answers.rows(place.table)):
            raise LookupError(place)
        label = f"修改“{label_of(self.form, place)}”"
        answers = apply(self.answers, [SetText(place, text)])
        if answers == self.answers:
            return
        if self._runs.goes_on(place, self.answers.text(place), answers.text(place)):
            self._history.extend(answers)
        else:
            self._history.add(Change(label, place, self.answers, answers))
        self._show(answers)

    def edit(self, label: str, *edits: Edit, at: Place | None = None) -> None:
        """Make edits that are undone together; `label` says in Chinese what they do.

        `at` is where to look at them, if not at the first cell or row that they change.
        """
        self._runs.end()
        edits = tuple(self._completed(edit) for edit in edits)
        answers = apply(self.answers, edits)
        if answers != self.answers:
            self._history.add(Change(label, at or self._touched(edits), self.answers, answers))
            self._show(answers)
            self._highest_row = max(self._highest_row, highest_row(self.form, answers))

    def insert_row(self, table_id: str, level1: str, level2: str, after: str = "") -> str:
        """Add an empty row behind row `after` if that is of its category, else last in it; gives its id."""
        table = self.form.table(table_id)
        row = Row(self._new_row_id(), {"level1": level1, "level2": level2})
        self.edit(f"添加{table.noun}", *insertions(table, self.answers.rows(table_id), [row], after))
        return row.id

    def insert_rows(self, label: str, table_id: str, cells: Iterable[Mapping[str, str]], after: str) -> str:
        """Add rows, all in one step of undo, and return the id of the first, empty when there are none.

        Each goes into the category that its cells name: behind row `after` if that is of the same one, else
        last in it. Rows of the same category keep their order.
        """
        table = self.form.table(table_id)
        new = [Row(self._new_row_id(), row) for row in cells]
        if new:
            edits = insertions(table, self.answers.rows(table_id), new, after)
            at = Place(table.name_role, table_id, new[0].id)
            self.edit(label, *edits, at=at)
        return new[0].id if new else ""

    def duplicate_row(self, table_id: str, row_id: str) -> str:
        """Add a copy right below a row and return its id (ValueError: there is no such row)."""
        table = self.form.table(table_id)
        index = self.answers.index(Place("", table_id, row_id))
        row = replace(self.answers.rows(table_id)[index], id=self._new_row_id())
        self.edit(f"复制{table.noun}", InsertRow(table_id, index + 1, row))
        return row.id

    def drop_row(self, table_id: str, row_id: str) -> None:
        """Take a row out of its table."""
        self.edit(f"删除{self.form.table(table_id).noun}", DropRow(table_id, row_id))

    def discard_row(self, table_id: str, row_id: str) -> None:
        """Take out a row that was begun and left empty; undo and redo forget it if it was the last change."""
        last = self._history.done[-1] if self._history.done else None
        if last and apply(self.answers, [DropRow(table_id, row_id)]) == last.before:
            self._runs.end()
            self._history.forget()
            self._show(last.before)
        else:
            self.drop_row(table_id, row_id)

    def move_row(self, table_id: str, row_id: str, step: int) -> bool:
        """Move a row one place up (step -1) or down (step 1), if need be into the next second level.

        False when it stands at the edge of its first level and cannot move.
        """
        table = self.form.table(table_id)
        edits = move_edits(table, self.answers.rows(table_id), row_id, step)
        if edits:
            self.edit(f"移动{table.noun}", *edits)
        return bool(edits)

    def mark_exported(self) -> None:
        """Note that these answers were exported; the next save keeps it, the next change ends it."""
        self.draft = replace(self.draft, state=State.EXPORTED)

    def template_bytes(self) -> bytes | None:
        """The county's file that the draft came from, to the byte; nothing when it came from none.

        Raises:
            Unreadable: the copy beside the draft is missing or damaged; the sentence says what to do.
        """
        return kept(self.path.parent, self.draft.template) if self.draft.template else None

    # ── undo ──

    def undo(self) -> Change | None:
        """Take the last change back and return it, nothing when there is none.

        Its place is where to look now: when the row is gone, it is the nearest row's of the same category;
        when there is none either, the place is as it was, with the first-level category that the row had.
        """
        change = self._history.undo()
        return self._return_to(change, change.before) if change else None

    def redo(self) -> Change | None:
        """Make the change again that was undone last and return it, as `undo` does."""
        change = self._history.redo()
        return self._return_to(change, change.after) if change else None

    # ── the file ──

    @property
    def unsaved(self) -> bool:
        """Whether something is not in the file yet."""
        written = self._text.draft
        return self.draft.state != written.state or (
            self.answers is not written.answers and self.answers != written.answers
        )

    def save(self) -> None:
        """Write what is not in the file yet, or only the step when nothing else has changed.

        When somebody else changed the file meanwhile, theirs stays: ours goes into a new file beside it,
        `path` is that one from now on, and `notice` says so.

        Raises:
            Unwritable: one sentence; the file is as it was and the next save tries again.
        """
        if not self.unsaved:
            self._keep_step()
            return
        draft, path, notice = replace(self.draft, saved=now(), rows=self._row_number()), self.path, ""
        if self._changed_by_others():
            name = free_name(path.parent, path.stem)
            draft, path = replace(draft, id=new_id()), path.with_name(f"{name}{ENDING}")
            notice = (
                f"草稿“{self.name}”被别的窗口或程序改过，两边的内容都没有丢："
                f"那边改的还在“{self.name}”里，您填的另存成了“{name}”，请核对后留下一份。"
            )
        self._write(draft, path)
        self.notice = notice or self.notice

    def _keep_step(self) -> None:
        """Write on which step one is; nothing is lost when that fails, or when the file is not as it was."""
        if self.draft.step == (self._text.draft.step or self.form.steps[0].id):
            return
        with suppress(OSError, Unwritable):
            if self.path.read_bytes() == self._on_disk:
                self._write(self.draft, self.path)

    def _write(self, draft: Draft, path: Path) -> None:
        text = render(draft, self.form, self._text)
        data = text.data()
        write_atomically(path, data, replace=path == self.path, mode=PRIVATE)
        self.path, self.draft, self._text, self._on_disk = path, draft, text, data

    def _changed_by_others(self) -> bool:
        try:
            return self.path.read_bytes() != self._on_disk
        except FileNotFoundError:
            return False
        except OSError as error:
            raise Unwritable(f"{self.path} 写不进去：{why(error)}。") from error

    # ── inside ──

    def _show(self, answers: Answers) -> None:
        self.draft = replace(self.draft, answers=answers, state=State.DRAFT)

    def _return_to(self, change: Change, answers: Answers) -> Change:
        left = self.answers
        self._runs.end()
        self._show(answers)
        return replace(change, place=_nearest(change.place, left, answers))

    def _new_row_id(self) -> str:
        """A row id that was never in use, not by a row that is gone either."""
        self._highest_row += 1
        return f"r{self._highest_row}"

    def _row_number(self) -> int:
        """The number to keep with the draft so that no later row gets the id of one that is gone."""
        seen = highest_row(self.form, self.answers)
        return self._highest_row if self._highest_row > seen else self.draft.rows

    def _completed(self, edit: Edit) -> Edit:
        if isinstance(edit, InsertRow):
            return replace(edit, row=complete_row(self.form.table(edit.table), edit.row))
        return edit

    def _touched(self, edits: tuple[Edit, ...]) -> Place:
        """Where edits are to be looked at: the first cell they set, else the first own cell of the row."""
        places = [edit.place if isinstance(edit, SetText) else self._row_place(edit) for edit in edits]
        cells = [place for place, edit in zip(places, edits, strict=True) if isinstance(edit, SetText)]
        return (cells or places)[0]

    def _row_place(self, edit: InsertRow | DropRow | MoveRow) -> Place:
        row_id = edit.row.id if isinstance(edit, InsertRow) else edit.row
        return Place(self.form.table(edit.table).name_role, edit.table, row_id)


def _nearest(place: Place, left: Answers, answers: Answers) -> Place:
    """The place in these answers, or one near where it stood in those that were left, if its row is gone."""
    if not place.table or any(row.id == place.row for row in answers.rows(place.table)):
        return place
    gone = next((row for row in left.rows(place.table) if row.id == place.row), None)
    if gone is None:
        return place
    index = left.index(place)
    near = [
        (abs(position - index), row.id)
        for position, row in enumerate(answers.rows(place.table))
        if row.pair == gone.pair
    ]
    return replace(place, row=min(near)[1]) if near else replace(place, category=gone["level1"])
