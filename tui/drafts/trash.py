"""The trash: drafts that were thrown away, each with its name and the moment in the name of its file."""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tui.drafts.names import ENDING
from tui.errors import Unreadable

_FILE = re.compile(rf"([^.].*)\.([0-9]{{13}}){re.escape(ENDING)}", re.DOTALL)
"""Name and milliseconds since 1970; with the longest name that is 252 of 255 bytes."""


@dataclass(frozen=True, slots=True)
class Trashed:
    """A draft that was thrown away: the name it had, where it lies now, and when it came there."""

    name: str
    path: Path
    time: datetime


def trashed_in(folder: Path) -> list[Trashed]:
    """What lies in a folder of trash, the last thrown away first; files of others are passed over.

    Raises:
        Unreadable: the folder may not be looked into.
    """
    try:
        with os.scandir(folder) as entries:
            found = [
                Trashed(match[1], Path(entry.path), _time(int(match[2])))
                for entry in entries
                if (match := _FILE.fullmatch(entry.name)) and entry.is_file()
            ]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unreadable(f"回收站 {folder} 打不开，请检查它是不是文件夹、有没有读它的权限。") from error
    return sorted(found, key=lambda item: item.time, reverse=True)


def place_in_trash(folder: Path, name: str) -> Trashed:
    """Where a draft of that name goes when it is thrown away now; no two drafts go there at one moment.

    Raises:
        Unreadable: the folder may not be looked into.
    """
    taken = {item.time for item in trashed_in(folder)}
    moment = time.time_ns() // 1_000_000
    while _time(moment) in taken:
        moment += 1
    return Trashed(name, folder / f"{name}.{moment:013}{ENDING}", _time(moment))


def _time(milliseconds: int) -> datetime:
    seconds, rest = divmod(milliseconds, 1000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000).astimezone()
