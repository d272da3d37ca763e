"""The way through a form: where one is asked something, and what comes before and after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.steps import groups, step_of

if TYPE_CHECKING:
    from tui.forms.answers import Answers
    from tui.forms.model import Form, Step
    from tui.forms.steps import Group


@dataclass(frozen=True, slots=True)
class AtField:
    """A field of a step, or the year."""

    step: str
    place: Place


@dataclass(frozen=True, slots=True)
class AtGroup:
    """The rows of one second-level category, listed."""

    step: str
    level2: str


@dataclass(frozen=True, slots=True)
class AtCell:
    """A cell of a row."""

    step: str
    place: Place


@dataclass(frozen=True, slots=True)
class AtChecks:
    """The list of the problems."""

    step: str


Stop = AtField | AtGroup | AtCell | AtChecks


def all_stops(form: Form, answers: Answers) -> list[Stop]:
    """Every stop but the cells, from first to last; what is locked is not asked."""
    return [stop for step in form.steps for stop in stops_in(form, step, answers)]


def stops_in(form: Form, step: Step, answers: Answers) -> list[Stop]:
    """The stops of one step, without cells."""
    stops: list[Stop] = [AtField(step.id, Place(key)) for key in step.fields if key not in form.locked]
    if step.table:
        stops += [AtGroup(step.id, group.level2) for group in groups(form, step, answers)]
    if step.checks:
        stops.append(AtChecks(step.id))
    return stops


def step_named(form: Form, step_id: str) -> Step:
    """The step of that id, else the first."""
    return next((step for step in form.steps if step.id == step_id), form.steps[0])


def first_stop(form: Form, answers: Answers, step: Step, by: int = 1) -> Stop:
    """The first stop of a step; of the next one (`by` 1) or the one before (-1) if it has none."""
    index = form.steps.index(step)
    order = form.steps[index:] if by > 0 else form.steps[index::-1]
    found = (stop for other in order for stop in stops_in(form, other, answers))
    return next(found, all_stops(form, answers)[0])


def group_at(form: Form, answers: Answers, stop: AtGroup) -> Group | None:
    """The group that is listed there; nothing when it is gone with its last stray row."""
    found = groups(form, step_named(form, stop.step), answers)
    return next((group for group in found if group.level2 == stop.level2), None)


def neighbour(form: Form, answers: Answers, stop: Stop, by: int) -> Stop | None:
    """The stop after (`by` 1) or before (-1) this one; from the edge of a row its group. None at an end."""
    if isinstance(stop, AtCell):
        roles = [column.role for column in form.table(stop.place.table).own_columns]
        index = next(at for at, role in enumerate(roles) if role == stop.place.key) + by
        if 0 <= index < len(roles):
            return AtCell(stop.step, replace(stop.place, key=roles[index]))
        return group_of(form, answers, stop.place)
    stops = all_stops(form, answers)
    if stop not in stops:
        return first_stop(form, answers, step_named(form, stop.step), by)
    index = stops.index(stop) + by
    return stops[index] if 0 <= index < len(stops) else None


def group_of(form: Form, answers: Answers, place: Place) -> Stop:
    """Where the row of a place is listed; the first stop of its step when the row is gone."""
    step = step_of(form, answers, place)
    for group in groups(form, step, answers) if step.table else ():
        if any(row.id == place.row for row in group.rows):
            return AtGroup(step.id, group.level2)
    return first_stop(form, answers, step)


def stop_at(form: Form, answers: Answers, place: Place) -> Stop:
    """Where a place is asked; for what is asked nowhere, such as a category, where it is listed."""
    step = step_of(form, answers, place)
    is_there = any(row.id == place.row for row in answers.rows(place.table))
    if not place.table:
        return AtField(step.id, place) if place.key in step.fields else first_stop(form, answers, step)
    if is_there and any(column.role == place.key for column in form.table(place.table).own_columns):
        return AtCell(step.id, place)
    return group_of(form, answers, place)
