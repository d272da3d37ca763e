"""Undo and redo: snapshots of the answers, which share all that did not change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.forms.answers import Answers, Place


@dataclass(frozen=True, slots=True)
class Change:
    """One undo step: what it did, where, and the answers on both sides of it."""

    label: str
    place: Place
    before: Answers
    after: Answers


class History:
    """The changes that were made, and those that were undone and can be made again; without a limit."""

    def __init__(self) -> None:
        self.done: list[Change] = []
        self.undone: list[Change] = []

    def add(self, change: Change) -> None:
        """Remember a change that was just made; what had been undone can no longer be made again."""
        self.done.append(change)
        self.undone.clear()

    def extend(self, after: Answers) -> None:
        """Let the last change lead to these answers."""
        self.done[-1] = replace(self.done[-1], after=after)

    def forget(self) -> None:
        """Remove the last change as if it had never been made, and whatever was undone after it."""
        self.done.pop()
        self.undone.clear()

    def undo(self) -> Change | None:
        """Take the last change back, and give it."""
        if not self.done:
            return None
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def redo(self) -> Change | None:
        """Make the change again that was undone last, and give it."""
        if not self.undone:
            return None
        self.done.append(self.undone.pop())
        return self.done[-1]
