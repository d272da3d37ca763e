"""What all of plain mode works with: the session, the conversation, and saving after every change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.drafts.session import Session
from tui.errors import Trouble
from tui.forms.model import Severity
from tui.forms.steps import step_finder
from tui.forms.text import is_blank
from tui.plain.questions import in_words, question_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.drafts.open_draft import OpenDraft
    from tui.forms.answers import Place
    from tui.forms.model import Form
    from tui.forms.problems import Problem
    from tui.plain.talk import Talk


class Desk:
    """An open draft and the person who fills it in."""

    def __init__(self, draft: OpenDraft, talk: Talk) -> None:
        self.session, self.talk = Session(draft), talk
        self.visited: set[Place] = set()
        self.explained: set[str] = set()
        """The labels of the dictionaries whose entries have been told with their meaning."""
        self.told: list[Problem] = []
        """The problems that were spoken of last."""
        self.listed: list[Problem] = []
        """The problems in the order in which they were numbered last."""
        self.failure = ""
        """The sentence that says why the last save failed; empty when it did not."""

    @property
    def form(self) -> Form:
        """The form that is filled in."""
        return self.session.form

    def text(self, place: Place) -> str:
        """What stands at a place now."""
        return self.session.answers.text(place)

    def is_locked(self, place: Place) -> bool:
        """Whether what stands there came with the county's file and must stay."""
        return not place.table and place.key in self.form.locked

    def write(self, place: Place, text: str) -> None:
        """Put an answer at a place, with what follows from a choice, and save."""
        if question_of(self.form, place).kind == "choice":
            self.session.choose(place, text)
        else:
            self.session.draft.set(place, text)
        self.changed()

    def changed(self) -> None:
        """Check and save what has been changed."""
        self.session.recheck()
        self.save()

    def save(self, *, aloud: bool = False) -> bool:
        """Save; false when that failed. Unless `aloud`, a failure that was told is not told again."""
        told, self.failure = self.failure, ""
        draft = self.session.draft
        try:
            draft.save()
        except Trouble as trouble:
            self.failure = str(trouble)
            if aloud or self.failure != told:
                self.talk.say(f"没能保存：{trouble}写的内容还在，每填一项都会再试。")
        notice, draft.notice = draft.notice, ""
        if notice:
            self.talk.say(notice)
        return not self.failure

    def errors_in(self, step_id: str) -> int:
        """How many errors there are on a step."""
        find = step_finder(self.form, self.session.answers)
        errors = (problem for problem in self.session.problems if problem.severity is Severity.ERROR)
        return sum(find(problem.where).id == step_id for problem in errors)

    def tell(self, problems: Sequence[Problem]) -> None:
        """Speak of problems; the command that mends them means these from now on."""
        if problems:
            self.told = list(problems)
            self.talk.say(*map(in_words, problems))

    def tell_before(self, place: Place) -> None:
        """Speak of the problems of a place that one comes to, not that it is empty the first time."""
        if place in self.visited or not is_blank(self.text(place)):
            self.tell(self.session.problems_at(place))
        self.visited.add(place)

    def leave_row(self, place: Place) -> None:
        """Take away the row of a place if it was begun here and nothing was written into it."""
        has_row = self.session.has_row(place.table, place.row)
        if has_row and self.session.was_left_empty(place.table, place.row):
            self.session.draft.discard_row(place.table, place.row)
            self.changed()
            self.talk.say("这一条什么也没有写，没有添加。")
