"""The command line in Chinese: what argparse prints of itself is English, so its sentences are replaced."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui import __version__
from tui.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = "命令"
_SENTENCES = (
    (r"unrecognized arguments: (.*)", r"不认识“\1”"),
    (r"the following arguments are required: (.*)", r"还要写上 \1"),
    (r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)", r"没有“\2”，可用的是 \3"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 后面要写整数，“\2”不是"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 和 \2 只能写一个"),
    (r"argument (\S+): expected (?:one|at least one) argument", r"\1 后面要写上内容"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"\1 后面不用写“\2”"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese and raises `Unreadable` instead of ending the process."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help": False, "allow_abbrev": False})
        self._positionals.title = "要写的"
        self._optionals.title = "可以加的"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> Any:
        """Raise a sentence that says what is wrong with the command line and where help is."""
        for pattern, chinese in _SENTENCES:
            if re.fullmatch(pattern, message, re.DOTALL):
                message = re.sub(pattern, chinese, message, flags=re.DOTALL)
                break
        raise Unreadable(f"命令写得不对：{message}。用法见 {self.prog} --help")

    def format_usage(self) -> str:
        """The usage line, in Chinese."""
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        """The help page, in Chinese, with the commands right below their heading."""
        page = super().format_help().replace("usage: ", "用法：", 1).replace(f"\n  {COMMANDS}\n", "\n", 1)
        return re.sub(r"(?m)^(\S+):$", r"\1：", page)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line as a namespace: `command` (None for the wizard), what it takes, and what all take.

    Raises:
        Unreadable: wrong usage.
        SystemExit: after --help or --version.
    """
    return _parser().parse_args(arguments, argparse.Namespace(data_dir=None, debug=False, plain=False))


def _parser() -> Parser:
    common: Any = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--data-dir", type=Path, metavar="文件夹", help="草稿放在哪个文件夹")
    common.add_argument("--debug", action="store_true", help="出错时显示详细情况，给维护的人看")
    parser = Parser(
        prog="tianbao",
        parents=[common],
        description="填报：填写部门整体绩效目标申报表。不写命令就打开填表界面。",
    )
    _add_plain(parser)
    parser.add_argument("--version", action="version", version=f"tianbao {__version__}", help="显示版本")
    commands = parser.add_subparsers(
        dest="command", metavar=COMMANDS, title=COMMANDS, parser_class=Parser, prog="tianbao"
    )

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words, parents=[common])

    edit = command("edit", "打开一份草稿接着填")
    edit.add_argument("draft", metavar="草稿", help="list 列出的名字，或 .toml 文件的路径")
    _add_plain(edit)
    new = command("new", "新建一份草稿，显示它的名字")
    new.add_argument("--form", metavar="表", help="哪张表，见 forms")
    new.add_argument("--year", type=int, metavar="年", help="哪一年的")
    new.add_argument("--from", dest="source", metavar="草稿或文件", help="照着它做，比如去年的")
    listing = command("list", "列出全部草稿")
    listing.add_argument("--json", action="store_true", help="写成 JSON，给程序用")
    reading = command("import", "读入 .xlsx .xls .csv .txt .tsv .toml，成为一份草稿，显示它的名字")
    reading.add_argument("file", type=Path, metavar="文件")
    reading.add_argument("--name", default="", metavar="名字", help="草稿的名字")
    reading.add_argument("--form", metavar="表", help="哪张表，见 forms")
    export = command("export", "把草稿导出成 .xlsx 表格")
    export.add_argument("draft", metavar="草稿", help="list 列出的名字，或 .toml 文件的路径")
    export.add_argument("-o", "--output", metavar="文件", help="导出到哪里；写 - 就送到标准输出")
    sheet = export.add_mutually_exclusive_group()
    sheet.add_argument("--template", type=Path, metavar="文件", help="照这个原表填；不写就照导入时的那个")
    sheet.add_argument("--built-in", action="store_true", help="不照原表，用内置的表样")
    export.add_argument("--force", action="store_true", help="文件已存在就覆盖")
    export.add_argument("--unfinished", action="store_true", help="有错误也导出")
    checking = command("check", "检查草稿或表格，有错误时退出码是 1")
    checking.add_argument("paths", nargs="+", metavar="文件", help="草稿名，或任何能导入的文件")
    checking.add_argument("--format", choices=("text", "json"), default="text", metavar="text|json")
    forms = command("forms", "列出有哪些表；写上表名就看它的全部内容")
    forms.add_argument("id", nargs="?", metavar="表")
    return parser


def _add_plain(parser: argparse.ArgumentParser) -> None:
    words = "一问一答，一行一行地填：读屏软件、串口、显示不正常的终端用"
    parser.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=words)
