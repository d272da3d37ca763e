"""The list of the problems, going to one, mending one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.plain.questions import in_words
from tui.plain.stops import stop_at

if TYPE_CHECKING:
    from tui.forms.problems import Problem
    from tui.plain.desk import Desk
    from tui.plain.orders import Reply
    from tui.plain.stops import Stop


def put(desk: Desk, *, briefly: bool) -> None:
    """Count and list the problems, the gravest first, each with its number; `briefly`: only what to do."""
    if not briefly:
        _list(desk)
    go = "写数字去改那一个；" if desk.listed else ""
    desk.talk.say(f"{go}用 :检查 过来的，回车就回到刚才那里；:导出 导出表格，:退出 离开。")


def _list(desk: Desk) -> None:
    desk.listed = desk.session.gravest_first()
    desk.talk.say(desk.session.counted())
    for number, problem in enumerate(desk.listed, start=1):
        desk.talk.say(f"{number} {in_words(problem, f':改好 {number}')}")
    desk.told = desk.listed


def take(desk: Desk, reply: Reply) -> Stop | None:
    """The place of the problem whose number is written; nothing, and a word, when there is none."""
    if reply.number and reply.number <= len(desk.listed):
        place = desk.listed[reply.number - 1].where
        desk.visited.add(place)
        return stop_at(desk.form, desk.session.answers, place)
    desk.talk.refuse(
        f"请写问题前面的数字，1 到 {len(desk.listed)}。" if desk.listed else "这里没有问题要改。"
    )
    return None


def mend(desk: Desk, reply: Reply) -> None:
    """Apply the fix of the problem of that number, else of the first one spoken of last that has one."""
    number, listed = reply.number, desk.listed or desk.session.gravest_first()
    if number is not None and not 0 < number <= len(listed):
        desk.talk.refuse(f"没有第 {number} 个问题，现在有 {len(listed)} 个；:检查 列出全部问题。")
        return
    if number and not desk.listed:
        desk.talk.refuse("问题还没有列出来；先写 :检查，看清是第几个。")
        return
    problem = _wanted(desk, reply)
    if problem is None or problem.fix is None:
        desk.talk.refuse("没有可以自动改好的问题；:检查 列出全部问题。")
        return
    desk.session.draft.edit(problem.fix.label, *problem.fix.edits)
    desk.changed()
    desk.talk.say(f"已{problem.fix.label}，:撤销 可以改回去。")


def _wanted(desk: Desk, reply: Reply) -> Problem | None:
    if reply.text:
        number = reply.number
        meant = desk.listed[number - 1 : number] if number else []
    else:
        meant = [problem for problem in desk.told if problem.fix]
    return next((problem for problem in meant if problem in desk.session.problems), None)
