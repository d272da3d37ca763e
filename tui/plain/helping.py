"""The help on where one is, and the list of the commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.plain.orders import ORDERS, ROW_ORDERS, listed
from tui.plain.questions import explained, question_of
from tui.plain.stops import AtCell, AtField, AtGroup, step_named

if TYPE_CHECKING:
    from tui.plain.desk import Desk
    from tui.plain.stops import Stop


def explain(desk: Desk, stop: Stop) -> None:
    """Say what this step is about, what to write here, and which commands there are."""
    desk.talk.say(step_named(desk.form, stop.step).help)
    if isinstance(stop, AtField | AtCell):
        desk.talk.say(*explained(question_of(desk.form, stop.place), locked=desk.is_locked(stop.place)))
    elif isinstance(stop, AtGroup):
        desk.talk.say("这里可以写：", *listed(ROW_ORDERS))
    desk.talk.say("命令都以冒号开头，全角半角都行：", *listed(ORDERS, ":"))
    desk.talk.say("内容本身以冒号开头时，前面再加两个冒号。")
