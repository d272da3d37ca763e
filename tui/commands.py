"""One table of the commands: it feeds key bindings, footers, the jump list, the help page and the README."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Scope(Enum):
    """Where a command works; the value is the heading on the help page."""

    EVERYWHERE = "任何地方"
    SCREEN = "屏幕"
    HOME = "草稿列表"
    FILL = "填写"
    ROWS = "指标列表"
    ROW = "填写一条指标"
    CHECKS = "检查与导出"
    PASTE = "粘贴几行"
    DIALOG = "小窗口"
    TEXT = "写字"


@dataclass(frozen=True, slots=True)
class Command:
    """Something a key does.

    `id` is the name of the action method; `keys` are names as Textual spells them, the first is shown;
    `title` is the word in the bottom bar, `help` the sentence on the help page. A `numbered` command takes
    the keys 1 to 9, and its action is given the number. Where each key does a thing of its own, `actions` are
    these, one a key, and `id` is no more than a name.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    scope: Scope
    in_footer: bool = True
    numbered: bool = False
    actions: tuple[str, ...] = ()


WRITING: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    (
        "move",
        "移动光标",
        "在第一行按上箭头，到上一格；在最后一行按下箭头，到下一格。",
        {"left": "cursor_left", "right": "cursor_right", "up": "up", "down": "down"},
    ),
    (
        "move_by_phrase",
        "跳着移动",
        "一次跳过一段话、一个数或者一个英文词。",
        {"ctrl+left": "cursor_word_left", "ctrl+right": "cursor_word_right"},
    ),
    (
        "move_to_edge",
        "行首、行末",
        "Home 到这一行的开头，End、Ctrl+E 到这一行的末尾。",
        {"home": "cursor_line_start", "end": "cursor_line_end", "ctrl+e": "cursor_line_end"},
    ),
    (
        "select",
        "选中",
        "按住 Shift 移动光标，选中经过的字；Ctrl+A 全部选中。再打字，就换掉它们。",
        {
            "shift+left": "cursor_left(True)",
            "shift+right": "cursor_right(True)",
            "shift+up": "cursor_up(True)",
            "shift+down": "cursor_down(True)",
            "shift+home": "cursor_line_start(True)",
            "shift+end": "cursor_line_end(True)",
            "ctrl+a": "select_all",
        },
    ),
    (
        "delete",
        "删字",
        "退格删光标前面的一个字，Del、Ctrl+D 删后面的；选中了几个字，就删选中的。",
        {"backspace": "delete_left", "delete": "delete_right", "ctrl+d": "delete_right"},
    ),
    (
        "delete_word",
        "删词",
        "删光标前面的两个字、一个数或者一个英文词。",
        {"ctrl+w": "delete_word_left"},
    ),
    (
        "delete_to_edge",
        "删到行首、行末",
        "Ctrl+U 删到这一行的开头，Ctrl+K 删到这一行的末尾。",
        {"ctrl+u": "delete_to_start_of_line", "ctrl+k": "delete_to_end_of_line"},
    ),
    (
        "clipboard",
        "剪切、复制、粘贴",
        "从别处复制来的字，用终端窗口自己的粘贴。什么也没选中时，剪切的是一整行。",
        {"ctrl+x": "cut", "ctrl+c": "copy", "ctrl+v": "paste"},
    ),
)
"""What one does while writing: name, title, help, and what each key does."""

COMMANDS: tuple[Command, ...] = (
    Command("help", ("f1", "ctrl+g"), "帮助", "说明眼前这一页怎么填、有哪些按键。", Scope.EVERYWHERE),
    Command("redraw", ("ctrl+l",), "重画", "屏幕花了，就把它重画一遍。", Scope.SCREEN),
    Command("open", ("enter",), "打开", "打开这份草稿，回到上次填到的那一步。", Scope.HOME),
    Command("new", ("n",), "新建", "新建一份空白的表。", Scope.HOME),
    Command(
        "import",
        ("i",),
        "导入",
        "读入已有的表（.xlsx、.xls、.csv、.txt、.toml），成为一份新草稿。",
        Scope.HOME,
    ),
    Command("sample", ("s",), "示例", "打开一份填好的示例看看。", Scope.HOME),
    Command("quit", ("f10", "ctrl+q", "q"), "退出", "退出程序。写的内容都已保存。", Scope.HOME),
    Command("export", ("f9", "e"), "导出", "把这份草稿导出成 .xlsx 表格。", Scope.HOME),
    Command("copy", ("c",), "复制", "照这份草稿再做一份，比如照去年的做今年的。", Scope.HOME),
    Command("rename", ("r",), "改名", "给这份草稿换一个名字。", Scope.HOME),
    Command("delete", ("delete", "d"), "删除", "把这份草稿放进回收站，可以拿回来。", Scope.HOME),
    Command("undelete", ("u",), "拿回", "把回收站里最近删除的草稿拿回来，可以接着按。", Scope.HOME),
    Command("edit_row", ("enter",), "填写", "填写这一条；在分类标题上按，就添加一条。", Scope.ROWS),
    Command("add_row", ("a", "insert"), "添加", "在这个分类里添加一条。", Scope.ROWS),
    Command("duplicate_row", ("c",), "复制", "照这一条再做一条。", Scope.ROWS),
    Command("drop_row", ("delete", "d"), "删除", "删除这一条，可以用 Ctrl+Z 撤销。", Scope.ROWS),
    Command(
        "move_up", ("k", "left_square_bracket"), "上移", "上移一位，可以移进上一个分类。", Scope.ROWS, False
    ),
    Command(
        "move_down",
        ("j", "right_square_bracket"),
        "下移",
        "下移一位，可以移进下一个分类。",
        Scope.ROWS,
        False,
    ),
    Command("set_type", (), "改类型", "直接把这一条改成第几种类型。", Scope.ROWS, False, numbered=True),
    Command("next_row", ("f8",), "下一条", "接着填下一条；没有下一条就添加一条。", Scope.ROW),
    Command("go", ("enter",), "去改", "跳到出问题的地方。", Scope.CHECKS),
    Command("checks", ("f4",), "检查", "看全部问题。", Scope.FILL),
    Command("fix", ("f5", "ctrl+r"), "改好", "按建议修改光标所在的问题。", Scope.FILL),
    Command("export", ("f9",), "导出", "把表导出成 .xlsx 表格。", Scope.FILL),
    Command("back", ("f10", "escape"), "返回", "回到上一层。写的内容都已保存。", Scope.FILL),
    Command("next_step", ("pagedown",), "下一步", "到下一步。", Scope.FILL),
    Command("previous_step", ("pageup",), "上一步", "到上一步。", Scope.FILL),
    Command("jump", ("f3",), "跳转", "列出所有步骤、填报项和指标，选一个跳过去。", Scope.FILL),
    Command("save", ("f2", "ctrl+s"), "保存", "马上保存。不按也会自动保存。", Scope.FILL),
    Command("undo", ("ctrl+z",), "撤销", "撤销刚才的改动，可以一直撤到打开时。", Scope.FILL),
    Command("redo", ("ctrl+y",), "重做", "把撤销的改动再做回来。", Scope.FILL),
    Command("quit", ("ctrl+q",), "退出", "退出程序。写的内容都已保存。", Scope.FILL),
    Command("put_in", ("enter",), "添加", "把这些行添加到表里，可以用 Ctrl+Z 撤销。", Scope.PASTE),
    Command("close", ("escape", "f10"), "不添加", "关上预览，什么也不添加。", Scope.PASTE),
    Command("no_target", ("0", "delete", "d"), "这列不要", "选中的这一列不要。", Scope.PASTE),
    Command("turn_head", ("t",), "表头", "第一行是表头时按一下，就不算一条；再按一下变回来。", Scope.PASTE),
    Command(
        "next_target", ("right",), "换一项", "选中的这一列换填到下一个还空着的填报项。", Scope.PASTE, False
    ),
    Command(
        "previous_target", ("left",), "换一项", "选中的这一列换填到上一个还空着的填报项。", Scope.PASTE, False
    ),
    Command("set_target", (), "填到", "选中的这一列填到第几个填报项。", Scope.PASTE, False, numbered=True),
    Command("choose", ("enter",), "确定", "就用选中的，或者写好的。", Scope.DIALOG),
    Command("close", ("escape", "f10"), "返回", "关上这个小窗口，什么也不做。", Scope.DIALOG),
    *(
        Command(name, tuple(keys), title, words, Scope.TEXT, False, actions=tuple(keys.values()))
        for name, title, words, keys in WRITING
    ),
)
"""The order is that of the bottom bar, which shows as many as fit."""


def commands_in(*scopes: Scope) -> tuple[Command, ...]:
    """The commands of these scopes, in the order of the scopes."""
    return tuple(command for scope in scopes for command in COMMANDS if command.scope is scope)


_KEY_NAMES = {
    "enter": "回车",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "insert": "Ins",
    "backspace": "退格",
    "left": "左箭头",
    "right": "右箭头",
    "up": "上箭头",
    "down": "下箭头",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def keys_in_words(command: Command) -> str:
    """All keys of a command, as the help page and the README name them."""
    return "数字键" if command.numbered else "、".join(map(key_name, command.keys))


def key_name(key: str) -> str:
    """How a key is called on the screen: f1 → F1, ctrl+z → Ctrl+Z, enter → 回车."""
    return key if len(key) == 1 else "+".join(map(_part_name, key.split("+")))


def _part_name(part: str) -> str:
    return _KEY_NAMES.get(part) or (part.upper() if len(part) <= 2 else part.capitalize())
