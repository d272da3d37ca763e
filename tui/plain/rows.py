"""The rows of a category: listing them, and adding, opening, deleting, copying, moving them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.forms.answers import Place
from tui.forms.text import is_blank, shorten
from tui.plain.orders import ROW_ORDERS, Reply, order_in
from tui.plain.stops import AtCell, AtGroup, group_at, group_of, step_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.forms.answers import Row
    from tui.forms.model import Table
    from tui.forms.steps import Group
    from tui.plain.desk import Desk
    from tui.plain.orders import Order
    from tui.plain.stops import Stop


def table_of(desk: Desk, stop: AtGroup) -> Table:
    """The table whose rows are listed there."""
    return desk.form.table(step_named(desk.form, stop.step).table)


def put(desk: Desk, stop: AtGroup, *, briefly: bool) -> None:
    """Say what belongs into the category and list its rows; `briefly`: only how many there are."""
    group = group_at(desk.form, desk.session.answers, stop)
    if group is None:
        return
    table = table_of(desk, stop)
    title = group.level2 or table.label
    if briefly:
        desk.talk.say(f"{title}，现在 {len(group.rows)} {table.counter}。")
    else:
        desk.talk.say(f"{title}，{len(group.rows)} {table.counter}。", *_meaning(group))
        desk.talk.say(*_lines(desk, table, group))
    desk.talk.say(_how(group))


def take(desk: Desk, stop: AtGroup, reply: Reply) -> Stop | Reply | None:
    """Carry out what is written at the list of rows.

    Gives where to go, a command that was written where a number was asked for, nothing to ask anew.
    """
    group, table = group_at(desk.form, desk.session.answers, stop), table_of(desk, stop)
    if group is None:
        return None
    done = order_in(reply.text, ROW_ORDERS)
    if done is None or done.order is None:
        row = _row(desk, table, group, reply)
        if row is None:
            return None
        desk.talk.say(f"正在改第 {reply.number} {table.counter}。")
        return AtCell(stop.step, Place(table.name_role, table.id, row.id))
    order = done.order
    if order.id == "add_row":
        return _add(desk, stop, table, group)
    if not done.text and group.rows:
        done = _which(desk, table, order)
        if done.order or done.is_empty:
            return done if done.order else None
    if row := _row(desk, table, group, done if done.text else reply):
        _change(desk, table, row, order.id)
        return group_of(desk.form, desk.session.answers, Place("", table.id, row.id))
    return None


def _which(desk: Desk, table: Table, order: Order) -> Reply:
    """Ask for the row that a command is about; it may be written again with the number."""
    verb = order.names[0]
    desk.talk.say(f"{verb}第几{table.counter}？写前面的数字，回车就不{verb}。")
    reply = desk.talk.ask()
    again = None if reply.order else order_in(reply.text, (order,))
    return Reply(again.text) if again and again.text else reply


def _add(desk: Desk, stop: AtGroup, table: Table, group: Group) -> Stop | None:
    if not group.known:
        desk.talk.refuse("这一类不是本表的分类，不能添加；请到别的分类里添加。")
        return None
    return AtCell(stop.step, desk.session.begin_row(table.id, group.level1, group.level2))


def _change(desk: Desk, table: Table, row: Row, what: str) -> None:
    draft, name = desk.session.draft, _name(table, row)
    if what == "drop_row":
        draft.drop_row(table.id, row.id)
        desk.talk.say(f"已删除“{name}”，:撤销 可以拿回来。")
    elif what == "duplicate_row":
        draft.duplicate_row(table.id, row.id)
        desk.talk.say(f"已照“{name}”再做了一{table.counter}，请写数字去改。")
    elif not draft.move_row(table.id, row.id, -1 if what == "move_up" else 1):
        desk.talk.say("已经到头了，不能再移。")
    desk.changed()


def _row(desk: Desk, table: Table, group: Group, reply: Reply) -> Row | None:
    """The row whose number was written; nothing, and a word about it, when there is none."""
    numbers = [desk.session.answers.index(Place("", table.id, row.id)) + 1 for row in group.rows]
    if reply.number in numbers:
        return group.rows[numbers.index(reply.number)]
    counter, number = table.counter, reply.number
    what = f"没有看懂“{shorten(reply.text)}”" if number is None else f"没有第 {number} {counter}"
    if not numbers:
        what += "，这一类还是空的"
    elif number is not None:
        are_all = numbers[-1] == len(numbers)
        there = f" {len(numbers)}" if are_all else f"第 {'、'.join(map(str, numbers))}"
        what += f"，现在有{there} {counter}"
    desk.talk.refuse(f"{what}。")
    return None


def _how(group: Group) -> str:
    rows = "写数字就改那一条，d 数字 删除，" if group.rows else ""
    return f"{rows}{'a 添加，' if group.known else 'k 数字 上移到别的分类，'}回车往下走。"


def _meaning(group: Group) -> Iterator[str]:
    if group.meaning:
        yield f"{group.meaning}。"
    if group.example and not group.rows:
        yield f"例：{group.example}。"


def _lines(desk: Desk, table: Table, group: Group) -> Iterator[str]:
    for row in group.rows:
        number = desk.session.answers.index(Place("", table.id, row.id)) + 1
        cells = [row[column.role] for column in table.own_columns[1:] if column.kind != "text"]
        values = " ".join(shorten(cell, 12) for cell in cells if not is_blank(cell))
        problems = desk.session.problems_in_row(table.id, row.id)
        found = f"，{len(problems)} 个问题" if problems else ""
        yield f"{number} {_name(table, row)}{'，' if values else ''}{values}{found}"


def _name(table: Table, row: Row) -> str:
    return shorten(row[table.name_role], 30) or "（还没有填）"
