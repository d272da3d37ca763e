"""What every page of the filling screen can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.message import Message

if TYPE_CHECKING:
    from tui.commands import Scope
    from tui.drafts.session import Session
    from tui.forms.answers import Place
    from tui.forms.problems import Problem
    from tui.widgets.text_field import TextField


class Page(Vertical):
    """One page: it shows the answers, sends every key press to the open draft, and keeps nothing itself."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    """The commands that work on this page beside those of the filling screen."""
    HELP: ClassVar[str] = ""
    """What F1 says of this page beside the step's own help."""
    row: Place | None = None
    """The row that this page shows, if it shows a single one; without a column."""

    class Edited(Message):
        """The page has changed the answers."""

    class Wanted(Message):
        """The page wants another one: that of a place, or (`inside`) that of the row around it."""

        def __init__(self, place: Place, *, inside: bool = False) -> None:
            super().__init__()
            self.place = place
            self.inside = inside

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def on_text_field_refused(self, message: TextField.Refused) -> None:
        """Say why something that was typed or pasted could not be taken as it was."""
        self.notify(message.reason)

    def show_answers(self) -> None:
        """Show what the draft holds now: after undo, redo, a fix."""
        raise NotImplementedError

    def show_problems(self) -> None:
        """Show the problems as they are known now."""
        raise NotImplementedError

    def place(self) -> Place | None:
        """Where the clerk is."""
        raise NotImplementedError

    def go_to(self, place: Place) -> None:
        """Put the focus where `place` is, as near as this page comes to it."""
        raise NotImplementedError

    def row_above(self) -> Place | None:
        """The row before the one that this page shows, in the same category, if there is one."""
        return None

    def fixable(self) -> Problem | None:
        """The problem where the clerk is that can be fixed for them."""
        place = self.place()
        if place is None or (place.row and not self.session.is_begun(place.table, place.row)):
            return None
        here = self.session.problems_at(place)
        around = self.session.problems_in_row(place.table, place.row) if place.row else []
        return next((problem for problem in (*here, *around) if problem.fix), None)
