"""One question: putting it, and taking what is answered."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tui.forms.answers import YEAR
from tui.forms.model import Severity
from tui.forms.rules.base import entry_meant
from tui.forms.text import clean, is_blank
from tui.plain.orders import Reply
from tui.plain.questions import HOW_TO_WRITE, choices, explained, heading, question_of, year_meant
from tui.plain.stops import neighbour, stop_at
from tui.plain.writing import sure, take_lines

if TYPE_CHECKING:
    from tui.forms.answers import Place
    from tui.plain.desk import Desk
    from tui.plain.questions import Question
    from tui.plain.talk import Ended


def put(desk: Desk, place: Place, *, again: bool = False) -> None:
    """Say what is asked, what is there now, what is wrong with it, and how to answer.

    `again`: only what is asked, for how to answer was said with the word on the last answer.
    """
    question, text = question_of(desk.form, place), desk.text(place)
    implied = bool(place.table) and desk.session.is_implied(place)
    desk.talk.say(*heading(question, text, implied=implied))
    if again:
        desk.talk.say(*choices(question.dictionary, brief=True) if question.dictionary else ())
        return
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
    reply = _intended(desk, question, reply)
    if reply.order:
        return reply
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
    if not (reply.is_empty or after.order):
        _tell_way_back(desk, question)
    return after


def _tell_way_back(desk: Desk, question: Question) -> None:
    """After an answer with an error, say how to come back to it, where going on and back does."""
    form, answers, place = desk.form, desk.session.answers, question.place
    here = stop_at(form, answers, place)
    following = neighbour(form, answers, here, 1)
    is_wrong = any(problem.severity is Severity.ERROR for problem in desk.session.problems_at(place))
    if is_wrong and following and neighbour(form, answers, following, -1) == here:
        desk.talk.say(f"要改，写 :上一项 回到“{question.label}”。")


def _intended(desk: Desk, question: Question, reply: Reply) -> Reply:
    """The reply, after asking back where the word of a command would take the place of a line.

    A text that is ended before it began is none: an empty reply. A letter may well be meant as a unit.
    """
    if question.kind == "text":
        return Reply() if reply.is_end else reply
    is_word = question.kind == "line" and len(reply.text.strip()) > 1
    return sure(desk.talk, reply) if is_word and not is_blank(desk.text(question.place)) else reply


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
