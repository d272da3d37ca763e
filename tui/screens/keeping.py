"""Saving while one types: soon after a change, again after a failure, and never silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from tui.drafts.open_draft import OpenDraft

SAVE_DELAY = 0.8
"""Seconds from the first unsaved change to its save: what a power cut may cost at most."""
RETRY_DELAY = 5.0
"""Seconds from a failed save to the next try."""


class Keeper:
    """Saves the open draft of a screen."""

    def __init__(self, screen: Screen[str], draft: OpenDraft, show: Callable[[], None]) -> None:
        """`show` is called whenever how the draft stands has changed."""
        self._screen, self._draft, self._show = screen, draft, show
        self._waiting = False
        self.failure = ""
        """The sentence that says why the last save failed; empty when it did not."""

    @property
    def state(self) -> str:
        """How the draft stands, for the title bar."""
        return "没能保存" if self.failure else f"已保存 {self._draft.saved_at:%H:%M}"

    def soon(self, seconds: float = SAVE_DELAY) -> None:
        """Save within so many seconds; changes until then go along."""
        if not self._waiting:
            self._waiting = True
            self._screen.set_timer(seconds, self._save_in_time)
        self._show()

    def now(self, *, aloud: bool = True) -> bool:
        """Save at once; false when that failed. Unless `aloud`, a failure that was told is not told again."""
        told, self.failure = self.failure, ""
        try:
            self._draft.save()
        except Trouble as trouble:
            self.failure = str(trouble)
            if aloud or self.failure != told:
                words = f"没能保存：{trouble}写的内容还在，程序会接着再试。"
                self._screen.notify(words, severity="error")
            self.soon(RETRY_DELAY)
        self._show()
        return not self.failure

    def take_notice(self) -> str:
        """What must be told about the last save, once; empty when nothing."""
        notice, self._draft.notice = self._draft.notice, ""
        return notice

    def _save_in_time(self) -> None:
        self._waiting = False
        self.now(aloud=False)
        if notice := self.take_notice():
            self._screen.notify(notice, severity="warning", timeout=60)
