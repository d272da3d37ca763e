"""From the command to the first screen: how long, how many bytes, how much memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import Line, Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from benchmarks.programs import Program, Workshop

ROUNDS = 11
FIELD = "单位名称"


@dataclass(frozen=True, slots=True)
class Start:
    """One start of a program: seconds until it was ready, bytes that it sent, bytes of memory it took."""

    seconds: float
    sent: int
    peak: int
    memory: int
    share: int


if TYPE_CHECKING:
    Get: TypeAlias = Callable[[Start], float]


class Starts:
    """Every program started in turn, round after round; the first round is thrown away."""

    def __init__(self, programs: list[Program]) -> None:
        self._rounds = [{program.name: _start(program) for program in programs} for _ in range(ROUNDS + 1)][
            1:
        ]

    def line(
        self, what: str, unit: Unit, get: Get, program: Program, base: Program | None, limit: float | None
    ) -> Line:
        """One figure of a program, against that of `base` if one is given."""
        values = [get(starts[program.name]) for starts in self._rounds]
        against = [get(starts[base.name]) for starts in self._rounds] if base else []
        return Line(what, program.name, unit, values, against, limit)


def starts(workshop: Workshop) -> list[Line]:
    """How the wizard starts, against a blank app and against programs of others."""
    half = workshop.sample("half-filled")
    blank, home, step = workshop.blank(), workshop.home(workshop.usual), workshop.edit(half, FIELD)
    few = workshop.home(workshop.few, "tianbao, 10 drafts")
    many = workshop.home(workshop.many, "tianbao, 1,000 drafts")
    short = workshop.edit(workshop.short, FIELD, "tianbao edit, 13 rows")
    long = workshop.edit(workshop.long, FIELD, "tianbao edit, 1,000 rows")
    others = [workshop.stock(workshop.usual, "草稿列表", "stock widgets, the list")]
    others += [workshop.stock(half, FIELD, "stock widgets, a step"), *workshop.others()]
    measured = Starts([blank, home, few, step, many, short, long, *others])
    rest: list[tuple[Program, float | None]] = [(program, None) for program in others]

    def lines(what: str, unit: Unit, get: Get, *own: tuple[Program, float | None]) -> list[Line]:
        first = measured.line(what, unit, get, blank, None, None)
        return [first, *(measured.line(what, unit, get, program, blank, limit) for program, limit in own)]

    def seconds(start: Start) -> float:
        return start.seconds

    ready = "command to ready"
    return [
        *lines(ready, Unit.SECONDS, seconds, (home, 1.15), (few, None), (step, 1.3), *rest),
        measured.line(f"{ready}, against 10 drafts", Unit.SECONDS, seconds, many, few, 1.5),
        measured.line(f"{ready}, against 13 rows", Unit.SECONDS, seconds, long, short, 2),
        *(
            measured.line("first screen", Unit.BYTES, lambda start: start.sent, program, None, limit)
            for program, limit in ((blank, None), (home, 4000), (step, 4000), *rest)
        ),
        *lines(
            "memory",
            Unit.MEGABYTES,
            lambda start: start.memory,
            (home, 1.15),
            (step, 1.15),
            (long, None),
            *rest,
        ),
        *lines("memory at most", Unit.MEGABYTES, lambda start: start.peak, (home, 1.15), (step, 1.15)),
        *lines("memory, its part", Unit.MEGABYTES, lambda start: start.share, (home, None), (step, None)),
    ]


def _start(program: Program) -> Start:
    with program.start() as terminal:
        burst = terminal.ready(program.ready)
        return Start(burst.seconds, burst.size, *terminal.memory())
