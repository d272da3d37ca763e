"""Paths as people write them, and writing so that the older file stays whole until the newer one is safe."""

from __future__ import annotations

import errno
import os
import tempfile
import time
import unicodedata
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote

from tui.errors import FileInTheWay, Unreadable, Unwritable

PRIVATE = 0o600
LEFTOVER_AGE = 3600
"""Seconds after which a temporary file can no longer belong to a write that is under way."""
_TEMPORARY = ".tianbao-"

_REASONS = {
    errno.ENOSPC: "磁盘已满，请清出空间后再试",
    errno.EDQUOT: "磁盘配额已满，请清出空间后再试",
    errno.EACCES: "没有写入的权限，请换一个文件夹",
    errno.EPERM: "没有写入的权限，请换一个文件夹",
    errno.EROFS: "这个磁盘是只读的，请换一个文件夹",
    errno.ENOENT: "文件夹不存在，请先建好文件夹或换一个",
    errno.ENOTDIR: "路径里有一段不是文件夹，请检查路径",
    errno.EISDIR: "这是一个文件夹，请写上文件名",
    errno.ENAMETOOLONG: "文件名太长，请改短一些",
}
_QUOTES = ('""', "''", "“”", "‘’")
_URL = "file://"
FORBIDDEN = frozenset('\\/:*?"<>|')
"""Characters that no name of a file may have, on Windows at least."""


def why(error: OSError) -> str:
    """What an operating system's error means and what to do, in words for a sentence."""
    return _REASONS.get(error.errno or 0, "请检查这个文件夹能不能写入，或换一个")


def write_atomically(path: Path, data: bytes, *, replace: bool = True, mode: int | None = None) -> None:
    """Write `data` to `path`: whole, or not at all.

    A temporary file in the same folder is written, synced and put in the place of `path`.
    `mode` are its permission bits (none: what the umask gives to a new file).

    Raises:
        FileInTheWay: `path` exists and `replace` is false.
        Unwritable: one sentence; the older file is as it was and no temporary one is left.
    """
    try:
        if not replace and path.exists():
            raise FileInTheWay(f"{path} 已经存在，没有覆盖它。")
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, str(path))
        _write(path, data, mode)
    except OSError as error:
        raise Unwritable(f"{path} 写不进去：{why(error)}。") from error


def _write(path: Path, data: bytes, mode: int | None) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_TEMPORARY, suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_new_file_mode() if mode is None else mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files that a killed process left in a folder: those older than `LEFTOVER_AGE`."""
    for path in folder.glob(f"{_TEMPORARY}*.tmp"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > LEFTOVER_AGE:
                path.unlink()


def _new_file_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Make the replacement itself survive a power cut, where the system lets a folder be synced."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def user_path(text: str) -> Path:
    """The path that a person typed, pasted or dragged in, without blanks and one pair of quotes around it.

    A `file://` address (RFC 8089) becomes the path that it means, `~` the user's own folder.

    Raises:
        Unreadable: one sentence; it cannot be a path.
    """
    plain = text.strip()
    if len(plain) > 1 and plain[0] + plain[-1] in _QUOTES:
        plain = plain[1:-1].strip()
    if plain.lower().startswith(_URL):
        plain = _path_of_url(plain)
    if not plain:
        raise Unreadable("没有写路径，请写上文件夹和文件名。")
    if "\0" in plain:
        raise Unreadable("路径里有看不见的字符，请删掉重写一遍。")
    try:
        return Path(plain).expanduser()
    except RuntimeError as error:
        raise Unreadable(f"认不出“{plain}”开头的 ~ 指哪个文件夹，请把路径写完整。") from error


def _path_of_url(url: str) -> str:
    host, _, path = url[len(_URL) :].partition("/")
    path = unquote(path)
    if host.lower() not in {"", "localhost"}:
        return f"//{host}/{path}"
    return path if PureWindowsPath(path).drive else f"/{path}"


def free_path(path: Path) -> Path:
    """The path, or the first of “name (2).xlsx”, “name (3).xlsx” … at which nothing stands."""
    number, free = 1, path
    while exists(free):
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def exists(path: Path) -> bool:
    """Whether something stands at a path; where one may not look, nothing does, and writing there fails."""
    try:
        return path.exists()
    except OSError:
        return False


def safe_name(text: str, limit: int = 60) -> str:
    """A file name (without ending) made of a text, valid on Windows and Unix; empty when nothing is left.

    `limit` is in characters; three bytes each still fit the 255 bytes that file systems allow.
    """
    shown = (
        " " if char in FORBIDDEN or unicodedata.category(char)[0] in "CZ" else char
        for char in unicodedata.normalize("NFC", text)
    )
    return "_".join("".join(shown).split()).strip(". ")[:limit].rstrip(". ")
