"""From a key to what it shows: how long, and whether a long draft is any slower."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import chain
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Line, Unit
from benchmarks.sent import PAGE_DOWN
from benchmarks.starts import FIELD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.programs import Program, Workshop
    from benchmarks.terminal import Terminal

CADENCE = 1 / 6
"""Seconds between two keys of a fast typist."""
ROUNDS, KEYS = 4, 6
CHARACTERS = [chr(ord("帀") + number) for number in range(ROUNDS * KEYS)]
"""Typed a few at a time in each program in turn; none stands on a screen before, and all fit on one line."""
VISITS, OPENINGS = 2, 5
PAGE_UP = "\x1b[5~"
STEPS = 7
LIST = "草稿名：draft-0"


def typing(workshop: Workshop) -> list[Line]:
    """How long a character takes to appear, in a row's cell and in a field, short and long draft in turn."""
    cells = [workshop.copy(draft, "output") for draft in (workshop.short, workshop.long)]
    fields = [workshop.copy(draft, "unit") for draft in (workshop.short, workshop.long)]
    counts = ("13 rows", "1,000 rows")
    own = [
        workshop.edit(draft, "产出指标", f"tianbao, cell, {rows}")
        for draft, rows in zip(cells, counts, strict=True)
    ]
    own += [
        workshop.edit(draft, FIELD, f"tianbao, field, {rows}")
        for draft, rows in zip(fields, counts, strict=True)
    ]
    others = [workshop.stock(fields[0], FIELD, "stock Input"), *workshop.others()]
    ways = {own[0].name: "\r", own[1].name: "\r", "vim": "A"}
    waits = _typed([*own, *others], ways)

    def line(program: Program, base: Program | None = None) -> Line:
        against, limit = (waits[base.name], 1.2) if base else ([], None)
        return Line(
            "key to its character", program.name, Unit.MILLISECONDS, waits[program.name], against, limit
        )

    return [
        line(own[0]),
        line(own[1], own[0]),
        line(own[2]),
        line(own[3], own[2]),
        *(line(program) for program in others),
    ]


def _typed(programs: Sequence[Program], ways: dict[str, str]) -> dict[str, list[float]]:
    waits: dict[str, list[float]] = {program.name: [] for program in programs}
    with ExitStack() as stack:
        terminals = [(program.name, _at(stack, program, ways.get(program.name, ""))) for program in programs]
        for number in range(ROUNDS):
            for name, terminal in terminals:
                waits[name].append(median(terminal.type(CHARACTERS[number::ROUNDS], CADENCE)))
    return waits


def _at(stack: ExitStack, program: Program, way: str) -> Terminal:
    terminal = stack.enter_context(program.start())
    terminal.ready(program.ready)
    if way:
        terminal.press(way)
    return terminal


def steps(workshop: Workshop) -> list[Line]:
    """How long the next step takes, against mounting as many bare widgets with the same texts."""
    draft = workshop.sample("half-filled", "unit")
    programs = workshop.edit(draft, FIELD, "tianbao"), workshop.stock(draft, FIELD)
    seconds: list[list[float]] = [[], []]
    with ExitStack() as stack:
        terminals = [_at(stack, program, "") for program in programs]
        for key in chain.from_iterable([PAGE_DOWN] * STEPS + [PAGE_UP] * STEPS for _ in range(VISITS)):
            for terminal, taken in zip(terminals, seconds, strict=True):
                taken.append(terminal.press(key).seconds)
    what, unit = "key to the next step", Unit.MILLISECONDS
    return [
        Line(what, programs[1].name, unit, seconds[1]),
        Line(what, programs[0].name, unit, seconds[0], seconds[1], 1.5),
    ]


def opening(workshop: Workshop) -> list[Line]:
    """How long a draft takes to open from the list."""
    lists = [workshop.copy(draft, "output").parent for draft in (workshop.short, workshop.long)]
    names = ("tianbao, 13 rows", "tianbao, 1,000 rows")
    programs = [workshop.home(folder, name) for folder, name in zip(lists, names, strict=True)]
    seconds: list[list[float]] = [[], []]
    for _ in range(OPENINGS):
        for program, taken in zip(programs, seconds, strict=True):
            with program.start() as terminal:
                terminal.ready(program.ready)
                taken.append(terminal.press("\r").seconds)
    what, unit = "Enter in the list to the draft", Unit.MILLISECONDS
    return [
        Line(what, names[0], unit, seconds[0]),
        Line(what, names[1], unit, seconds[1], seconds[0], 2),
    ]
