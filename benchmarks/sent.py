"""How many bytes a key costs: a character, a Tab, a step; and what it costs to do nothing.

Bytes do not depend on how fast the machine is, so these programs run at the same time.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from benchmarks.figures import Judged, Line, Unit
from benchmarks.starts import FIELD
from benchmarks.terminal import QUIET

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.programs import Program, Workshop
    from benchmarks.terminal import Terminal

CHARACTERS = "坚持为民服务宗旨推进高频事项就近办理提高办事效率方便群众少跑腿"
"""As many as a line of a field holds: one of them begins a new line and moves what stands below."""
SAVED = 1.2
"""Seconds of silence after which a draft is saved and the wizard has said so."""
IDLE = 10.0
SETTLING = 3.0
NEXT_TO_NONE = 0.005
"""Part of a processor, rounded to 0 %: Textual looks ten times a second whether to go on reading keys."""
DOWN, PAGE_DOWN = "\x1b[B", "\x1b[6~"

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys that are pressed one at a time in a program, after those that lead there."""

    what: str
    program: Program
    way: tuple[str, ...]
    keys: tuple[str, ...]
    limit: float | None = None
    judged: Judged = Judged.TYPICAL
    quiet: float = QUIET

    def start(self) -> Terminal:
        """The program where the keys are to be pressed."""
        terminal = self.program.start()
        terminal.ready(self.program.ready)
        for key in self.way:
            terminal.press(key)
        return terminal

    def line(self, terminal: Terminal) -> Line:
        """The bytes of each key, everything counted until the program has nothing more to say."""
        terminal.listen(QUIET)  # what a blinking cursor sent meanwhile
        sizes = [terminal.press(key, self.quiet).size for key in self.keys]
        return Line(self.what, self.program.name, Unit.BYTES, sizes, limit=self.limit, judged=self.judged)


def sent(workshop: Workshop) -> list[Line]:
    """What a key sends."""
    cases = (*_characters(workshop), *_tabs(workshop), *_steps(workshop))
    with ExitStack() as stack:
        terminals = [stack.enter_context(case.start()) for case in cases]
        return _together([partial(case.line, here) for case, here in zip(cases, terminals, strict=True)])


def _characters(workshop: Workshop) -> list[Keys]:
    what, typed = "a Chinese character", tuple(CHARACTERS)
    line, tall = workshop.sample("half-filled"), workshop.sample("well-filled", "goal")
    cases = [
        Keys(what, workshop.edit(line, FIELD, "tianbao, line"), (), typed, 48, Judged.AVERAGE, SAVED),
        Keys(
            what, workshop.edit(tall, "总体目标", "tianbao, tall field"), (), typed, 48, Judged.AVERAGE, SAVED
        ),
        Keys(what, workshop.stock(line, FIELD, "stock Input"), (), typed),
        Keys(what, workshop.stock(tall, FIELD, "stock TextArea"), (PAGE_DOWN, PAGE_DOWN), typed),
    ]
    ways = {"vim": ("A",), "harlequin": (), "posting": ()}
    return cases + [Keys(what, program, ways[program.name], typed) for program in workshop.others()]


def _tabs(workshop: Workshop) -> list[Keys]:
    what, draft = "Tab to the next field", workshop.sample("half-filled", "output")
    cells = workshop.edit(draft, "产出指标", "tianbao, cells of a row")
    fields = workshop.edit(workshop.sample("half-filled"), FIELD, "tianbao, fields")
    stock = workshop.stock(draft, FIELD, "stock widgets, cells of a row")
    lead = (*(PAGE_DOWN,) * 3, DOWN, DOWN, "\r")
    cases = [
        Keys(what, cells, ("\r",), ("\t",) * 6, 250, Judged.WORST),
        Keys(what, fields, (), ("\t",) * 6, 250, Judged.WORST),
        Keys(what, stock, lead, ("\t",) * 6),
    ]
    keys = {"vim": "j", "posting": "\t"}  # in harlequin's query a tab is a character
    others = (program for program in workshop.others() if program.name in keys)
    return cases + [Keys(what, program, (), (keys[program.name],) * 6) for program in others]


def _steps(workshop: Workshop) -> list[Keys]:
    what, draft = "next step", workshop.sample("half-filled", "unit")
    return [
        Keys(what, workshop.edit(draft, FIELD, "tianbao"), (), (PAGE_DOWN,) * 7, 1500, Judged.WORST),
        Keys(what, workshop.stock(draft, FIELD), (), (PAGE_DOWN,) * 7),
    ]


def idle(workshop: Workshop) -> list[Line]:
    """What the programs do while nobody does anything."""
    half = workshop.sample("half-filled")
    own = [workshop.home(workshop.usual), workshop.edit(half, FIELD)]
    programs = [*own, workshop.blank(), workshop.stock(half, FIELD), *workshop.others()]
    with ExitStack() as stack:
        terminals = [stack.enter_context(Keys("", program, (), ()).start()) for program in programs]
        measured = _together([partial(_idle, terminal) for terminal in terminals])
    lines = []
    for index, (what, unit, limit) in enumerate(
        ((f"idle for {IDLE:.0f} s, sent", Unit.BYTES, 0), ("idle, processor", Unit.PERCENT, NEXT_TO_NONE))
    ):
        for program, values in zip(programs, measured, strict=True):
            own_limit = limit if program in own else None
            lines.append(Line(what, program.name, unit, [values[index]], limit=own_limit))
    return lines


def _idle(terminal: Terminal) -> tuple[float, float]:
    terminal.listen(SETTLING)
    before = terminal.cpu_seconds()
    size = terminal.listen(IDLE).size
    return size, (terminal.cpu_seconds() - before) / IDLE


def _together(calls: list[Callable[[], Result]]) -> list[Result]:
    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result() for future in [pool.submit(call) for call in calls]]
