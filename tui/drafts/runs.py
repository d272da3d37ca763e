"""Runs of typing: which changes of a text belong to one undo step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.forms.answers import Place

PAUSE = 1.5
"""Seconds without a change after which typing begins a new undo step."""
LIMIT = 40
"""Characters after which it does so, too: about one line on the screen."""
ENDS = frozenset("。；\n")
"""Characters that end a run, which they still belong to."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One character typed into a text or deleted from it; `index` is its 0-based position."""

    index: int
    char: str
    typed: bool


@dataclass(frozen=True, slots=True)
class _Run:
    place: Place
    moment: float
    stroke: Stroke
    length: int


class Runs:
    """Judges change after change whether it goes on with the one before; `clock` tells seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._run: _Run | None = None

    def goes_on(self, place: Place, before: str, after: str) -> bool:
        """Whether this change of the text at a place belongs to the undo step of the change before.

        A run is of single characters at one place, all typed or all deleted, each next to the last: whatever
        else stood on the screen for a moment (a paste, a line before it was wiped) can be had back by undo.
        Several characters at once, as an input method commits them, are a step of their own.
        """
        run, stroke, moment = self._run, stroke_of(before, after), self._clock()
        if stroke is None:
            self._run = None
            return False
        goes_on = (
            run is not None
            and run.place == place
            and moment - run.moment <= PAUSE
            and run.length < LIMIT
            and run.stroke.char not in ENDS
            and _adjoin(run.stroke, stroke)
        )
        self._run = _Run(place, moment, stroke, run.length + 1 if run and goes_on else 1)
        return goes_on

    def end(self) -> None:
        """Let the next change begin an undo step of its own."""
        self._run = None


def stroke_of(before: str, after: str) -> Stroke | None:
    """The one character that was typed or deleted, nothing when more than that is different."""
    if abs(len(after) - len(before)) != 1:
        return None
    typed = len(after) > len(before)
    longer, shorter = (after, before) if typed else (before, after)
    pairs = zip(longer, shorter, strict=False)
    index = next((index for index, (one, other) in enumerate(pairs) if one != other), len(shorter))
    if longer[index + 1 :] != shorter[index:]:
        return None
    return Stroke(index, longer[index], typed)


def _adjoin(last: Stroke, stroke: Stroke) -> bool:
    """Whether a stroke is of the same kind as the last and next to it; deleting goes to either side."""
    if last.typed != stroke.typed:
        return False
    step = stroke.index - last.index
    return step == 1 if stroke.typed else step in {-1, 0}
