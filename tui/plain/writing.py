"""A text of several lines: taking it line by line, and what becomes of an older one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tui.forms.text import is_blank
from tui.plain.orders import Reply, bare_order
from tui.plain.questions import HOW_TO_END
from tui.plain.talk import Ended

if TYPE_CHECKING:
    from tui.forms.answers import Place
    from tui.plain.desk import Desk
    from tui.plain.talk import Talk


def take_lines(desk: Desk, place: Place, first: Reply, *, behind: str = "") -> Reply:
    """Write down a text of several lines, of which `first` is the first, behind what is to stay of the old.

    Gives the command that ended it, or an empty reply. Where no older text would be lost, each line is saved
    as it comes. Else the older text gives way only when the new one is ended, even if the conversation is
    over before.
    """
    old, lines = desk.text(place), list[str]()
    nothing_to_lose, reply = old == behind or is_blank(old), first
    try:
        reply = sure(desk.talk, first)
        if reply.is_empty:
            return reply
        if not (nothing_to_lose or reply.is_end or reply.order):
            desk.talk.say(f"原来的 {len(old)} 字会被换掉；不想换，写 :跳过；要接在后面写，写 :追加。")
        while not (reply.is_end or reply.order):
            if not lines or not reply.text:
                desk.talk.say(HOW_TO_END)
            lines.append(reply.text)
            if nothing_to_lose:
                desk.write(place, behind + "\n".join(lines))
            reply = _next(desk.talk)
    except Ended as end:
        if half := end.take_half():
            lines.append(half)
            if nothing_to_lose:
                with suppress(OSError):
                    desk.write(place, behind + "\n".join(lines))
        raise
    finally:
        if lines and not nothing_to_lose:
            _settle(desk, place, lines, reply)
    return reply if reply.order else Reply()


def _next(talk: Talk) -> Reply:
    """What is written next; help is given on the spot, and the text goes on."""
    while (reply := sure(talk, talk.ask())).order and reply.order.id == "help":
        talk.say(f"正在写这一项。{HOW_TO_END}:跳过 就不再往下写；别的命令，写完再用。")
    return reply


def sure(talk: Talk, reply: Reply) -> Reply:
    """The reply, after asking back where it is the name of a command: most likely the colon was left out.

    Written a second time it is an answer; anything else written then takes its place.
    """
    while order := bare_order(reply):
        name = reply.text.strip()
        meant = f"再写一次“{name}”" if talk.patient else f"写 ::{name}"
        talk.refuse(f"“{name}”没有填进去：要用这个命令，写 :{order.names[0]}；真要填这几个字，{meant}。")
        again = talk.ask()
        if again.text.strip() == name and not again.order:
            return Reply(again.text, literal=True)
        reply = again
    return reply


def _settle(desk: Desk, place: Place, lines: list[str], last: Reply) -> None:
    """Put new lines in the place of the older text if they were ended, behind it if they were broken off."""
    if last.is_end:
        _replace(desk, place, "\n".join(lines))
    elif last.order and last.order.id == "skip":
        left = len(desk.text(place))
        desk.talk.say(f"刚写的 {len(lines)} 行不要了，原来的 {left} 字没有改动。")
    else:
        _keep_both(desk, place, lines)


def _replace(desk: Desk, place: Place, new: str) -> None:
    if new == desk.text(place):
        desk.talk.say("和原来的一样，没有改动。")
    else:
        desk.write(place, new)
        desk.talk.say(f"已换成新写的 {len(new)} 字，:撤销 换回来。")


def _keep_both(desk: Desk, place: Place, lines: list[str]) -> None:
    old = desk.text(place)
    with suppress(OSError):
        desk.write(place, "\n".join((old, *lines)))
        desk.talk.say(
            f"这一项没有用句号结束，原来的 {len(old)} 字还在，没写完的 {len(lines)} 行接在了后面，都已保存。"
        )
