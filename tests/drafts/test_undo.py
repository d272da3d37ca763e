"""Whatever is done to a draft can be undone to the start, redone to the end, and saved at any time."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tui.drafts.draft_file import read_draft
from tui.drafts.open_draft import OpenDraft
from tui.drafts.store import Store
from tui.forms.answers import YEAR, Answers, Place
from tui.forms.load import load_form

FORM = load_form("department-goals")
TABLE = FORM.table("indicators")

numbers = st.integers(0, 20)
texts = st.sampled_from(["", "办", "办事\n大厅", '"""', "2025", "\\"])
steps = st.sampled_from([-1, 1])


class Editing(RuleBasedStateMachine):
    """Random work on a draft, beside a list of all the states that it went through."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.seconds = 0.0

    @initialize()
    def begin(self) -> None:
        store = Store(Path(self.folder.name))
        self.draft = OpenDraft(store.path(store.create(FORM, Answers(2024))), lambda: self.seconds)
        self.states = [self.draft.answers]
        self.position = 0
        self.ids: set[str] = set()

    def note(self) -> None:
        if self.draft.answers != self.states[self.position]:
            self.position += 1
            self.states[self.position :] = [self.draft.answers]

    def row(self, number: int) -> str:
        rows = self.draft.answers.rows(TABLE.id)
        return rows[number % len(rows)].id if rows else ""

    @rule(key=st.sampled_from(["duties", "annual_goal", YEAR]), text=texts)
    def set_field(self, key: str, text: str) -> None:
        self.seconds += 10
        self.draft.set(Place(key), text)
        self.note()

    @rule(number=numbers, role=st.sampled_from(["name", "unit"]), text=texts)
    def set_cell(self, number: int, role: str, text: str) -> None:
        self.seconds += 10
        if row := self.row(number):
            self.draft.set(Place(role, TABLE.id, row), text)
            self.note()

    @rule(number=numbers, pair=st.sampled_from([*TABLE.pairs, ("产出指标", "别的")]))
    def insert(self, number: int, pair: tuple[str, str]) -> None:
        row = self.draft.insert_row(TABLE.id, *pair, after=self.row(number))
        assert row not in self.ids
        self.ids.add(row)
        self.note()

    @rule(number=numbers)
    def duplicate(self, number: int) -> None:
        if original := self.row(number):
            row = self.draft.duplicate_row(TABLE.id, original)
            assert row not in self.ids
            self.ids.add(row)
            self.note()

    @rule(number=numbers, step=steps)
    def move(self, number: int, step: int) -> None:
        before = self.draft.answers
        assert self.draft.move_row(TABLE.id, self.row(number), step) == (self.draft.answers != before)
        self.note()

    @rule(number=numbers)
    def drop(self, number: int) -> None:
        self.draft.drop_row(TABLE.id, self.row(number))
        self.note()

    @rule(pair=st.sampled_from(TABLE.pairs))
    def begin_a_row_and_leave_it(self, pair: tuple[str, str]) -> None:
        self.ids.add(row := self.draft.insert_row(TABLE.id, *pair))
        self.draft.discard_row(TABLE.id, row)
        del self.states[self.position + 1 :]

    @rule()
    def undo(self) -> None:
        assert (self.draft.undo() is not None) == (self.position > 0)
        self.position = max(0, self.position - 1)

    @rule()
    def redo(self) -> None:
        last = len(self.states) - 1
        assert (self.draft.redo() is not None) == (self.position < last)
        self.position = min(last, self.position + 1)

    @rule()
    def save(self) -> None:
        self.draft.save()
        assert not self.draft.unsaved
        assert read_draft(self.draft.path).answers == self.draft.answers

    @invariant()
    def answers_are_as_expected(self) -> None:
        assert self.draft.answers == self.states[self.position]

    def teardown(self) -> None:
        if hasattr(self, "draft"):
            while self.draft.undo():
                pass
            assert self.draft.answers == self.states[0]
            while self.draft.redo():
                pass
            assert self.draft.answers == self.states[-1]
            self.save()
        self.folder.cleanup()


Editing.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestEditing = Editing.TestCase
