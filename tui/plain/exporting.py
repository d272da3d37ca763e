"""Export by questions: what stands in the way, which sheet to fill, where to, what about a file there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import FileInTheWay, Trouble
from tui.exchange import received_with, workbook_path, write_workbook
from tui.files import free_path
from tui.forms.model import Severity

if TYPE_CHECKING:
    from tui.exchange import Received
    from tui.plain.desk import Desk

NOT_DONE = "没有导出。"


def export(desk: Desk, where: str) -> None:
    """Export to the path that was written behind the command, else ask for one."""
    if errors := desk.session.count(Severity.ERROR):
        desk.talk.say(
            f"还有 {errors} 个错误，改完才能导出正式的表；:检查 看是哪些。",
            "先导出没填完的表，自己看看吗？写 y 导出，回车不导出。",
        )
        if not desk.talk.confirm():
            desk.talk.say(NOT_DONE)
            return
    try:
        _export(desk, where, unfinished=bool(errors))
    except Trouble as trouble:
        desk.talk.refuse(str(trouble))


def _export(desk: Desk, where: str, *, unfinished: bool) -> None:
    from tui.workbook.export import default_file_name

    received = None
    try:
        received = received_with(desk.session.draft)
    except Trouble as gone:
        desk.talk.say(f"{gone}现在用内置的表样导出。")
    if received:
        picked = desk.talk.pick(f"填进原表“{received.name}”，格式原样不动（推荐）", "用内置的表样")
        if picked is None:
            desk.talk.say(NOT_DONE)
            return
        received = received if picked == 0 else None
    name = default_file_name(desk.form, desk.session.answers)
    if not where:
        desk.talk.say("导出到哪里？回车就放在这里：", str(Path.cwd() / name))
        reply = desk.talk.ask()
        if reply.order:
            desk.talk.say(NOT_DONE)
            return
        where = name if reply.is_empty else reply.text
    if written := _write(desk, workbook_path(where, name), received):
        _tell(desk, written, received, unfinished=unfinished)


def _write(desk: Desk, path: Path, received: Received | None) -> Path | None:
    """Write the file, after asking if one is there; gives where it is now."""
    form, answers = desk.form, desk.session.answers
    try:
        write_workbook(form, answers, path, received=received, replace=False)
    except FileInTheWay:
        desk.talk.say(f"已经有“{path.name}”这个文件了。")
        picked = desk.talk.pick(f"不覆盖，存成“{free_path(path).name}”（推荐）", "覆盖它")
        if picked is None:
            desk.talk.say(NOT_DONE)
            return None
        path = free_path(path) if picked == 0 else path
        write_workbook(form, answers, path, received=received, replace=picked == 1)
    return path


def _tell(desk: Desk, path: Path, received: Received | None, *, unfinished: bool) -> None:
    if not unfinished:
        desk.session.draft.mark_exported()
    desk.save()
    kind = "已导出没填完的表，改好错误后请再导出一次。" if unfinished else "已导出。"
    same = "已填进原表，模板结构未变。" if received else ""
    desk.talk.say(f"{kind}{same}文件在：", str(path.resolve()))
