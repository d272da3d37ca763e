"""Where one is in a form, and going from there to somewhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.steps import StepState
from tui.forms.text import fold, is_blank, shorten
from tui.plain.stops import AtCell, AtChecks, Stop, first_stop, neighbour, step_named

if TYPE_CHECKING:
    from tui.forms.model import Step
    from tui.plain.desk import Desk
    from tui.plain.orders import Reply

STATES = {
    StepState.EMPTY: "，还没有填",
    StepState.ERRORS: "，有错误",
    StepState.WARNINGS: "，有提醒",
    StepState.DONE: "，填好了",
}


class Way:
    """The stop at which one is. A row that was begun and left empty is taken away when one leaves it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.stop = self._first_of(desk.session.draft.step)
        self.said: Stop | None = None
        """The stop of which all has been said already; nothing when it is to be said again."""
        self._left_for_checks: Stop | None = None
        self.said_step = ""
        """The id of the step whose title was said last."""

    def go(self, stop: Stop) -> None:
        """Go to a stop."""
        if not isinstance(stop, AtCell) or not self._is_in_row(stop):
            self.leave_row()
        self.stop = stop
        if not isinstance(stop, AtChecks):
            self._left_for_checks = None

    def leave_row(self) -> None:
        """Take away the row one is in, if nothing was written into it."""
        if isinstance(self.stop, AtCell):
            self._desk.leave_row(self.stop.place)

    def go_on(self, by: int) -> None:
        """Go to the next stop (1) or the one before (-1)."""
        stop = neighbour(self._desk.form, self._desk.session.answers, self.stop, by)
        if stop:
            self.go(stop)
        else:
            self._desk.talk.say("已经是最后一项了。" if by > 0 else "已经是第一项了。")

    def shift_step(self, by: int) -> None:
        """Go to the next step (1) or the one before (-1)."""
        steps = self._desk.form.steps
        index = steps.index(step_named(self._desk.form, self.stop.step)) + by
        if 0 <= index < len(steps):
            self.go(self._first_of(steps[index].id, by))
        else:
            self._desk.talk.say("已经是最后一步了。" if by > 0 else "已经是第一步了。")

    def jump(self, reply: Reply) -> Reply | None:
        """Go to the step that is named behind the command, else to one picked from the list.

        Gives another command that was written where a step was asked for.
        """
        if not reply.text:
            self._list_steps()
            reply = self._desk.talk.ask()
        while not is_blank(reply.text) and (not reply.order or reply.order.id == "jump"):
            if step := self._step_meant(reply):
                self.said_step, self.said = "", None
                self.go(self._first_of(step.id))
                return None
            count = len(self._desk.form.steps)
            self._desk.talk.refuse(
                f"没有“{shorten(reply.text)}”这一步，请写 1 到 {count} 之间的数字，回车就留在这里。"
            )
            reply = self._desk.talk.ask()
        return reply if reply.order else None

    def _list_steps(self) -> None:
        states = self._desk.session.step_states()
        self._desk.talk.say("到第几步？写数字或者名称，回车就留在这里。")
        for number, step in enumerate(self._desk.form.steps, start=1):
            self._desk.talk.say(f"{number} {step.title}{'' if step.checks else STATES[states[step.id]]}")

    def _step_meant(self, reply: Reply) -> Step | None:
        """The step of that number, else the one that alone has these words in its title."""
        steps, words = self._desk.form.steps, fold(reply.text)
        if reply.number is not None:
            return steps[reply.number - 1] if 0 < reply.number <= len(steps) else None
        found = [step for step in steps if words and words in fold(step.title)]
        return found[0] if len(found) == 1 else None

    def to_checks(self) -> None:
        """Go to the list of the problems."""
        if not isinstance(self.stop, AtChecks):
            self._left_for_checks = self.stop
        self.said = None
        self.go(self._first_of(self._desk.form.steps[-1].id))

    def from_checks(self) -> bool:
        """Go back to where one was when one asked for the list; false when one came to it otherwise."""
        stop, self._left_for_checks = self._left_for_checks, None
        if isinstance(stop, AtCell) and not self._desk.session.has_row(stop.place.table, stop.place.row):
            stop = first_stop(
                self._desk.form,
                self._desk.session.answers,
                step_named(self._desk.form, stop.step),
            )
        if stop:
            self.go(stop)
        return bool(stop)

    def _first_of(self, step_id: str, by: int = 1) -> Stop:
        form = self._desk.form
        return first_stop(form, self._desk.session.answers, step_named(form, step_id), by)

    def _is_in_row(self, stop: AtCell) -> bool:
        return isinstance(self.stop, AtCell) and stop.place.row == self.stop.place.row
