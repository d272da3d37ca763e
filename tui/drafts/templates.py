"""The county's own files, kept beside the drafts that came from them: each once, by its digest."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.files import PRIVATE, write_atomically
from tui.forms.text import shorten

if TYPE_CHECKING:
    from pathlib import Path

    from tui.drafts.draft import Template

FOLDER = "templates"
"""The folder of the kept files, in the folder of the drafts."""

_REMEDY = "请再导入一次原来的文件，或者导出内置的表样"
_LONG_NAME = 60
"""How many characters of a file's name a sentence quotes."""


def digest_of(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in 64 hexadecimal digits."""
    from hashlib import sha256

    return sha256(data).hexdigest()


def keep(drafts: Path, data: bytes) -> None:
    """Keep a file beside the drafts of a folder, where `FOLDER` is; a whole copy there is left alone.

    Raises:
        Unwritable: one sentence; it cannot be kept.
    """
    path = _path(drafts, digest_of(data))
    with suppress(OSError):
        if path.read_bytes() == data:
            return
    write_atomically(path, data, mode=PRIVATE)


def kept(drafts: Path, template: Template) -> bytes:
    """The file that a draft in the folder came from, to the byte.

    Raises:
        Unreadable: one sentence; the copy is missing or is not what it was.
    """
    path, name = _path(drafts, template.digest), f"原表“{shorten(template.file, _LONG_NAME)}”"
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"草稿旁边没有留存的{name}（应当是 {path}），{_REMEDY}。") from error
    except OSError as error:
        raise Unreadable(f"留存的{name}读不出来（{path}），{_REMEDY}。") from error
    if digest_of(data) != template.digest:
        raise Unreadable(f"留存的{name}已经损坏或被改过（{path}），{_REMEDY}。")
    return data


def _path(drafts: Path, digest: str) -> Path:
    return drafts / FOLDER / f"{digest}.xlsx"
