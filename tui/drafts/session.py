"""An open draft with what is wrong with it: what wizard and plain mode work on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from tui.forms.answers import Place, label_of
from tui.forms.check import check
from tui.forms.edits import SetText, choose
from tui.forms.model import Severity
from tui.forms.steps import states
from tui.forms.text import is_blank

if TYPE_CHECKING:
    from tui.drafts.open_draft import OpenDraft
    from tui.forms.answers import Answers
    from tui.forms.edits import Edit
    from tui.forms.model import Form
    from tui.forms.problems import Problem
    from tui.forms.steps import StepState


class Session:
    """An open draft with the problems of its answers as they were last checked."""

    def __init__(self, draft: OpenDraft) -> None:
        self.draft = draft
        self.problems: list[Problem] = []
        self._by_place: dict[Place, list[Problem]] = {}
        self._by_row: dict[tuple[str, str], list[Problem]] = {}
        self._replaced: dict[Place, str] = {}
        self._begun_here: set[tuple[str, str]] = set()
        self.recheck()

    @property
    def form(self) -> Form:
        """The form of the draft."""
        return self.draft.form

    @property
    def answers(self) -> Answers:
        """What is filled in now."""
        return self.draft.answers

    @property
    def owner(self) -> str:
        """Whose form it is; empty while that is not filled in."""
        return self.answers.text(Place(self.form.owner)).strip()

    def recheck(self) -> None:
        """Find the problems of what is filled in now."""
        self.problems = check(self.form, self.answers)
        by_place, by_row = defaultdict(list), defaultdict(list)
        for problem in self.problems:
            by_place[problem.where].append(problem)
            by_row[problem.where.table, problem.where.row].append(problem)
        self._by_place, self._by_row = dict(by_place), dict(by_row)

    def problems_at(self, place: Place) -> list[Problem]:
        """The problems of one place; a row into which nothing has been written has none in its cells yet."""
        if place.row and not self.is_begun(place.table, place.row):
            return []
        return self._by_place.get(place, [])

    def problems_in_row(self, table_id: str, row_id: str) -> list[Problem]:
        """The problems of one row."""
        return self._by_row.get((table_id, row_id), [])

    def has_row(self, table_id: str, row_id: str) -> bool:
        """Whether the row is there (still)."""
        return any(row.id == row_id for row in self.answers.rows(table_id))

    def is_begun(self, table_id: str, row_id: str) -> bool:
        """Whether anything has been written into the row."""
        table = self.form.table(table_id)
        return any(row.id == row_id and not row.is_empty(table) for row in self.answers.rows(table_id))

    def begin_row(self, table_id: str, level1: str, level2: str, after: str = "") -> Place:
        """Add an empty row to be filled in, and give the place of its first cell."""
        row_id = self.draft.insert_row(table_id, level1, level2, after)
        self._begun_here.add((table_id, row_id))
        return Place(self.form.table(table_id).name_role, table_id, row_id)

    def was_left_empty(self, table_id: str, row_id: str) -> bool:
        """Whether a row was begun here and nothing written into it; not so the empty rows of a file."""
        return (table_id, row_id) in self._begun_here and not self.is_begun(table_id, row_id)

    def choose(self, place: Place, text: str) -> None:
        """Pick a dictionary entry for a cell, with what follows from it, as one step of undo.

        What an entry implies may replace what was written in another cell; when a later choice takes the
        implied text out again, that comes back.
        """
        edits = [self._restoring(edit) for edit in choose(self.form, self.answers, place, text)]
        for edit in edits:
            before = self.answers.text(edit.place) if isinstance(edit, SetText) else ""
            if isinstance(edit, SetText) and edit.place != place and not is_blank(before) and edit.text:
                self._replaced[edit.place] = before
        self.draft.edit(f"给“{label_of(self.form, place)}”选“{text}”", *edits)

    def _restoring(self, edit: Edit) -> Edit:
        if isinstance(edit, SetText) and not edit.text:
            return SetText(edit.place, self._replaced.pop(edit.place, ""))
        return edit

    def is_implied(self, place: Place) -> bool:
        """Whether what stands there follows from the row's choice rather than from a person."""
        table = self.form.table(place.table)
        for column in table.columns:
            if column.kind == "choice":
                chosen = self.answers.text(Place(column.role, place.table, place.row))
                entry = self.form.dictionary(column).entry(chosen)
                if entry and entry.implies.get(place.key) == self.answers.text(place) != "":
                    return True
        return False

    def count(self, severity: Severity) -> int:
        """How many problems of that gravity there are."""
        return sum(problem.severity is severity for problem in self.problems)

    def gravest_first(self) -> list[Problem]:
        """All problems by gravity, those of the same in the order of the form."""
        return sorted(self.problems, key=lambda problem: problem.severity.rank)

    def counted(self) -> str:
        """A sentence: how many problems of each gravity there are, or that there is none."""
        counts = ((severity, self.count(severity)) for severity in Severity)
        words = "，".join(f"{count} 个{severity.label}" for severity, count in counts if count)
        return f"{words}。" if words else "检查完了，没有发现问题。"

    def step_states(self) -> dict[str, StepState]:
        """How each step stands."""
        return states(self.form, self.answers, self.problems)
