"""Changing what is there without writing all of it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.plain.answering import tell_after
from tui.plain.orders import Reply
from tui.plain.questions import question_of
from tui.plain.stops import AtCell, AtField
from tui.plain.writing import take_lines

if TYPE_CHECKING:
    from tui.plain.desk import Desk
    from tui.plain.questions import Question
    from tui.plain.stops import Stop


def clear(desk: Desk, stop: Stop) -> None:
    """Take out what is there."""
    if question := _editable(desk, stop):
        desk.write(question.place, "")


def append(desk: Desk, stop: Stop) -> Reply:
    """Write on behind what is there; gives a command that came in the middle of it, else an empty reply."""
    question, after = _words(desk, stop), Reply()
    if question is None:
        return after
    desk.talk.say("在后面接着写：")
    reply = desk.talk.ask()
    if reply.order or reply.is_empty:
        return reply
    place, text = question.place, desk.text(question.place)
    if question.kind == "text":
        after = take_lines(desk, place, reply, behind=text)
    else:
        desk.write(place, text + reply.text)
    tell_after(desk, question)
    return after


def replace(desk: Desk, stop: Stop) -> None:
    """Put other words in the place of some."""
    question = _words(desk, stop)
    if question is None:
        return
    desk.talk.say("换掉哪几个字？")
    old = desk.talk.words()
    if old is None:
        desk.talk.say("没有换。")
        return
    text = desk.text(question.place)
    if not (count := text.count(old)):
        desk.talk.refuse(f"这一项里没有“{old}”，没有换。")
        return
    desk.talk.say("换成什么？什么也不写，就是删掉这几个字。")
    reply = desk.talk.ask()
    if reply.order:
        desk.talk.say("没有换。")
        return
    desk.write(question.place, text.replace(old, "" if reply.is_empty else reply.text))
    desk.talk.say(f"换了 {count} 处。")
    tell_after(desk, question)


def _editable(desk: Desk, stop: Stop) -> Question | None:
    """The question whose answer can be changed there; nothing, and a word about it, where there is none."""
    if isinstance(stop, AtField | AtCell) and not desk.is_locked(stop.place):
        return question_of(desk.form, stop.place)
    desk.talk.refuse("这里没有可以改的内容。")
    return None


def _words(desk: Desk, stop: Stop) -> Question | None:
    """The question, if its answer is in words that a person writes."""
    question = _editable(desk, stop)
    if question and question.kind not in {"line", "text"}:
        desk.talk.refuse("这一项不是文字，请直接回答。")
        return None
    return question
