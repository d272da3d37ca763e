"""The commands of plain mode, in one table, and how a line is told from an answer.

A line that begins with a colon, half or full width, is a command. No answer is ever taken for one: what
stands behind two colons is taken as it is, whatever it looks like, even nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from tui.forms.text import fold, is_blank

COLONS = (":", "：")
ENDS = (".", "。")
"""The lines that end a text of several lines."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command: the method that carries it out, its names with the word first, what may follow, its help."""

    id: str
    names: tuple[str, ...]
    help: str
    follows: str = ""


ORDERS = (
    Order("help", ("帮助", "h", "?"), "说明这一项怎么填，有哪些命令。"),
    Order("show", ("全文", "v"), "把这一项现在的内容全部写出来。"),
    Order("skip", ("跳过", "s"), "不改这一项，到下一项。"),
    Order("back", ("上一项", "b"), "回到上一项。"),
    Order("next_step", ("下一步", "n"), "到下一步。"),
    Order("previous_step", ("上一步", "p"), "到上一步。"),
    Order("jump", ("跳转", "j"), "到第几步；不写数字就列出各步。", "几"),
    Order("checks", ("检查", "c"), "列出全部问题。"),
    Order("fix", ("改好", "f"), "按建议改好刚说到的问题，或者检查里的第几个。", "几"),
    Order("clear", ("清空", "x"), "清空这一项。"),
    Order("append", ("追加", "a"), "在这一项现在的内容后面接着写。"),
    Order("replace", ("替换", "t"), "把这一项里的几个字换成别的。"),
    Order("undo", ("撤销", "u"), "撤销刚才的改动。"),
    Order("redo", ("重做", "r"), "把撤销的改动再做回来。"),
    Order("save", ("保存", "w"), "马上保存。不写也会自动保存。"),
    Order("export", ("导出", "e"), "导出成 .xlsx 表格。", "文件"),
    Order("quit", ("退出", "q"), "保存，离开。"),
)
"""Written behind a colon, anywhere."""

ROW_ORDERS = (
    Order("add_row", ("添加", "a"), "添加一条。"),
    Order("drop_row", ("删除", "d"), "删除第几条。", "几"),
    Order("duplicate_row", ("复制", "c"), "照第几条再做一条。", "几"),
    Order("move_up", ("上移", "k"), "把第几条上移。", "几"),
    Order("move_down", ("下移", "j"), "把第几条下移。", "几"),
)
"""Written without a colon where a category's rows are listed, where nothing else is asked."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One line as it is meant: a command with what follows it, or an answer."""

    text: str = ""
    literal: bool = False
    """Whether the answer stood behind two colons."""
    order: Order | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written: the present value stays."""
        return self.order is None and not self.literal and is_blank(self.text)

    @property
    def is_end(self) -> bool:
        """Whether a text of several lines ends here."""
        return self.order is None and not self.literal and self.text.strip() in ENDS

    @property
    def number(self) -> int | None:
        """The number written, in digits of any width; nothing when it is none."""
        digits = fold(self.text)
        return int(digits) if digits.isdecimal() and len(digits) < 6 else None


class NotUnderstood(Exception):
    """A line that means nothing; the text is a sentence that says what to write."""


def understand(line: str) -> Reply:
    """What a line means.

    Raises:
        NotUnderstood: it begins with a colon, and no command follows.
    """
    plain = line.lstrip()
    if not plain.startswith(COLONS):
        return Reply(line)
    rest = plain[1:]
    if rest.startswith(COLONS):
        return Reply(rest[1:], literal=True)
    if reply := order_in(rest, ORDERS):
        return reply
    raise NotUnderstood(
        f"没有“:{rest.strip()}”这个命令，:帮助 列出全部命令。内容以冒号开头时，请在前面再加两个冒号。"
    )


def order_in(line: str, orders: tuple[Order, ...]) -> Reply | None:
    """The command that a line is, with what follows it; nothing when it is none of these."""
    words = line.strip()
    for order in orders:
        for name in order.names:
            word, rest = words[: len(name)], words[len(name) :]
            is_whole = not rest or rest[0].isspace() or rest[0].isdecimal()
            if is_whole and fold(word).lower() == name:
                return Reply(rest.strip(), order=order) if order.follows or not rest else None
    return None


def bare_order(reply: Reply) -> Order | None:
    """The command whose name an answer is, the colon left out; nothing for any other answer."""
    named = None if reply.order or reply.literal else order_in(reply.text, ORDERS)
    return named.order if named and not named.text else None


def listed(orders: tuple[Order, ...], colon: str = "") -> list[str]:
    """The commands as the help shows them, a line each."""
    return [
        f"  {colon}{order.names[0]}{f' {order.follows}' if order.follows else ''}"
        f"（{colon}{order.names[1]}）：{order.help}"
        for order in orders
    ]
