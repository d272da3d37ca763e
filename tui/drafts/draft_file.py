"""Reading a draft's file: what it says, or one sentence on what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.drafts.draft_text import DraftText, cut
from tui.drafts.draft_values import NOT_A_DRAFT, NotADraft, draft_of
from tui.errors import Unreadable
from tui.forms.load import load_form
from tui.forms.structure import StructureError

if TYPE_CHECKING:
    from pathlib import Path

    from tui.drafts.draft import Draft

LIMIT = 20_000_000
"""Bytes that a draft may have; a thousand long rows are about one million."""

KEPT = 8
"""Files whose meaning is kept: what a list has read is opened next, mostly as it was."""

_REMEDY = "请用记事本之类的程序改好再打开；文件没有动过"
_INCOMPLETE = "不完整，可能没有存完，断在最后一行"
_CUT = "unexpected end of data"
"""Python's word for UTF-8 that ends within a character."""


def read_draft(path: Path) -> Draft:
    """The draft in a file.

    Raises:
        Unreadable: one sentence; the file is left as it is.
    """
    return read_text(path)[0].draft


def read_text(path: Path) -> tuple[DraftText, bytes]:
    """The draft in a file with the pieces of its text, and the file's bytes.

    Raises:
        Unreadable: one sentence; the file is left as it is.
    """
    data = _bytes(path)
    try:
        return _parsed(data), data
    except UnicodeDecodeError as error:
        if error.reason == _CUT:
            raise Unreadable(f"{path} {_INCOMPLETE}，{_REMEDY}。") from error
        raise Unreadable(f"{path} {NOT_A_DRAFT}（不是文本，或不是按 UTF-8 存的），请换一个文件。") from error
    except NotADraft as error:
        raise Unreadable(f"{path} {error}。") from error
    except StructureError as error:
        raise Unreadable(f"{path} 里 {error.key} {error.what}，{_REMEDY}。") from error
    except Unreadable as error:
        raise Unreadable(f"{path} 打不开：{error}") from error
    except (ValueError, RecursionError) as error:
        if "at end of document" in str(error):
            raise Unreadable(f"{path} {_INCOMPLETE}，{_REMEDY}。") from error
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f"，大约在第{place[1]}行第{place[2]}个字" if place else ""
        raise Unreadable(f"{path} 的写法不对{where}，{_REMEDY}。") from error


@lru_cache(maxsize=KEPT)
def _parsed(data: bytes) -> DraftText:
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    values = tomllib.loads(text)
    draft = draft_of(values)
    return cut(load_form(draft.form_id), draft, text, values)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable(f"{path} 是文件夹，不是草稿，请写上里面草稿的文件名。")
        if not path.exists():
            raise Unreadable(f"{path} 不存在，请检查文件名和所在的文件夹。")
        if not path.is_file() or path.stat().st_size > LIMIT:
            raise Unreadable(f"{path} {NOT_A_DRAFT}（太大，或不是普通文件），请换一个文件。")
        data = path.read_bytes()
    except OSError as error:
        raise Unreadable(f"{path} 读不出来，请检查有没有读它的权限、磁盘是否正常。") from error
    if not data.strip():
        raise Unreadable(f"{path} 是空的，不是草稿，请换一个文件。")
    return data
