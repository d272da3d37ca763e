"""Read a workbook, or text copied out of one, into answers."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.errors import Unreadable
from tui.forms.load import all_forms, load_form
from tui.workbook.find import find
from tui.workbook.grid import LOCKED, SAVE_AS, WRONG_FILE, Damaged
from tui.workbook.package import open_package
from tui.workbook.sheet import open_workbook
from tui.workbook.take import take
from tui.workbook.text_table import decoded, text_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tui.forms.answers import Answers
    from tui.forms.model import Form
    from tui.forms.problems import Finding
    from tui.workbook.grid import Grid

MAX_BYTES = 32 * 1024 * 1024
"""How large a file may be; a filled form has about 10 kB."""

_SHEET_NAMES = {".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".ett", ".ods"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the form that it is, its answers, and what of them needs a look."""

    form: Form
    answers: Answers
    notes: tuple[str, ...]
    """What was not found or not read, a sentence each; nothing in them is about one answer cell."""
    problems: tuple[Finding, ...]
    """One for each answer cell that is a formula, a date or an error mark, in the order of the sheet."""


def read_file(path: Path, form_id: str | None = None) -> Reading:
    """Read a file: a workbook by its content, otherwise text whatever its name is.

    `form_id` says which form it is; without it, the form whose header texts fit best is taken.

    Raises:
        Unreadable: one sentence: which file, what is wrong with it and what to do.
    """
    forms = all_forms() if form_id is None else (load_form(form_id),)
    try:
        data = _bytes(path)
        return _best(forms, _grids(path, data))
    except Damaged as error:
        raise Unreadable(f"{_in_full(path)} {error}") from error


def _in_full(path: Path) -> Path:
    with suppress(OSError):  # The current folder may be gone.
        return path.absolute()
    return path


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Damaged("是文件夹，请选里面的一个文件。")
        if path.exists() and not path.is_file():
            raise Damaged("不是普通文件，请选一个 .xlsx 或 .txt 文件。")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Damaged("不存在，请检查文件名和文件夹。") from error
    except PermissionError as error:
        raise Damaged("没有读取的权限；请把它复制到自己的文件夹再导入，或请管理员放开权限。") from error
    except (OSError, ValueError) as error:
        raise Damaged("读不出来，请检查文件名，或把它复制到别的文件夹再试。") from error
    if not data:
        raise Damaged("是空文件，里面什么也没有；请重新下载或复制一份，再导入。")
    if len(data) > MAX_BYTES:
        raise Damaged(f"太大，不像是一张申报表，没有读它；{WRONG_FILE}")
    return data


def _grids(path: Path, data: bytes) -> Iterator[Grid]:
    if data.startswith(b"PK"):
        book = open_workbook(open_package(data))
        for part in book.sheets.values():
            yield book.grid(part)
        return
    ending = path.suffix.lower()
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Damaged(_compound(data, ending))
    if data.startswith(b"%PDF"):
        raise Damaged("是 PDF 文件，读不了；请向发这张表的人要 .xlsx 文件。")
    if data.lstrip()[:5].lower() in {b"<html", b"<!doc", b"<?xml"}:
        raise Damaged(f"是网页格式的表，读不了；{SAVE_AS}")
    if ending in _SHEET_NAMES:
        raise Damaged(
            f"名字以 {ending} 结尾，内容却不是工作簿，可能没有下载完整；请重新下载或复制一份，再导入。"
        )
    if ending == ".csv":
        raise Damaged(f"是用逗号分隔的文字，容易错位，读不了；{SAVE_AS}")
    yield text_grid(decoded(data))


def _compound(data: bytes, ending: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return LOCKED
    kind = " WPS 表格自己的格式（.et）" if ending in {".et", ".ett"} else "旧格式（.xls）"
    return f"是{kind}，还读不了；{SAVE_AS}"


def _best(forms: Sequence[Form], grids: Iterator[Grid]) -> Reading:
    best, share = None, 0.0
    for grid in grids:
        for form in forms:
            places = find(form, grid)
            if places.share > share:
                best, share = (form, grid, places), places.share
    if best is None:
        titles = "、".join(f"《{form.title}》" for form in forms)
        raise Damaged(f"里没有找到{titles}；请检查是不是选错了文件，表头有没有被改动。")
    form, grid, places = best
    return Reading(form, *take(form, grid, places))
