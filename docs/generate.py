"""Write the files that are made from the program's own tables, or (--check) tell which of them are stale."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands import Scope, commands_in, keys_in_words
from tui.forms.json_schema import json_schema
from tui.forms.load import all_forms
from tui.forms.rules import RULES

if TYPE_CHECKING:
    from types import ModuleType

    from tui.forms.rules.base import Rule

ROOT = Path(__file__).resolve().parent.parent

Render = Callable[[str], str]
"""Takes the text of a file as it is (empty when it does not exist) and gives it as it should be."""


def whole(make: Callable[[], str]) -> Render:
    """A file that is generated from its first line to its last."""
    return lambda _: make()


def between(name: str, make: Callable[[], str]) -> Render:
    """A Markdown file of which only the text between `<!-- name -->` and `<!-- /name -->` is generated.

    The renderer raises ValueError when the file does not hold that pair of marks exactly once.
    """
    marks = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)

    def render(text: str) -> str:
        result, count = marks.subn(lambda found: f"{found[1]}\n{make().strip()}\n\n{found[2]}", text)
        if count != 1:
            raise ValueError(f"<!-- {name} --> … <!-- /{name} --> found {count} times")
        return result

    return render


def rules_page() -> str:
    """docs/rules.md: every rule, with the severity that each form gives it."""
    head = [
        "# 检查规则",
        "",
        "填报程序按下面的规则检查填写的内容。错误要先改完才能导出正式的表；提醒和建议可以自己判断。",
        "每条规则在一张表里算哪一种，由这张表的表样文件（schemas/）的 `[rules]` 一节决定，可以修改。",
        "",
        "| 代号 | 规则 | " + " | ".join(form.short for form in all_forms()) + " |",
        "|---|---|" + "---|" * len(all_forms()),
    ]
    rows = [f"| [{code}](#{code}) | {rule.title} | {_severities(rule)} |" for code, rule in RULES.items()]
    return "\n".join([*head, *rows, *(line for rule in RULES.values() for line in _section(rule))]) + "\n"


def _severities(rule: Rule) -> str:
    return " | ".join(form.rules[rule.code].label if rule.code in form.rules else "—" for form in all_forms())


def _section(rule: Rule) -> list[str]:
    return ["", f"## {rule.code}", "", f"**{rule.title}**。{rule.explanation}", "", f"依据：{rule.source}。"]


def schema_file() -> str:
    """schemas/form.schema.json: what editors complete and check a form definition with."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def keys_table(english: bool) -> str:
    """The keys of the wizard, scope by scope, as one Markdown table."""
    head = ("where", "key", "what it does") if english else ("在哪里", "按键", "做什么")
    rows = [
        (scope.value, keys_in_words(command), f"{command.title}：{command.help}")
        for scope in Scope
        for command in commands_in(scope)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def key_tables() -> ModuleType:
    """What makes the tables of docs/terminals.md; the data of the tests are not on a script's path."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    return importlib.import_module("docs.key_tables")


PAGES: tuple[tuple[str, Render], ...] = (
    ("docs/rules.md", whole(rules_page)),
    ("schemas/form.schema.json", whole(schema_file)),
    ("docs/terminals.md", between("lost keys", lambda: key_tables().lost_keys())),
    ("docs/terminals.md", between("bytes", lambda: key_tables().sent_bytes())),
    ("docs/terminals.md", between("unusable", lambda: key_tables().unusable_settings())),
    ("README.md", between("keys", lambda: keys_table(english=True))),
    ("README.zh-CN.md", between("keys", lambda: keys_table(english=False))),
)


def stale(root: Path, pages: tuple[tuple[str, Render], ...] = PAGES) -> dict[Path, str]:
    """The generated files that are not as they should be, with the text that they should have."""
    texts: dict[Path, str] = {}
    for name, render in pages:
        path = root / name
        now = texts.get(path) or (path.read_text("utf-8") if path.exists() else "")
        texts[path] = render(now)
    return {
        path: text for path, text in texts.items() if not path.exists() or path.read_text("utf-8") != text
    }


def main(arguments: list[str]) -> int:
    """Write what is stale; with --check only name it, and give 1 when anything is."""
    found = stale(ROOT)
    for path, text in found.items():
        if "--check" in arguments:
            print(f"{path.relative_to(ROOT)} is stale: run make docs")
        else:
            path.write_text(text, "utf-8", newline="\n")
            print(f"{path.relative_to(ROOT)} written")
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
