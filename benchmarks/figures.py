"""What was measured, and how it stands to what it is held against and to its target."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from statistics import fmean, median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Unit(Enum):
    """How a figure is written; values are seconds, bytes, or parts of one processor."""

    SECONDS = "s"
    MILLISECONDS = "ms"
    BYTES = "bytes"
    MEGABYTES = "MB"
    PERCENT = "%"
    COUNT = ""

    def show(self, value: float) -> str:
        """The value as a person reads it."""
        if self is Unit.SECONDS:
            return f"{value:.2f}"
        factor = {Unit.MILLISECONDS: 1e3, Unit.MEGABYTES: 1e-6, Unit.PERCENT: 1e2}.get(self, 1)
        scaled = value * factor
        if self is Unit.PERCENT:
            return f"{scaled:.2f}"
        return f"{scaled:,.0f}" if self in {Unit.BYTES, Unit.COUNT} else f"{scaled:.1f}"


class Judged(Enum):
    """Which of several values a target is meant for; the value is how the table says so."""

    TYPICAL = ""
    AVERAGE = " on average"
    WORST = " at worst"

    def of(self, values: Sequence[float]) -> float:
        """The value that counts."""
        if self is Judged.WORST:
            return max(values)
        return fmean(values) if self is Judged.AVERAGE else median(values)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was measured of which program, round by round.

    `base` are the values, of the same rounds, of what it is held against. `limit` is the target: of the
    ratio to `base` if there is one, else of the value itself.
    """

    what: str
    program: str
    unit: Unit
    values: Sequence[float]
    base: Sequence[float] = ()
    limit: float | None = None
    judged: Judged = Judged.TYPICAL

    @property
    def ratios(self) -> list[float]:
        """Round by round, so that what slows the machine down for a moment slows both."""
        return [value / base for value, base in zip(self.values, self.base, strict=True)] if self.base else []

    @property
    def met(self) -> bool | None:
        """Whether the target is met; nothing when there is none."""
        if self.limit is None:
            return None
        return self.judged.of(self.ratios or self.values) <= self.limit

    def cells(self) -> tuple[str, ...]:
        """The line's cells: what, program, median, lowest to highest, ratio, target, whether it is met."""
        show = self.unit.show
        ratios = self.ratios
        ratio = f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})" if ratios else ""
        limit = "" if self.limit is None else f"≤ {self.limit:g} ×" if ratios else f"≤ {show(self.limit)}"
        verdict = {True: "yes", False: "**no**", None: ""}[self.met]
        if verdict and self.judged is not Judged.TYPICAL:
            verdict += f" ({show(self.judged.of(self.values))})"
        spread = f"{show(min(self.values))}–{show(max(self.values))}"
        return (
            self.what,
            self.program,
            f"{show(median(self.values))} {self.unit.value}".rstrip(),
            spread,
            ratio,
            limit + self.judged.value * (self.limit is not None),
            verdict,
        )


HEADS = ("what", "program", "median", "lowest–highest", "ratio", "target", "met")


def table(lines: Sequence[Line]) -> str:
    """The lines as a table in Markdown; what is measured is named once."""
    rows = []
    for index, line in enumerate(lines):
        what, *cells = line.cells()
        repeated = index and lines[index - 1].what == line.what
        rows.append(("" if repeated else what, *cells))
    return "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ("---",) * len(HEADS), *rows))
