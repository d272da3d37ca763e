"""Export by questions: what stands in the way, which sheet to fill, where to, what about a file there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tui.errors import FileInTheWay, Trouble
from tui.exporting import Export, obstacle, sheets, ways_around
from tui.files import free_path

if TYPE_CHECKING:
    from tui.plain.desk import Desk

NOT_DONE = "没有导出。"


def export(desk: Desk, where: str) -> None:
    """Export to the path that was written behind the command, else ask for one."""
    if errors := obstacle(desk.session):
        desk.talk.say(f"{errors}；:检查 看是哪些。", "先导出没填完的表，自己看看吗？写 y 导出，回车不导出。")
        if not desk.talk.confirm():
            desk.talk.say(NOT_DONE)
            return
    try:
        _export(desk, where)
    except Trouble as trouble:
        desk.talk.refuse(str(trouble))


def _export(desk: Desk, where: str) -> None:
    export = Export(desk.session)
    if export.warning:
        desk.talk.say(export.warning)
    if export.received:
        picked = desk.talk.pick(*sheets(export.received))
        if picked is None:
            desk.talk.say(NOT_DONE)
            return
        if picked == 1:
            export.received = None
    if not where:
        desk.talk.say("导出到哪里？回车就放在这里：", str(Path.cwd() / export.file_name))
        reply = desk.talk.ask()
        if reply.order:
            desk.talk.say(NOT_DONE)
            return
        where = export.file_name if reply.is_empty else reply.text
    if written := _write(desk, export, export.path(where)):
        desk.save()
        desk.talk.say(f"{''.join(export.outcome)}文件在：", str(written.resolve()))


def _write(desk: Desk, export: Export, path: Path) -> Path | None:
    """Write the file, after asking if one is there; gives where it is now."""
    try:
        export.write(path)
    except FileInTheWay:
        desk.talk.say(f"已经有“{path.name}”这个文件了。")
        picked = desk.talk.pick(*ways_around(path))
        if picked is None:
            desk.talk.say(NOT_DONE)
            return None
        path = free_path(path) if picked == 0 else path
        export.write(path, replace=picked == 1)
    return path
