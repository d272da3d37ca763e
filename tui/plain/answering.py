"""One question: putting it, and taking what is answered."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tui.forms.answers import YEAR
from tui.forms.rules.base import entry_meant
from tui.forms.text import clean, is_blank
from tui.plain.orders import Reply
from tui.plain.questions import HOW_TO_END, HOW_TO_WRITE, choices, explained, heading, question_of, year_meant
from tui.plain.talk import Ended

if TYPE_CHECKING:
    from tui.forms.answers import Place
    from tui.plain.desk import Desk
    from tui.plain.questions import Question


def put(desk: Desk, place: Place) -> None:
    """Say what is asked, what is there now, what is wrong with it, and how to answer."""
    question, text = question_of(desk.form, place), desk.text(place)
    implied = bool(place.table) and desk.session.is_implied(place)
    desk.talk.say(*heading(question, text, implied=implied))
    if desk.is_locked(place):
        desk.talk.say(*explained(question, locked=True))
    elif question.dictionary:
        label = question.dictionary.label
        desk.talk.say("写前面的数字：")
        desk.talk.say(*choices(question.dictionary, brief=label in desk.explained))
        desk.explained.add(label)
    elif question.kind == "text" and HOW_TO_WRITE not in desk.explained:
        desk.talk.say(HOW_TO_WRITE)
        desk.explained.add(HOW_TO_WRITE)
    desk.tell_before(place)


def take(desk: Desk, place: Place, reply: Reply) -> Reply | None:
    """Write an answer down.

    Gives what is to be done next: a command that came in the middle of a text, an empty reply to go on, or
    nothing when the question is to be answered anew.
    """
    if desk.is_locked(place):
        if not reply.is_empty:
            desk.talk.refuse("这一项是灰色的，不能改；按回车到下一项。")
        return Reply() if reply.is_empty else None
    question, after = question_of(desk.form, place), Reply()
    if question.kind == "text" and reply.is_end:
        reply = Reply()
    if not reply.is_empty:
        if question.kind == "text":
            after = take_lines(desk, place, reply)
        elif (meant := _meant(desk, question, reply)) is None:
            return None
        else:
            desk.write(place, meant)
            if meant != clean(reply.text):
                desk.talk.say(f"记为 {meant}")
    if not reply.is_empty or is_blank(desk.text(place)):
        tell_after(desk, question)
    return after


def keep_half(desk: Desk, place: Place, end: Ended) -> None:
    """Write down the line that was being typed at the end, where it is words and takes nothing's place."""
    part = None if place.table or place.key == YEAR else desk.form.field(place.key)
    is_free = part and part.kind in {"line", "text"} and is_blank(desk.text(place))
    if is_free and not desk.is_locked(place) and (half := end.take_half()):
        with suppress(OSError):  # the terminal may have gone
            desk.write(place, half)


def tell_after(desk: Desk, question: Question) -> None:
    """Speak of what is wrong with what was just answered, and of its length."""
    length = len(desk.text(question.place))
    if question.advice and length > question.advice:
        desk.talk.say(f"共 {length} 字，建议不超过 {question.advice} 字。")
    desk.tell(desk.session.problems_at(question.place))


def _meant(desk: Desk, question: Question, reply: Reply) -> str | None:
    """The answer that a line gives; nothing, and a word about it, when it gives none."""
    typed = clean(reply.text)
    if question.kind == "year":
        year = year_meant(typed)
        if not year:
            desk.talk.refuse("请写四位数的年份，如 2026。")
        return year or None
    if question.dictionary is None or (reply.literal and is_blank(typed)):
        return typed
    if entry := entry_meant(question.dictionary, typed):
        return entry.text
    desk.talk.refuse(f"没有“{typed.strip()}”，请写前面的数字，1 到 {len(question.dictionary.entries)}。")
    return None


def take_lines(desk: Desk, place: Place, first: Reply, *, behind: str = "") -> Reply:
    """Write down a text of several lines, of which `first` is the first, behind what is to stay of the old.

    Gives the command that ended it, or an empty reply. Where no older text would be lost, each line is saved
    as it comes. Else the older text gives way only when the new one is ended, even if the conversation is
    over before.
    """
    old, lines = desk.text(place), list[str]()
    nothing_to_lose, reply = old == behind or is_blank(old), first
    if not nothing_to_lose:
        desk.talk.say(f"原来的 {len(old)} 字会被换掉；要接在后面写，用 :追加。")
    try:
        while not (reply.is_end or reply.order):
            if not lines or not reply.text:
                desk.talk.say(HOW_TO_END)
            lines.append(reply.text)
            if nothing_to_lose:
                desk.write(place, behind + "\n".join(lines))
            reply = desk.talk.ask()
    except Ended as end:
        if half := end.take_half():
            lines.append(half)
            if nothing_to_lose:
                with suppress(OSError):
                    desk.write(place, behind + "\n".join(lines))
        raise
    finally:
        if not nothing_to_lose and reply.is_end:
            _replace(desk, place, "\n".join(lines))
        elif not nothing_to_lose:
            _keep_both(desk, place, old, lines)
    return reply if reply.order else Reply()


def _replace(desk: Desk, place: Place, new: str) -> None:
    if new == desk.text(place):
        desk.talk.say("和原来的一样，没有改动。")
    else:
        desk.write(place, new)
        desk.talk.say(f"已换成新写的 {len(new)} 字，:撤销 换回来。")


def _keep_both(desk: Desk, place: Place, old: str, lines: list[str]) -> None:
    with suppress(OSError):
        desk.write(place, "\n".join((old, *lines)))
        desk.talk.say(
            f"这一项没有用句号结束，原来的 {len(old)} 字还在，没写完的 {len(lines)} 行接在了后面，都已保存。"
        )
